"""How an answer was spoken: pauses, pace, fillers and repeats."""
