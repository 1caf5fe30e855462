"""What a person says of a take of their own: how it felt, notes, bookmarks, its name."""
