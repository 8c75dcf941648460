"""The rules at work: masked sentences to claims, and what only the whole document says."""
