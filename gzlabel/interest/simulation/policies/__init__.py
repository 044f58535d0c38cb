"""One file a policy: ``NAME``, ``SOURCE`` (where it was published) and ``prepare(pool) -> Begin``."""
