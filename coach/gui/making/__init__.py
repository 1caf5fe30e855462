"""What leads the making of reviews: those of fresh answers, one after another, and transcripts asked for once more."""
