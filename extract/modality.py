"""Whether an event is told as happened, denied, yet to come or only thought of: by words around its trigger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from extract.clitics import readings
from extract.document import Document
from extract.normalise import normalise
from extract.tables import toml, word_set
from extract.triggers import Trigger


@dataclass(frozen=True, slots=True)
class Cues:
    """The folded words of `modality.toml`."""

    reach: int
    denied: frozenset[str]
    hypothetical: frozenset[str]
    future: frozenset[str]
    future_after: frozenset[str]
    hypothetical_after: frozenset[str]
    governors: dict[str, str]
    """Modality of the event that a word takes as its object."""
    governors_by: dict[str, dict[str, str]]
    """The same by the preposition between."""
    light: frozenset[str]
    doers: frozenset[str]
    light_nouns: frozenset[str]
    times: frozenset[str]
    subjunctive: dict[str, str]
    """Modality of a verb after أن, by a word before it."""
    heads: frozenset[str]
    """Nouns before an event's own that belong to its phrase, for the model alone."""
    over: frozenset[str]
    """Prepositions that may stand between such a noun and the event's."""
    links: frozenset[str]
    """Words that link an event's phrase to what governs it."""
    classes: Mapping[str, frozenset[str]]
    """What a word says of an act that follows it, for the model that weighs this module's word."""


@cache
def cues() -> Cues:
    """Return the table of cues."""
    table = toml("modality.toml")
    by: dict[str, dict[str, str]] = {}
    for modality, pairs in table["governors_by"].items():
        for pair in pairs.split():
            link, word = normalise(pair).split(":")
            by.setdefault(link, {})[word] = modality
    return Cues(
        governors=_by_word(table["governors"]),
        governors_by=by,
        light=word_set(table["negation"]["light"]),
        doers=word_set(table["negation"]["doers"]),
        light_nouns=word_set(table["negation"]["light_nouns"]),
        times=word_set(table["after"]["times"]),
        subjunctive=_by_word(table["subjunctive"]),
        heads=word_set(table["phrase"]["heads"]),
        over=word_set(table["phrase"]["over"]),
        links=word_set(table["phrase"]["links"]),
        classes={name: word_set(words) for name, words in table["classes"].items()},
        reach=table["reach"],
        denied=word_set(table["before"]["denied"]),
        hypothetical=word_set(table["before"]["hypothetical"]),
        future=word_set(table["before"]["future"]),
        future_after=word_set(table["after"]["future"]),
        hypothetical_after=word_set(table["after"]["hypothetical"]),
    )


def _by_word(row: Mapping[str, str]) -> dict[str, str]:
    return {word: modality for modality, words in row.items() for word in word_set(words)}


_NEGATORS = frozenset(("لم", "لن", "لا", "ما"))
_ENDS = frozenset(("،", ",", "؛", ":", "."))
_BREAKS = frozenset(("الذي", "التي", "الذين", "حيث", "بعد", "اثر", "خلال", "منذ", "عقب", "قبل", "وسط"))
_SOON = frozenset(("غدا", "المقبل", "المقبله", "القادم", "القادمه"))
_LINKS = {"الي": "الي", "من": "من", "في": "في", "عن": "عن"}


