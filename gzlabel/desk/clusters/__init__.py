"""The clusters by name."""
