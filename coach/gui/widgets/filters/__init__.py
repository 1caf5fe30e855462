"""What a list of takes is filtered by, and how that is said."""
