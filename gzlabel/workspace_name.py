"""What the folder of a workspace is called."""

SUFFIX = ".gzlabel"
"""How the name of every workspace ends."""

DEMONSTRATION = f"hubble-deep-field{SUFFIX}"
"""The workspace of the demonstration."""
