"""A person's stories: their cards, the form they are written in, and what was heard of one."""
