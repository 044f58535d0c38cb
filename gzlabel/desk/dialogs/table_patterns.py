"""Which files a system's dialog offers as tables: those of every format there is."""

from gzlabel.catalogue import COMPRESSED_SUFFIXES, read_suffixes, write_suffixes


def readable_tables() -> str:
    """Patterns of the tables that can be read, packed ones too: ``*.csv *.fits``."""
    return _patterns((*read_suffixes(), *COMPRESSED_SUFFIXES))


def writable_tables() -> str:
    """Patterns of the tables that can be written."""
    return _patterns(write_suffixes())


def _patterns(suffixes: tuple[str, ...]) -> str:
    return " ".join(f"*{suffix}" for suffix in suffixes)
