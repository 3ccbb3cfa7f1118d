"""Explicit embeddings, overrides and isolates of UAX #9: rules P2, P3 and X1 to X10, over class letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Final

REMOVED: Final = 255
"""Level of a code point that rule X9 takes out: embeddings, overrides, their ends, and boundary neutrals."""

MAX_DEPTH: Final = 125
"""Deepest explicit level (BD2)."""

_EXPLICIT: Final = re.compile(rb"[1-9]")
_STRONG: Final = re.compile(rb"[LRA]")


def first_strong(classes: bytes, default: int) -> int:
    """P2 and P3 over classes, which may hold several paragraphs: the first that has a strong character says."""
    if not _EXPLICIT.search(classes):
        strong = _STRONG.search(classes)
        return default if strong is None else int(strong[0] != b"L")
    depth = 0
    for letter in classes:
        if letter in b"678":
            depth += 1
        elif letter in b"9":
            depth = max(0, depth - 1)
        elif letter in b"B":
            depth = 0
        elif depth == 0 and letter in b"LRA":
            return int(letter not in b"L")
    return default


def direction_of(level: int) -> bytes:
    return b"R" if level & 1 else b"L"


class Embedding:
    """Rules X1 to X10: explicit levels, classes after overrides, isolating run sequences."""

    def __init__(self, classes: bytes, base: int) -> None:
        self.base = base
        self.original = classes
        self.classes = bytearray(classes)
        self.levels = bytearray((base,)) * len(classes)
        self.closing = self._matching_isolates()
        if _EXPLICIT.search(classes):
            self._apply_controls()
        else:
            for i, letter in enumerate(classes):
                if letter in b"b":
                    self.levels[i] = REMOVED

    def _matching_isolates(self) -> dict[int, int]:
        """Initiator to its PDI (BD9)."""
        closing: dict[int, int] = {}
        stack: list[int] = []
        for i, letter in enumerate(self.original):
            if letter in b"678":
                stack.append(i)
            elif letter in b"9" and stack:
                closing[stack.pop()] = i
        return closing

    def _apply_controls(self) -> None:
        """X1 to X8, and X9 by marking what it removes."""
        levels, classes = self.levels, self.classes
        stack: list[tuple[int, int, bool]] = [(self.base, 0, False)]  # level, override class, isolate
        overflow_isolates = overflow_embeddings = valid_isolates = 0
        for i, letter in enumerate(self.original):
            level, override, isolate = stack[-1]
            if letter in b"1234":
                levels[i] = REMOVED
                deeper = (level + 1) | 1 if letter in b"34" else (level + 2) & ~1
                if deeper <= MAX_DEPTH and not overflow_isolates and not overflow_embeddings:
                    stack.append((deeper, {0x32: 0x4C, 0x34: 0x52}.get(letter, 0), False))
                elif not overflow_isolates:
                    overflow_embeddings += 1
            elif letter in b"678":
                levels[i] = level
                if override:
                    classes[i] = override
                if overflow_isolates or overflow_embeddings:
                    overflow_isolates += 1
                    continue  # before its contents are looked at, which for thousands of them would take minutes
                deeper = (level + 1) | 1 if self._opens_right_to_left(i) else (level + 2) & ~1
                if deeper <= MAX_DEPTH:
                    valid_isolates += 1
                    stack.append((deeper, 0, True))
                else:
                    overflow_isolates += 1
            elif letter in b"9":
                if overflow_isolates:
                    overflow_isolates -= 1
                elif valid_isolates:
                    overflow_embeddings = 0
                    while not stack.pop()[2]:
                        pass
                    valid_isolates -= 1
                level, override, _ = stack[-1]
                levels[i] = level
                if override:
                    classes[i] = override
            elif letter in b"5":
                levels[i] = REMOVED
                if overflow_isolates:
                    pass
                elif overflow_embeddings:
                    overflow_embeddings -= 1
                elif not isolate and len(stack) > 1:
                    stack.pop()
            elif letter in b"b":
                levels[i] = REMOVED
            elif letter not in b"B":
                levels[i] = level
                if override:
                    classes[i] = override

    def _opens_right_to_left(self, i: int) -> bool:
        letter = self.original[i]
        if letter in b"8":
            end = self.closing.get(i, len(self.original))
            return first_strong(self.original[i + 1 : end], 0) == 1
        return letter in b"7"

    def sequences(self) -> Iterator[tuple[list[int], bytes, bytes]]:
        """Isolating run sequences (BD13) as indices, each with its start-of and end-of-sequence direction (X10)."""
        levels, base = self.levels, self.base
        kept = [i for i, level in enumerate(levels) if level != REMOVED]
        runs = [list(group) for _, group in groupby(kept, levels.__getitem__)]
        before: dict[int, int] = {}
        after: dict[int, int] = {}
        for left, right in pairwise(runs):
            before[right[0]] = levels[left[-1]]
            after[left[-1]] = levels[right[0]]
        starting = {run[0]: run for run in runs}
        closed = set(self.closing.values())
        for run in runs:
            if run[0] in closed:
                continue  # goes on from its initiator
            indices = list(run)
            while (pdi := self.closing.get(indices[-1])) is not None:
                indices += starting[pdi]
            first, last = indices[0], indices[-1]
            level = levels[first]
            # An isolate that nothing closes runs to the paragraph's end.
            following = base if self.original[last] in b"678" else after.get(last, base)
            yield indices, direction_of(max(level, before.get(first, base))), direction_of(max(level, following))
