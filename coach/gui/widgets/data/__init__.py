"""What is kept: where it lies, how it is carried away and brought back, and how it goes."""
