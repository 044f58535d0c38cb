"""What leaves: lists, tables of ratings and tags, contact sheets."""
