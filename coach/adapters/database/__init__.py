"""The history on disk: every take in one SQLite database, its sound in files beside it.

`takes.SqlHistory` is the door. `opening` makes, checks, migrates or sets the database aside; `engine` says how SQLite
is spoken to; `tables` names the columns; `reviews`,
`corrections`, `lists` and `search` write and read them; `locks` and `orphans`
know which takes a living process owns. Nothing is imported here, so that help and analysis never load SQLAlchemy.
"""
