"""Recordings on their way into the history: what is asked before, and how each of them is."""
