"""Counts of right, proposed and wanted items, and which proposed event is which marked one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.counting import Counts, matched, overlaps
from extract.items import Event

SPAN = st.tuples(st.integers(0, 20), st.integers(1, 8)).map(lambda each: (each[0], each[0] + each[1]))

SHARED = [
    ((0, 5), (0, 5), 5),
    ((0, 5), (3, 9), 2),
    ((3, 9), (0, 5), 2),
    ((0, 5), (5, 9), 0),
    ((0, 2), (7, 9), 0),
    ((0, 9), (3, 5), 2),
]


@pytest.mark.parametrize(("one", "other", "shared"), SHARED)
def test_spans_share_characters(one: tuple[int, int], other: tuple[int, int], shared: int) -> None:
    """Half-open: those that touch share none."""
    assert overlaps(one, other) == shared


@given(SPAN, SPAN)
def test_sharing_is_the_same_from_both_sides(one: tuple[int, int], other: tuple[int, int]) -> None:
    """And is the size of what both hold."""
    assert overlaps(one, other) == overlaps(other, one) == len(set(range(*one)) & set(range(*other)))
    assert overlaps(one, one) == one[1] - one[0]


def event(drawn: str) -> Event:
    """Return a proposed event from `ATTACK 3-7`."""
    kind, start, end = drawn.replace("-", " ").split()
    return Event(int(start), int(end), kind, None, "asserted", (), 0.9, "drawn")


def marked(drawn: str) -> dict[str, Any]:
    """Return a marked event from `ATTACK 3-7` with alternatives after it: `ATTACK 3-7 9-12`."""
    kind, *spans = drawn.split()
    first, *others = [dict(zip(("start", "end"), map(int, span.split("-")), strict=True)) for span in spans]
    return {"type": kind, "trigger": first, "trigger_alts": others}


MATCHED = [
    # found, marked, {found: marked}, found that are not counted
    ([], [], {}, set()),
    (["ATTACK 3-7"], ["ATTACK 3-7"], {0: 0}, set()),
    (["ATTACK 6-9"], ["ATTACK 3-7"], {0: 0}, set()),
    (["ATTACK 7-9"], ["ATTACK 3-7"], {}, set()),
    (["ARREST 3-7"], ["ATTACK 3-7"], {}, set()),
    # One to one: what shares more is it.
    (["ATTACK 6-9", "ATTACK 3-7"], ["ATTACK 3-7"], {1: 0}, set()),
    (["ATTACK 3-7"], ["ATTACK 6-9", "ATTACK 3-7"], {0: 1}, set()),
    (["ATTACK 0-4", "ATTACK 5-9"], ["ATTACK 5-9", "ATTACK 0-4"], {0: 1, 1: 0}, set()),
    # An alternative is as good, but the trigger is better; the other of the two is not held against it.
    (["ATTACK 9-12"], ["ATTACK 3-7 9-12"], {0: 0}, set()),
    (["ATTACK 9-14", "ATTACK 6-9"], ["ATTACK 3-7 9-14"], {1: 0}, {0}),
    (["ATTACK 9-12", "ATTACK 3-7"], ["ATTACK 3-7 9-12"], {1: 0}, {0}),
    (["ATTACK 9-12", "ATTACK 13-15"], ["ATTACK 3-7 9-12 13-15"], {0: 0}, {1}),
    (["ATTACK 20-22", "ATTACK 3-7"], ["ATTACK 3-7 9-12"], {1: 0}, set()),
]


@pytest.mark.parametrize(("found", "wanted", "pairs", "ignored"), MATCHED)
def test_events_are_matched_one_to_one(
    found: list[str], wanted: list[str], pairs: dict[int, int], ignored: set[int]
) -> None:
    """By type and shared characters; a second finding of a matched event by its alternatives is left out."""
    assert matched([marked(each) for each in wanted], [event(each) for each in found]) == (pairs, ignored)


EVENTS = st.lists(
    st.tuples(st.sampled_from(["ATTACK", "ARREST"]), SPAN).map(lambda each: f"{each[0]} {each[1][0]}-{each[1][1]}"),
    max_size=6,
)


@given(EVENTS, EVENTS)
def test_no_event_is_matched_twice(found: list[str], wanted: list[str]) -> None:
    """Each pair is of one type and shares a character; no unmatched two could still be matched."""
    mine, theirs = [event(each) for each in found], [marked(each) for each in wanted]
    pairs, ignored = matched(theirs, mine)
    assert len(set(pairs.values())) == len(pairs)
    assert not ignored & set(pairs)

    def fit(place: int, number: int) -> bool:
        trigger = theirs[number]["trigger"]
        span = (mine[place].start, mine[place].end)
        return mine[place].type == theirs[number]["type"] and overlaps(span, (trigger["start"], trigger["end"])) > 0

    assert all(fit(*pair) for pair in pairs.items())
    free = [number for number in range(len(theirs)) if number not in pairs.values()]
    assert not any(fit(place, number) for place in range(len(mine)) if place not in pairs for number in free)


def test_counts_are_shown_by_kind_and_group(capsys: pytest.CaptureFixture[str]) -> None:
    """A line a kind, then its group; numbers are not in the sum of names; what was never proposed has precision 0."""
    counts = Counts()
    for kind, right, proposed, wanted in (
        ("name LOC", 3, 4, 6),
        ("name NUMBER_OF", 0, 5, 1),
        ("event ATTACK", 1, 1, 2),
        ("argument target", 0, 0, 4),
        ("coreference pairs", 5, 5, 10),
    ):
        counts.right[kind], counts.proposed[kind], counts.wanted[kind] = right, proposed, wanted
    counts.show()
    rows = {line[:30].strip(): line[30:].split() for line in capsys.readouterr().out.splitlines()}
    assert rows == {
        "": ["P", "R", "F1", "right", "prop.", "marked"],
        "name LOC": ["0.750", "0.500", "0.600", "3", "4", "6"],
        "name NUMBER_OF": ["0.000", "0.000", "0.000", "0", "5", "1"],
        "all names but NUMBER_OF": ["0.750", "0.500", "0.600", "3", "4", "6"],
        "event ATTACK": ["1.000", "0.500", "0.667", "1", "1", "2"],
        "all events": ["1.000", "0.500", "0.667", "1", "1", "2"],
        "argument target": ["0.000", "0.000", "0.000", "0", "0", "4"],
        "all arguments": ["0.000", "0.000", "0.000", "0", "0", "4"],
        "event beyond statements": ["0.000", "0.000", "0.000", "0", "0", "0"],
        "modality not asserted": ["0.000", "0.000", "0.000", "0", "0", "0"],
        "the same, right triggers": ["0.000", "0.000", "0.000", "0", "0", "0"],
        "coreference pairs": ["1.000", "0.500", "0.667", "5", "5", "10"],
    }


def test_counts_of_nothing_can_be_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """Zeros, no division by them."""
    Counts().show()
    assert all("0.000" in line for line in capsys.readouterr().out.splitlines()[1:])
