"""One file per schema version, never changed once it has been released."""
