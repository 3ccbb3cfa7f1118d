"""BIO labels and the names they tell."""

from __future__ import annotations

from collections.abc import Sequence


def spans(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return the names that BIO labels tell, in order: first token, one past the last, type.

    An I that goes on with nothing of its type begins a name.
    """
    found: list[tuple[int, int, str]] = []
    start, kind = -1, ""
    for index, label in enumerate([*labels, "O"]):
        if start >= 0 and label != "I-" + kind:
            found.append((start, index, kind))
            start = -1
        if label[0] == "B" or (label[0] == "I" and start < 0):
            start, kind = index, label[2:]
    return found
