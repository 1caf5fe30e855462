"""Everything that is kept: as one file to carry away, brought back from it, listed, and deleted."""
