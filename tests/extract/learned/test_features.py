"""Attributes: one list a token for any text, the same each time, in linear work; a model's own view gives no others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.learned.features import _clitics, attributes, cues, rule_tags, tellable, view, within
from extract.train.mentions import rule_names
from tests.extract.learned.own_tables import PIECES, TEXTS, calls, document, samples

CUES = [
    ("السيد", "ttl"),
    ("وزير", "off"),
    ("والوزير", "off"),
    ("مدينه", "plc"),
    ("بمدينه", "plc"),
    ("العاصمه", "plc"),
    ("شركه", "drp"),
    ("لوزاره", "org"),
    ("مطار", "fac"),
    ("قال", "say"),
    ("وقال", "say"),
    ("ابو", "kun"),
    ("بن", "par"),
    ("العراقي", "nat"),
    ("عراقيه", "nat"),
]


@pytest.mark.parametrize(("word", "cue"), CUES)
def test_a_word_announces_what_follows(word: str, cue: str) -> None:
    """By the tables of heads, titles and places, past proclitics and article."""
    assert cue in cues(word)


@pytest.mark.parametrize("word", ["كتاب", "زرنوقه", "2018", "،", "", "cnn"])
def test_a_plain_word_announces_nothing(word: str) -> None:
    """Nor does what is no word."""
    assert cues(word) == frozenset()


CLITICS = [
    ("بغداد", "", "بغداد"),
    ("وبغداد", "و", "بغداد"),
    ("العراق", "ال", "عراق"),
    ("والعراق", "وال", "عراق"),
    ("للعراق", "لل", "عراق"),
    ("وللعراق", "ولل", "عراق"),
    ("بالعراق", "بال", "عراق"),
    ("وبالعراق", "وبال", "عراق"),
    ("كالعراق", "كال", "عراق"),
    # Too short to lose a letter.
    ("وصل", "", "وصل"),
    ("الي", "", "الي"),
    ("بال", "", "بال"),
    ("", "", ""),
]


@pytest.mark.parametrize(("word", "clitics", "rest"), CLITICS)
def test_the_letters_written_onto_a_word_are_told_from_it(word: str, clitics: str, rest: str) -> None:
    """Those that are likely such: ب ل ك before an article alone; together they are always the word."""
    assert _clitics(word) == (clitics, rest)


SHAPES = [
    ("بغداد", "sh=a5"),
    ("الديمقراطيه", "sh=a9"),
    ("cnn", "sh=lat"),
    ("7", "sh=n1"),
    ("2018", "sh=n4"),
    ("123456789", "sh=n5"),
    ("،", "sh=p،"),
    ("…", "sh=p…"),
    ("😀", "sh=p😀"),
]


@pytest.mark.parametrize(("word", "shape"), SHAPES)
def test_a_word_has_a_shape(word: str, shape: str) -> None:
    """Script and length; a mark itself."""
    assert [each for each in view(word).own if each[:3] == "sh="] == [shape]


def test_forms_of_a_word_share_their_stem() -> None:
    """Mentions of one name are joined by it, whatever is written onto them."""
    assert {view(word).stem for word in ("العراق", "للعراق", "بالعراق", "وبالعراق", "والعراق")} == {"عراق"}
    assert view("للعراق").definite
    assert not view("بغداد").definite


@given(st.sampled_from(PIECES) | st.text(st.characters(), min_size=1, max_size=20))
def test_any_word_has_a_view(word: str) -> None:
    """To its own token and to those beside it on each side; what goes to a side is told from what is the word's own."""
    seen = view(word)
    assert "w=" + word in seen.own
    assert len(seen.own) >= 4
    for place, side in enumerate("<>"):
        assert all(side in attribute for attribute in (*seen.beside[place], *seen.far[place]))
        assert "w" + side + word in seen.beside[place]
        assert "w" + side * 2 + word in seen.far[place]


DRAWN = "قال الوزير حازم الدروبي في بغداد إن العراق سيوقع. ثم سافر"


def at(body: str, word: str) -> list[str]:
    """Return the attributes of the first token that is spelt so."""
    one = document(body)
    index = one.norms.index(word)
    flat = [attributes_ for sentence in attributes(one, rule_names(one)) for attributes_ in sentence]
    return flat[index]


SAID = [
    # token, what must be among its attributes
    ("بغداد", ["w=بغداد", "w<في", "w>ان", "w<<الدروبي", "w>>العراق", "2<في|بغداد", "2>بغداد|ان"]),
    ("بغداد", ["r=B-LOC:gazetteer", "R=B-LOC", "B-LOC1"]),
    ("حازم", ["t<off", "t<<say", "w>الدروبي"]),
    ("قال", ["w<", "t=say", "w>الوزير"]),
    ("في", [">B-LOC1", "r>B-LOC"]),
    ("ان", ["<B-LOC1", "r<B-LOC"]),
    # Nothing of the next sentence.
    (".", ["w>", "w<سيوقع"]),
    ("ثم", ["w<", "w>سافر"]),
]


@pytest.mark.parametrize(("word", "said"), SAID)
def test_a_token_is_told_what_stands_around(word: str, said: list[str]) -> None:
    """Its word, those one and two beside it in the sentence, what rules and lists say of them."""
    assert set(said) <= set(at(DRAWN, word))


def test_a_name_is_told_what_stands_before_its_other_mentions() -> None:
    """What announces one mention is evidence for all: its title, its place's head, whether rules took it."""
    alone = at("التقى زرنوقة أمس", "زرنوقه")
    again = at("التقى زرنوقة أمس. وقال الوزير زرنوقة إنه باق", "زرنوقه")
    assert not [each for each in alone if each[0] in "gG"]
    assert {"goff", "gn2", "gnl", "Gsay"} <= set(again)


