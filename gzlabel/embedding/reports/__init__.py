"""The report of a training: its numbers, its figure, its web page."""
