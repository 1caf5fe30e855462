"""What the list of takes is made of."""
