"""Names told again in the same article: exact repeats, surnames and first names alone, short forms of names in full."""

from __future__ import annotations

from functools import cache

from extract.clitics import readings
from extract.document import Candidate, Document
from extract.gazetteer import Entry, index, match_at
from extract.heads import heads
from extract.persons import titles
from extract.rarity import is_rare
from extract.tables import common_words, is_nationality, name_words, toml, word_set


@cache
def _class_nouns() -> frozenset[str]:
    table = heads()
    plain = table.kept | table.dropped | table.bodies | table.ministries
    return plain | frozenset("ال" + word for word in plain) | word_set(toml("heads.toml")["places"]["heads"])


def repeated_names(document: Document, chosen: list[Candidate]) -> list[Candidate]:
    """Return candidates for repeats of the chosen names, in whole or in short."""
    entries = _entries(document, chosen)
    if not entries:
        return []
    gazetteer = index(entries)
    taken = bytearray(len(document.tokens))
    for name in chosen:
        taken[name.first : name.last + 1] = b"\x01" * (name.last + 1 - name.first)
    found: list[Candidate] = []
    for position in range(len(document.tokens)):
        if taken[position]:
            continue
        for entry, skip, last in match_at(document, position, gazetteer):
            if any(taken[position : last + 1]) or _is_plain_here(document, position, skip, weak=entry.weak):
                continue
            if entry.shy and (
                not _acts_here(document, position, last, skip) or (taken[last + 1 : last + 2] == b"\x01")
            ):
                continue
            candidate = document.candidate(position, last, entry.type, entry.confidence, entry.reason, skip=skip)
            if candidate:
                found.append(candidate)
    return found


_NEVER_ALONE = frozenset(("علي", "الله", "الاسلام", "محمد", "احمد", "عبد"))
"""Names that alone are mostly something else, or someone else."""


def _acts_here(document: Document, first: int, last: int, skip: int) -> bool:
    """Return whether a title or a verb of speech stands beside a surname that is a plain word too."""
    if document.surface(first).endswith("ى") and document.norms[first] == "علي":
        return False
    table = titles()
    before = (
        {reading.form for reading in readings(document.norms[first - 1])}
        if not skip and document.same_sentence(first - 1, first)
        else frozenset()
    )
    after = document.norms[last + 1] if document.same_sentence(last, last + 1) else ""
    return bool(before & (table.speech | table.direct)) or after in table.speech


def words_of(document: Document, name: Candidate) -> tuple[str, ...]:
    """Return a name's folded words, without what its clitics added to the first."""
    first = document.norm(name.first)
    start = document.tokens[name.first].start
    if name.start > start:
        for reading in readings(first)[1:]:
            if len(first) - reading.skip == len(document.body[name.start : document.tokens[name.first].end]):
                first = reading.form
                break
        else:
            first = first[name.start - start :]
    return (first, *(norm for norm in document.norms[name.first + 1 : name.last + 1] if norm != "_"))


def _entries(document: Document, chosen: list[Candidate]) -> list[Entry]:
    entries: list[Entry] = []
    for name in chosen:
        if name.type in ("DATE", "NUMBER_OF", "WEAPON"):
            continue
        words = words_of(document, name)
        sure = name.confidence
        line = document.tokens[name.first].line + 1
        if len(words) > 1 or is_rare(words[0]):
            reason = f"repeats the name of line {line}"
            entries.append(Entry(words, name.type, "", False, min(0.95, sure), reason))
        if name.type == "PERSON" and len(words) > 1:
            entries.extend(parts_of_person(words, sure, line))
        elif name.type == "ORG" and len(words) > 1 and name.confidence >= 0.8:
            short = words[0]
            if short in ("التحالف", "تحالف"):
                # The one class noun that names a coalition once the article has named it.
                reason = f"short form of the name of line {line}"
                entries.append(Entry(("التحالف",), "ORG", "", True, 0.75, reason))
            if short.startswith("ال") and short not in _class_nouns() and not is_nationality(short):
                entries.append(Entry((short,), "ORG", "", True, 0.8, f"short form of the name of line {line}"))
    return entries


def parts_of_person(words: tuple[str, ...], sure: float, line: int) -> list[Entry]:
    """Return what a person may be called after the name was told in full; the surname's reason begins with `surname`."""
    names = name_words()
    entries: list[Entry] = []
    surname = words[-1:]
    if (len(words) > 2 and words[-2] in ("عبد", "بن", "ال", "ابو", "دي", "فان", "بو", "بني")) or (
        surname[0] in ("الدين", "الله") and len(words) > 2
    ):
        surname = words[-2:]
    word = surname[-1]
    plain = len(surname) == 1 and word in common_words() and not names.later.get(word, 0) >= 5
    # أبو مهدي المهندس: a title that closes a nickname is one beside a verb of speech only.
    nickname = words[0] in titles().kunya and len(words) > 2
    plain = plain or (nickname and word in titles().direct)
    if len(word) > 2 and (nickname or word not in titles().direct) and not is_nationality(word):
        confidence = max(0.3, min(0.93, sure) - 0.25 * plain)
        reason = f"surname of the name of line {line}"
        entries.append(Entry(surname, "PERSON", "", plain, confidence, reason, shy=plain or surname[0] in _NEVER_ALONE))
    first = words[0]
    if len(first) > 2 and is_rare(first) and first not in titles().particles | _NEVER_ALONE:
        entries.append(Entry((first,), "PERSON", "", True, 0.6, f"first name of the name of line {line}"))
    entries.extend(
        Entry(words[start:], "PERSON", "", False, min(0.9, sure), f"part of the name of line {line}")
        for start in range(1, len(words) - 1)
    )
    return entries


def _is_plain_here(document: Document, position: int, skip: int, *, weak: bool) -> bool:
    """Return whether a word is used as a plain word: with tanwin of the accusative, or, where it is one too, any."""
    surface = document.surface(position)
    if any(mark in surface for mark in ("ًٌٍ" if weak else "ً")):
        return True
    following = document.norm(position + 1)
    # A definite noun with its adjective: الأسد الكبير.
    return weak and skip > 0 and following.startswith("ال") and is_nationality(following)
