"""What the astronomer brings: tables, columns, cuts and images."""
