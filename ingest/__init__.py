"""The writing wing: from a location to a Reading of one document."""
