"""What every history promises of lists, searches, remarks, counts and of everything at once."""
