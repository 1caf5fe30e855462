"""Two takes beside each other."""
