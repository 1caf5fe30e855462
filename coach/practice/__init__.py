"""What the program does, naming no library."""
