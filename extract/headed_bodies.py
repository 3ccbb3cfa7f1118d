"""Organisations that a head noun announces: bodies of a state, ministries, parties, papers."""

from __future__ import annotations

from extract.clitics import Reading, bare
from extract.document import Candidate, Document
from extract.gazetteer import known_at
from extract.heads import HONOURED, heads, quoted
from extract.rarity import can_be_name, is_rare
from extract.tables import is_nationality, name_words

QUOTED_HEADS = frozenset(
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
"""Heads that open a short quotation with the name in it."""
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


def quoted_organisation(document: Document, position: int) -> Candidate | None:
    """“جبهة السنديان”: a head that opens a short quotation names an organisation, head and all."""
    norm = document.norms[position]
    if norm not in QUOTED_HEADS and (norm not in heads().kept or norm.startswith("ال")):
        return None
    if not document.same_sentence(position - 1, position):
        return None
    closing = quoted(document, position - 1)
    if closing is None or closing - position < 2:
        return None
    return document.candidate(position, closing - 1, "ORG", 0.78, "pattern: quoted organisation", rank=1)


def body_of_state(document: Document, position: int, reading: Reading) -> Candidate | None:
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


def ministry(document: Document, position: int, reading: Reading) -> Candidate | None:
    """Return وزارة and the words that name it: وزارة الصناعة والمعادن."""
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


def organisation(document: Document, position: int, reading: Reading) -> Candidate | None:
    """Return a head that belongs to the name, with what follows it: كتائب رايات النخيل."""
    table = heads()
    start = position + 1
    closing = quoted(document, start)
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
    honoured = word in HONOURED and name_words().first.get(document.norm(start + 1), 0) >= 4
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


def after_dropped_head(document: Document, position: int, reading: Reading) -> Candidate | None:
    """صحيفة X: the head stays out, the name is what follows."""
    start = position + 1
    closing = quoted(document, start)
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
