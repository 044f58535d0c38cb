"""One file a table format: ``SUFFIXES``, ``read`` and ``write``."""
