"""The parts of the fake history."""
