"""Whether an event is told as happened, denied, yet to come or only thought of: by words around its trigger."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extract.clitics import readings
from extract.document import Document
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


@cache
def cues() -> Cues:
    """Return the table of cues."""
    table = toml("modality.toml")
    return Cues(
        reach=table["reach"],
        denied=word_set(table["before"]["denied"]),
        hypothetical=word_set(table["before"]["hypothetical"]),
        future=word_set(table["before"]["future"]),
        future_after=word_set(table["after"]["future"]),
        hypothetical_after=word_set(table["after"]["hypothetical"]),
    )


_ADVERBS_BETWEEN = frozenset(("اي", "تنفيذ", "شن", "وقوع", "حدوث", "اجراء", "عقد", "بعض", "اعمال", "عمليات", "عمليه"))


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
    begin, _ = document.sentence_of(trigger.first)
    if trigger.form.part == "noun" and trigger.clitics.endswith("ل") and trigger.group.type == "MEET":
        return "future"
    if _is_kept_from(document, trigger, begin):
        return "hypothetical"
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
        if near and forms & table.denied and not (word == "لا" and trigger.form.part != "verb"):
            return "denied"
        if "قد" in forms and trigger.form.part == "verb" and document.norm(trigger.first)[:1] not in ("ي", "ت"):
            break
        if "قد" in forms and distance > 1 and position in triggers_at:
            break
        if forms & table.hypothetical and (near or word in ("اذا", "لو", "قد", "شرط", "حال")):
            return "hypothetical"
        if forms & table.future and near:
            return "future"
        if word in ("ان", "الذي", "التي", "حيث", "بعد", "اثر", "خلال", "منذ", "عقب"):
            break
        if position in triggers_at and trigger.form.part == "verb":
            break
    return "asserted"


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
        for position in range(max(begin, trigger.first - 9), trigger.first - 1)
        for reading in readings(document.norms[position])
    )
