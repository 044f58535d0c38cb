"""Everything without a mouse: which key does what, where the keyboard is, and how keys are found."""
