"""What every part behind a seam promises: run over its fake and over the real adapter."""
