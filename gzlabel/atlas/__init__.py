"""The map of the whole catalogue and its clusters."""
