"""Patterns: what is understood means what `re` means by it, what is not is refused in words, and no text takes long."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.article import Article
from extract.document import Document
from extract.extended import matches
from extract.patterns import MOST_STATES, Automaton, BadPattern, compiled


def drawn(pattern: str, text: str) -> str:
    """Return the text with the pattern's matches in brackets."""
    document = Document(Article(text))
    pieces: list[str] = []
    position = 0
    for first, last, skip in matches(document, compiled(pattern)):
        found = document.candidate(first, last, "ORG", 1, "", skip=skip)
        assert found is not None
        pieces += [text[position : found.start], "[", text[found.start : found.end], "]"]
        position = found.end
    return "".join([*pieces, text[position:]])


@pytest.mark.parametrize(
    ("pattern", "marked"),
    [
        (r"السفينة \w+", "غرقت [السفينة ريم] أمس"),
        # proclitics stay outside, also where they hide the article's alef
        (r"السفينة \w+", "صعد إلى ال سفينة ثم و[السفينة ريم] و[السفينه مها] ول[لسفينة ندى] نفسها"),
        # spellings are folded on both sides, marks and digits too
        (r"كتيبة أحرار \d+", "دخلت [كتيبه احرار ٣] و[كَتيبة أحــرار 12] القرية"),
        # whole words only
        (r"صاروخ", "رأى [صاروخ] وصاروخا وصواريخ و[صاروخ]"),
        (r"اف-?1[56]", "حلقت [إف-16] و[أف15] واف-17"),
        # the longest
        (r"لواء \w+( \w+)?", "[لواء السرو الأخضر] غادر"),
        (r"(لواء|فوج) (أ|ب){2,3}", "[فوج أب] و[لواء ااب] وفوج أ وفوج ابااب"),
        # in its line
        (r"فوج \w+", "هذا فوج\nالنسور ثم [فوج الجبل]"),
        (r"«[^»]{2,20}»", "قال «لا أدري أين ذهب الجميع منذ» ثم قرأ [«بيان النخيل»]"),
        # what begins with anything takes the prefixes too
        (r"[ء-ي]{2,}ستان", "من [كردستان] [وتركمنستان] وستان"),
        (r"mv [a-z]+", "سفينة [MV Rima] راسية"),
        (r"a\.b|\(x\)", "[a.b] [(x)] ab x"),
    ],
)
def test_matches_are_whole_words_in_a_line_the_longest_first(pattern: str, marked: str) -> None:
    assert drawn(pattern, marked.replace("[", "").replace("]", "")) == marked


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("", "nothing"),
        ("(ب|ت)*", "nothing"),
        ("ب?", "nothing"),
        ("^باب", "whole words"),
        ("باب$", "whole words"),
        (r"\bباب", "whole words"),
        (r"(ب)\1", "not understood"),
        (r"\pL", "not understood"),
        ("(?=ب)ت", "not understood"),
        ("(?P<x>ب)", "not understood"),
        ("(?i)ب", "not understood"),
        ("(ب", "without its )"),
        ("ب)", "without its ("),
        ("[ب", "without its ]"),
        ("[ي-ب]", "earlier letter"),
        ("*ب", "repeats nothing"),
        ("ب**", "two repeats"),
        ("ب+?", "two repeats"),
        ("ب{2}{3}", "two repeats"),
        ("ب{5,2}", "repeats go from"),
        ("ب{0}", "repeats go from"),
        ("ب{31}", "repeats go from"),
        ("ب{", "sign itself"),
        ("ب{,3}", "sign itself"),
        ("ب\\", "not understood"),
        (r"[^\s\S]", "no text"),
        ("((ب{30}){30}){30}", "letters"),
        ("(ب|ت)*ب(ب|ت){20}", "too many ways"),
        ("(" * 21 + "ب" + ")" * 21, "deep"),
        ("ب" * 301, "several patterns"),
        ("(((((){30}){30}){30}){30}){30}ب", "repeats inside repeats"),
    ],
)
def test_what_is_not_understood_is_refused_with_what_to_write(pattern: str, says: str) -> None:
    with pytest.raises(BadPattern) as error:
        compiled(pattern)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


LETTERS = st.sampled_from(
    ["a", "b", "1", " ", "-", r"\-", ".", "[ab]", "[^a]", r"[\d-]", "[b-z1]", r"\d", r"\w", r"\s", r"\W", r"\S"]
)
EXPRESSIONS = st.recursive(
    LETTERS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"({'|'.join(parts)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{2}", "{1,3}", "{2,}"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        ),
    ),
    max_leaves=6,
)


@given(EXPRESSIONS, st.lists(st.text("ab1 -z", max_size=7), max_size=8))
def test_a_pattern_means_what_it_means_to_re(pattern: str, texts: list[str]) -> None:
    expected = re.compile(pattern)
    try:
        automaton = compiled(pattern)
    except BadPattern:
        # the only reasons left: it matches nothing at all as well, or needs a large table
        assert expected.fullmatch("") or pattern.count("{") + pattern.count("*") + pattern.count("+") > 1
        return
    assert len(automaton.steps) <= MOST_STATES
    for text in texts:
        assert automaton.accepts(automaton.run(0, text)) == bool(text and expected.fullmatch(text))


@given(st.text(max_size=40))
def test_any_text_is_a_pattern_or_a_bad_one(pattern: str) -> None:
    try:
        automaton = compiled(pattern)
    except BadPattern as error:
        said = str(error)
    else:
        said = "" if automaton.accepts(0) else "good"
    assert said
    assert "\n" not in said or "\n" in pattern


@pytest.mark.parametrize("pattern", [r"(\w+\s?)+ب", "(ا+)+ب", r"(.*ا.*ا)+ب", r"(\w|\s|ا)*ت"])
@pytest.mark.parametrize("text", ["ا" * 119 + " ", "ا ", "اا،", "واا "])
def test_the_looks_into_the_table_grow_with_the_text_and_no_faster(
    pattern: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = 0
    run = Automaton.run

    def counted(self: Automaton, state: int, folded: str) -> int:
        nonlocal looked
        looked += len(folded)
        return run(self, state, folded)

    monkeypatch.setattr(Automaton, "run", counted)

    def looks(times: int) -> int:
        nonlocal looked
        looked = 0
        list(matches(Document(Article(text * times)), compiled(pattern)))
        return looked

    once, more = looks(1000), looks(4000)
    assert 0 < more <= 4.1 * once
    # 24 tokens a match at most, read three ways at most where a word may begin with prefixes
    assert more <= 24 * 3 * len(text) * 4000
