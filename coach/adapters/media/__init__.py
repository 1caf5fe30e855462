"""Sound files of every kind and what is done to sound itself (PyAV)."""
