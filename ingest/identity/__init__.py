"""Identity data: what a page or Wikidata says that a thing is called, and nothing of what it did."""
