"""Mentions of one thing share a canonical name; two things do not.

The names are marked in the texts and given to the rules as they stand, so these cases hold whatever the engine finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.article import Article
from extract.coreference import canonical_names
from extract.coreference_bodies import body_joins
from extract.coreference_persons import full_name_joins, joined_compounds
from extract.coreference_spelling import misspelled_joins, weapon_words
from extract.document import Candidate, Document
from tests.extract.marked import proposed

_NAME = re.compile(r"\[([^\[\]|]+)(?:\|([A-Z_]+))?\]")


def candidates(marked: str) -> tuple[Document, list[Candidate]]:
    """Return the text without marks, and its marked names; ORG where a mark has no type."""
    body, spans = "", []
    position = 0
    for found in _NAME.finditer(marked):
        body += marked[position : found.start()]
        spans.append((len(body), len(body) + len(found[1]), found[2] or "ORG"))
        body += found[1]
        position = found.end()
    document = Document(Article(body + marked[position:]))
    return document, [_candidate(document, *span) for span in spans]


def _candidate(document: Document, start: int, end: int, kind: str) -> Candidate:
    inside = [place for place, token in enumerate(document.tokens) if token.end > start and token.start < end]
    return Candidate(start, end, inside[0], inside[-1], kind, 0.9, "marked")


def canonicals(marked: str) -> list[str]:
    """Return the canonical name of each marked name, in order."""
    return canonical_names(*candidates(marked))


def shape(marked: str) -> str:
    """Return a letter a mention, the same for those of one thing: `aab`."""
    letters: dict[str, str] = {}
    return "".join(letters.setdefault(name, "abcdefgh"[len(letters) % 8]) for name in canonicals(marked))


PERSONS = [
    ("وصل [إسماعيل سرحان|PERSON]. وقال [سرحان|PERSON] إنه عائد.", "aa"),
    ("[سرحان|PERSON] يصل. وقال [إسماعيل سرحان|PERSON] إنه عائد.", "aa"),
    ("وصل [أحمد الزرقوني|PERSON] مع [خالد الزرقوني|PERSON]", "ab"),
    ("[أحمد الزرقوني|PERSON] و[خالد الزرقوني|PERSON]. وقال [الزرقوني|PERSON] لا.", "abb"),
    ("[أحمد الزرقوني|PERSON] و[خالد الزرقوني|PERSON]. وقال [أحمد|PERSON] لا.", "aba"),
    ("[أحمد الزرقوني|PERSON] هنا. وعائلة [الزرقوني|PERSON] هناك.", "ab"),
    ("[أحمد الزرقوني|PERSON] هنا. وأشقاء [الزرقوني|PERSON] هناك.", "ab"),
    ("[أحمد الزرقوني|PERSON] هنا. وكلمة [زرقوني|PERSON] هناك.", "aa"),
    ("[طه الحمداني|PERSON] هنا. و[طه محمد أحمد الحمداني|PERSON] هناك.", "aa"),
    ("[طه علي الحمداني|PERSON] و[طه محمد الحمداني|PERSON] و[طه الحمداني|PERSON]", "abc"),
    ("[جاستن ترودو|PERSON] و[جوستن ترودو|PERSON]. وقال [ترودو|PERSON] و[جوستن|PERSON] نعم.", "aaaa"),
    ("[سالم الوردي|PERSON] و[سليم الوردي|PERSON]", "ab"),
    ("[حسن الوردي|PERSON] و[حسين الوردي|PERSON]", "ab"),
    ("[رجب أردوغان|PERSON] هنا. و[رجب إردوغان|PERSON] هناك.", "aa"),
    ("[أردوغان|PERSON] هنا. و[إردوغان|PERSON] هناك. و[رجب طيب أردوغان|PERSON] هو.", "aaa"),
    ("[دونالد ترامب|PERSON] هنا. و[ترمب|PERSON] هناك.", "aa"),
    ("[نزار عز الدين|PERSON] هنا. وقال [عزالدين|PERSON] نعم.", "aa"),
    ("[أبو عياض الموصلي|PERSON] هنا. وعن [أبي عياض الموصلي|PERSON] قيل.", "aa"),
    ("قتل [جمال سرحان|PERSON]، الملقب بـ[أبو ناب الوردي|PERSON]. وكان [الوردي|PERSON] هنا.", "aaa"),
    ("قتل [جمال سرحان|PERSON] المعروف باسم «[أبو ناب|PERSON]».", "aa"),
    ("قتل [جمال سرحان|PERSON] المكنى [أبو ناب|PERSON].", "aa"),
    ("رأى [جمال سرحان|PERSON] المعروف [طه الحمداني|PERSON].", "ab"),
    ("واجه [جمال سرحان|PERSON] والمدعية الثانية الملقبة بـ«[بلورة|PERSON]».", "ab"),
    ("قتل [جمال سرحان|PERSON] و[أبو ناب|PERSON].", "ab"),
    ("وصل [جمال_سرحان|PERSON] وعاد [جمال سرحان|PERSON]", "aa"),
]

BODIES = [
    ("[وزارة الدفاع] هنا. و[وزارة الدفاع الأميركية] هناك.", "aa"),
    ("[وزارة الدفاع الروسية] و[وزارة الدفاع الأميركية] و[وزارة الدفاع]", "abc"),
    ("[وزارة الدفاع الأميركية] هنا. وقال [البنتاغون] و[البنتاجون].", "aaa"),
    ("[وزارة الخارجية الصينية] هنا. و[الخارجية الصينية] هناك.", "aa"),
    ("[وزارة الداخلية] هنا. و[الداخلية] هناك.", "aa"),
    ("[وزارة البيشمركة] هنا. و[البيشمركة] هناك.", "ab"),
    ("[حزب العمال] هنا. و[حزب العمال الكردستاني] هناك.", "aa"),
    ("[مجلس الأمن] هنا. و[مجلس الأمن القومي] هناك.", "ab"),
    ("[القوات العراقية] هنا. و[قوات الأمن العراقية] هناك.", "ab"),
    ("[الجيش الأميركي] هنا. و[القوات الأميركية] هناك.", "ab"),
    ("[القوات الأميركية] هنا. و[قوات أمريكية] هناك.", "ab"),
    ("[الحزب الوطني الكردستاني] هنا. و[الحزب الوطني الكردستاني الإيراني] هناك.", "ab"),
    ("[مجلس شورى حركة النخيل] هنا. و[مجلس شورى الحركة] و[مجلس الشورى].", "aaa"),
    ("[المفوضية العليا لشؤون اللاجئين] هنا. و[مفوضية اللاجئين] هناك.", "aa"),
    ("[البرلمان العراقي] هنا. و[مجلس النواب العراقي] هناك.", "aa"),
    ("[البرلمان العراقي] هنا. و[مجلس النواب اللبناني] هناك.", "ab"),
    ("[المنتخب المصري] هنا. و[منتخب مصر] هناك. و[الفراعنة] هم.", "aaa"),
    ("[نادي النخيل] هنا. و[النخيل] هناك.", "aa"),
    ("[حزب النخيل] و[حركة النخيل] و[النخيل]", "abc"),
    ("[كتائب حزب الله] هنا. و[حزب الله] هناك.", "ab"),
    ("[ميليشيات الحوثي] و[الحوثيين] و[الحوثيون] و[الميليشيات الحوثية] و[جماعة الحوثي] و[أنصار الله]", "aaaaaa"),
    ("[داعش] و[الدولة الإسلامية] و[الدواعش]", "aaa"),
    ("[حلف شمال الأطلسي] و[الناتو] و[NATO]", "aaa"),
    ("[الأمم المتحدة] و[منظمة الأمم المتحدة]", "aa"),
    ("[التحالف العربي] و[تحالف دعم الشرعية في اليمن] و[التحالف]", "aaa"),
    ("[البوليساريو] و[البولساريو]", "aa"),
    ("[بنك الرافد للتنمية] ([KFD]). وقال [KFD].", "aaa"),
    ("[بنك الرافد للتنمية] و[KFD]", "ab"),
    ("[فيس بوك] و[فيسبوك] و[Facebook]", "aaa"),
    ("[الحشد_الشعبي] و[الحشد الشعبي]", "aa"),
    ('قاعدة [نادي "النخيل"] و[نادي النخيل]', "aa"),
]

OTHERS = [
    ("[طهران|LOC] و[إيران|LOC]", "ab"),
    ("[واشنطن|LOC] و[الولايات المتحدة|LOC] و[أميركا|LOC]", "abb"),
    ("[المملكة المغربية|LOC] و[المغرب|LOC]", "aa"),
    ("[إقليم كردستان|LOC] و[كردستان العراق|LOC]", "aa"),
    ("[الموصل|LOC] و[بغداد|LOC]", "ab"),
    ("[السفارة الأميركية|FAC] و[سفارة الولايات المتحدة|FAC]", "aa"),
    ("[مطار النخيل الدولي|FAC] و[مطار النخيل|FAC]", "aa"),
    ("[مطار النخيل الدولي|FAC] و[مطار السدرة|FAC]", "ab"),
    ("[أسلحة كيماوية|WEAPON] و[الأسلحة الكيماوية|WEAPON] و[السلاح الكيماوي|WEAPON]", "aaa"),
    ("[صاروخ باليستي|WEAPON] و[صواريخ باليستية|WEAPON] و[صواريخها الباليستية|WEAPON]", "aaa"),
    ("[صاروخ باتريوت|WEAPON] و[باتريوت|WEAPON]", "aa"),
    ("[صاروخ باليستي|WEAPON] و[صاروخ كروز|WEAPON]", "ab"),
    ("[عبوة ناسفة|WEAPON] و[حزام ناسف|WEAPON]", "ab"),
]


@pytest.mark.parametrize(("marked", "groups"), [*PERSONS, *BODIES, *OTHERS])
def test_mentions_share_their_canonical_name_as_the_things_are_one(marked: str, groups: str) -> None:
    assert shape(marked) == groups, canonicals(marked)


FULLEST = [
    ("قال [سرحان|PERSON] ذلك. ووصل [إسماعيل سرحان|PERSON].", "إسماعيل سرحان"),
    ("[الناتو] هنا. و[حلف شمال الأطلسي] هناك.", "حلف شمال الأطلسي"),
    ("في [العراق|LOC] ولل[عراق|LOC]", "العراق"),
]


@pytest.mark.parametrize(("marked", "fullest"), FULLEST)
def test_the_canonical_name_is_the_fullest_of_the_article(marked: str, fullest: str) -> None:
    assert canonicals(marked)[0] == fullest


HIDDEN = [
    ("ل[لحوثيين]", ["الحوثيين"]),
    ("ل[لعراق|LOC]", ["العراق"]),
    ("ل[ليفربول] ثم [ليفربول]", ["ليفربول", "ليفربول"]),
    ("ل[لجنة الأسرى] ثم [لجنة الأسرى]", ["لجنة الأسرى", "لجنة الأسرى"]),
    ("في [لبنان|LOC]", ["لبنان"]),
]


@pytest.mark.parametrize(("marked", "names"), HIDDEN)
def test_the_alef_that_an_article_loses_after_lam_is_given_back(marked: str, names: list[str]) -> None:
    assert canonicals(marked) == names


def test_a_surname_is_the_person_told_last() -> None:
    body = "وصل [أحمد الزرقوني|PERSON]. وقال [الزرقوني|PERSON] ذلك. ووصل [خالد الزرقوني|PERSON]. وقال [الزرقوني|PERSON] لا."
    assert canonicals(body) == ["أحمد الزرقوني", "أحمد الزرقوني", "خالد الزرقوني", "خالد الزرقوني"]


def test_two_things_of_one_spelling_are_told_apart_by_their_type() -> None:
    assert canonicals("[صلاح الدين|PERSON] في [صلاح الدين|LOC]") == ["صلاح الدين (PERSON)", "صلاح الدين (LOC)"]


def test_the_engine_uses_them() -> None:
    found = proposed("حلف شمال الأطلسي هنا. وقال الناتو ذلك.").mentions
    assert {mention.canonical for mention in found} == {"حلف شمال الأطلسي"}


_WORDS = st.sampled_from(
    [
        "مجلس",
        "الأمن",
        "القومي",
        "وزارة",
        "الدفاع",
        "الأميركية",
        "العراقي",
        "حزب",
        "العمال",
        "النخيل",
        "البرلمان",
        "قوات",
        "الجيش",
        "عبد",
        "الله",
        "أبي",
    ]
)


@st.composite
def marked_texts(draw: st.DrawFn) -> str:
    """Return a text of names of any types, well or ill made."""
    kinds = st.sampled_from(["PERSON", "ORG", "LOC", "FAC", "WEAPON", "DATE", "NUMBER_OF"])
    names = draw(st.lists(st.tuples(st.lists(_WORDS, min_size=1, max_size=4), kinds), min_size=1, max_size=7))
    return " ثم ".join(f"[{' '.join(words)}|{kind}]" for words, kind in names)


@given(marked_texts())
def test_a_name_for_every_mention_of_its_own_type_alone(marked: str) -> None:
    document, names = candidates(marked)
    found = canonical_names(document, names)
    types = {
        canonical: {name.type for name, other in zip(names, found, strict=True) if other == canonical}
        for canonical in found
    }
    assert len(found) == len(names)
    assert all(found)
    assert all(len(kinds) == 1 for kinds in types.values())


@given(marked_texts())
def test_the_same_spelling_and_type_is_the_same_thing_but_for_persons_and_dates(marked: str) -> None:
    document, names = candidates(marked)
    of_surface: dict[tuple[str, str], set[str]] = {}
    for name, canonical in zip(names, canonical_names(document, names), strict=True):
        if name.type in ("ORG", "LOC", "FAC", "WEAPON"):
            of_surface.setdefault((name.type, document.body[name.start : name.end]), set()).add(canonical)
    assert all(len(each) == 1 for each in of_surface.values())


def keys(kind: str, names: str) -> list[tuple[str, ...]]:
    """Return keys of names parted by `|`."""
    return [(kind, *name.split()) for name in names.split("|")]


def test_the_fuller_name_of_a_body_comes_first() -> None:
    assert list(body_joins(keys("ORG", "حزب العمال|حزب العمال الكردستاني"))) == [
        (("ORG", "حزب", "العمال", "الكردستاني"), ("ORG", "حزب", "العمال"))
    ]


def test_persons_and_places_are_no_bodies() -> None:
    assert list(body_joins([*keys("PERSON", "حزب العمال"), *keys("LOC", "حزب العمال الكردستاني")])) == []


SLIPS = [
    ("البوليساريو", "البولساريو", True),
    ("البوليساريو", "بوليساريو", False),  # two letters
    ("العربيه", "الغربيه", False),  # two words
    ("هيت", "حيت", False),  # short
    ("غامبيا", "زامبيا", False),  # two places
]


@pytest.mark.parametrize(("one", "other", "slip"), SLIPS)
def test_a_slip_is_one_letter_of_a_long_unknown_word(one: str, other: str, slip: bool) -> None:
    assert bool(list(misspelled_joins([("LOC", one), ("LOC", other)]))) is slip


def test_slips_are_looked_for_in_names_of_one_type() -> None:
    assert list(misspelled_joins([("LOC", "البوليساريو"), ("ORG", "البولساريو")])) == []


WEAPONS = [
    ("الاسلحه الكيماويه", ("سلاح", "كيماوي")),
    ("صواريخها الباليستيه", ("صاروخ", "باليستي")),
    ("باليستيا", ("باليستي",)),
    ("سيارتين مفخختين", ("سياره", "مفخخ")),
]


@pytest.mark.parametrize(("weapon", "singular"), WEAPONS)
def test_a_weapon_has_one_form(weapon: str, singular: tuple[str, ...]) -> None:
    assert weapon_words(tuple(weapon.split())) == singular


COMPOUNDS = [
    ("عبد العزيز الوردي", "عبدالعزيز الوردي"),
    ("حسن نصر الله", "حسن نصرالله"),
    ("نزار عز الدين", "نزار عزالدين"),
    ("ابي ناب", "ابو ناب"),
    ("عبد", "عبد"),
    ("الله", "الله"),
]


@pytest.mark.parametrize(("told", "joined"), COMPOUNDS)
def test_names_of_two_words_are_one(told: str, joined: str) -> None:
    assert list(joined_compounds(told.split())) == joined.split()


@given(st.lists(_WORDS, max_size=6))
def test_no_letter_of_a_name_is_lost(words: list[str]) -> None:
    def letters(found: Iterator[str] | list[str]) -> str:
        return "".join(found).replace("أبي", "ابو").replace("ابي", "ابو")

    assert letters(joined_compounds(words)) == letters(words)


def test_full_names_join_to_the_fullest() -> None:
    told = keys("PERSON", "طه الوردي|طه محمد الوردي|طه محمد احمد الوردي")
    assert {full for full, _ in full_name_joins(told)} == {told[2]}
