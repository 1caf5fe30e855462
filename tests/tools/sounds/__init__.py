"""Sounds that hold no word, made by arithmetic: nothing to download, the same every time."""
