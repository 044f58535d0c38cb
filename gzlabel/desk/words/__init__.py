"""What the desk says, in the language of the person."""
