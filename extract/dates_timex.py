"""What a date's value is: a text in EDTF, or one that waits for the article's day, and how precise it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal[
    "day", "week", "part of month", "month", "part of year", "quarter", "season", "half", "year", "part of decade",
    "decade", "part of century", "century", "range",
]  # fmt: skip
Side = Literal["before", "after"]
"""On which side of the article's day a date lies whose words leave it open."""


@dataclass(frozen=True, slots=True)
class Timex:
    """The value of a date mention."""

    value: str
    """EDTF. Where `is_relative`: a name, then what it is seen from: `P-1D`, `-W-3 before`, `--01 next`, `--11-25 P-1Y`.

    Names are the truncated forms of ISO 8601:2000 (-W-3 a Wednesday, --11 a November, ---25 a 25th; --22 a summer,
    --33 a first quarter, --40 a first half); durations count from the article's day, and `before`, `after` (that day
    included), `last`, `next` and `this` choose among days of one name. `start`, `mid` or `end` follow for a part.
    """
    precision: Precision
    is_relative: bool = False
    """Whether the article's day is needed to know the day, and is not known."""


def interval(first: date, last: date, precision: Precision) -> Timex | None:
    """Return the days from one to another as a value, None where they are out of order."""
    return Timex(f"{first.isoformat()}/{last.isoformat()}", precision) if first < last else None
