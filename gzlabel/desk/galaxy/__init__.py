"""One galaxy, large, and what is measured and compared in its picture."""
