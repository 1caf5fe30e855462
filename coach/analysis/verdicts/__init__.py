"""What a person's verdicts do to what was heard of the content."""
