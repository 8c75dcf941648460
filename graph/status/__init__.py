"""The status of a treaty on a day, as the record knew it at a moment."""
