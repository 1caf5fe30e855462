"""What leads the making of transcripts that a person asked for once more."""
