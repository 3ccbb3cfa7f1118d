"""What must hold for any text at all: spans in range, none overlapping, none inside a cluster, the same each time."""

from __future__ import annotations

import functools
import gc
import inspect
import re
import subprocess
import sys
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import builtin
from extract.article import Article, Part
from extract.engines import BUILTIN
from extract.items import Engine, Lexicon
from extract.normalise import INVISIBLE, normalise
from extract.ontology import ontology
from tests.extract.marked import ENGINE, NOTHING, proposed

NEWS_WORDS = [
    "وصل",
    "قاآني",
    "إلى",
    "بغداد",
    "وقال",
    "الرئيس",
    "الأميركي",
    "دونالد",
    "ترامب",
    "إن",
    "هجوما",
    "بصواريخ",
    "كاتيوشا",
    "استهدف",
    "السفارة",
    "الأميركية",
    "في",
    "المنطقة",
    "الخضراء",
    "أمس",
    "الأربعاء",
    "12",
    "يوليو",
    "(تموز)",
    "2014",
    "مقتل",
    "ثلاثة",
    "أشخاص",
    "وإصابة",
    "43",
    "من",
    "«",
    "»",
    "“",
    "”",
    "-",
    "،",
    ".",
    "..",
    ":",
    "(",
    ")",
    "#",
    "_",
    "\n",
    "\n\n",
    "لن",
    "سيزور",
    "إذا",
    "محمد",
    "عبد",
    "الله",
    "قائد",
    "فيلق",
    "القدس",
    "الإيراني",
    "أبو",
    "مهدي",
    "وزارة",
    "الدفاع",
    "صحيفة",
    "مدينة",
    "بلدتي",
    "النخيب",
    "والعلم",
    "للعراق",
    "ولبنان",
    "حزب",
    "الله",
    "التي",
    "اعتقل",
    "الجيش",
    "بي-52",
    "Nov",
    "25,",
    "2020",
    "CNN",
    "لـCNN",
    "ﻻجئ",
    "ﷺ",
    "َ",
    "ً",
    "ـ",
    "\u200f",
    "١٢",
]
NEWS = st.lists(st.sampled_from(NEWS_WORDS), max_size=60).map(" ".join)
VOCALISED = st.text(alphabet="وبلالقاآنيعرُمحدَِّـ\u200f\u200c ،.\n12“”ـ", max_size=80)


@given(NEWS | VOCALISED | st.text())
@settings(max_examples=250, deadline=None)
def test_any_text_ends_in_valid_items(body: str) -> None:
    table = ontology()
    extraction = proposed(body)
    end = 0
    for mention in extraction.mentions:
        assert end <= mention.start < mention.end <= len(body)
        assert mention.type in table.entities
        assert mention.canonical
        assert 0 <= mention.confidence <= 1
        assert mention.reason
        assert_edges(body, mention.start, mention.end)
        end = mention.end
    spans = {(mention.start, mention.end) for mention in extraction.mentions}
    for event in extraction.events:
        assert 0 <= event.start < event.end <= len(body)
        assert_edges(body, event.start, event.end)
        kind = table.events[event.type]
        assert event.subtype is None if not kind.subtypes else event.subtype in kind.subtypes
        assert event.modality in table.modalities
        assert len({(item.role, item.start, item.end) for item in event.arguments}) == len(event.arguments)
        for argument in event.arguments:
            assert argument.role in table.roles
            assert 0 <= argument.start < argument.end <= len(body)
            assert_edges(body, argument.start, argument.end)
            assert argument.mention is None or argument.mention in spans


def assert_edges(body: str, start: int, end: int) -> None:
    """Neither edge parts a letter from its marks, nor is there white space at one."""
    assert body[start:end] == body[start:end].strip()
    for offset in (start, end):
        if 0 < offset < len(body) and body[offset - 1].isalnum():
            assert unicodedata.category(body[offset])[0] != "M"
            assert not re.match(f"[{INVISIBLE}]", body[offset])


