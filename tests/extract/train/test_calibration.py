"""Tables of how often what is so sure is right: monotone, the best in squares, written and read back."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.train.calibration import FEWEST, reliability, steps, table, write

CHANCE = st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0]) | st.floats(0, 1)
JUDGED = st.lists(st.tuples(CHANCE, st.booleans()), max_size=60)

POOLED = [
    # judged items, the points: one right and one wrong more stand at each end
    ("", [(0, 0.5), (1, 0.5)]),
    ("0.5+", [(0, 0.5), (0.5, 2 / 3), (1, 2 / 3)]),
    ("0.5-", [(0, 1 / 3), (0.5, 1 / 3), (1, 0.5)]),
    ("0.2- 0.8+", [(0, 1 / 3), (0.2, 1 / 3), (0.8, 2 / 3), (1, 2 / 3)]),
    # What falls is pooled.
    ("0.2+ 0.8-", [(0, 0.5), (1, 0.5)]),
    ("0.3- 0.4+ 0.5- 0.6+ 0.7+ 0.7+", [(0, 1 / 3), (0.3, 1 / 3), (0.4, 0.5), (0.5, 0.5), (0.6, 0.8), (1, 0.8)]),
    # Items of one probability are one point.
    ("0.5- 0.5- 0.5+ 0.5+ 0.9+", [(0, 0.5), (0.5, 0.5), (0.9, 2 / 3), (1, 2 / 3)]),
]


def read(drawn: str) -> list[tuple[float, bool]]:
    """Return judged items from `0.5+ 0.7-`."""
    return [(float(each[:-1]), each[-1] == "+") for each in drawn.split()]


def points(judged: Sequence[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Return the points of the function for judged items."""
    return list(zip(*steps(judged), strict=True))


@pytest.mark.parametrize(("drawn", "expected"), POOLED)
def test_neighbours_that_fall_are_pooled(drawn: str, expected: list[tuple[float, float]]) -> None:
    """Worked by hand."""
    given_, right = zip(*expected, strict=True)
    found = steps(read(drawn))
    assert found[0] == pytest.approx(list(given_), abs=1e-4)
    assert found[1] == pytest.approx(list(right), abs=1e-4)


@given(JUDGED)
def test_the_points_never_fall_and_span_all_probabilities(judged: list[tuple[float, bool]]) -> None:
    """From 0 to 1, never certain at an end; the order in which items come does not matter."""
    found = points(judged)
    assert (found[0][0], found[-1][0]) == (0, 1)
    for (one, right), (other, more) in pairwise(found):
        assert one <= other
        assert right <= more
    assert 0 < found[0][1] <= found[-1][1] < 1
    assert points(list(reversed(judged))) == found


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from([0.25, 0.5, 0.75]), st.booleans()), max_size=8))
def test_no_other_monotone_function_fits_better(judged: list[tuple[float, bool]]) -> None:
    """In squares, over all functions of tenths."""
    ends = [(0.0, False), (0.0, True), (1.0, False), (1.0, True)]
    found = points(judged)
    mine = dict(found)
    for probability, _ in judged:
        if probability not in mine:
            mine[probability] = next(y for (x, y), (after, _) in pairwise(found) if x <= probability <= after)

    def cost(told: dict[float, float]) -> float:
        return sum((told[probability] - right) ** 2 for probability, right in [*ends, *judged])

    places = sorted(mine)
    for values in product([0.1 * tenth for tenth in range(0, 11, 2)], repeat=len(places)):
        if list(values) == sorted(values):
            assert cost(mine) <= cost(dict(zip(places, values, strict=True))) + 1e-3


@settings(max_examples=15)
@given(JUDGED)
def test_scikit_learn_finds_the_same_points(judged: list[tuple[float, bool]]) -> None:
    """A second opinion, where it is installed."""
    isotonic = pytest.importorskip("sklearn.isotonic", reason="scikit-learn comes with the extra `train`")
    rounded = [(round(probability, 3), right) for probability, right in judged]
    pairs = sorted([(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0), *((p, float(right)) for p, right in rounded)])
    model = isotonic.IsotonicRegression(y_min=0.0, y_max=1.0).fit(*zip(*pairs, strict=True))
    given_, right = steps(rounded)
    assert given_ == pytest.approx(list(model.X_thresholds_), abs=1e-4)
    assert right == pytest.approx(list(model.y_thresholds_), abs=1e-4)


