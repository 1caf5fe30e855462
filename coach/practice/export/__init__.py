"""What a take gives away: the formats, what each needs of a take, and how files come to lie in a folder."""
