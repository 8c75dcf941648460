"""The one safe client by which addresses are fetched."""
