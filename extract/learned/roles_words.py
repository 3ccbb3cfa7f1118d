"""What a word is to the phrases around it: what it announces, what it is on the way between a trigger and a phrase."""

from __future__ import annotations

from extract.clitics import bare, readings
from extract.fillers import phrase_words
from extract.gazetteer import place_heads
from extract.heads import heads
from extract.learned.evidence import evidence
from extract.learned.roles_phrases import noun_reading
from extract.persons import titles
from extract.remembered import remembered

COMMAS = frozenset("،,;؛")
QUOTES = frozenset("\"“”«»()[]'‘’")
_THAT = frozenset(
    (
        "ان",
        "انه",
        "انها",
        "انهم",
        "بان",
        "لان",
        "اذ",
        "حيث",
        "فيما",
        "بينما",
        "كما",
        "ثم",
        "لكن",
        "بعدما",
        "عندما",
        "وقد",
        "فقد",
    )
)
_WHO = frozenset(("الذي", "التي", "الذين", "اللذين", "اللتين", "اللذان", "اللتان", "والذي", "والتي", "والذين"))
_WORDS = frozenset((
    "في", "من", "الي", "علي", "عن", "مع", "بين", "ضد", "حول", "نحو", "منذ", "خلال", "بعد", "قبل", "عند", "لدي", "حتي",
    "تجاه", "باتجاه", "بحق", "بشان", "بسبب", "اثر", "عقب", "علي", "داخل", "خارج", "وسط", "شمال", "جنوب", "شرق", "غرب",
    "قرب", "امام", "ضمن", "وفق", "بحسب", "حسب", "وفقا", "قد", "لم", "لن", "لا", "ما", "تم", "يتم", "كان", "كانت",
    "كل", "احد", "عدد", "بعض", "او", "برفقه", "بيد", "قيام", "قام", "قامت", "اي",
))  # fmt: skip


@remembered
def tells_body(form: str) -> bool:
    """Return whether a noun tells that the name after it is a body's: شركة، موقع."""
    table = heads()
    return not {form, bare(form)}.isdisjoint(table.dropped | table.strict | table.kept | table.bodies)


@remembered
def tells_place(norm: str) -> bool:
    """Return whether a word tells that the name after it is a place's: العاصمة، مدينة."""
    return any({reading.form, bare(reading.form)} & (place_heads() | {"عاصمه"}) for reading in readings(norm))


@remembered
def tells_person(norm: str) -> bool:
    """Return whether a word is a title or an office."""
    table = titles()
    return any(
        form in table.offices or form in table.direct
        for reading in readings(norm)
        for form in (reading.form, bare(reading.form))
    )


@remembered
def mark(norm: str) -> str:
    """Return what a word is on the way between a trigger and a phrase; empty for one that tells nothing."""
    if norm in COMMAS:
        return ","
    if norm in QUOTES:
        return '"'
    if norm in (".", ":", "-", "–", "/", "…", "!", "؟"):
        return norm
    if norm in _THAT or (norm[:1] in "وف" and norm[1:] in _THAT):
        return "T"
    if norm in _WHO:
        return "R"
    if norm in _WORDS:
        return norm
    if norm[:1] in "وف" and norm[1:] in _WORDS:
        return "و" + norm[1:]
    table = phrase_words()
    forms = {reading.form for reading in readings(norm)}
    if forms & table.support:
        return "S"
    if forms & table.suffers:
        return "U"
    if forms & table.decides:
        return "D"
    return ""


@remembered
def word_attributes(norm: str) -> tuple[str, ...]:
    """Return the attributes of a phrase's head without a name, by its form and how news uses it."""
    reading = noun_reading(norm)
    form = reading.form if reading else norm
    stem = bare(form)
    found = [f"w={stem}", "al" if form[:2] == "ال" else "no", f"e={stem[-2:]}"]
    known = evidence(form)
    if known is not None:
        found += [f"c{place}={cluster}" for place, cluster in enumerate(known.clusters[:3])]
        found += [f"x{place}={known.usage[place]}" for place in (0, 2, 4, 5, 6)]
    else:
        found.append("unk")
    return tuple(found)


@remembered
def name_attributes(norm: str) -> tuple[str, ...]:
    """Return the attributes of a name's first word."""
    known = evidence(norm)
    if known is None:
        return ()
    return (f"c0={known.clusters[0]}", f"c1={known.clusters[1]}")
