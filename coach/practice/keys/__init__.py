"""The keys of the program: what they do, and which may be chosen."""
