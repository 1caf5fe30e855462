"""What a form is made of: fields with their hints, boxes of lines, and rows of buttons that wrap."""
