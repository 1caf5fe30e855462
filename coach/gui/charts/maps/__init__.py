"""Charts whose things stand beside and below each other, each in a box of its own."""
