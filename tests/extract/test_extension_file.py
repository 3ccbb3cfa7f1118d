"""A project's file: what it says becomes a value, and every mistake of it a line with its place."""

from __future__ import annotations

import pickle
import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.errors import BadExtension
from extract.extension import NOTHING, Extension, HeadWords, Name, Pattern
from extract.extension_file import parse
from extract.ontology import MOST_ENTITY_TYPES, ontology
from extract.tables import read_text

FULL = """
[names]
ORG = ["كتائب الفجر الأزرق | الفجر الأزرق", "مجموعة الساقية"]
[names.weak]
LOC = ["السلام"]
[reject]
all = ["مصدر مطلع"]
LOC = ["الشرق"]
[heads]
ORG.kept = ["فوج"]
ORG.dropped = ["منصّة"]
FAC = ["ثكنة"]
LOC = ["عزبة"]
PERSON.titles = ["الرفيق"]
[types.entities.SHIP]
letter = "s"
short = "SHIP"
arabic = "سفينة"
[types.events.STRIKE]
letter = "J"
arabic = "إضراب"
subtypes = ["general"]
roles = ["actor", "sponsor"]
[types.roles]
sponsor = "راع"
[[triggers]]
type = "STRIKE"
subtype = "general"
verbs = ["أضرب:يضرب"]
nouns = "إضراب إضرابات"
phrases = ["وقف العمل"]
needs_next = "عن عمال"
within = 6
[[patterns]]
type = "SHIP"
match = 'السفينة \\w+'
confidence = 0.7
"""


def test_what_the_file_says_becomes_a_value() -> None:
    found = parse(FULL)
    assert found.names == (
        Name("ORG", ("كتائب الفجر الأزرق", "الفجر الأزرق"), weak=False),
        Name("ORG", ("مجموعة الساقية",), weak=False),
        Name("LOC", ("السلام",), weak=True),
    )
    assert found.rejected == {("مصدر مطلع", ""), ("الشرق", "LOC")}
    assert found.heads == HeadWords(
        frozenset(["فوج"]), frozenset(["منصه"]), frozenset(["ثكنه"]), frozenset(["عزبه"]), frozenset(["الرفيق"])
    )
    assert found.patterns == (Pattern("SHIP", r"السفينة \w+", 0.7),)
    ship, strike = found.ontology.entities["SHIP"], found.ontology.events["STRIKE"]
    assert (ship.letter, ship.short, ship.arabic) == ("S", "SHIP", "سفينة")
    assert (strike.short, strike.subtypes, strike.roles) == ("strike", ("general",), ("actor", "sponsor"))
    assert found.ontology.roles_of("STRIKE")[:2] == ("actor", "sponsor")
    assert found.triggers == (
        {
            "type": "STRIKE", "subtype": "general", "verbs": "أضرب:يضرب", "nouns": "إضراب إضرابات",
            "phrases": "وقف العمل", "needs_next": "عن عمال", "within": 6, "sure": 0.8, "sport": True,
        },
    )  # fmt: skip


def test_the_package_s_own_types_stay_and_come_first() -> None:
    before = ontology()
    found = parse(FULL).ontology
    assert list(found.entities)[: len(before.entities)] == list(before.entities)
    assert "SHIP" not in ontology().entities
    assert ontology() is before


def test_it_goes_to_another_process_whole() -> None:
    found = parse(FULL)
    there = pickle.loads(pickle.dumps(found))
    assert there == found
    assert all(getattr(there, each) == getattr(found, each) for each in Extension.__slots__)


@pytest.mark.parametrize("text", ["", "\ufeff", "# only words\n", "[names]\n", "[heads]\n[types]\n"])
def test_a_file_that_says_nothing_is_nothing(text: str) -> None:
    assert parse(text) == NOTHING
    assert parse(text).mark == ""


def test_the_mark_changes_with_what_is_said_and_not_with_comments() -> None:
    mark = parse(FULL).mark
    assert re.fullmatch(r"\+rules-[0-9a-f]{8}", mark)
    assert parse("# a word\n" + FULL.replace("letter = ", "letter   =   ")).mark == mark
    assert parse(FULL.replace("الساقية", "الرافد")).mark != mark
    assert parse(FULL.replace("0.7", "0.6")).mark != mark


