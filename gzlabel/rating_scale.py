"""The scale on which galaxies are rated: 0, not what is looked for, to 5, exactly this."""

BEST_RATING = 5.0
"""The top of the scale."""

LIKED = 3
"""Ratings from here up count as a find."""
