"""Tables that turn a model's probabilities into how often it is right."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

Judged = tuple[str, float, bool]
"""Type, probability, right."""

FEWEST = 40
"""Judged items of a type for a table of its own; rarer types share one."""


def steps(judged: Iterable[tuple[float, bool]]) -> tuple[list[float], list[float]]:
    """Return the points of the monotone function that fits (probability, right) best in squares.

    Neighbours that fall are pooled until none does (Ayer et al. 1955); a pool gives its first and its last probability.
    """
    # One right and one wrong item more at each end: a few lucky ones are not certainty.
    pairs = sorted([(0.0, False), (0.0, True), *judged, (1.0, False), (1.0, True)])
    pools: list[_Pool] = []
    for probability, group in groupby(pairs, key=itemgetter(0)):
        verdicts = [right for _, right in group]
        pool = _Pool(probability, probability, sum(verdicts), len(verdicts))
        while pools and pools[-1].right * pool.items >= pool.right * pools[-1].items:
            before = pools.pop()
            pool = _Pool(before.first, pool.last, before.right + pool.right, before.items + pool.items)
        pools.append(pool)
    points = [
        (round(edge, 4), round(pool.right / pool.items, 4))
        for pool in pools
        for edge in ((pool.first, pool.last) if pool.first < pool.last else (pool.first,))
    ]
    return [given for given, _ in points], [right for _, right in points]


@dataclass(frozen=True, slots=True)
class _Pool:
    first: float
    last: float
    right: int
    items: int


def table(judged: Iterable[Judged]) -> dict[str, tuple[list[float], list[float]]]:
    """Return the points for each type that was judged often enough, and for `all`."""
    by_type: dict[str, list[tuple[float, bool]]] = {"all": []}
    for type_, probability, right in judged:
        by_type.setdefault(type_, []).append((probability, right))
        by_type["all"].append((probability, right))
    return {type_: steps(pairs) for type_, pairs in sorted(by_type.items()) if len(pairs) >= FEWEST}


def write(target: Path, kind: str, tables: Mapping[str, tuple[list[float], list[float]]]) -> None:
    """Put the tables of one kind of item into the file, in place of those it had."""
    there = tomllib.loads(target.read_text(encoding="utf-8")) if target.exists() else {}
    there[kind] = {type_: {"from": given, "right": right} for type_, (given, right) in tables.items()}
    lines = [
        "# How often items of such a probability were right in articles kept out of training; made by extract.train."
    ]
    for name, types in sorted(there.items()):
        for type_, row in sorted(types.items()):
            lines += ["", f'[{name}."{type_}"]', f"from = {row['from']}", f"right = {row['right']}"]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def reliability(judged: Iterable[tuple[float, bool]], bins: int = 10) -> list[tuple[float, float, int]]:
    """Return for each bin of confidence (mean confidence, share right, items); empty bins are left out."""
    found: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for confidence, right in judged:
        found[min(bins - 1, int(confidence * bins))].append((confidence, right))
    return [
        (sum(c for c, _ in part) / len(part), sum(r for _, r in part) / len(part), len(part)) for part in found if part
    ]
