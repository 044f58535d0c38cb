"""What must last: the ratings journal, interests, names and exports."""
