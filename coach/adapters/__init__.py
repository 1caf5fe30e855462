"""The outside world, one library a file."""
