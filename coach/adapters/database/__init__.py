"""The history on disk: every take in one SQLite database, its sound in files beside it.

`takes.SqlHistory` is the door, and `seam` the parts that it is made of. `opening` makes, checks, migrates or sets the
database aside; `engine` says how SQLite is spoken to; `tables` names the columns; `rows`, `reviews` and `corrections`
write and read a take, `lists` many of them; `locks` and `orphans` know which takes a living process owns. Nothing is
imported here, so that help and analysis never load SQLAlchemy.
"""