def modality_of(document: Document, trigger: Trigger, triggers_at: frozenset[int]) -> str:
    """Return asserted, denied, future or hypothetical; `triggers_at` are tokens where other triggers stand."""
    table = cues()
    if trigger.clitics.endswith("س"):
        return "future"
    following = document.norm(trigger.last + 1)
    if document.same_sentence(trigger.last, trigger.last + 1):
        if following in table.future_after and trigger.form.part == "noun":
            return "future"
        if following in table.hypothetical_after:
            return "hypothetical"
    begin, end = document.sentence_of(trigger.first)
    if _is_soon(document, trigger, end):
        return "future"
    if trigger.form.part == "noun" and trigger.clitics.endswith("ل") and trigger.group.type == "MEET":
        return "future"
    if _is_kept_from(document, trigger, begin):
        return "hypothetical"
    governed = _after_that(document, trigger, begin) or _governed(document, trigger, begin, triggers_at)
    if governed:
        return governed
    distance = 0
    for position in range(trigger.first - 1, begin - 1, -1):
        word = document.norms[position]
        if document.tokens[position].kind == "mark":
            if word in ("،", ",", "؛", ":", "."):
                break
            continue
        distance += 1
        if distance > table.reach:
            break
        forms = {reading.form for reading in readings(word)}
        near = distance <= 2
        if word == "غير" and document.norm(position - 1) == "من" and distance == 1:
            return "denied"
        if (near or (forms & _NEGATED and document.norm(position + 1) in table.light)) and forms & table.denied:
            if forms & _NEGATED and not _negates(document, trigger, position):
                break
            return "denied"
        if "قد" in forms and trigger.form.part == "verb" and document.norm(trigger.first)[:1] not in ("ي", "ت"):
            break
        if "قد" in forms and _is_past_perfect(document, position, begin):
            break
        if "قد" in forms and distance > 1 and position in triggers_at:
            break
        if "اي" in forms and not _is_open(document, trigger, position, begin):
            continue
        if forms & table.hypothetical and (near or word in ("اذا", "لو", "قد", "شرط", "حال")):
            return "hypothetical"
        if forms & table.future and near:
            return "future"
        if word in ("ان", "الذي", "التي", "حيث", "بعد", "اثر", "خلال", "منذ", "عقب"):
            break
        if position in triggers_at and trigger.form.part == "verb":
            break
    return "asserted"


_WERE = frozenset(("كان", "كانت", "كانا", "كانتا", "كانوا"))


def _is_past_perfect(document: Document, position: int, begin: int) -> bool:
    """Return whether كان stands before a قد: وكانت واشنطن قد شنت ضربة has happened."""
    if document.norm(position + 1)[:1] not in ("ي", "ت"):
        return True
    return any(
        reading.form in _WERE
        for index in range(max(begin, position - 9), position)
        for reading in readings(document.norms[index])
    )


_KEPT_FROM = {
    "عن": frozenset(
        [
            "التوقف",
            "توقف",
            "تتوقف",
            "يتوقف",
            "يتراجع",
            "تتراجع",
            "التراجع",
            "تراجع",
            "امتنع",
            "الامتناع",
            "الكف",
            "تخلي",
            "التخلي",
        ]
    ),
    "من": frozenset(
        [
            "حذر",
            "حذرت",
            "يحذر",
            "تحذر",
            "محذرا",
            "محذره",
            "تحذير",
            "تحذيرات",
            "التحذير",
            "مخاوف",
            "خشيه",
            "الخوف",
            "قلق",
        ]
    ),
}


def _is_kept_from(document: Document, trigger: Trigger, begin: int) -> bool:
    """Return whether a noun is what someone stops doing or warns of: التوقف عن اقتحام، حذر من السفر."""
    causes = _KEPT_FROM.get(document.norm(trigger.first - 1))
    if causes is None or trigger.form.part != "noun":
        return False
    return any(
        reading.form in causes
        for position in range(max(begin, trigger.first - 13), trigger.first - 1)
        for reading in readings(document.norms[position])
    )


_NEGATED = frozenset(("لم", "لن", "لا", "ليس", "ليست"))


def _negates(document: Document, trigger: Trigger, position: int) -> bool:
    """Return whether a negation denies the event: لم يتوقف القتال goes on with the fighting, لم يقع هجوم does not."""
    if trigger.form.part == "verb":
        return position == trigger.first - 1 or document.norm(position + 1) in cues().light
    following = document.norm(position + 1)
    if following in ("يكن", "تكن"):
        return not _is_definite(document, trigger)
    if position + 1 == trigger.first:
        return document.norm(position) in ("ليس", "ليست") and not _is_definite(document, trigger)
    return following in cues().light or not (_is_definite(document, trigger) or following in ("فقط", "مجرد"))


