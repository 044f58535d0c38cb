"""How a column is distributed, drawn and marked by mouse or keys."""
