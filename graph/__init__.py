"""The graph wing: nouns, identifiers, RDF, the SHACL gate, stores, derivation and views."""
