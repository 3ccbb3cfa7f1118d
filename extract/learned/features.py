"""The attributes of a text's tokens that the tagger weighs, as strings: one list a token, one list of those a sentence.

What hangs on one word alone is made once a word and place beside the token and kept; what hangs on the document (rules'
names, other mentions of the same word) is added for each token. Names of attributes are short, as they are many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from extract.clitics import bare, readings
from extract.document import Candidate, Document
from extract.gazetteer import place_heads
from extract.heads import heads
from extract.learned.evidence import evidence
from extract.learned.lists import listed, word_entries
from extract.persons import titles
from extract.rarity import is_rare
from extract.remembered import remembered
from extract.tables import common_words, is_nationality, name_words
from extract.word_records import Evidence, is_key

Attributes = list[str]

_REACH = 40
"""Other mentions of a word that are looked at: a document may hold a word a million times."""


@dataclass(frozen=True, slots=True)
class WordView:
    """What one word gives: to its own token, and to those one or two beside it."""

    own: tuple[str, ...]
    beside: tuple[tuple[str, ...], tuple[str, ...]]
    """To the token after it and to the token before it."""
    far: tuple[tuple[str, ...], tuple[str, ...]]
    """To the tokens two after and two before it."""
    stem: str
    """The word without proclitics and article, by which mentions of one name are joined."""
    cluster: str
    """Its coarse cluster, for pairs."""
    common: bool
    """Whether news uses it as a plain word."""
    definite: bool
    """Whether it has the article."""
    cues: frozenset[str]


@cache
def _cue_words() -> dict[str, frozenset[str]]:
    table, people = heads(), titles()
    return {
        "ttl": people.direct,
        "off": people.offices,
        "say": people.speech,
        "plc": place_heads(),
        "org": table.kept | table.strict | table.rare,
        "drp": table.dropped,
        "bod": table.bodies,
        "fac": table.facilities | table.definite_facilities,
        "min": table.ministries,
        "kun": people.kunya,
        "par": people.particles,
    }


@remembered
def cues(norm: str) -> frozenset[str]:
    """Return what a folded word announces: a title, an office, a place, an organisation, a facility, speech."""
    forms = {norm, bare(norm)}
    for reading in readings(norm)[1:]:
        forms.update((reading.form, bare(reading.form)))
    found = {kind for kind, words in _cue_words().items() if not forms.isdisjoint(words)}
    if any(is_nationality(form) for form in forms):
        found.add("nat")
    return frozenset(found)


def _clitics(norm: str) -> tuple[str, str]:
    """Return the letters that are likely written onto a word, and the rest."""
    clitics, rest = "", norm
    if len(rest) > 3 and rest[0] in "وف":
        clitics, rest = rest[0], rest[1:]
    if len(rest) > 4 and rest[:2] == "لل":
        return clitics + "لل", rest[2:]
    if len(rest) > 5 and rest[0] in "بلك" and rest[1:3] == "ال":
        return clitics + rest[0] + "ال", rest[3:]
    if len(rest) > 4 and rest[:2] == "ال":
        return clitics + "ال", rest[2:]
    return clitics, rest


def _shape(norm: str) -> str:
    first = norm[0]
    if first.isdigit():
        return f"n{min(len(norm), 5)}"
    if first.isascii() and first.isalpha():
        return "lat"
    if first.isalpha():
        return f"a{min(len(norm), 9)}"
    return "p" + norm[:2]


def _name_flags(norm: str) -> list[str]:
    names = name_words()
    found = []
    for letters in range(2):
        word = norm[letters:]
        if letters and norm[0] not in "وفلب":
            break
        mark = "~" if letters else ""
        if first := names.first.get(word, 0):
            found.append(f"F{mark}{first // 3}")
        if later := names.later.get(word, 0):
            found.append(f"L{mark}{later // 3}")
        found += (f"{kind[0]}{mark}{level // 3}" for kind, level in word_entries(word) if kind in ("given", "family"))
    if norm in common_words():
        found.append("cw")
    elif is_rare(norm):
        found.append("ra")
    return found


@lru_cache(maxsize=1024)
def view(norm: str) -> WordView:
    """Return what a folded word gives to the tokens around."""
    clitics, rest = _clitics(norm)
    stem = (
        rest[1:]
        if rest and rest[0] in "بلك" and len(rest) > 4 and "ال" not in clitics and "لل" not in clitics
        else rest
    )
    shape = _shape(norm)
    known = evidence(norm)
    announced = cues(norm)
    flags = _name_flags(norm)
    own = ["b", "w=" + norm, "cl=" + clitics, "st=" + rest, "sh=" + shape]
    if stem != rest:
        own.append("st=" + stem)
    if shape[0] == "a":
        for length in (1, 2, 3, 4):
            if len(norm) > length:
                own.append(f"p{length}={norm[:length]}")
                own.append(f"s{length}={norm[-length:]}")
    own += [f"t={cue}" for cue in sorted(announced)]
    own += flags
    own += _evidence_attributes(known, "")
    beside = []
    far = []
    for side in ("<", ">"):
        near = [f"w{side}{norm}", f"l{side}{clitics}", f"e{side}{stem}"]
        near += [f"t{side}{cue}" for cue in sorted(announced)]
        near += [f"{flag}{side}" for flag in flags]
        near += _evidence_attributes(known, side)
        beside.append(tuple(near))
        wide = [f"w{side}{side}{norm}", f"e{side}{side}{stem}"]
        wide += [f"t{side}{side}{cue}" for cue in sorted(announced)]
        far.append(tuple(wide))
    cluster = str(known.clusters[1]) if known else "-"
    return WordView(
        own=tuple(own),
        beside=(beside[0], beside[1]),
        far=(far[0], far[1]),
        stem=stem,
        cluster=cluster,
        common="cw" in flags,
        definite=clitics.endswith(("ال", "لل")),
        cues=announced,
    )


def within(seen: WordView, known: Mapping[str, str]) -> WordView:
    """Return a view without the attributes that a model does not weigh; `known` gives each one its only copy."""

    def kept(given: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(filter(None, map(known.get, given)))

    return replace(
        seen,
        own=kept(seen.own),
        beside=(kept(seen.beside[0]), kept(seen.beside[1])),
        far=(kept(seen.far[0]), kept(seen.far[1])),
    )


_CLUSTERS = (1, 3)
"""Of the four, those that are shown. More of them, and the usage of the words beside, made the model no better."""


def _evidence_attributes(known: Evidence | None, side: str) -> list[str]:
    if known is None:
        return [f"u{side}"]
    found = [f"c{place}{side}{known.clusters[place]}" for place in _CLUSTERS if known.clusters[place]]
    if not side:
        found += [f"x{place}{level}" for place, level in enumerate(known.usage) if level or place >= 6]
    if known.shares[4]:
        shares = [f"d{side}{place}{level}" for place, level in enumerate(known.shares[:4]) if level]
        found += shares or [f"d{side}o"]
    return found


def rule_tags(document: Document, names: Sequence[Candidate]) -> list[str]:
    """Return what rules took each token for: `B-PERSON:reason's head`, empty where no name stands."""
    tags = [""] * len(document.tokens)
    for name in names:
        source = name.reason.partition(":")[0].partition(" ")[0]
        for index in range(name.first, name.last + 1):
            tags[index] = f"{'B' if index == name.first else 'I'}-{name.type}:{source}"
    return tags


def tellable(document: Document) -> list[str]:
    """Return a document's folded tokens as a model can be given them: it takes UTF-8, which has no half characters."""
    if is_key(document.body):
        return document.norms
    return [norm if is_key(norm) else "…" for norm in document.norms]


