"""What a project's file changes in what an engine proposes, and that it changes nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.article import Article
from extract.builtin import Builtin
from extract.camel.engine import Camel
from extract.camel.folders import Here
from extract.engines import BUILTIN, EngineId, engine_id, load
from extract.extension import NOTHING
from extract.extension_file import parse
from extract.items import Extraction, Lexicon
from extract.trigger_table import trigger_table
from tests.extract.camel.fake import FakeModel
from tests.extract.marked import plain

SHIP = "[types.entities.SHIP]\nletter = 'S'\n"
STRIKE = "[types.events.STRIKE]\nletter = 'J'\nroles = ['actor', 'date']\nsubtypes = ['general']\n"


def found(rules: str, body: str, lexicon: Lexicon | None = None) -> Extraction:
    return Builtin(parse(rules)).propose(Article(body), lexicon or Lexicon())


def drawn(body: str, extraction: Extraction, kinds: set[str]) -> str:
    """Return the text with the names of some types drawn in it."""
    pieces: list[str] = []
    position = 0
    for mention in extraction.mentions:
        if mention.type in kinds:
            pieces += [body[position : mention.start], f"[{body[mention.start : mention.end]}|{mention.type}]"]
            position = mention.end
    return "".join([*pieces, body[position:]])


NAMES = [
    # the file, what is then found
    ("[names]\nORG = ['أصدقاء الساقية']", "اجتمع [أصدقاء الساقية|ORG] قرب البحر، و[أصدقاء الساقيه|ORG] كثر هناك"),
    # with prefixes, marks, another spelling; a hidden alef comes back
    ("[names]\nORG = ['الساقية الزرقاء']", "ذهب إلى [السَّاقية الزرقاء|ORG] ثم ل[لساقيه الزرقاء|ORG] وب[الساقية الزرقاء|ORG] أيضا"),
    # every type may be listed
    ("[names]\nWEAPON = ['السهم الأحمر']\nFAC = ['بيت الطين']", "أصاب [السهم الأحمر|WEAPON] مبنى [بيت الطين|FAC] ليلا"),
    # the project knows better than the engine
    ("[names]\nFAC = ['بغداد']", "زار الوفد [بغداد|FAC] ثم غادر إلى بيروت"),
    # weak: only after a word that says what they are
    ("[names.weak]\nORG = ['الأمل']", "كان الأمل كبيرا لدى الناس، وقال عضو في حركة [الأمل|ORG] إن الوقت حان"),
    ("[names.weak]\nPERSON = ['ورد']", "قطف الولد ورد الحديقة، ثم قال الدكتور [ورد|PERSON] كلمته"),
    ("[names.weak]\nLOC = ['الأمل']", "كان الأمل كبيرا ثم عاد إلى قرية [الأمل|LOC] مساء"),

    # rejected: as a type, or at all
    ("[reject]\nLOC = ['البصرة']", "سافر من [بغداد|LOC] إلى البصرة بالقطار"),
    ("[reject]\nall = ['بَغداد', 'البصره']", "سافر من بغداد إلى البصرة بالقطار"),
    # head words
    ("[heads]\nORG.kept = ['فوج']", "هاجم [فوج النسور|ORG] قرية قبل الفجر بساعة"),
    ("[heads]\nORG.dropped = ['منصة']", "ذكرت منصة «[بيان الساحل|ORG]» أن الطريق مغلقة اليوم"),
    ("[heads]\nFAC = ['ثكنة']", "اقترب الرتل من [ثكنة السرو|FAC] ثم توقف هناك"),
    ("[heads]\nLOC = ['عزبة']", "خرج الأهالي من عزبة [النورج|LOC] نحو النهر مساء"),
    ("[heads]\nPERSON.titles = ['الرفيق']", "ألقى الرفيق [زرقوف|PERSON] كلمة قصيرة أمام الحاضرين"),
    # patterns
    (f"{SHIP}[[patterns]]\ntype = 'SHIP'\nmatch = '(السفينة|ناقلة النفط) \\w+'", "غرقت [السفينة ريم|SHIP] وو[ناقلة النفط مها|SHIP] قرب الميناء"),
]  # fmt: skip


@pytest.mark.parametrize(("rules", "marked"), NAMES)
def test_names_are_found_as_the_file_says(rules: str, marked: str) -> None:
    body = plain(marked).replace("ووناقلة", "وناقلة")
    marked = marked.replace("وو[", "و[")
    kinds = {mention.partition("]")[0] for mention in marked.split("|")[1:]} or {"LOC"}
    assert drawn(body, found(rules, body), kinds) == marked
    before = Builtin().propose(Article(body), Lexicon())
    assert before.mentions != found(rules, body).mentions, "the file makes the difference"


STRONGER = [
    # a longer name around a listed one stays
    ("[names]\nORG = ['بغداد']", "وصل الوفد إلى [مطار بغداد الدولي|FAC] صباحا مع الطلاب"),
    # what only overlaps gives way, however long
    ("[names]\nFAC = ['بيت حزب']", "زار الوفد [بيت حزب|FAC] الأمل مساء ثم غادر المدينة"),
    # a pattern holds, however unsure
    ("[[patterns]]\ntype = 'ORG'\nmatch = 'بغداد'\nconfidence = 0.05", "سافر الوفد من [بغداد|ORG] إلى [بيروت|LOC] مع الوزراء صباحا"),
    # a listed place that is a plain word too is a name after the project's own head word, and only there
    ("[heads]\nLOC = ['عزبة']", "كانت حديثة العهد، ثم ذهب الأهالي إلى عزبة [حديثة|LOC] قبل الظهر"),
]  # fmt: skip


@pytest.mark.parametrize(("rules", "marked"), STRONGER)
def test_who_is_stronger_where_two_want_the_same_words(rules: str, marked: str) -> None:
    body = plain(marked)
    assert drawn(body, found(rules, body), {"ORG", "FAC", "LOC"}) == marked


def test_all_spellings_of_a_thing_have_its_first_name() -> None:
    body = "قالت الساقية الزرقاء أمس إنها باقية، وأضافت كتائب الساقية الزرقاء أن رجالها بخير"
    rules = "[names]\nORG = ['كتائب الساقية الزرقاء|الساقية الزرقاء']"
    named = {body[each.start : each.end]: each.canonical for each in found(rules, body).mentions if each.type == "ORG"}
    assert named == dict.fromkeys(["الساقية الزرقاء", "كتائب الساقية الزرقاء"], "كتائب الساقية الزرقاء")


def test_reasons_and_confidences_say_that_the_project_did_it() -> None:
    rules = f"[names]\nORG = ['أصدقاء الساقية']\n[heads]\nORG.kept = ['فوج']\n{SHIP}[[patterns]]\ntype = 'SHIP'\nmatch = 'السفينة \\w+'\nconfidence = 0.35"
    body = "قال أصدقاء الساقية إن فوج النسور رأى السفينة ريم قرب الساحل"
    told = {each.type + body[each.start]: (each.reason, each.confidence) for each in found(rules, body).mentions}
    assert told["ORGأ"] == ("name of this project", 0.95)
    assert told["ORGف"][0] == "head word of this project: فوج"
    assert told["SHIPا"] == ("pattern of this project", 0.35)


@pytest.mark.parametrize(
    ("row", "triggers"),
    [
        ("nouns = 'إضراب إضرابات'", ["إضراب", "إضرابا"]),
        ("verbs = 'أضرب:يضرب'\nneeds_next = 'عن'", ["أضربوا"]),
        ("phrases = ['وقف العمل']", ["وقف العمل"]),
        ("nouns = 'إضراب'\nnot_next = 'عام'", ["إضراب"]),
        ("nouns = 'إضراب'\ndrop = 'إضرابا'", ["إضراب"]),
    ],
)
def test_trigger_rows_are_read_as_the_package_s(row: str, triggers: list[str]) -> None:
    body = "بدأ إضراب المعلمين، وكان إضرابا عام ناجحا؛ ثم أضربوا عن الطعام بعد وقف العمل في الميناء، كما أضربوا أمس"
    rules = f"{STRIKE}[[triggers]]\ntype = 'STRIKE'\nsubtype = 'general'\nsure = 0.6\n{row}"
    events = [each for each in found(rules, body).events if each.type == "STRIKE"]
    assert [body[each.start : each.end] for each in events] == triggers
    assert {each.subtype for each in events} == {"general"}
    assert {each.confidence for each in events} == {0.6}
    assert all(each.reason.startswith("trigger of this project: ") for each in events)


@pytest.mark.parametrize("sure", [0.05, 0.9])
def test_a_row_of_the_project_stands_in_long_articles_whatever_they_are_about(sure: float) -> None:
    sport = "فاز الفريق في المباراة وسجل المهاجم هدفا في مرمى الخصم بعد تمريرة من لاعب الوسط في الدوري. " * 12
    body = f"{sport} وبدأ إضراب اللاعبين. {sport}"
    rules = f"{STRIKE}[[triggers]]\ntype = 'STRIKE'\nsure = {sure}\nnouns = 'إضراب'"
    [event] = [each for each in found(rules, body).events if each.type == "STRIKE"]
    assert (body[event.start : event.end], event.confidence) == ("إضراب", sure)
    assert "STRIKE" not in {each.type for each in found(rules + "\nsport = false", body).events}


def test_a_row_of_the_project_goes_before_the_package_s() -> None:
    body = "قصف الطيران القرية صباحا"
    [before] = Builtin().propose(Article(body), Lexicon()).events
    [after] = found(f"{STRIKE}[[triggers]]\ntype = 'STRIKE'\nverbs = 'قصف:يقصف'", body).events
    assert (before.type, after.type) == ("ATTACK", "STRIKE")


def test_an_event_of_an_own_type_has_only_the_roles_that_its_type_has() -> None:
    body = "نفذ عمال الميناء إضرابا في البصرة يوم الأحد"
    wide = STRIKE.replace("'date'", "'date', 'location'")
    row = "[[triggers]]\ntype = 'STRIKE'\nnouns = 'إضراب'"
    [narrow_event] = [each for each in found(STRIKE + row, body).events if each.type == "STRIKE"]
    [wide_event] = [each for each in found(wide + row, body).events if each.type == "STRIKE"]
    assert "location" in {argument.role for argument in wide_event.arguments}
    kept = tuple(argument for argument in wide_event.arguments if argument.role != "location")
    assert narrow_event.arguments == kept


def test_what_reviewers_teach_and_what_the_project_rejects() -> None:
    body = "اجتمع أصدقاء الساقية قرب البحر"
    taught = Lexicon(names={"اصدقاء الساقيه": "FAC"})
    assert [each.type for each in found("[names]\nORG = ['أصدقاء الساقية']", body, taught).mentions] == ["FAC"]
    assert found("[reject]\nall = ['أصدقاء الساقية']", body, taught).mentions == ()
    silenced = Lexicon(rejected=frozenset(["اصدقاء الساقيه"]))
    assert found("[names]\nORG = ['أصدقاء الساقية']", body, silenced).mentions == ()


def test_the_version_says_which_file_and_load_gives_that_engine() -> None:
    rules = parse("[reject]\nall = ['البصرة']")
    assert engine_id(BUILTIN.name) == engine_id(BUILTIN.name, NOTHING) == BUILTIN
    assert engine_id(BUILTIN.name, rules) == (BUILTIN.name, BUILTIN.version + rules.mark)
    engine = load(BUILTIN.name, rules)
    assert (engine.name, engine.version) == engine_id(BUILTIN.name, rules)
    extraction = engine.propose(Article("سافر إلى البصرة"), Lexicon())
    assert (extraction.engine, extraction.version) == engine_id(BUILTIN.name, rules)
    assert "البصرة" not in {each.canonical for each in extraction.mentions}


BODY = "قال أصدقاء الساقية إن إضراب العمال في البصرة مستمر، وقصف فوج النسور السفينة ريم صباح الأحد"
FILES = (
    "",
    "[names]\nORG = ['أصدقاء الساقية']",
    "[names]\nFAC = ['أصدقاء الساقية']\n[reject]\nall = ['البصرة']",
    f"{STRIKE}[[triggers]]\ntype = 'STRIKE'\nnouns = 'إضراب'",
    f"{SHIP}[heads]\nORG.kept = ['فوج']\n[[patterns]]\ntype = 'SHIP'\nmatch = 'السفينة \\w+'",
)
ALONE = {file: found(file, BODY) for file in FILES}


def test_each_file_says_something_else() -> None:
    assert len({(each.mentions, each.events) for each in ALONE.values()}) == len(FILES)
    plain_engine = Builtin().propose(Article(BODY), Lexicon())
    assert replace(ALONE[""], version="") == replace(plain_engine, version="")


@settings(max_examples=15)
@given(st.lists(st.sampled_from(FILES), min_size=2, max_size=6))
def test_projects_in_one_process_do_not_meet(files: list[str]) -> None:
    engines = [Builtin(parse(file)) for file in files]
    forms = len(trigger_table().forms)
    for _ in range(2):
        for file, engine in zip(files, engines, strict=True):
            assert engine.propose(Article(BODY), Lexicon()) == ALONE[file]
    assert len(trigger_table().forms) == forms


def test_the_camel_engine_takes_the_same_file() -> None:
    model = FakeModel({"زرهوق": "B-PERS", "البصرة": "B-LOC"})
    rules = parse(
        f"{SHIP}{STRIKE}[reject]\nall = ['البصرة']\n[names]\nSHIP = ['السفينة ريم|ريم']\n[[triggers]]\ntype = 'STRIKE'\nnouns = 'إضراب'"
    )
    here = Here(Path(), Path(), None, EngineId("camel", "1.test"))
    engine, plain_engine = Camel(here, model, extension=rules), Camel(here, model)
    body = "قال زرهوق إن ريم راسية في البصرة منذ إضراب العمال"
    extraction = engine.propose(Article(body), Lexicon())
    assert extraction.version == engine.version == "1.test" + rules.mark
    named = {body[each.start : each.end]: (each.type, each.canonical) for each in extraction.mentions}
    assert named == {"زرهوق": ("PERSON", "زرهوق"), "ريم": ("SHIP", "السفينة ريم")}
    assert [each.type for each in extraction.events] == ["STATEMENT", "STRIKE"]
    assert "البصرة" in {body[each.start : each.end] for each in plain_engine.propose(Article(body), Lexicon()).mentions}


EVERYTHING = f"""{SHIP}{STRIKE}
[names]
ORG = ['أصدقاء الساقية|الساقية']
[names.weak]
LOC = ['الساقية الكبرى']
[heads]
ORG.kept = ['فوج', 'قال']
ORG.dropped = ['في']
FAC = ['العمال']
LOC = ['صباح']
PERSON.titles = ['إن']
[[triggers]]
type = 'STRIKE'
nouns = 'إضراب'
[[patterns]]
type = 'SHIP'
match = '(السفينة|«)[^ ]* .+'
"""


@settings(max_examples=40)
@given(
    st.lists(st.sampled_from([*BODY.split(), "«", "»", "،", "\n", "و", "12", "السفينة", "a-b"]), max_size=25).map(
        " ".join
    )
)
def test_mentions_stay_in_order_and_apart_whatever_the_text(body: str) -> None:
    rules = EVERYTHING
    extraction = found(rules, body)
    ends = [0]
    for mention in extraction.mentions:
        assert ends[-1] <= mention.start < mention.end <= len(body)
        assert 0 <= mention.confidence <= 1
        assert mention.canonical
        ends.append(mention.end)
    assert extraction == found(rules, body)