def _is_open(document: Document, trigger: Trigger, position: int, begin: int) -> bool:
    """Return whether أي leaves the event open: not in لم يجر أي لقاء, nor where it belongs to another noun."""
    if position < trigger.first - 1 and document.norm(position + 1) not in cues().light_nouns:
        return False
    return not any(document.norms[index] in _NEGATED for index in range(max(begin, position - 3), position))


def _is_definite(document: Document, trigger: Trigger) -> bool:
    return document.norm(trigger.first)[trigger.skip :].startswith("ال")


def _is_soon(document: Document, trigger: Trigger, end: int) -> bool:
    """Return whether a day to come dates the event: يزور بغداد الأسبوع المقبل."""
    norm = document.norm(trigger.first)[trigger.skip :]
    verb = trigger.form.part == "verb" and norm[:1] in ("ي", "ت")
    if not verb and (trigger.form.part != "noun" or not norm.startswith("ال")):
        return False
    reach = 8 if verb and trigger.group.type != "STATEMENT" else 2
    for position in range(trigger.last + 1, min(end, trigger.last + 1 + reach)):
        word = document.norms[position]
        if word in _ENDS or word in _BREAKS or word in ("ان", "انه", "انها"):
            return False
        if word == "غدا" or (word in _SOON and document.norm(position - 1) in cues().times):
            return True
    return False


def _after_that(document: Document, trigger: Trigger, begin: int) -> str:
    """Return the modality of a verb in the subjunctive (أن يزور، كي يلتقي), empty where it is none."""
    norm = document.norm(trigger.first)[trigger.skip :]
    if trigger.form.part != "verb" or norm[:1] not in ("ي", "ت") or norm == normalise(trigger.form.lemma):
        return ""
    before = document.norm(trigger.first - 1)
    if trigger.first - 1 < begin or document.surface(trigger.first - 1) in ("إن", "أنّ"):
        return ""
    if before in ("كي", "لكي", "كيلا"):
        return "hypothetical"
    if before != "ان":
        return ""
    words = cues().subjunctive
    for position in range(trigger.first - 2, max(begin, trigger.first - 5) - 1, -1):
        for reading in readings(document.norms[position]):
            modality = words.get(reading.form)
            if modality and (modality == "future" or position == trigger.first - 2):
                return modality
    return "hypothetical"


def _governed(document: Document, trigger: Trigger, begin: int, triggers_at: frozenset[int]) -> str:
    """Return the modality that a word before gives the noun it takes as object, empty where none does."""
    if trigger.form.part != "noun":
        return ""
    table = cues()
    first, clitics = trigger.first, trigger.clitics
    while document.same_sentence(first - 1, first) and not clitics:
        word = document.norm(first - 1)
        light = next((reading for reading in readings(word) if reading.form in table.light_nouns), None)
        if light is None:
            break
        first, clitics = first - 1, light.clitics
    link = clitics[-1:] if clitics[-1:] in ("ب", "ل") else ""
    if clitics.removeprefix("و") not in ("", "ب", "ل") or clitics == "و":
        return ""
    if not link and document.norm(first - 1) in _LINKS:
        first -= 1
        link = _LINKS[document.norm(first)]
    words = table.governors_by.get(link, {}) if link else table.governors
    for position in range(first - 1, max(begin, first - (11 if link else 6)) - 1, -1):
        word = document.norms[position]
        if word in _ENDS or word in _BREAKS or word in table.doers or word in ("ان", "انه", "انها"):
            return ""
        if not link and word in _LINKS:
            return ""
        for reading in readings(word):
            if reading.form in words and reading.clitics in ("", "و", "ف"):
                return words[reading.form]
        if position in triggers_at:
            return ""
    return ""