def attributes(
    document: Document, names: Sequence[Candidate], see: Callable[[str], WordView] = view
) -> list[list[Attributes]]:
    """Return the attributes of a document's tokens by sentence; `names` are those that rules found in it.

    `see` gives what a word gives; a model's own gives no more than that model weighs.
    """
    norms = tellable(document)
    views = [see(norm) for norm in norms]
    tags = rule_tags(document, names)
    page = _Page(norms, views, tags, _context(document, views, tags), listed(document))
    return [
        [page.token(begin, end, index) for index in range(begin, end)]
        for begin, end in pairwise(document.first_of_sentence)
    ]


@dataclass(frozen=True, slots=True)
class _Page:
    """A document's tokens with all that is known of each alone."""

    norms: list[str]
    views: list[WordView]
    tags: list[str]
    context: list[tuple[str, ...]]
    listed: list[tuple[str, ...]]

    def token(self, begin: int, end: int, index: int) -> Attributes:
        """Return the attributes of a token of the sentence begin..end."""
        norm, here, tag = self.norms[index], self.views[index], self.tags[index]
        found = [*here.own, *self.context[index], *self.listed[index]]
        if tag:
            found += ("r=" + tag, "R=" + tag.partition(":")[0])
        if index > begin:
            before = self.views[index - 1]
            found += before.beside[0]
            found += (f"2<{self.norms[index - 1]}|{norm}", f"C<{before.cluster}|{here.cluster}")
            if self.listed[index - 1]:
                found += [f"<{entry}" for entry in self.listed[index - 1]]
            if self.tags[index - 1]:
                found.append("r<" + self.tags[index - 1].partition(":")[0])
            if index - 1 > begin:
                found += self.views[index - 2].far[0]
        else:
            found.append("w<")
        if index + 1 < end:
            after = self.views[index + 1]
            found += after.beside[1]
            found += (f"2>{norm}|{self.norms[index + 1]}", f"C>{here.cluster}|{after.cluster}")
            if self.listed[index + 1]:
                found += [f">{entry}" for entry in self.listed[index + 1]]
            if self.tags[index + 1]:
                found.append("r>" + self.tags[index + 1].partition(":")[0])
            if index + 2 < end:
                found += self.views[index + 2].far[1]
        else:
            found.append("w>")
        return found


def _context(document: Document, views: list[WordView], tags: list[str]) -> list[tuple[str, ...]]:
    """Return for each token what stands around the other mentions of its word in the document."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, (token, seen) in enumerate(zip(document.tokens, views, strict=True)):
        if token.kind == "word" and len(seen.stem) >= 3 and not seen.common:
            places[seen.stem].append(index)
    found: list[tuple[str, ...]] = [()] * len(views)
    for indices in places.values():
        if len(indices) < 2:
            continue
        seen_there = [(index, _seen_around(document, views, tags, index)) for index in indices[:_REACH]]
        for index in indices:
            around: set[str] = {f"gn{min(4, len(indices))}"}
            for other, what in seen_there:
                if other != index:
                    around |= what
            found[index] = tuple(sorted(around))
    return found


def _seen_around(document: Document, views: list[WordView], tags: list[str], index: int) -> set[str]:
    found: set[str] = set()
    if document.same_sentence(index - 1, index):
        found.update(f"g{cue}" for cue in views[index - 1].cues)
        if document.same_sentence(index - 2, index):
            found.update(f"G{cue}" for cue in views[index - 2].cues)
    found.add("gal" if views[index].definite else "gnl")
    if tags[index]:
        found.add("gr" + tags[index].partition(":")[0])
    else:
        found.add("gro")
    return found
