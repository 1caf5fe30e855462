"""The keys of the program, to be looked up and chosen."""
