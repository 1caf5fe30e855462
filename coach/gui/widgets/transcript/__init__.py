"""What was said, to be read, searched, heard and written again."""
