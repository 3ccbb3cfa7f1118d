"""Names that are known: a table of names by their first word, and the candidates it gives in a text.

A name is found whole, with proclitics before its first word. Among names that start at one token the reading with
fewest letters taken off wins, then the longest.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from extract.clitics import bare, readings
from extract.document import Candidate, Document
from extract.normalise import normalise
from extract.tables import is_nationality, name_words, rows, toml, word_set


@dataclass(frozen=True, slots=True)
class Entry:
    """A known name."""

    words: tuple[str, ...]
    type: str
    canonical: str
    """The fullest folded spelling of the thing."""
    weak: bool
    """Also a plain word: needs a word beside it that says what it is."""
    confidence: float
    reason: str
    shy: bool = False
    """Rare in news: taken only after a preposition or a head noun."""
    national: bool = False
    """Takes a nationality that follows into the name: الهلال الأحمر العراقي."""


class Gazetteer(dict[str, tuple[Entry, ...]]):
    """First folded word -> its names, the longest first; never changed after it is made."""

    __slots__ = ("_starts",)

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Take entries; where two have the same words, the earlier stays."""
        by_first: dict[str, dict[tuple[str, ...], Entry]] = {}
        for entry in entries:
            by_first.setdefault(entry.words[0], {}).setdefault(entry.words, entry)
        super().__init__(
            (first, tuple(sorted(names.values(), key=lambda entry: -len(entry.words))))
            for first, names in by_first.items()
        )
        self._starts: dict[str, tuple[tuple[Entry, int], ...]] = {}

    def starts(self, norm: str) -> tuple[tuple[Entry, int], ...]:
        """Return (entry, letters skipped) of the names that may begin with a folded word, in the order to try them.

        Kept by word: every rule asks of every token, and most words begin no name.
        """
        found = self._starts.get(norm)
        if found is None:
            if len(self._starts) >= _REMEMBERED:
                self._starts.clear()
            found = tuple((entry, reading.skip) for reading in readings(norm) for entry in self.get(reading.form, ()))
            self._starts[norm] = found
        return found


_REMEMBERED = 4096
"""Words of which a gazetteer knows what they begin."""


def index(entries: list[Entry]) -> Gazetteer:
    """Return entries by their first word; where two have the same words, the earlier stays."""
    return Gazetteer(entries)


@cache
def known_names() -> Gazetteer:
    """Return all shipped names: those by hand first, then territories, then cities."""
    entries: list[Entry] = []
    for cells in rows("known_names.tsv"):
        flag = cells[2] if len(cells) > 2 else ""
        spellings = [_folded_words(spelling) for spelling in cells[1].split("|")]
        canonical = " ".join(spellings[0])
        reason = _REASONS.get(cells[0], "known name")
        entries.extend(
            Entry(
                words,
                cells[0],
                canonical,
                flag == "weak" and words == spellings[-1],
                _KNOWN[cells[0]],
                reason,
                flag == "shy",
                flag == "national",
            )
            for words in spellings
            if words
        )
    entries.extend(
        Entry(tuple(cells[0].split()), "LOC", cells[0], False, 0.95, "gazetteer: country")
        for cells in rows("countries_cldr.tsv")
    )
    later = name_words().later
    entries.extend(
        Entry((cells[0],), "LOC", cells[0], False, 0.82, "gazetteer: place by usage")
        for cells in rows("places_learned.tsv")
    )
    for cells in rows("places_geonames.tsv"):
        words = tuple(cells[0].split())
        # A city that is also a family name needs a word beside it.
        weak = len(words) == 1 and (len(cells) > 2 or later.get(words[0], 0) >= 4)
        shy = cells[-1] == "shy"
        weak = weak and not shy
        entries.append(Entry(words, "LOC", cells[0], weak, 0.8 if shy else 0.86, "gazetteer: place", shy))
    return index(entries)


_KNOWN = {"PERSON": 0.98, "FAC": 0.96, "LOC": 0.95, "ORG": 0.93}
"""Confidence of the names written by hand: their precision in annotated news, a little lower for labels that differ."""
_REASONS = {
    "LOC": "gazetteer: place",
    "ORG": "gazetteer: organisation",
    "PERSON": "gazetteer: known person",
    "FAC": "gazetteer: facility",
}


def _folded_words(spelling: str) -> tuple[str, ...]:
    return tuple(normalise(spelling).replace(".", " . ").split())


def match_at(document: Document, position: int, gazetteer: Gazetteer) -> tuple[tuple[Entry, int, int], ...]:
    """Return (entry, letters skipped, last token) of the name that starts at a token in its best reading; () for none."""
    starts = gazetteer.starts(document.norms[position])
    if not starts:
        return ()
    tokens, norms = document.tokens, document.norms
    if tokens[position].kind == "mark":
        return ()
    line = tokens[position].line
    for entry, skip in starts:
        last = position + len(entry.words) - 1
        if (
            last < len(norms)
            and tokens[last].line == line
            and (last == position or tuple(norms[position + 1 : last + 1]) == entry.words[1:])
        ):
            return ((entry, skip, last),)
    return ()


def known_at(document: Document, position: int, *, surely: bool = False) -> tuple[str, int, int] | None:
    """Return (type, letters skipped, last token) of the known name that starts at a token.

    `surely` leaves out names that are plain words or rare, which say nothing without a word beside them.
    """
    if position >= len(document.tokens):
        return None
    for entry, skip, last in match_at(document, position, known_names()):
        if not surely or not (entry.weak or entry.shy):
            return entry.type, skip, last
    return None


