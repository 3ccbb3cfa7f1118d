"""Tables that turn a model's probabilities into how often it is right."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

Judged = tuple[str, float, bool]
"""Type, probability, right."""

FEWEST = 40
"""Judged items of a type for a table of its own; rarer types share one."""


def steps(judged: Iterable[tuple[float, bool]]) -> tuple[list[float], list[float]]:
    """Return the points of the monotone function that fits (probability, right) best in squares."""
    from sklearn.isotonic import IsotonicRegression  # noqa: PLC0415 - heavy, and of training alone

    pairs = sorted(judged)
    model = IsotonicRegression(y_min=0.0, y_max=1.0)
    # One right and one wrong item more at each end: a few lucky ones are not certainty.
    model.fit([0.0, 0.0, *(p for p, _ in pairs), 1.0, 1.0], [0.0, 1.0, *(float(r) for _, r in pairs), 0.0, 1.0])
    return [round(float(x), 4) for x in model.X_thresholds_], [round(float(y), 4) for y in model.y_thresholds_]


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
