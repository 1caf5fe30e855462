"""What is marked on a timeline: a person's own stretches and flags, and all of it said in words."""
