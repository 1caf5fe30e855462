"""Question packs: the list, the form for one question, and what is asked on the way."""
