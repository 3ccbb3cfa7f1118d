"""How sure an item is: monotone, within bounds, whatever a table says; the shipped tables can be read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.learned import confidence
from extract.learned.confidence import calibrated
from extract.ontology import ontology
from extract.tables import toml

LEAST, MOST = 0.02, 0.99
CHANCES = st.floats(0, 1)


class Tables:
    """Stands in for the shipped tables."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Put tables of ours in their place, none yet."""
        self.held: dict[str, Any] = {}
        monkeypatch.setattr(confidence, "toml", lambda name: self.held)

    def put(self, given_: list[float], right: list[float], kind: str = "mention", type_: str = "all") -> None:
        """Put one table in."""
        self.held.setdefault(kind, {})[type_] = {"from": given_, "right": right}
        confidence._steps.cache_clear()


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> Iterator[Tables]:
    """Return tables that a test fills; the shipped ones are back after it."""
    confidence._steps.cache_clear()
    yield Tables(monkeypatch)
    confidence._steps.cache_clear()


VALUES = [
    # probability, how often right: the table goes (0.2 -> 0.1), (0.6 -> 0.5), (0.8 -> 0.9)
    (0.0, 0.1),
    (0.2, 0.1),
    (0.4, 0.3),
    (0.6, 0.5),
    (0.7, 0.7),
    (0.75, 0.8),
    (0.8, 0.9),
    (1.0, 0.9),
]


@pytest.mark.parametrize(("probability", "right"), VALUES)
def test_a_table_is_followed_evenly_between_its_points(tables: Tables, probability: float, right: float) -> None:
    """On a point its value; between two on the line; beyond the ends the end's."""
    tables.put([0.2, 0.6, 0.8], [0.1, 0.5, 0.9])
    assert calibrated("mention", "LOC", probability) == pytest.approx(right)


def test_a_step_is_taken_where_it_stands(tables: Tables) -> None:
    """Two points on one probability are a step: from there on the second holds."""
    tables.put([0.0, 0.5, 0.5, 1.0], [0.2, 0.2, 0.8, 0.8])
    assert calibrated("mention", "LOC", 0.499) == pytest.approx(0.2)
    assert calibrated("mention", "LOC", 0.5) == pytest.approx(0.8)


def test_a_type_of_its_own_table_does_not_take_the_common_one(tables: Tables) -> None:
    """The others do; a kind without any table keeps its probability."""
    tables.put([0.0, 1.0], [0.3, 0.3])
    tables.put([0.0, 1.0], [0.7, 0.7], type_="PERSON")
    assert calibrated("mention", "PERSON", 0.5) == pytest.approx(0.7)
    assert calibrated("mention", "FAC", 0.5) == pytest.approx(0.3)
    assert calibrated("event", "ATTACK", 0.5) == pytest.approx(0.5)


@pytest.mark.parametrize(("value", "told"), [(0.0, LEAST), (0.01, LEAST), (0.5, 0.5), (0.995, MOST), (1.0, MOST)])
def test_nothing_is_surely_wrong_or_right(tables: Tables, value: float, told: float) -> None:
    """With a table as without one."""
    assert calibrated("argument", "actor", value) == pytest.approx(told)
    tables.put([0.0, 1.0], [value, value], kind="argument")
    assert calibrated("argument", "actor", 0.5) == pytest.approx(told)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(points=st.lists(st.tuples(CHANCES, CHANCES), min_size=1, max_size=8), asked=st.lists(CHANCES, max_size=20))
def test_what_is_told_never_falls_and_stays_within_bounds(
    tables: Tables, points: list[tuple[float, float]], asked: list[float]
) -> None:
    """For any monotone table, also with points on top of each other."""
    given_, right = (sorted(column) for column in zip(*points, strict=True))
    tables.put(given_, right)
    told = [calibrated("mention", "LOC", probability) for probability in sorted([*asked, *given_, 0.0, 1.0])]
    assert all(LEAST <= value <= MOST for value in told)
    assert all(one <= other + 1e-9 for one, other in pairwise(told))


def test_the_shipped_tables_are_monotone_and_of_known_types() -> None:
    """Each has as many values as points, both never fall and lie in 0..1."""
    types = {"mention": set(ontology().entities), "event": set(ontology().events)}
    for kind, rows in toml("confidence.toml").items():
        assert set(rows) - {"all"} <= types.get(kind, set(rows))
        for row in rows.values():
            assert len(row["from"]) == len(row["right"]) > 0
            for column in (row["from"], row["right"]):
                assert column == sorted(column)
                assert 0 <= column[0] <= column[-1] <= 1
