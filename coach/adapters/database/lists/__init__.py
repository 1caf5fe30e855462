"""What lists and charts read of the takes: pages of them, what a search finds, and counts."""
