"""Everything that is kept, as one thing: carried away, brought back, listed, deleted."""
