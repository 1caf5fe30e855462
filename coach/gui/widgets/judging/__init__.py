"""What a person says of what was heard of the content."""
