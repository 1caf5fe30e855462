"""Train the small heads that listen to the sound on top of the starter engine's encoder."""
