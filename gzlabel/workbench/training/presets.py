"""Tasks that the field knows by name, and the columns they are read from."""

PRESETS = {"gz2": "gz2class"}
"""``gz2``: round, in-between and cigar-shaped smooth, edge-on and spiral galaxies, from Galaxy Zoo 2's codes."""
