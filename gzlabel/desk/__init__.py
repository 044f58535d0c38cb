"""The window: one widget a file; views hold no truth."""