@given(NEWS)
@settings(max_examples=30, deadline=None)
def test_the_same_text_gives_the_same_items(body: str) -> None:
    assert proposed(body) == proposed(body)


@given(NEWS)
@settings(max_examples=60, deadline=None)
def test_marks_between_letters_change_no_name(body: str) -> None:
    vocalised = "".join(letter + "َ" if "ا" <= letter <= "ي" and letter != "ى" else letter for letter in body)
    assert [normalise(body[name.start : name.end]) for name in proposed(body).mentions] == [
        normalise(vocalised[name.start : name.end]) for name in proposed(vocalised).mentions
    ]


@given(NEWS, st.sampled_from(NEWS_WORDS))
@settings(max_examples=60, deadline=None)
def test_a_rejected_name_is_never_proposed(body: str, name: str) -> None:
    rejected = normalise(name)
    lexicon = Lexicon(rejected=frozenset((rejected,)))
    assert all(normalise(body[item.start : item.end]) != rejected for item in proposed(body, lexicon).mentions)


def test_parts_change_nothing() -> None:
    body = "وصل قاآني إلى بغداد\nمواضيع ذات صلة"
    parts = (Part("title", 0, 19), Part("furniture", 20, 34))
    assert ENGINE.propose(Article(body, parts), NOTHING) == proposed(body)


def test_the_engine_is_one() -> None:
    engine: Engine = ENGINE
    assert (engine.name, engine.version) == ("builtin", BUILTIN.version)


def test_a_long_text_takes_linear_time() -> None:
    """Ten times the text takes at most thirty times as long: generous, yet no square would pass."""
    for piece in ("قال قاآني إن بغداد ", "محمد-", "رئيس ", '" ', "وصل العراق، ", "12 "):
        proposed(piece * 200)
        started = time.perf_counter()
        proposed(piece * 1000)
        short = time.perf_counter() - started
        started = time.perf_counter()
        proposed(piece * 10000)
        assert time.perf_counter() - started < 30 * short + 0.2


def test_importing_the_engine_brings_no_heavy_module() -> None:
    program = "import sys, extract.builtin; print([name for name in ('sqlite3', 'textual', 'rich', 'numpy') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_search_for_garbage_goes_on_after_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is held back while an article is read, and back as it was after it, whatever happened."""
    during: list[bool] = []

    def looked(*_: object) -> tuple[()]:
        during.append(gc.isenabled())
        return ()

    monkeypatch.setattr(builtin, "find_events", looked)
    ENGINE.propose(Article("وصل الوفد"), NOTHING)
    assert (during, gc.isenabled()) == ([False], True)
    gc.disable()
    try:
        ENGINE.propose(Article("وصل الوفد"), NOTHING)
        assert not gc.isenabled()
    finally:
        gc.enable()

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(builtin, "find_events", broken)
    with pytest.raises(ZeroDivisionError):
        ENGINE.propose(Article("وصل الوفد"), NOTHING)
    assert gc.isenabled()


def test_what_is_kept_of_words_is_bounded() -> None:
    """An extraction over days sees millions of words; memory stays what it was after some hundred articles."""
    ENGINE.propose(Article("وصل الوفد إلى بغداد"), NOTHING)
    kept = [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]
    ours = {f"{one.__module__}.{one.__qualname__}": one for one in kept if one.__module__.startswith("extract.")}
    sizes = {name: one.cache_parameters()["maxsize"] for name, one in ours.items()}
    assert len(sizes) > 30
    assert {name for name, size in sizes.items() if size is not None and size > 8192} <= _OF_CAMEL
    tables = {
        name for name, size in sizes.items() if size is None and inspect.signature(ours[name].__wrapped__).parameters
    }
    held = {name: ours[name].cache_info().currsize for name in tables}
    assert all(size < 100 for size in held.values()), f"tables, of which there are a few: {held}"


_OF_CAMEL = {"extract.camel.lemmas.Lemmas._looked_up", "extract.camel.library.Recogniser._pieces"}
"""The other engine's, which has memory for a model anyway."""
