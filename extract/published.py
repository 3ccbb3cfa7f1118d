"""When an article was published: calendar dates in its metadata, its date line or byline, or its file's name.

Full dates only (day, month, year), as news sites write them: numbers in both kinds of digits, Arabic month names of
the Gregorian calendar in their Egyptian, Levantine and Maghrebi forms, English names. A date inside the story is never
taken: it tells when something happened. Hijri dates are not read. Relative dates are another matter and not done here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from importlib import resources

from extract.article import Part
from extract.normalise import normalise

EARLIEST = date(1950, 1, 1)
"""No article that a reviewer meets is older; a year before it is a misread number."""

_ISO = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
_COMPACT = re.compile(r"(?<![0-9a-z])((?:19|20)\d\d)(\d\d)(\d\d)(?![0-9a-z])")
_NAME_SEPARATED = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.](\d{1,2})[-_.](\d{1,2})(?!\d)")

_OPENING = 90
"""Characters of the story's first paragraph that a date line of an agency may take: «بغداد، 3 مارس 2021 (وكالة) -»."""
_OPENING_ENDS = re.compile(r"[-–—:]\s")


@cache
def _months() -> dict[str, int]:
    """Return normalised month name -> month."""
    text = resources.files("extract").joinpath("data/reading_months.toml").read_text(encoding="utf-8")
    return {normalise(name): number for number, names in enumerate(tomllib.loads(text)["months"], 1) for name in names}


@cache
def _named() -> tuple[re.Pattern[str], re.Pattern[str]]:
    # Longest first: تشرين الاول before تشرين, january before jan.
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    # A month may stand under two names: تشرين الثاني/نوفمبر, or آذار (مارس).
    month = rf"({names})(?:\s*[/(،-]\s*(?:{names})\s*\)?)?"
    return (
        re.compile(
            rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?\s*(?:من\s+)?(?:شهر\s+)?[-/]?{month}\.?\s*[-/,،]?\s*(?:(?:من\s+)?عام\s+)?(\d{{4}})(?!\d)"
        ),
        re.compile(rf"{month}\.?\s*(\d{{1,2}})(?:st|nd|rd|th)?\s*[,،]?\s+(\d{{4}})(?!\d)"),
    )


def dates_in(text: str) -> Iterator[tuple[int, int, date]]:
    """Yield the full dates of a text as (start, end, date), offsets into `normalise(text)`, in no special order."""
    folded = normalise(text)
    if not re.search(r"\d{4}", folded):
        return
    found: list[tuple[re.Match[str], str, str, str]] = []
    found += [(match, match[1], match[3], match[4]) for match in _ISO.finditer(folded)]
    for match in _DAY_FIRST.finditer(folded):
        day, month = match[1], match[3]
        # Day first, as Arabic papers write, unless it can only be the other way round.
        found.append((match, match[4], day, month) if int(month) > 12 >= int(day) else (match, match[4], month, day))
    day_month, month_day = _named()
    found += [(match, match[3], str(_months()[match[2]]), match[1]) for match in day_month.finditer(folded)]
    found += [(match, match[3], str(_months()[match[1]]), match[2]) for match in month_day.finditer(folded)]
    for match, year, month, day in found:
        value = _date(year, month, day)
        if value:
            yield match.start(), match.end(), value


def first_date(text: str, *, today: date) -> date | None:
    """Return the first plausible date of a text, None where it holds none. A date after tomorrow is not plausible."""
    plausible = [(start, value) for start, _, value in dates_in(text) if is_plausible(value, today=today)]
    return min(plausible)[1] if plausible else None


def is_plausible(value: date, *, today: date) -> bool:
    """Return whether an article may have been published then. Tomorrow is: it is today somewhere east of here."""
    return EARLIEST <= value <= today + timedelta(days=1)


def published_in(body: str, parts: Iterable[Part], *, today: date) -> date | None:
    """Return the publication date that the text itself gives: in a date line, else a byline, else the story's opening."""
    parts = tuple(parts)
    for kind in ("dateline", "byline"):
        for part in parts:
            if part.kind == kind and (value := first_date(body[part.start : part.end], today=today)):
                return value
    opening = next((part for part in parts if part.kind == "body"), None)
    if opening is None:
        return None
    head = body[opening.start : min(opening.end, opening.start + _OPENING)]
    end = _OPENING_ENDS.search(head)
    # Without its dash the date belongs to the story.
    return first_date(head[: end.start()], today=today) if end else None


def published_in_name(name: str, *, today: date) -> date | None:
    """Return the date that a file name holds: 2021-06-10-title.txt, 20210610.html."""
    stem = re.split(r"[\\/]", name)[-1].casefold()
    for pattern in (_NAME_SEPARATED, _COMPACT):
        for match in pattern.finditer(stem):
            value = _date(match[1], match[2], match[3])
            if value and is_plausible(value, today=today):
                return value
    return None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
