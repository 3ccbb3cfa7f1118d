"""How often what a model gives such a probability is right: tables learned on articles it was not trained on.

`extract/data/confidence.toml` holds, for each kind of item and type, the steps of a monotone function: probabilities,
and the share that was right from there on.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from extract.tables import toml

_LEAST, _MOST = 0.02, 0.99
"""No item is surely wrong or right."""


@cache
def _steps(kind: str, type_: str) -> tuple[tuple[float, ...], tuple[float, ...]] | None:
    table = toml("confidence.toml").get(kind, {})
    row = table.get(type_) or table.get("all")
    return (tuple(row["from"]), tuple(row["right"])) if row else None


def calibrated(kind: str, type_: str, probability: float) -> float:
    """Return how often an item of a kind (`mention`, `event`, `argument`) and type with this probability is right.

    Between two steps the value goes evenly; a kind without a table keeps its probability.
    """
    steps = _steps(kind, type_)
    if steps is None:
        return max(_LEAST, min(_MOST, probability))
    given, right = steps
    above = bisect_right(given, probability)
    if above == 0:
        value = right[0]
    elif above == len(given):
        value = right[-1]
    else:
        low, high = given[above - 1], given[above]
        value = right[above - 1] + (right[above] - right[above - 1]) * (probability - low) / (high - low)
    return max(_LEAST, min(_MOST, value))
