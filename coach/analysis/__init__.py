"""What an answer holds: words and sound in, a report out; pure functions."""
