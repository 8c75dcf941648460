"""How well the extractor reads: annotated texts, one-to-one scoring, reports, and confidence from what was judged."""
