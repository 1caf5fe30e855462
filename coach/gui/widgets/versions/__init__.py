"""The transcripts of one take: which shows, writing another one, two beside each other."""
