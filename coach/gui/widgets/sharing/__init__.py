"""Saving takes as files: the sheet that asks how, and where to."""
