"""The value of a date: what its words tell, against the day on which the article was published.

Values are written in EDTF, the Extended Date/Time Format of ISO 8601-2:2019: 2020-11-25, 2020-11, 2020, 199X, 18XX,
2014-22 (summer), 2020-33 (first quarter), 2020-40 (first half), and start/end for what EDTF has no form for: weeks,
parts of a month or year, Hijri months and years. Without that day a date by words keeps a relative value, which is
not EDTF: see `Timex`.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date

from extract.dates_beside import (
    DAY,
    week,
    weekday_beside,
    weekday_nearest,
    weekday_of_week,
    year_of_day,
    year_of_month,
    year_of_season,
)
from extract.dates_hijri import hijri_days, hijri_year, is_hijri_year
from extract.dates_timex import Precision, Side, Timex, interval
from extract.dates_told import Told


def resolve(told: Told, published: date | None = None, side: Side = "before") -> Timex | None:
    """Return the value of what is told, None where there is no such date (31 شباط) or another date's is needed."""
    try:
        return _Resolver(told, published, side).value()
    except (ValueError, OverflowError):
        # No such day, or a year outside 1..9999.
        return None


class _Resolver:
    def __init__(self, told: Told, published: date | None, side: Side) -> None:
        self.told = told
        self.published = published
        self.side: str = told.side or side

    def value(self) -> Timex | None:
        told = self.told
        if told.year is not None and not told.hijri and told.month is None and is_hijri_year(told.year, self.published):
            self.told = told = replace(told, hijri=True)
        if told.division == "week" and told.month is None and (told.year is not None or told.period == "year"):
            # The first and the last weeks of a year are those of a month.
            self.told = told = replace(told, month=12 if told.number == -1 else 1)
        if told.before_christ:
            return Timex(f"-{told.year - 1:04d}", "year") if told.year else None
        if told.hijri:
            return self._hijri()
        if told.decade is not None or told.division == "decade" or told.century is not None:
            return self._decade_or_century()
        if told.year_to is not None:
            return self._years()
        if told.month is not None:
            return self._month()
        if told.division in ("quarter", "half", "season"):
            return self._division()
        if told.year is not None:
            return self._year(told.year)
        return self._weekday() if told.weekday is not None else self._period()

    # Absolute and half absolute dates.

    def _years(self) -> Timex | None:
        first, last = self.told.year, self.told.year_to
        return Timex(f"{first:04d}/{last:04d}", "range") if first and last and first < last else None

    def _year(self, year: int) -> Timex:
        date(year, 1, 1)
        if self.told.part:
            first, last = {"start": (1, 4), "mid": (5, 8), "end": (9, 12)}[self.told.part]
            return Timex(f"{year:04d}-{first:02d}/{year:04d}-{last:02d}", "part of year")
        return Timex(f"{year:04d}", "year")

    def _decade_or_century(self) -> Timex | None:
        told = self.told
        century = None if told.century is None else told.century - 1
        if century is None and told.period == "century":
            if self.published:
                century = self.published.year // 100 + told.shift
            elif told.decade is None or told.shift != -1:
                number = told.number if told.decade is None else told.decade + 1
                return self._relative(f"decade {number} of P{told.shift * 100}Y", "decade")
        if told.decade is None and told.division != "decade":
            return self._century(century) if century is not None else None
        tens = told.decade if told.decade is not None else told.number - 1
        if told.decade is not None and century is None:
            # Decades told without their century are the last century's of which any is told so.
            century = 19
        if century is None or not 0 <= tens <= 9:
            return None
        return self._decade(century * 10 + tens)

    def _decade(self, tens: int) -> Timex:
        if tens < 0:
            raise ValueError(tens)
        if self.told.part:
            first, last = {"start": (0, 3), "mid": (4, 6), "end": (7, 9)}[self.told.part]
            return Timex(f"{tens:03d}{first}/{tens:03d}{last}", "part of decade")
        return Timex(f"{tens:03d}X", "decade")

    def _century(self, hundreds: int) -> Timex:
        if hundreds < 0:
            raise ValueError(hundreds)
        if self.told.part or (self.told.division == "half" and self.told.number in (1, 2)):
            part = self.told.part or str(self.told.number)
            parts = {"start": (0, 33), "mid": (34, 66), "end": (67, 99), "1": (0, 49), "2": (50, 99)}
            first, last = parts[part]
            return Timex(f"{hundreds:02d}{first:02d}/{hundreds:02d}{last:02d}", "part of century")
        return Timex(f"{hundreds:02d}XX", "century")

    # Months and days of months.

    def _month(self) -> Timex | None:
        told = self.told
        month = told.month or 1
        year = told.year
        if year is None and told.period == "year" and self.published:
            year = self.published.year + told.shift
        if year is None and self.published:
            year = (
                year_of_day(month, told.day, told.weekday, self.published, self.side)
                if told.day
                else year_of_month(month, self.published, self.side)
            )
        if year is None:
            # Any leap year: 29 February is a day of some year.
            date(2000, month, told.day or 1)
            name = f"--{month:02d}" + (f"-{told.day:02d}" if told.day else "")
            if told.day_to:
                name = f"{name}/--{month:02d}-{told.day_to:02d}"
            base = f"P{told.shift}Y" if told.period == "year" else self.side
            return self._relative(f"{name} {base}", self._month_precision())
        return self._in_month(year, month)

    def _month_precision(self) -> Precision:
        told = self.told
        if told.day_to:
            return "range"
        if told.day:
            return "day"
        if told.division == "week":
            return "week"
        return "part of month" if told.part or told.division in ("half", "third") else "month"

    def _in_month(self, year: int, month: int) -> Timex | None:
        told = self.told
        if told.day:
            first = date(year, month, told.day)
            if told.day_to is None:
                return Timex(first.isoformat(), "day")
            return interval(first, date(year, month, told.day_to), "range")
        length = monthrange(year, month)[1]
        days = self._days(length)
        if days is None:
            date(year, month, 1)
            return Timex(f"{year:04d}-{month:02d}", "month")
        return interval(date(year, month, days[0]), date(year, month, days[1]), self._month_precision())

    def _days(self, length: int) -> tuple[int, int] | None:
        """Return the first and last day of the part of a month that is told, None where the whole is."""
        told = self.told
        if told.division == "half":
            return (1, 15) if told.number == 1 else (16, length)
        third = {"start": 1, "mid": 2, "end": 3}.get(told.part, 0)
        if told.division == "third":
            third = 3 if told.number == -1 else told.number
        if 1 <= third <= 3:
            return third * 10 - 9, length if third == 3 else third * 10
        if told.division == "week":
            if told.number == -1:
                return length - 6, length
            first = told.number * 7 - 6
            if not 1 <= first <= length:
                raise ValueError(told.number)
            return first, min(first + 6, length)
        return None

    # Parts of a year with a number of their own.

    def _division(self) -> Timex | None:
        told = self.told
        if told.division == "half" and told.period == "month":
            return self._period()
        code = {"quarter": 32, "half": 39, "season": 20}[told.division] + told.number
        if told.number == -1:
            code = {"quarter": 36, "half": 41}[told.division]
        elif told.number > {"quarter": 4, "half": 2, "season": 4}[told.division]:
            return None
        precision: Precision = "quarter" if told.division == "quarter" else "half"
        if told.division == "season":
            precision = "season"
        year = told.year
        if year is None and told.period == "year":
            year = self.published.year + told.shift if self.published else None
            if year is None:
                return self._relative(f"--{code} P{told.shift}Y", precision)
        if year is None:
            if told.division != "season" or told.period:
                return None
            if self.published is None:
                return self._relative(f"--{code} {self.side}", precision)
            year = year_of_season(told.number, self.published, self.side)
        date(year, 1, 1)
        return Timex(f"{year:04d}-{code}", precision)

    # Dates seen from the article's day.

    def _weekday(self) -> Timex | None:
        told, published = self.told, self.published
        weekday = told.weekday or 0
        name = f"-W-{weekday + 1}"
        if told.period and told.period not in ("day", "week"):
            return None
        if published is None:
            unit = {"day": "D", "week": "W"}.get(told.period)
            return self._relative(f"{name} P{told.shift}{unit}" if unit else f"{name} {self.side}", "day")
        if told.period == "day":
            day = weekday_nearest(weekday, published + told.shift * DAY)
        elif told.period == "week":
            day = weekday_of_week(weekday, published + 7 * told.shift * DAY)
        else:
            day = weekday_beside(weekday, published, self.side)
        return Timex(day.isoformat(), "day")

    def _period(self) -> Timex | None:
        told, published = self.told, self.published
        if not told.period or told.period == "season":
            return None
        if published is None:
            return self._relative_period()
        if told.period == "day":
            return Timex((published + told.shift * DAY).isoformat(), "day")
        if told.period == "week":
            first, last = week(published + 7 * told.shift * DAY)
            return interval(first, last, "week")
        if told.period == "month":
            months = published.year * 12 + published.month - 1 + told.shift
            return self._in_month(months // 12, months % 12 + 1)
        if told.period == "year":
            return self._year(published.year + told.shift)
        if told.period == "decade":
            return self._decade(published.year // 10 + told.shift)
        return self._century(published.year // 100 + told.shift)

    def _relative_period(self) -> Timex:
        told = self.told
        size = {"decade": 10, "century": 100}.get(told.period, 1)
        unit = {"day": "D", "week": "W", "month": "M"}.get(told.period, "Y")
        base = f"P{told.shift * size}{unit}"
        if told.period == "month":
            name = f"---{told.day:02d} " if told.day else ""
            if told.day and told.day_to:
                name = f"---{told.day:02d}/---{told.day_to:02d} "
            if told.division in ("half", "third", "week"):
                name = f"{told.division} {told.number} of "
            return self._relative(name + base, self._month_precision())
        kind: dict[str, Precision] = {"day": "day", "week": "week", "year": "year", "decade": "decade"}
        part: dict[str, Precision] = {"year": "part of year", "decade": "part of decade"}
        if told.part and told.period != "week":
            return self._relative(base, part.get(told.period, "part of century"))
        return self._relative(base, kind.get(told.period, "century"))

    def _relative(self, value: str, precision: Precision) -> Timex:
        part = self.told.part
        return Timex(f"{value} {part}" if part else value, precision, is_relative=True)

    # The Hijri calendar.

    def _hijri(self) -> Timex | None:
        told, published = self.told, self.published
        year = told.year
        if year is None and published is None:
            if told.month is None or (told.day or 1) > 30:
                return None
            name = f"--{told.month:02d}" + (f"-{told.day:02d}" if told.day else "")
            base = f"P{told.shift}Y" if told.period == "year" else self.side
            return self._relative(f"hijri {name} {base}", self._month_precision())
        if year is None and published is not None:
            shift = told.shift if told.period == "year" else None
            year = hijri_year(published, self.side, told.month, told.day, shift)
        days = hijri_days(year, told.month, told.day) if year is not None else None
        if days is None:
            return None
        first, last = days
        if told.day:
            length = (told.day_to or told.day) - told.day
            if length > 29:
                return None
            return interval(first, first + length * DAY, "range") if length else Timex(first.isoformat(), "day")
        if told.month is None:
            return None if told.part else interval(first, last, "year")
        within = self._days((last - first).days + 1)
        if within:
            return interval(first + (within[0] - 1) * DAY, first + (within[1] - 1) * DAY, self._month_precision())
        return interval(first, last, "month")