def test_a_mention_is_told_of_the_others_and_not_of_itself() -> None:
    """The one after the title has the title before it, and no other that has."""
    one = document("التقى زرنوقة أمس. وقال الوزير زرنوقة إنه باق")
    flat = [each for sentence in attributes(one, []) for each in sentence]
    first, second = (flat[index] for index, norm in enumerate(one.norms) if norm == "زرنوقه")
    assert "goff" in first
    assert "goff" not in second
    assert "t<off" in second


@pytest.mark.parametrize(("before", "seen"), [(10, True), (60, False)])
def test_of_very_many_mentions_the_first_are_looked_at(before: int, seen: bool) -> None:
    """A document may hold a word a million times: what all of them would tell is not worth the square of that."""
    body = "زار زرنوقة. " * before + "قال الوزير زرنوقة"
    one = document(body)
    assert ("goff" in attributes(one, [])[0][1]) is seen


def test_a_word_of_the_language_is_not_joined_over_the_document() -> None:
    """كتاب is no name: what stands before one tells nothing of another."""
    assert not [each for each in at("كتاب الوزير كتاب السيد كتاب", "كتاب") if each[:2] == "gn"]


TAGS = [
    ("وصل إلى [بغداد]", ["", "", "B-LOC:gazetteer"]),
    ("قال الوزير [حازم] [الدروبي]", ["", "", "B-PERSON:pattern", "I-PERSON:pattern"]),
]


@pytest.mark.parametrize(("drawn", "tags"), TAGS)
def test_rules_names_are_tags(drawn: str, tags: list[str]) -> None:
    """B, then I, the type and the rule's kind; empty where no name stands."""
    one = document(drawn.replace("[", "").replace("]", ""))
    assert rule_tags(one, rule_names(one)) == tags


@given(TEXTS)
def test_any_text_gives_one_list_a_token(body: str) -> None:
    """By sentence, none empty, all of it UTF-8, and the same again."""
    one = document(body)
    names = rule_names(one)
    found = attributes(one, names)
    assert [len(sentence) for sentence in found] == [
        end - begin for begin, end in zip(one.first_of_sentence, one.first_of_sentence[1:], strict=False)
    ]
    assert sum(map(len, found)) == len(one.tokens)
    for sentence in found:
        for each in sentence:
            assert each[0] == "b"
            "".join(each).encode("utf-8")
    assert attributes(document(body), names) == found


@pytest.mark.parametrize(
    ("body", "told"),
    [("بغداد \ud800 بيروت", "بغداد … بيروت"), ("ا\udfff", "ا …"), ("\0", "…"), ("بغداد 😀", "بغداد 😀"), ("", "")],
)
def test_what_no_model_can_be_given_is_told_as_no_word(body: str, told: str) -> None:
    """Half a character, NUL: as many tokens as before."""
    assert tellable(document(body)) == told.split()


ODD = {
    "one word of 100,000 letters": "ا" * 100_000,
    "one word of 100,000 Latin letters": "x" * 100_000,
    "a letter with 100,000 marks": "ب" + "\u0651" * 100_000,
    "digits alone": "1234567890 " * 200,
    "emoji": "😀👨‍👩‍👧 " * 200,
    "Persian": "رئیس جمهور ایران گفت که تهران با واشنگتن گفتگو نمی‌کند",
    "English": "The minister said in Baghdad that NATO had left.",
    "NUL": "قال\0 الوزير \0في\0بغداد",
    "halves": "قال \ud83d الوزير \ude00 في \ud800\udfff بغداد",
    "blanks": " \t\n\r\u2028\x0b\x0c",
    "marks": "“”«»()'\"،؛؟.!:-–…#@%&*",
    "one letter a word": "و ف ب ل ك " * 100,
}


@pytest.mark.parametrize("kind", ODD)
def test_no_text_is_too_odd(kind: str) -> None:
    """One list a token."""
    one = document(ODD[kind])
    assert sum(map(len, attributes(one, rule_names(one)))) == len(one.tokens)


@pytest.mark.parametrize("words", [["بغداد"], ["قال", "الوزير", "زرنوقة", "في", "جامعة", "الدول", "\0", "بغداد،"]])
def test_the_work_is_linear_in_one_line_of_twenty_thousand_tokens(words: list[str]) -> None:
    """Four times the tokens cost four times the calls, whatever repeats."""

    def cost(count: int) -> int:
        one = document(" ".join((words * count)[:count]))
        return calls(lambda: attributes(one, []))

    cost(100)
    few, many = cost(5_000), cost(20_000)
    assert many <= 4.2 * few
    assert many <= 20_000 * 60


def test_a_models_view_keeps_what_it_weighs_and_no_more() -> None:
    """Each attribute is the model's own copy, in the order that it had."""
    seen = view("وبغداد")
    known = {attribute: attribute for attribute in (seen.own[1], seen.own[3], seen.beside[1][0], "w=other")}
    kept = within(seen, known)
    assert kept.own == (seen.own[1], seen.own[3])
    assert (kept.beside, kept.far) == (((), (seen.beside[1][0],)), ((), ()))
    assert (kept.stem, kept.cluster, kept.common, kept.cues) == (seen.stem, seen.cluster, seen.common, seen.cues)


@pytest.mark.parametrize("name", sorted(samples()))
def test_samples_have_attributes_as_every_text(name: str) -> None:
    """A token has some dozens, none of them empty."""
    one = samples()[name]
    found = [each for sentence in attributes(one, rule_names(one)) for each in sentence]
    assert len(found) == len(one.tokens) > 0
    assert all(attribute for each in found for attribute in each)
    assert 10 < sum(map(len, found)) / len(found) < 200
