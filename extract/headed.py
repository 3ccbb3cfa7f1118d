"""Names that a head noun announces: bodies of a state, organisations, facilities, places.

The head's rule says how far the name goes and whether the head belongs to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extract.clitics import Reading, bare, readings
from extract.document import Candidate, Document
from extract.gazetteer import known_names, match_at, place_heads
from extract.learned.lists import word_entries
from extract.rarity import can_be_name, is_rare, looks_inflected
from extract.remembered import remembered
from extract.tables import common_words, is_nationality, name_words, toml, word_set

_FUNCTION = frozenset(["في", "من", "الي", "علي", "عن", "مع", "ان", "لا", "لم", "لن", "ما", "هو", "هي", "او"])
_OPENING = {'"': '"', "“": "”", "«": "»", "'": "'", "‘": "’"}


@dataclass(frozen=True, slots=True)
class Heads:
    """The folded words of `heads.toml` that this module reads."""

    bodies: frozenset[str]
    body_adjectives: frozenset[str]
    kept: frozenset[str]
    rare: frozenset[str]
    dropped: frozenset[str]
    strict: frozenset[str]
    never: frozenset[str]
    ministries: frozenset[str]
    facilities: frozenset[str]
    definite_facilities: frozenset[str]
    facility_adjectives: frozenset[str]
    nuclear: frozenset[str]


@cache
def heads() -> Heads:
    """Return the table of heads."""
    table = toml("heads.toml")
    organisations, facilities = table["organisations"], table["facilities"]
    return Heads(
        bodies=word_set(table["bodies"]),
        body_adjectives=word_set(table["body_adjectives"]),
        kept=word_set(organisations["kept"]),
        rare=word_set(organisations["rare"]),
        dropped=word_set(organisations["dropped"]),
        strict=word_set(organisations["strict"]),
        never=word_set(organisations["never"]),
        ministries=word_set(table["ministries"]["of"]),
        facilities=word_set(facilities["heads"]),
        definite_facilities=word_set(facilities["definite"]),
        facility_adjectives=word_set(facilities["adjectives"]),
        nuclear=word_set(facilities["nuclear"]),
    )


def headed_names(document: Document) -> list[Candidate]:
    """Return candidates for names that a head noun announces."""
    table = heads()
    places = place_heads()
    found: list[Candidate] = []
    for position, token in enumerate(document.tokens):
        if token.kind != "word" or not _announces(token.norm) or not document.same_sentence(position, position + 1):
            continue
        known = known_at(document, position)
        if known and known[2] > position:
            continue
        quoted = _quoted_organisation(document, position)
        if quoted is not None:
            found.append(quoted)
            continue
        for reading in readings(token.norm):
            candidate = None
            if reading.form in table.bodies:
                candidate = _body_of_state(document, position, reading)
            if candidate is None and reading.form in table.definite_facilities:
                candidate = _embassy(document, position, reading)
            if candidate is None and (reading.form in table.facilities or reading.form in table.nuclear):
                candidate = _facility(document, position, reading)
            if candidate is None and reading.form == "وزاره":
                candidate = _ministry(document, position, reading)
            if candidate is None and reading.form in table.kept:
                candidate = _organisation(document, position, reading)
            if candidate is None and reading.form in table.dropped:
                candidate = _after_dropped_head(document, position, reading)
            if candidate is None and reading.form in places:
                candidate = _place(document, position)
            if candidate is not None:
                found.append(candidate)
                break
    return found


@remembered
def _announces(norm: str) -> bool:
    """Return whether a word may be a head that announces a name."""
    table = heads()
    kinds = (table.bodies, table.definite_facilities, table.facilities, table.nuclear, table.kept, table.dropped)
    forms = [reading.form for reading in readings(norm)]
    return (
        norm in _QUOTED_HEADS
        or "وزاره" in forms
        or not place_heads().isdisjoint(forms)
        or any(not kind.isdisjoint(forms) for kind in kinds)
    )


_QUOTED_HEADS = frozenset(
    [
        "جبهه",
        "الويه",
        "تجمع",
        "قوات",
        "جيش",
        "درع",
        "غرفه",
        "سرايا",
        "حشد",
        "مجموعه",
        "حمله",
        "منظمه",
        "جماعه",
        "فرقه",
        "رابطه",
        "مرصد",
    ]
)


def _quoted_organisation(document: Document, position: int) -> Candidate | None:
    """“جبهة السنديان”: a head that opens a short quotation names an organisation, head and all."""
    norm = document.norms[position]
    if norm not in _QUOTED_HEADS and (norm not in heads().kept or norm.startswith("ال")):
        return None
    if not document.same_sentence(position - 1, position):
        return None
    closing = _quoted(document, position - 1)
    if closing is None or closing - position < 2:
        return None
    return document.candidate(position, closing - 1, "ORG", 0.78, "pattern: quoted organisation", rank=1)


_HONOURED = ("الملك", "الملكه", "الامام", "الامير", "الشهيد", "الشيخ", "السلطان")
"""Titles that names of universities and hospitals begin with."""
_DESCRIBING = frozenset(
    [
        "المعارض",
        "المعارضه",
        "الحاكم",
        "الحاكمه",
        "المسلح",
        "المسلحه",
        "المتشدد",
        "المتشدده",
        "المتطرف",
        "المتطرفه",
        "الموالي",
        "المواليه",
        "الارهابي",
        "الارهابيه",
        "المحظور",
        "المحظوره",
        "المنافس",
        "المنافسه",
        "التابع",
        "التابعه",
        "المدعوم",
        "المدعومه",
        "الذي",
        "التي",
        "الاكبر",
        "الكبري",
        "الرييسي",
        "الرييسيه",
    ]
)
"""Definite words that describe an organisation and are no part of its name."""


_ADJECTIVAL = frozenset(("الخارجيه", "الداخليه", "البحريه"))
_DAYS_BEFORE = frozenset(
    ("السبت", "الاحد", "الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "اليوم", "الماضي", "المقبل")
)


def _body_of_state(document: Document, position: int, reading: Reading) -> Candidate | None:
    """الجيش الأميركي، قوات أميركية، القوات المسلحة المصرية."""
    table = heads()
    if bare(document.norm(position - 1)).removeprefix("و") in ("وزير", "وزيره", "وزراء", "وزيري", "وزاره", "وكيل"):
        return None
    before = document.norm(position - 1)
    if reading.form in _ADJECTIVAL and not reading.skip and before.startswith("ال") and before not in _DAYS_BEFORE:
        return None  # السياسة الخارجية الأميركية
    last = position + 1
    while last <= position + 2 and document.norm(last) in table.body_adjectives:
        last += 1
    if not (document.same_sentence(position, last) and is_nationality(document.norm(last))):
        return None
    definite = reading.form.startswith("ال")
    if definite != document.norm(last).startswith("ال"):
        return None
    if not definite and reading.form != "قوات":
        return None
    if reading.form in ("الخارجيه", "الداخليه", "الدفاع") and not document.norm(last).endswith("ه"):
        return None
    return document.candidate(position, last, "ORG", 0.9, "body of a state + nationality", skip=reading.skip)


def _embassy(document: Document, position: int, reading: Reading) -> Candidate | None:
    if is_nationality(document.norm(position + 1)) and document.norm(position + 1).startswith("ال"):
        last = position + 1
        return document.candidate(position, last, "FAC", 0.93, "pattern: embassy + nationality", skip=reading.skip)
    return None


def _ministry(document: Document, position: int, reading: Reading) -> Candidate | None:
    table = heads()
    last = position + 1
    word = document.norm(last)
    if word not in table.ministries and not (word.startswith("ال") and not is_nationality(word)):
        return None
    confidence = 0.92 if word in table.ministries else 0.7
    # الصناعة والمعادن
    while document.same_sentence(position, last + 1) and document.norm(last + 1).startswith("وال"):
        if document.norm(last + 1)[1:] not in table.ministries and last > position + 1:
            break
        last += 1
    if document.norm(last + 1) in ("العالي", "العامه", "الاجتماعيه", "الاجتماعي", "الاتحاديه", "العلمي", "الاسلاميه"):
        last += 1
    elif (
        document.same_sentence(position, last + 1)
        and document.norm(last + 1).startswith("ال")
        and document.norm(last + 1).endswith("يه")
        and document.norm(last) not in ("الخارجيه", "الداخليه", "الماليه")
        and document.norm(last + 1) not in _DESCRIBING
        and not is_nationality(document.norm(last + 1))
    ):
        last += 1  # الموارد المائية
    if document.same_sentence(position, last + 1) and is_nationality(document.norm(last + 1)):
        last += 1
    return document.candidate(position, last, "ORG", confidence, "pattern: ministry of", skip=reading.skip)


def _quoted(document: Document, opening: int) -> int | None:
    """Return the index of the closing quote when a short quotation opens here."""
    closing = _OPENING.get(document.norm(opening))
    if closing is None:
        return None
    for index in range(opening + 2, opening + 7):
        if not document.same_sentence(opening, index) or document.norm(index - 1) in _FUNCTION:
            return None
        if document.norm(index) in (closing, '"', "”", "»"):
            return index
    return None


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


def _complement(document: Document, position: int, *, words: int) -> int | None:
    """Return the last token of the words that name what stands at `position - 1`, None when nothing names it."""
    known = known_at(document, position)
    if known and known[1] == 0:
        return known[2]
    word = document.norm(position)
    if document.tokens[position].kind != "word" or is_nationality(word) or word in heads().never:
        return None
    if word in ("الذي", "التي"):
        return None
    definite = word.startswith("ال") and len(word) > 3
    if not definite and not is_rare(word) and word not in name_words().first:
        return None
    last = position
    while last - position + 1 < words and document.same_sentence(position, last + 1):
        following = document.norm(last + 1)
        if (
            (definite and following.startswith("وال") and last == position)
            or (
                following.startswith("ال")
                and following.endswith(("ي", "يه", "يين"))
                and definite
                and not is_nationality(following)
                and following not in ("التي", "الذي", "الذين", "اللتين", "اللذين", "الثاني", "الحالي", "الماضي")
            )
            or (
                not definite
                and document.tokens[last + 1].kind == "word"
                and can_be_name(following)
                and not known_at(document, last + 1)
            )
        ):
            last += 1
        else:
            break
    return last


_COMPOUND = frozenset(("باب", "ام", "ابو", "ابن", "تل", "راس", "عين", "دير", "خان", "بيت", "كفر", "سيده"))
"""Words that names of two words begin with."""


def _is_relational(word: str) -> bool:
    """Return whether an indefinite word is an adjective made of a plain noun: حديدي، زراعي."""
    stem = word.removesuffix("ي")
    common = common_words()
    return stem != word and len(stem) > 2 and any(form in common for form in (stem, stem + "ه", "ال" + stem))


def _facility(document: Document, position: int, reading: Reading) -> Candidate | None:
    table = heads()
    start = position + 1
    closing = _quoted(document, start)
    if closing is not None and document.norm(start) != "'":
        last = closing
        confidence = 0.85
    else:
        known = known_at(document, start)
        word = document.norm(start)
        honoured = word in _HONOURED
        if (honoured or word in ("قضاء", "مدينه", "ال")) and known is None:
            start += 1
            known = known_at(document, start) if document.same_sentence(position, start) else None
            word = document.norm(start)
        if not document.same_sentence(position, start):
            return None
        if known and known[1]:
            return None
        if known:
            last, confidence = known[2], 0.92
        elif (
            document.tokens[start].kind == "word" and not is_nationality(word) and word not in table.facility_adjectives
        ):
            following = document.norm(start + 1) if document.same_sentence(position, start + 1) else ""
            if word in _COMPOUND and following and document.tokens[start + 1].kind == "word":
                last, confidence = start + 1, 0.75
            elif word.startswith("ال") and len(word) > 4:
                last, confidence = start, 0.68 if is_rare(word) else 0.55
            elif (
                following in table.facility_adjectives
                and following.startswith("ال")
                and word not in _FUNCTION
                and len(word) > 2
            ):
                # حقل مجنون النفطي: an adjective with the article after a word without it says that the word is a name.
                last, confidence = start, 0.75
            elif _is_relational(word) and not honoured:
                return None
            elif honoured or is_rare(word) or name_words().first.get(word, 0) >= 4:
                last, confidence = start, 0.75
                if following and can_be_name(following) and not known_at(document, start + 1):
                    last += 1
            else:
                return None
        else:
            return None
    while document.same_sentence(position, last + 1) and document.norm(last + 1) in table.facility_adjectives:
        last += 1
    nuclear = document.norm(last).startswith(("النوو", "العسكر"))
    if reading.form in table.nuclear and reading.form not in table.facilities and not nuclear:
        return None
    if reading.form in table.nuclear and not nuclear and not (reading.form == "مفاعل" and confidence > 0.9):
        return None
    if confidence < 0.6 and last == start and reading.form in ("محطه", "برج", "فندق", "قصر", "قاعده", "حقل", "جامع"):
        return None
    return document.candidate(position, last, "FAC", confidence, "pattern: facility + name", skip=reading.skip)


def _organisation(document: Document, position: int, reading: Reading) -> Candidate | None:
    table = heads()
    start = position + 1
    closing = _quoted(document, start)
    if closing is not None:
        return document.candidate(
            position, closing, "ORG", 0.7, "pattern: organisation + quoted name", skip=reading.skip
        )
    known = known_at(document, start)
    if known and known[1] == 0:
        return document.candidate(position, known[2], "ORG", 0.85, "pattern: organisation + name", skip=reading.skip)
    word = document.norm(start)
    if reading.form in table.strict or (reading.form in table.rare and (not is_rare(word) or is_nationality(word))):
        return None
    if reading.form.startswith("ال") and not word.startswith("ال"):
        return None
    honoured = word in _HONOURED and name_words().first.get(document.norm(start + 1), 0) >= 4
    if reading.form == "مجلس" and word == "الوزراء" and document.same_sentence(start, start + 1):
        beyond = document.norm(start + 1)
        if beyond.startswith("ال") and is_nationality(beyond):
            return document.candidate(
                position, start + 1, "ORG", 0.85, "body of a state + nationality", skip=reading.skip
            )
    last = start + 1 if honoured else _complement(document, start, words=4)
    if last is None:
        return None
    following = document.norm(last + 1) if document.same_sentence(position, last + 1) else ""
    if (
        following.startswith("ال")
        and is_nationality(following)
        and not is_rare(document.norm(last))
        and reading.form not in ("حزب", "حركه", "تيار", "لواء", "كتايب", "فيلق")
    ):
        last += 1
    if document.norm(last + 1).startswith("لل") and document.same_sentence(position, last + 1):
        last += 1
    elif document.same_sentence(position, last + 2) and (
        document.norm(last + 1) in ("لكره", "لالعاب")
        or (document.norm(last + 1), document.norm(last + 2)) == ("لحقوق", "الانسان")
    ):
        last += 2
    # كتائب رايات النخيل: a rare word and the definite one it belongs to.
    following = document.norm(last + 1) if document.same_sentence(position, last + 1) else ""
    if (
        last == start
        and following.startswith("ال")
        and len(following) > 4
        and following not in _DESCRIBING
        and not is_nationality(following)
        and not word.startswith("ال")
    ):
        last += 1
    confidence = 0.62 if is_rare(word) else 0.68
    return document.candidate(position, last, "ORG", confidence, "pattern: organisation + name", skip=reading.skip)


def _after_dropped_head(document: Document, position: int, reading: Reading) -> Candidate | None:
    """صحيفة X: the head stays out, the name is what follows."""
    start = position + 1
    closing = _quoted(document, start)
    if closing is not None:
        inside = [document.norm(index) for index in range(start + 1, closing)]
        if reading.form == "تنظيم" and not known_at(document, start + 1) and not any(map(is_rare, inside)):
            return None  # تنظيم «مسيرات العودة»: an act, not a group
        return document.candidate(start + 1, closing - 1, "ORG", 0.8, "pattern: head + quoted name", rank=1)
    known = known_at(document, start)
    head = bare(reading.form)
    paper = head in ("صحيفه", "جريده", "مجله", "قناه")
    if paper and known and known[:2] == ("LOC", 0) and document.norm(start).startswith("ال"):
        # صحيفة الشرق الأوسط: a paper has a place's name.
        return document.candidate(start, known[2], "ORG", 0.75, "pattern: newspaper + name", rank=1)
    if head == "وكاله" and document.norm(start) in ("الانباء", "الصحافه") and is_nationality(document.norm(start + 1)):
        return document.candidate(
            position, start + 1, "ORG", 0.9, "pattern: news agency + nationality", skip=reading.skip, rank=1
        )
    if known and known[0] == "LOC" and known[2] == start and document.same_sentence(start, start + 1):
        beyond = document.norm(start + 1)
        if document.tokens[start + 1].kind == "word" and is_rare(beyond) and not is_nationality(beyond):
            return document.candidate(start, start + 1, "ORG", 0.6, "pattern: head + name")
    if document.tokens[start].kind != "word" or known:
        return None
    word = document.norm(start)
    if reading.form == "قناه" and word.startswith("ال") and word.endswith("يه"):
        # قناة العربية: with the head in construct state the adjective is a name.
        return document.candidate(start, start, "ORG", 0.8, "pattern: newspaper + name")
    media = head in ("صحيفه", "جريده", "مجله", "قناه", "اذاعه", "وكاله")
    if is_nationality(word) or word in heads().never:
        return None
    if is_rare(word):
        last = start
        while last < start + 2 and document.same_sentence(position, last + 1) and is_rare(document.norm(last + 1)):
            if is_nationality(document.norm(last + 1)) or document.tokens[last + 1].kind != "word":
                break
            last += 1
        rank = int(paper or head == "اذاعه")
        return document.candidate(start, last, "ORG", 0.72, "pattern: head + name", rank=rank)
    if media and word.startswith("ال") and head != "وكاله" and not word.endswith(("يه",)):
        return document.candidate(start, start, "ORG", 0.6, "pattern: newspaper + name")
    return None


def _place(document: Document, position: int) -> Candidate | None:
    start = position + 1
    if document.tokens[start].kind != "word":
        closing = _quoted(document, start)
        if closing is not None and closing - start <= 3:
            return document.candidate(start + 1, closing - 1, "LOC", 0.7, "pattern: place head + quoted name")
        return None
    word = document.norm(start)
    if known_at(document, start) or is_nationality(word) or len(word) < 3:
        return None
    if word in _PLACE_PARTS and document.same_sentence(start, start + 1):
        return document.candidate(start, start + 1, "LOC", 0.78, "pattern: place head + name")
    if _announces_two(document, start):
        return document.candidate(start, start, "LOC", 0.78, "pattern: place head + name")
    if not is_rare(word) or (looks_inflected(word) and not word.endswith("ه")):
        return None
    last = start
    following = document.norm(start + 1)
    if (
        document.same_sentence(start, start + 1)
        and document.tokens[start + 1].kind == "word"
        and can_be_name(following)
        and following[0] not in "وبلف"
        and not is_nationality(following)
        and (following.startswith("ال") or not word.startswith("ال"))
    ):
        last += 1
    return document.candidate(start, last, "LOC", 0.78, "pattern: place head + name")


def _announces_two(document: Document, position: int) -> bool:
    """Return whether the word before a token is a head in the dual, and و joins a second word: قريتي س وص."""
    word, following = document.norm(position), document.norm(position + 1)
    return (
        document.norm(position - 1).endswith("تي")
        and document.same_sentence(position, position + 1)
        and following[:1] == "و"
        and len(following) >= 4
        and (can_be_name(word) or any(kind == "LOC" for kind, _ in word_entries(word)))
    )


_PLACE_PARTS = frozenset(["ابو", "ام", "بني", "بيت", "دير", "تل", "خان", "عين", "راس", "كفر", "وادي", "سيدي", "قلعه"])


def coordinated_places(document: Document, chosen: list[Candidate]) -> list[Candidate]:
    """Return candidates for rare words joined by و to a place that its head noun announced: بلدتي س وص."""
    taken = {position for name in chosen for position in range(name.first, name.last + 1)}
    found: list[Candidate] = []
    for name in chosen:
        if name.type != "LOC" or not name.reason.startswith("pattern: place"):
            continue
        position = name.last + 1
        while document.same_sentence(name.first, position):
            if document.norm(position) == "،":
                position += 1
                continue
            word = document.norm(position)
            two = position == name.first + 1 and _announces_two(document, name.first)
            plain = not is_rare(word) or looks_inflected(word[1:])
            if position in taken or word[0] != "و" or len(word) < 4 or (plain and not two):
                break
            candidate = document.candidate(position, position, "LOC", 0.6, "joined to a place", skip=1)
            if candidate:
                found.append(candidate)
            position += 1
    return found


def announced_by(document: Document, position: int, reading: Reading, rule: str) -> Candidate | None:
    """Return the name that a word announces by a rule of this module: `kept`, `dropped`, `facility` or `place`."""
    if rule == "place":
        return _place(document, position)
    follow = {"kept": _organisation, "dropped": _after_dropped_head, "facility": _facility}[rule]
    return follow(document, position, reading)