MISTAKES = [
    # what stands in the file, the line, words of the answer
    ("[names]\nSHIP = ['x']", 2, ["[names]", "SHIP", "PERSON, ORG"]),
    ("[names]\nORG = 'كتائب'", 2, ["[names] ORG", "a list"]),
    ("[names]\nORG = ['أ', 3]", 2, ["[names] ORG", "a list"]),
    ("[names]\nORG = ['فجر|', 'ب']", 2, ["'فجر|'", "no name"]),
    ("[names]\nORG = ['!!']", 2, ["no name"]),
    ("[names]\nORG = ['الفجر']\nLOC = ['الفجرُ']", 3, ["under ORG as well"]),
    ("[names]\nORG = ['الفجر']\n[names.weak]\nLOC = ['الفجر']", 2, ["under ORG as well"]),
    ("[names.weak]\nWEAPON = ['السهم']", 2, ["WEAPON", "PERSON, ORG, LOC, FAC"]),
    ("[names]\nweak = ['السهم']", 2, ["[names.weak]", "table"]),
    ("names = 1", 1, ["[names]", "table"]),
    ("[namez]\nORG = []", 1, ["section 'namez'", "names, reject"]),
    ("[reject]\nALL = ['x']", 2, ["'ALL'", "all"]),
    ("[reject]\nall = ['؟']", 2, ["no name"]),
    ("[names]\nORG = ['الفجر']\n[reject]\nall = ['الفجر']", 2, ["[names] too"]),
    ("[heads]\nORG = ['فوج']", 2, ["[heads] ORG", "table"]),
    ("[heads]\nORG.keep = ['فوج']", 2, ["'keep'", "kept, dropped"]),
    ("[heads]\nORG.kept = ['فوج الجبل']", 2, ["[heads] ORG kept", "no single word"]),
    ("[heads]\nFAC = ['ثكنة 2']", 2, ["[heads] FAC", "no single word"]),
    ("[heads]\nWEAPON = ['فوج']", 2, ["[heads] WEAPON", "ORG.kept"]),
    ("[[triggers]]\nnouns = 'إضراب'", 0, ["[[triggers]] no. 1", "type is missing"]),
    ("[[triggers]]\ntype = 'STRIKE'\nnouns = 'إضراب'", 2, ["no event type 'STRIKE'", "ATTACK"]),
    ("[[triggers]]\ntype = 'ATTACK'\nsubtype = 'air'\nnouns = 'غارة'", 3, ["no subtype 'air'", "none"]),
    ("[[triggers]]\ntype = 'ATTACK'", 0, ["no words"]),
    ("[[triggers]]\ntype = 'ATTACK'\nverbs = 'قصف:يقصف ضرب'", 3, ["'ضرب'", "زار:يزور"]),
    ("[[triggers]]\ntype = 'ATTACK'\nverbs = ['قصف:قصفا']", 3, ["زار:يزور"]),
    ("[[triggers]]\ntype = 'ATTACK'\nverbs = 'قصف:'", 3, ["زار:يزور"]),
    ("[[triggers]]\ntype = 'ATTACK'\nnouns = ['غارة جوية']", 3, ["no single word"]),
    ("[[triggers]]\ntype = 'ATTACK'\nphrases = 'غارة|ضربة خاطفة'", 3, ["'غارة'", "nouns"]),
    ("[[triggers]]\ntype = 'ATTACK'\nnouns = 'غارة'\nneed_next = 'من'", 4, ["'need_next'", "needs_next"]),
    ("[[triggers]]\ntype = 'ATTACK'\nnouns = 'غارة'\nsure = 1.5", 4, ["sure", "from 0 to 1"]),
    ("[[triggers]]\ntype = 'ATTACK'\nnouns = 'غارة'\nsure = nan", 4, ["sure", "from 0 to 1"]),
    ("[[triggers]]\ntype = 'ATTACK'\nnouns = 'غارة'\nwithin = 2.5", 4, ["whole number"]),
    ("[[triggers]]\ntype = 'ATTACK'\nnouns = 'غارة'\nsport = 'no'", 4, ["true or false"]),
    ("[triggers]\ntype = 'ATTACK'", 1, ["[[triggers]]", "double brackets"]),
    ("[[patterns]]\ntype = 'ORG'\nmatch = '(فوج'", 3, ["no. 1 match", "without its )"]),
    ("[[patterns]]\ntype = 'ORG'\nmatch = '(ا|ب)*ا(ا|ب){20}'", 3, ["too many ways"]),
    ("[[patterns]]\ntype = 'ORG'", 0, ["match is missing"]),
    ("[[patterns]]\ntype = 'X1'\nmatch = 'فوج'", 2, ["no entity type 'X1'"]),
    ("[[patterns]]\ntype = 'ORG'\nmatch = 'فوج'\nconfidence = '0.5'", 4, ["confidence", "from 0 to 1"]),
    ("[types.entities.ORG]\nletter = 'S'", 1, ["ORG is there already"]),
    ("[types.entities.ATTACK]\nletter = 'S'", 1, ["ATTACK is there already"]),
    ("[types.entities.ship]\nletter = 'S'", 1, ["capital Latin letters"]),
    ("[types.entities.SHIP]\nletter = 'P'", 1, ["P is taken", "free are A C G"]),
    ("[types.entities.SHIP]\nletter = 'E'", 1, ["E is taken"]),
    ("[types.entities.SHIP]\nletter = 'B'", 1, ["one Latin letter", "A C G"]),
    ("[types.entities.SHIP]\narabic = 'سفينة'", 1, ["one Latin letter"]),
    ("[types.entities.SHIP]\nletter = 'س'", 1, ["one Latin letter"]),
    ("[types.entities.SHIP]\nletter = 'S'\nshort = 'LONG NAME'", 3, ["at most 8 characters"]),
    ("[types.entities.SHIP]\nletter = 'S'\narabic = \"a\\tb\"", 0, ["can be shown"]),
    ("[types.entities.SHIP]\nletter = 'S'\nroles = ['actor']", 3, ["'roles'"]),
    ("[types.entities.SHIP]\nletter = 'S'\n[types.entities.BOAT]\nletter = 's'", 3, ["S is taken"]),
    ("[types.events.STRIKE]\nletter = 'J'", 1, ["roles is missing", "actor"]),
    ("[types.events.STRIKE]\nletter = 'A'\nroles = ['actor']", 1, ["A is taken"]),
    ("[types.events.STRIKE]\nletter = 'J'\nroles = ['doer']", 3, ["no role 'doer'"]),
    ("[types.events.STRIKE]\nletter = 'J'\nroles = ['actor']\nsubtypes = ['Big']", 4, ["'Big'"]),
    ("[types.roles]\nactor = 'فاعل'", 2, ["is there already"]),
    ("[types.things]\nx = 1", 1, ["'things'", "entities, events"]),
    ("[types.entities]\nSHIP = 3", 2, ["[types.entities.SHIP]", "table"]),
    ("[names\nORG = []", 0, ["not TOML", "line 1"]),
    ("a = [" * 3000, 0, ["not TOML"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "says"), MISTAKES)
def test_a_mistake_is_one_line_with_its_place(text: str, line: int, says: list[str]) -> None:
    with pytest.raises(BadExtension) as error:
        parse(text)
    [mistake] = error.value.mistakes
    assert all(words in mistake for words in says)
    assert "\n" not in mistake
    assert mistake.startswith(f"line {line}: ") if line else not mistake.startswith("line ")
    assert str(error.value) == mistake


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(BadExtension) as error:
        parse("[names]\nSHIP = ['x']\n[heads]\nFAC = ['أ ب']\n[[triggers]]\ntype = 'NO'\nverbs = 'كتب'\n")
    places = [mistake.partition(": ")[0] for mistake in error.value.mistakes]
    assert places == ["line 2", "line 4", "line 6", "line 7"]


def test_a_screen_tells_only_so_many_types_apart() -> None:
    free = "ACGHIJKMQRSTUVXYZ"
    more = MOST_ENTITY_TYPES - len(ontology().entities)

    def types(count: int) -> str:
        return "".join(f"[types.entities.T{letter}]\nletter = '{letter}'\n" for letter in free[:count])

    assert len(parse(types(more)).ontology.entities) == MOST_ENTITY_TYPES
    with pytest.raises(BadExtension, match=f"{more} are the most"):
        parse(types(more + 1))


def test_the_example_is_nothing_until_it_is_uncommented_and_then_good() -> None:
    example = read_text("extension_example.toml")
    assert parse(example) == NOTHING
    live = re.sub(r"(?m)^#(?! )", "", example)
    found = parse(live)
    assert set(tomllib.loads(live)) == {"names", "reject", "heads", "types", "triggers", "patterns"}
    assert found.names
    assert found.triggers
    assert found.patterns


VALUES = st.recursive(
    st.one_of(
        st.integers(-3, 40),
        st.floats(),
        st.booleans(),
        st.text(max_size=6),
        st.sampled_from(["ORG", "فوج", "قصف:يقصف"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                [
                    "names",
                    "reject",
                    "heads",
                    "triggers",
                    "types",
                    "patterns",
                    "weak",
                    "all",
                    "ORG",
                    "LOC",
                    "PERSON",
                    "kept",
                    "titles",
                    "entities",
                    "events",
                    "roles",
                    "SHIP",
                    "letter",
                    "short",
                    "arabic",
                    "subtypes",
                    "type",
                    "verbs",
                    "nouns",
                    "phrases",
                    "match",
                    "confidence",
                    "sure",
                    "within",
                    "sport",
                ]
            ),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=12,
)


@given(
    st.dictionaries(
        st.sampled_from(["names", "reject", "heads", "triggers", "types", "patterns", "x"]), VALUES, max_size=4
    )
)
def test_whatever_toml_says_it_is_read_or_refused(table: dict[str, object]) -> None:
    text = "".join(f"{key} = {written(value)}\n" for key, value in table.items())
    assert tomllib.loads(text).keys() == table.keys()
    try:
        lines: tuple[str, ...] = (parse(text).mark,)
    except BadExtension as error:
        lines = error.mistakes
    assert lines
    assert all("\n" not in line for line in lines)


def written(value: object) -> str:
    """Return a value as TOML, tables in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {written(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(each):08x}" for each in value) + '"'
    return str(value).lower() if isinstance(value, bool) else repr(value)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        lines: tuple[str, ...] = (parse(text).mark,)
    except BadExtension as error:
        lines = error.mistakes
    assert all("\n" not in line for line in lines)
