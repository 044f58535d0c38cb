"""The database: transactions that last, and the transcript beside it."""
