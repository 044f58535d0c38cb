"""Colours, sizes and symbols."""
