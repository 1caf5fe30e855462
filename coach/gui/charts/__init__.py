"""Charts: handed values, they draw."""