def test_a_type_that_was_judged_often_enough_has_a_table_of_its_own() -> None:
    """The others share that of all, which counts every item."""
    judged = [("LOC", 0.9, True)] * FEWEST + [("FAC", 0.9, False)] * (FEWEST - 1)
    found = table(judged)
    assert set(found) == {"LOC", "all"}
    assert found["LOC"] == steps([(0.9, True)] * FEWEST)
    assert found["all"] == steps([(probability, right) for _, probability, right in judged])
    assert table([]) == {}


def test_a_kinds_tables_are_written_in_place_of_those_it_had(tmp_path: Path) -> None:
    """Other kinds stay; the file can be read, and is the same for the same tables."""
    target = tmp_path / "confidence.toml"
    write(target, "mention", {"all": ([0.0, 1.0], [0.1, 0.9]), "NUMBER_OF": ([0.0, 0.5], [0.2, 0.8])})
    write(target, "event", {"all": ([0.0, 0.5, 1.0], [0.1, 0.2, 0.3])})
    write(target, "mention", {"all": ([0.0, 1.0], [0.3, 0.7])})
    text = target.read_text(encoding="utf-8")
    assert tomllib.loads(text) == {
        "event": {"all": {"from": [0.0, 0.5, 1.0], "right": [0.1, 0.2, 0.3]}},
        "mention": {"all": {"from": [0.0, 1.0], "right": [0.3, 0.7]}},
    }
    write(target, "mention", {"all": ([0.0, 1.0], [0.3, 0.7])})
    assert target.read_text(encoding="utf-8") == text
    assert text.startswith("# ")


@given(st.dictionaries(st.sampled_from(["all", "LOC", "NUMBER_OF"]), JUDGED, max_size=3))
def test_what_is_written_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, judged: dict[str, list[tuple[float, bool]]]
) -> None:
    """To the last digit."""
    target = tmp_path_factory.mktemp("tables") / "confidence.toml"
    tables = {type_: steps(items) for type_, items in judged.items()}
    write(target, "mention", tables)
    read_back = tomllib.loads(target.read_text(encoding="utf-8")).get("mention", {})
    assert {type_: (row["from"], row["right"]) for type_, row in read_back.items()} == tables


BINS = [
    ("", 10, []),
    ("0.55+ 0.55-", 10, [(0.55, 0.5, 2)]),
    ("0.0- 0.05+ 0.95+ 1.0+", 10, [(0.025, 0.5, 2), (0.975, 1.0, 2)]),
    ("0.1+ 0.6- 0.9+", 2, [(0.1, 1.0, 1), (0.75, 0.5, 2)]),
    ("0.1+ 0.6- 0.9+", 1, [(0.5333, 0.6667, 3)]),
]


@pytest.mark.parametrize(("drawn", "bins", "expected"), BINS)
def test_how_sure_is_set_against_how_often_right(
    drawn: str, bins: int, expected: list[tuple[float, float, int]]
) -> None:
    """By bins of equal width; empty ones are left out, 1.0 is in the last."""
    found = reliability(read(drawn), bins)
    assert [tuple(row) for row in found] == [pytest.approx(row, abs=1e-4) for row in expected]


@given(JUDGED, st.integers(1, 12))
def test_every_judged_item_is_in_one_bin(judged: list[tuple[float, bool]], bins: int) -> None:
    """None lost, each bin's mean within it, in order."""
    found = reliability(judged, bins)
    assert sum(count for _, _, count in found) == len(judged)
    assert len(found) <= bins
    assert all(one < other for (one, _, _), (other, _, _) in pairwise(found))
    assert sum(share * count for _, share, count in found) == pytest.approx(sum(right for _, right in judged))
