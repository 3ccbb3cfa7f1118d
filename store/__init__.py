"""The SQLite file: articles, items, decisions, and everything asked of them.

Lives here: schema, the one write path, the fold, search, export. Only this package imports sqlite3 or sqlite_utils.
Must not: draw, read news files, or run an engine; of `extract` it knows the data types and the normaliser.
"""
