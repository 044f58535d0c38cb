"""One file an acquisition function: ``NAME`` and ``values``."""
