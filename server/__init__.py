"""The reading wing: SPARQL, linked data and pages over one store."""