def gazetteer_names(document: Document) -> list[Candidate]:
    """Return candidates for the names of the shipped table; weak ones only beside a word that says what they are."""
    gazetteer = known_names()
    found: list[Candidate] = []
    for position in range(len(document.tokens)):
        for entry, skip, last in match_at(document, position, gazetteer):
            if entry.shy and not (
                _after_preposition(document, position, skip)
                or _announced(document, position, skip, "LOC")
                or _in_list_of_places(document, position, last, skip)
            ):
                continue
            if entry.weak and not (
                (_announced(document, position, skip, entry.type) and not _inside_longer(document, position, last))
                or (entry.type == "LOC" and _in_list_of_places(document, position, last, skip))
            ):
                continue
            if entry.confidence < 0.9 and len(entry.words) == 1 and document.norms[position][:skip].endswith("ك"):
                continue
            if entry.words in _ADJECTIVES_TOO and _is_adjective(document, position, skip):
                continue
            if any(mark in document.surface(last) for mark in "ًٌٍ"):
                continue
            following = document.norm(last + 1) if document.same_sentence(position, last + 1) else ""
            national = entry.national and following.startswith("ال") and is_nationality(following)
            candidate = document.candidate(
                position,
                last + national,
                entry.type,
                entry.confidence - 0.1 * entry.weak,
                entry.reason,
                skip=skip,
                rank=int(entry.weak),
            )
            if candidate:
                found.append(candidate)
    return found


_ADJECTIVES_TOO = frozenset((("السعوديه",), ("سوريه",)))
"""Countries whose name is also a nationality."""
_BEFORE_A_PLACE = frozenset(
    [
        "في",
        "من",
        "الي",
        "علي",
        "عن",
        "مع",
        "داخل",
        "خارج",
        "شمال",
        "جنوب",
        "شرق",
        "غرب",
        "نحو",
        "ضد",
        "بين",
        "تجاه",
        "حول",
        "وسط",
    ]
)


def _after_preposition(document: Document, position: int, skip: int) -> bool:
    if document.norms[position][:skip][-1:] in ("ب", "ل"):
        return True
    return document.same_sentence(position - 1, position) and document.norm(position - 1) in _BEFORE_A_PLACE


def _inside_longer(document: Document, position: int, last: int) -> bool:
    """Return whether a known name that starts one token earlier holds this one: حركة فتح."""
    return position > 0 and any(
        end >= last and not entry.weak for entry, _, end in match_at(document, position - 1, known_names())
    )


def _in_list_of_places(document: Document, position: int, last: int, skip: int) -> bool:
    """Return whether و joins a name to a sure place before it and the next place to it: صيدا وصور والنبطية."""
    if skip != 1 or not document.norms[position].startswith("و") or not document.same_sentence(position - 1, position):
        return False
    before = position - 1
    if not _is_sure_place(document, before):
        before -= 1  # a name of two words
        if not any(
            end == position - 1 and entry.type == "LOC" and not entry.weak and not entry.shy
            for entry, _, end in (match_at(document, before, known_names()) if before >= 0 else ())
        ):
            return False
    return (
        last > position
        or document.norm(before - 1) in _PLURAL_HEADS
        or (document.norm(last + 1).startswith("و") and _is_sure_place(document, last + 1))
        or (document.norm(last + 1) in ("،", ",") and _is_sure_place(document, last + 2))
    )


_PLURAL_HEADS = frozenset(("مدن", "مدينتي", "محافظات", "محافظتي", "بلدات", "بلدتي", "قضايي", "مناطق", "منطقتي"))


def _is_sure_place(document: Document, position: int) -> bool:
    return position < len(document.tokens) and any(
        entry.type == "LOC" and not entry.weak and not entry.shy
        for entry, _, _ in match_at(document, position, known_names())
    )


def _is_adjective(document: Document, position: int, skip: int) -> bool:
    """Return whether such a word follows the noun it describes: الهيئة السعودية، مدن سورية، صحيفة س السعودية."""
    if skip or not document.same_sentence(position - 1, position):
        return False
    before = document.norm(position - 1)
    if before in ("»", "”") and document.norm(position).startswith("ال"):
        return True
    if bare(document.norm(position - 2)) in _organisation_heads() and document.tokens[position - 1].kind == "word":
        return document.norm(position).startswith("ال")
    if document.norm(position).startswith("ال"):
        return before.startswith(("ال", "وال", "بال", "لل")) or any(
            entry.type == "LOC" and not entry.weak for entry, _, _ in match_at(document, position - 1, known_names())
        )
    return document.tokens[position - 1].kind == "word" and before not in _BEFORE_A_PLACE


@cache
def place_heads() -> frozenset[str]:
    """Return the folded heads that are left out before a place."""
    return word_set(toml("heads.toml")["places"]["heads"])


@cache
def _organisation_heads() -> frozenset[str]:
    table = toml("heads.toml")["organisations"]
    return word_set(table["kept"]) | word_set(table["dropped"])


def _announced(document: Document, position: int, skip: int, kind: str) -> bool:
    """Return whether the word before a weak name says what it is."""
    heads = {"LOC": place_heads(), "ORG": _organisation_heads()}.get(kind, frozenset())
    before = position - 1
    if not document.same_sentence(before, position):
        return False
    if document.norm(before) in ('"', "“", "«", "'"):
        before -= 1
    word = document.norm(before)
    if skip and document.norm(position).startswith("و"):
        # النخيب والعلم after a plural head
        return document.norm(before - 1) in heads and document.norm(before - 1).endswith(("تي", "ات", "ي"))
    if word.removeprefix("و") == "جبهه":
        return False  # a front has a place's name or one of its own
    return any(reading.form in heads or reading.form.removeprefix("ال") in heads for reading in readings(word))
