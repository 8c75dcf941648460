"""The count reconciler: a number that somebody gives, and the number that follows from the acts."""
