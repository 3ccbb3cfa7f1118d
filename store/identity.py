"""Content ids: the same article, item, run and decision has the same id in every store.

An id is the first 16 bytes of SHA-256 over fields, each with its length before it, the first naming what is hashed and
the version of the recipe: fields can't run into one another, and a new recipe can't meet an old id.
"""

from __future__ import annotations

from hashlib import sha256


def digest(recipe: str, *fields: bytes) -> bytes:
    """Return the 16-byte id of `fields` under a recipe such as `item1`."""
    parts = [recipe.encode(), *fields]
    return sha256(b"".join(len(part).to_bytes(8, "big") + part for part in parts)).digest()[:16]


def number(value: int) -> bytes:
    """Return a whole number as a field."""
    return value.to_bytes(8, "big", signed=True)


def article_uid(body: str) -> bytes:
    """Return the id of an article: of its body and nothing else. Raises UnicodeEncodeError for a lone surrogate."""
    return digest("article1", body.encode())


def run_uid(engine: str, version: str, config: str) -> bytes:
    """Return the id of a run: engine, its version and its configuration."""
    return digest("run1", engine.encode(), version.encode(), config.encode())


def item_uid(article: bytes, kind: str, start: int, end: int) -> bytes:
    """Return the id of a mention or event: where it was first seen. Its type is its value, so retyping keeps the id."""
    return digest("item1", article, kind.encode(), number(start), number(end))


def argument_uid(event: bytes, role: str, start: int, end: int) -> bytes:
    """Return the id of an argument: its event, and the role and span it was first seen with."""
    return digest("item1", event, b"argument", role.encode(), number(start), number(end))
