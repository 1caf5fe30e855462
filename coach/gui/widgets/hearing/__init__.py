"""What shows that speech is becoming text: the last words heard, how far that is behind, how long it will take."""
