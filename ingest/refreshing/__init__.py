"""The registry of sources, and what is due to be fetched."""
