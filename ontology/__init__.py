"""The vocabulary, the shapes and the known entities, as data with their loaders."""
