"""One file an encoder."""
