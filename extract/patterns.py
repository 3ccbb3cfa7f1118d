r"""Patterns that a project writes: a part of regular expressions, compiled whole into a table before any text is read.

What is written becomes a deterministic automaton (Thompson's construction, then the subset construction; Aho, Sethi, Ullman,
"Compilers", 3.7) of at most `MOST_STATES` states; what needs more is refused. Each letter of a text is then one look into a
table, whatever the pattern: there is no backtracking, and no text on which one takes long.

Understood: letters, `.`, `[...]`, `[^...]`, `\d \w \s` and their opposites, `( )`, `|`, `? * + {2} {2,4} {2,}`. Letters are
folded (`extract.normalise`), in the pattern as in the text: ة and ه, أ and ا, ٣ and 3 are one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from extract.normalise import normalise

MOST_STATES: Final = 400
_MOST_POSITIONS: Final = 400
_MOST_REPEATS: Final = 30
_MOST_LETTERS: Final = 300
_DEEPEST: Final = 20
_LAST: Final = 0x10FFFF
_SPACES: Final = (9, 11, 12, 32, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)
_FOLDED_ONE_BY_ONE: Final = 2048

Spans = tuple[tuple[int, int], ...]
"""Code points as sorted ranges, both ends included, none touching another."""


class BadPattern(ValueError):
    """A pattern that is not understood, or would need too large a table. `str()` says what to write instead."""


@dataclass(frozen=True, slots=True)
class Automaton:
    """A compiled pattern: states are numbers, 0 the first; -1 is the state that nothing leads out of."""

    bounds: tuple[int, ...]
    """Where the classes of code points begin, the first at 0."""
    steps: tuple[tuple[int, ...], ...]
    """State -> class -> next state."""
    accepting: tuple[bool, ...]
    _classes: dict[str, int] = field(default_factory=dict, compare=False, repr=False)
    """Letter -> its class, of letters that were met."""

    def run(self, state: int, folded: str) -> int:
        """Return the state after folded letters; -1 when no match goes on like this."""
        classes, steps = self._classes, self.steps
        for letter in folded:
            if state < 0:
                return -1
            found = classes.get(letter)
            if found is None:
                found = classes[letter] = bisect_right(self.bounds, ord(letter)) - 1
            state = steps[state][found]
        return state

    def accepts(self, state: int) -> bool:
        """Return whether a match may end in this state."""
        return state >= 0 and self.accepting[state]


@lru_cache(maxsize=256)
def compiled(pattern: str) -> Automaton:
    """Return a pattern ready to run. Raises BadPattern."""
    if len(pattern) > _MOST_LETTERS:
        raise BadPattern(f"longer than {_MOST_LETTERS} characters; write several patterns")
    table = _Nfa()
    first, last = _Parser(pattern, table).whole()
    return _determined(table, first, last)


class _Nfa:
    """States with edges: by one letter of a set, or by none."""

    def __init__(self) -> None:
        self.empty: list[list[int]] = []
        self.edge: list[tuple[Spans, int] | None] = []
        self._positions = 0

    def state(self) -> int:
        self.empty.append([])
        self.edge.append(None)
        if len(self.empty) > 8 * _MOST_POSITIONS:
            raise BadPattern("too many repeats inside repeats; write a shorter pattern")
        return len(self.empty) - 1

    def letter(self, spans: Spans) -> tuple[int, int]:
        self._positions += 1
        if self._positions > _MOST_POSITIONS:
            raise BadPattern(
                f"more than {_MOST_POSITIONS} letters when its repeats are written out; write a shorter one"
            )
        first, last = self.state(), self.state()
        self.edge[first] = spans, last
        return first, last

    def nothing(self) -> tuple[int, int]:
        state = self.state()
        return state, state

    def chain(self, pieces: Sequence[tuple[int, int]]) -> tuple[int, int]:
        for (_, end), (start, _) in pairwise(pieces):
            self.empty[end].append(start)
        return (pieces[0][0], pieces[-1][1]) if pieces else self.nothing()

    def choice(self, pieces: Sequence[tuple[int, int]]) -> tuple[int, int]:
        first, last = self.state(), self.state()
        for start, end in pieces:
            self.empty[first].append(start)
            self.empty[end].append(last)
        return first, last

    def optional(self, piece: tuple[int, int]) -> tuple[int, int]:
        return self.choice([piece, self.nothing()])

    def repeated(self, piece: tuple[int, int]) -> tuple[int, int]:
        """Once or more."""
        first, last = self.choice([piece])
        self.empty[piece[1]].append(piece[0])
        return first, last

    def reached(self, states: Iterable[int]) -> frozenset[int]:
        found = set(states)
        waiting = list(found)
        while waiting:
            for following in self.empty[waiting.pop()]:
                if following not in found:
                    found.add(following)
                    waiting.append(following)
        return frozenset(found)


class _Parser:
    """Reads a pattern into the table, piece by piece; a repeated piece is read again for each time."""

    def __init__(self, pattern: str, table: _Nfa) -> None:
        self._text = pattern
        self._table = table
        self._at = 0
        self._depth = 0

    def whole(self) -> tuple[int, int]:
        found = self._alternatives()
        if self._at < len(self._text):
            raise BadPattern(f"a ) without its ( at character {self._at + 1}; write \\) for the sign itself")
        return found

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _alternatives(self) -> tuple[int, int]:
        pieces = [self._sequence()]
        while self._peek() == "|":
            self._at += 1
            pieces.append(self._sequence())
        return pieces[0] if len(pieces) == 1 else self._table.choice(pieces)

    def _sequence(self) -> tuple[int, int]:
        pieces: list[tuple[int, int]] = []
        while self._peek() not in ("", "|", ")"):
            pieces.append(self._repeated())
        return self._table.chain(pieces)

    def _repeated(self) -> tuple[int, int]:
        start = self._at
        piece = self._piece()
        after = self._at
        least, most = self._quantifier()
        end = self._at
        if self._peek() and self._peek() in "?*+{" and (least, most) != (1, 1):
            raise BadPattern(f"two repeats at character {self._at}; a match is always the longest, so one is enough")

        def again() -> tuple[int, int]:
            self._at = start
            made = self._piece()
            assert self._at == after
            return made

        pieces = [piece if number == 0 else again() for number in range(least)]
        if most is None:
            more = self._table.repeated(again() if least else piece)
            pieces.append(self._table.optional(more))
        elif most > least:
            rest = self._table.nothing()
            for number in range(most - least):
                rest = self._table.optional(self._table.chain([again() if least or number else piece, rest]))
            pieces.append(rest)
        self._at = end
        return self._table.chain(pieces)

    def _quantifier(self) -> tuple[int, int | None]:
        sign = self._peek()
        simple: dict[str, tuple[int, int | None]] = {"?": (0, 1), "*": (0, None), "+": (1, None)}
        if sign in simple:
            self._at += 1
            return simple[sign]
        if sign != "{":
            return 1, 1
        close = self._text.find("}", self._at)
        bounds = self._text[self._at + 1 : close].split(",") if close > 0 else []
        if not 1 <= len(bounds) <= 2 or not all(
            part.isascii() and part.isdigit() for part in bounds if part or part is bounds[0]
        ):
            raise BadPattern(
                f"{{ at character {self._at + 1} is no {{2}}, {{2,4}} or {{2,}}; write \\{{ for the sign itself"
            )
        least = int(bounds[0][:4])
        most = least if len(bounds) == 1 else int(bounds[1][:4]) if bounds[1] else None
        if max(least, most or 0) > _MOST_REPEATS or (most is not None and most < least) or most == 0:
            raise BadPattern(f"{self._text[self._at : close + 1]}: repeats go from {{1}} to {{{_MOST_REPEATS}}}")
        self._at = close + 1
        return least, most

    def _piece(self) -> tuple[int, int]:
        sign = self._peek()
        self._at += 1
        if sign == "(":
            return self._group()
        if sign == "[":
            return self._table.letter(self._class())
        if sign == ".":
            return self._table.letter(_without(((10, 10),)))
        if sign == "\\":
            return self._escaped()
        if sign in ("^", "$"):
            raise BadPattern(
                f"{sign}: a match begins and ends with whole words anyway; leave it out, or write \\{sign} for the sign"
            )
        if sign in ("?", "*", "+", "{"):
            raise BadPattern(f"{sign} at character {self._at} repeats nothing; write \\{sign} for the sign itself")
        return self._literal(sign)

    def _group(self) -> tuple[int, int]:
        if self._peek() == "?":
            if not self._text.startswith("?:", self._at):
                raise BadPattern(f"(?{self._text[self._at + 1 : self._at + 2]} is not understood; plain groups ( ) are")
            self._at += 2
        self._depth += 1
        if self._depth > _DEEPEST:
            raise BadPattern(f"groups inside groups, more than {_DEEPEST} deep")
        found = self._alternatives()
        if self._peek() != ")":
            raise BadPattern("a ( without its ); write \\( for the sign itself")
        self._at += 1
        self._depth -= 1
        return found

    def _escaped(self) -> tuple[int, int]:
        sign = self._peek()
        self._at += 1
        known = _named(sign)
        if known is not None:
            return self._table.letter(known)
        return self._literal(self._sign(sign))

    def _sign(self, sign: str) -> str:
        if sign in ("b", "B"):
            raise BadPattern(f"\\{sign}: a match begins and ends with whole words anyway; leave it out")
        if not sign or (sign.isascii() and sign.isalnum()):
            raise BadPattern(f"\\{sign} is not understood; there are \\d \\w \\s \\D \\W \\S, and \\ before a sign")
        return sign

    def _literal(self, sign: str) -> tuple[int, int]:
        return self._table.chain([self._table.letter(((ord(letter), ord(letter)),)) for letter in normalise(sign)])

    def _class(self) -> Spans:
        negated = self._peek() == "^"
        self._at += negated
        found: list[tuple[int, int]] = []
        opened = self._at
        while self._peek() != "]" or self._at == opened:
            if not self._peek():
                raise BadPattern("a [ without its ]; write \\[ for the sign itself")
            found += self._class_part()
        self._at += 1
        spans = _joined(found)
        return _without((*spans, (10, 10))) if negated else _joined(_without_newline(spans))

    def _class_part(self) -> Iterable[tuple[int, int]]:
        low, known = self._class_letter()
        if known is not None:
            return known
        if self._peek() != "-" or self._text[self._at + 1 : self._at + 2] in ("]", ""):
            return _folded(low, low)
        self._at += 1
        high, known = self._class_letter()
        if known is not None or ord(high) < ord(low):
            raise BadPattern(f"[{low}-{high}]: a range goes from the earlier letter to the later")
        return _folded(low, high)

    def _class_letter(self) -> tuple[str, Spans | None]:
        sign = self._peek()
        self._at += 1
        if sign != "\\":
            return sign, None
        sign = self._peek()
        self._at += 1
        known = _named(sign)
        if known is None:
            sign = self._sign(sign)
        return sign, known


def _without_newline(spans: Spans) -> list[tuple[int, int]]:
    """Return what is in the spans and no line break, which no match goes over."""
    found: list[tuple[int, int]] = []
    for low, high in spans:
        found += [(start, end) for start, end in ((low, min(high, 9)), (max(low, 11), high)) if start <= end]
    return found


def _folded(low: str, high: str) -> Iterator[tuple[int, int]]:
    """Yield the letters of a range as the text has them: folded; a large range, of other scripts, as it stands."""
    first, last = ord(low), ord(high)
    if last - first > _FOLDED_ONE_BY_ONE:
        yield first, last
        return
    for code in range(first, last + 1):
        folded = normalise(chr(code)) if not 0xD800 <= code <= 0xDFFF else ""
        if len(folded) == 1:
            yield ord(folded), ord(folded)


def _named(sign: str) -> Spans | None:
    spans = {"d": ((48, 57),), "s": _joined((code, code) for code in _SPACES)}.get(sign.lower())
    if sign in ("w", "W"):
        spans = _word_letters()
    if spans is None or not sign:
        return None
    return _without((*spans, (10, 10))) if sign.isupper() else spans


@cache
def _word_letters() -> Spans:
    """Return letters, digits and the underscore of the basic plane: folding leaves none beyond it that news has."""
    return _joined((code, code) for code in range(0x10000) if code == 0x5F or chr(code).isalnum())


def _joined(spans: Iterable[tuple[int, int]]) -> Spans:
    found: list[tuple[int, int]] = []
    for low, high in sorted(spans):
        if found and low <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(found[-1][1], high)
        else:
            found.append((low, high))
    return tuple(found)


def _without(spans: Iterable[tuple[int, int]]) -> Spans:
    found: list[tuple[int, int]] = []
    start = 0
    for low, high in _joined(spans):
        if low > start:
            found.append((start, low - 1))
        start = high + 1
    if start <= _LAST:
        found.append((start, _LAST))
    return tuple(found)


def _determined(table: _Nfa, first: int, last: int) -> Automaton:
    """Return the automaton in which each letter leads to one state. Raises BadPattern for one of too many states."""
    sets = [edge[0] for edge in table.edge if edge]
    bounds = tuple(
        sorted({0, *(low for spans in sets for low, _ in spans), *(high + 1 for spans in sets for _, high in spans)})
    )
    classes = {spans: _classes_of(spans, bounds) for spans in sets}
    start = table.reached([first])
    if last in start:
        raise BadPattern("it matches nothing at all as well; something in it must stand at least once")
    numbers = {start: 0}
    steps: list[tuple[int, ...]] = []
    waiting = [start]
    for states in waiting:
        to: dict[int, set[int]] = {}
        for state in states:
            edge = table.edge[state]
            if edge:
                for each in classes[edge[0]]:
                    to.setdefault(each, set()).add(edge[1])
        row = [-1] * len(bounds)
        made: dict[frozenset[int], int] = {}
        for each, targets in to.items():
            key = frozenset(targets)
            if key not in made:
                reached = table.reached(key)
                if reached not in numbers:
                    if len(numbers) == MOST_STATES:
                        raise BadPattern("it may match in too many ways at once; write a simpler pattern, or several")
                    numbers[reached] = len(numbers)
                    waiting.append(reached)
                made[key] = numbers[reached]
            row[each] = made[key]
        steps.append(tuple(row))
    accepting = tuple(last in states for states in waiting)
    if not any(accepting):
        raise BadPattern("no text can match it")
    return Automaton(bounds, tuple(steps), accepting)


def _classes_of(spans: Spans, bounds: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(
        number for low, high in spans for number in range(bisect_right(bounds, low) - 1, bisect_right(bounds, high))
    )
