"""Cutout services, one a file: ``NAME``, ``TITLE``, ``TEMPLATE``, ``ARCSEC_PER_PX``, ``CREDIT``.

The template may use ``{ra}`` and ``{dec}`` (degrees), ``{size}`` (pixels), ``{arcsec_per_px}``,
``{fov_deg}``, ``{id}`` and any column. All of these services put north on top and east on the left.
"""
