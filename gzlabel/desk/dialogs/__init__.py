"""What is asked and told apart from the desk, and the fields that takes."""
