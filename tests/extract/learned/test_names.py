"""Names by the model and the rules together: which of the two decides, where a name begins, what holds of any text."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.document import Candidate
from extract.learned.models import Tagged
from extract.learned.names import LONGEST, RULED, _is_described, decided, learned_names, letters_before, reason
from extract.ontology import ontology
from extract.tokens import is_attached
from extract.train.mentions import rule_names
from tests.extract.learned.own_tables import PIECES, TEXTS, calls, document, record, samples, words

BEFORE = {
    "LOC": (
        "بيروت ب|بيروت لندن ل|لندن ل|إيران فرنسا و|فرنسا واشنطن و|واشنطن ب|واشنطن باريس ب|باريس كابول و|كابول ل|كابول ليبيا و|ليبيا "
        "ب|ليبيا فلسطين ب|فلسطين كركوك ب|كركوك و|لبنان لبنان ل|لبنان بابل و|بابل ب|بابل واسط و|واسط لاهور و|لاهور برلين و|برلين "
        "كوريا ل|كوريا و|الكويت وب|العراق ل|لعراق ك|العراق وهران و|وهران كندا و|كندا و|بغداد ب|بغداد بغداد وادي و|وادي "
        "ل|مدينة كولومبيا و|كولومبيا بلجيكا ل|بلجيكا فيينا و|فيينا"
    ),
    "PERSON": (
        "وليد و|وليد وائل و|وائل وسام فيصل و|فيصل ل|فيصل فادي و|فادي ليلى و|ليلى بلال و|بلال كمال ل|كمال كيري و|كيري بوتين و|بوتين "
        "لافروف و|لافروف ك|الكاظمي ل|لكاظمي و|الكاظمي الكاظمي و|علي و|عبد بشار ل|بشار فؤاد و|فؤاد لؤي باسم كريم و|ترامب ل|ترامب "
        "ك|ترامب والتر بايدن و|بايدن وجدي بكر وهاب"
    ),
    "ORG": (
        "وزارة و|وزارة ل|وزارة وكالة و|وكالة ب|وكالة ل|لأمم وحدات و|وحدات و|الجيش ب|البرلمان كتائب و|كتائب لواء و|لواء فيلق و|فيلق "
        "ب|حركة ليفربول ل|ليفربول برشلونة و|برشلونة فيسبوك و|فيسبوك و|الشرطة و|الاتحاد"
    ),
    "FAC": "مطار ب|مطار و|مطار قصر و|قصر ل|قاعدة كنيسة و|كنيسة ل|كنيسة ب|سجن",
}
"""Words with a bar where the name begins."""


@pytest.mark.parametrize(("kind", "drawn"), [(kind, word) for kind, table in BEFORE.items() for word in table.split()])
def test_a_name_begins_after_the_letters_written_onto_it(kind: str, drawn: str) -> None:
    """و ف ب ل ك that are no part of the name; those that are stay with it."""
    before, bar, _ = drawn.partition("|")
    assert letters_before(document(drawn.replace("|", "")), 0, kind) == (len(before) if bar else 0)


INVENTED = [
    # A word that nobody knows: by whether it stands alone elsewhere in the document.
    ("سكن قرب بزرنوقة", 2, 0),
    ("سكن قرب بزرنوقة ثم غادر زرنوقة", 2, 1),
    ("غادر زرنوقة وسكن قرب بزرنوقة", 4, 1),
    # With و before a consonant it is rather the word for and; a W is followed by a long vowel.
    ("سكن قرب وغرزابة", 2, 1),
    ("سكن قرب ويرنابغ", 2, 0),
    ("سكن قرب واغرزاب", 2, 0),
    # Hardly a name begins with a clitic's letter and the article.
    ("سكن قرب والغرزابة", 2, 1),
    ("سكن قرب بالغرزابة", 2, 1),
    ("سكن قرب للغرزابة", 2, 1),
    ("سكن قرب وبالغرزابة", 2, 2),
]


@pytest.mark.parametrize(("body", "index", "letters"), INVENTED)
def test_an_unknown_word_is_judged_by_its_letters_and_the_document(body: str, index: int, letters: int) -> None:
    """Invented words, which no list or count has."""
    assert letters_before(document(body), index, "LOC") == letters


COUNTED = [
    # word, counts with and without the letter (logarithms to base 4), letters before the name
    ("بزرنوق", {"بزرنوق": 5, "زرنوق": 2}, 0),
    ("بزرنوق", {"بزرنوق": 2, "زرنوق": 5}, 1),
    ("بزرنوق", {"زرنوق": 0}, 1),
    # Longer words with و are counted without it: what is counted with it had another و before.
    ("وزرنوق", {"زرنوق": 5}, 1),
    ("وزرنوق", {"زرنوق": 5, "وزرنوق": 3}, 0),
    ("وزرنوق", {"زرنوق": 7, "وزرنوق": 1}, 1),
    ("ووزرنوق", {"زرنوق": 5, "وزرنوق": 3}, 1),
]


@pytest.mark.parametrize(("word", "table", "letters"), COUNTED)
def test_of_unlisted_words_news_decides(
    word: str, table: dict[str, int], letters: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By which of its forms is counted more."""
    with words(monkeypatch, {form: record(often=often) for form, often in table.items()}):
        assert letters_before(document(f"سكن قرب {word}"), 2, "LOC") == letters


@given(st.sampled_from([piece for piece in PIECES if piece.strip()]) | st.text("وفبلكاخزيم", min_size=1, max_size=7))
def test_letters_before_a_name_leave_some_of_the_word(word: str) -> None:
    """For any word and type: never the whole word, only letters of proclitics, and the same again."""
    one = document(word)
    for index in range(len(one.tokens)):
        for kind in BEFORE:
            letters = letters_before(one, index, kind)
            assert 0 <= letters <= 2
            assert letters == 0 or (letters < len(one.norms[index]) and set(one.norms[index][:letters]) <= set("وفبلك"))
            assert letters_before(one, index, kind) == letters


LINE = "وصل وفد من شركة الرمال، إلى مدينة زرنوقة مساء أمس ثم غادر"
#        0   1  2   3    4   5  6   7     8    9   10  11 12


def held(body: str, tagged: list[Tagged], ruled: list[Candidate] | None = None) -> list[str]:
    """Return what is decided of a model's names, with the rules' own or those given."""
    one = document(body)
    names = decided(one, rule_names(one) if ruled is None else ruled, tagged)
    return [f"{body[name.start : name.end]}|{name.type}" for name in names]


@pytest.mark.parametrize(
    ("tagged", "names"),
    [
        ([], []),
        ([Tagged(8, 8, "LOC", 0.9)], ["زرنوقة|LOC"]),
        ([Tagged(3, 4, "ORG", 0.9), Tagged(8, 8, "LOC", 0.9)], ["شركة الرمال|ORG", "زرنوقة|LOC"]),
        # A mark at its end hangs on.
        ([Tagged(3, 5, "ORG", 0.9)], ["شركة الرمال|ORG"]),
        # A mark alone, or nothing but marks, is no name.
        ([Tagged(5, 5, "ORG", 0.9)], []),
        # Of two that overlap the longer stands.
        ([Tagged(4, 4, "PERSON", 0.99), Tagged(3, 4, "ORG", 0.5)], ["شركة الرمال|ORG"]),
    ],
)
def test_what_the_model_says_of_names_holds(tagged: list[Tagged], names: list[str]) -> None:
    """In a sentence long enough to go by, where rules found nothing."""
    assert held(LINE, tagged, []) == names


QUOTED = [
    ("نشرت أمس جريدة “الضفاف” تقريرا عن أزمة المياه", "جريدة “الضفاف”"),
    ("نشرت أمس جريدة «الضفاف» تقريرا عن أزمة المياه", "جريدة «الضفاف»"),
    ("نشرت أمس جريدة (الضفاف) تقريرا عن أزمة المياه", "جريدة (الضفاف)"),
    ("نشرت أمس جريدة الضفاف” ( تقريرا عن أزمة المياه", "جريدة الضفاف"),
    ("نشرت أمس جريدة الضفاف» ، تقريرا عن أزمة المياه", "جريدة الضفاف"),
]


@pytest.mark.parametrize(("body", "name"), QUOTED)
def test_a_closing_quote_belongs_to_the_name_that_opens_it(body: str, name: str) -> None:
    """Another one hangs on: the tagger takes both at times."""
    assert held(body, [Tagged(2, 5 if name[-1] in "”»)" else 4, "ORG", 0.9)], []) == [f"{name}|ORG"]


def test_a_name_on_which_both_agree_keeps_the_rules_reason_and_the_models_sureness() -> None:
    """And the rules' start, where they know it better."""
    one = document("وصل الوزير حازم الدروبي أمس قادما ببطء من واشنطن إلى بيته هناك")
    ruled = rule_names(one)
    [place] = [name for name in ruled if name.type == "LOC"]
    [name] = [
        name for name in decided(one, ruled, [Tagged(place.first, place.last, "LOC", 0.77)]) if name.type == "LOC"
    ]
    assert (name.start, name.end, name.confidence, name.reason) == (place.start, place.end, 0.77, place.reason)


def test_a_longer_name_of_the_models_begins_where_the_rules_saw_it_begin() -> None:
    """The two differ in the end alone."""
    body = "قال مدير الشركة حازم الدروبي السنجاري أمس إنه باق في عمله هناك"
    one = document(body)
    start = body.index("ازم")
    ruled = [Candidate(start, body.index(" الدروبي"), 3, 3, "PERSON", 0.9, "pattern: title + name")]
    [name] = [name for name in decided(one, ruled, [Tagged(3, 5, "PERSON", 0.9)]) if name.type == "PERSON"]
    assert body[name.start : name.end] == "ازم الدروبي السنجاري"
    assert name.reason.startswith("model: ")


def test_what_only_rules_found_stands_where_they_decide() -> None:
    """Dates, counts and weapons stand; a place that the model denies does not."""
    body = "قتل ثلاثة جنود بصاروخ في مدينة بغداد مساء أمس الخميس بعد هجوم طويل"
    alone = held(body, [])
    assert {name.rpartition("|")[2] for name in alone} <= RULED
    assert [name for name in alone if name.endswith("|DATE")]
    assert [name for name in alone if name.endswith("|NUMBER_OF")]


def test_in_a_line_without_context_the_rules_names_stand() -> None:
    """A heading, a caption: the model has nothing to go by, and adds only what it is sure of."""
    assert held("بغداد", []) == ["بغداد|LOC"]
    assert held("زرنوقة", [Tagged(0, 0, "LOC", 0.6)]) == []
    assert held("زرنوقة", [Tagged(0, 0, "LOC", 0.999)]) == ["زرنوقة|LOC"]


def test_what_no_language_has_is_no_name() -> None:
    """Hundreds of words in one name: the model says something of any text."""
    body = " ".join(["كلمة"] * (3 * LONGEST))
    assert held(body, [Tagged(0, LONGEST, "ORG", 0.9)], []) == []
    assert len(held(body, [Tagged(0, LONGEST - 1, "ORG", 0.9)], [])) == 1


REASONS = [
    # text, first token, last, type, why
    ("قال السيد زرنوق الغرزابي", 2, 3, "PERSON", "model: after a title"),
    ("قال وزير زرنوق الغرزابي", 2, 3, "PERSON", "model: after an office"),
    ("سكن مدينة زرنوقة", 2, 2, "LOC", "model: after a head of a place"),
    ("التقى أحمد الغرزابي", 1, 2, "PERSON", "model: first name"),
    ("اشترت شركة الغرزابي", 1, 2, "ORG", "model: head of an organisation"),
    ("دخل مطار الغرزابي", 1, 2, "FAC", "model: head of a facility"),
    ("سكن زرنوقة", 1, 1, "LOC", "model: by the words around"),
]


@pytest.mark.parametrize(("body", "first", "last", "kind", "why"), REASONS)
def test_a_reviewer_is_told_what_the_model_most_likely_went_by(
    body: str, first: int, last: int, kind: str, why: str
) -> None:
    """In words: what stands before the name, what it begins with, what news knows of it."""
    assert reason(document(body), first, last, kind) == why


def test_the_reason_of_a_known_word_is_what_news_made_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing announces it."""
    from extract.learned.features import view

    with words(monkeypatch, {"زرنوقه": record(often=3, shares=(0, 5, 0, 0, 1))}):
        view.cache_clear()
        assert reason(document("سكن زرنوقة"), 1, 1, "LOC") == "model: often such a name in news"
        assert reason(document("سكن زرنوقة"), 1, 1, "ORG") == "model: by the words around"
    view.cache_clear()


KNOWN = [
    "وصل وزير الخارجية إلى [بيروت|LOC] صباحا قادما من [باريس|LOC] في زيارة قصيرة",
    "أعلنت [الأمم المتحدة|ORG] أن مبعوثها سيزور [دمشق|LOC] و[بغداد|LOC] و[القاهرة|LOC] هذا الشهر",
    "التقى السيد [حازم الدروبي|PERSON] وفدا من التجار في [جنيف|LOC] وناقش معهم الأسعار",
    "انفجرت سيارة قرب [مطار بغداد الدولي|FAC] ولم يصب أحد من المسافرين بأذى",
]


@pytest.mark.parametrize("marked", KNOWN)
def test_plain_names_in_plain_sentences_are_found(marked: str) -> None:
    """Any model worth shipping finds them: well known places and bodies, a person after a title."""
    from tests.extract.train.drawn import read

    body, entities = read(marked)
    found = {(name.start, name.end, name.type) for name in learned_names(document(body))}
    assert {(entity["start"], entity["end"], entity["type"]) for entity in entities} <= found


@settings(max_examples=60)
@given(TEXTS)
def test_any_text_has_names_in_order_apart_and_on_whole_characters(body: str) -> None:
    """Of known types, each with a confidence and a reason; the same twice."""
    one = document(body)
    names = learned_names(one)
    position = 0
    for name in names:
        assert position <= name.start < name.end <= len(body)
        assert one.tokens[name.first].start <= name.start < one.tokens[name.first].end
        assert name.end == one.tokens[name.last].end
        assert not is_attached(body, name.start)
        assert name.end == len(body) or not is_attached(body, name.end)
        assert "\n" not in body[name.start : name.end]
        assert name.type in ontology().entities
        assert 0 <= name.confidence <= 1
        assert name.reason
        position = name.end
    assert learned_names(document(body)) == names


HOSTILE = {
    "one word of 100,000 letters": "ا" * 100_000,
    "a letter with 100,000 marks": "ب" + "\u0651" * 100_000,
    "NUL between words": "قال\0وليد\0جنبلاط في بيروت\0بيروت اليوم إن الوضع خطير",
    "halves of characters": "قال \ud83d وليد \ude00 في بير\udfffوت اليوم إن الوضع \ud800",
    "two halves that belong together": "قال الوزير في بغداد إن \ud83d\ude00 الوضع جيد",
    "emoji": "😀👨‍👩‍👧 " * 300,
    "quotes": "\"'“”«»()" * 300,
    "one letter a word": "و ب ل " * 300,
    "digits": "123 " * 300,
    "tags": "#بغداد_بيروت_" * 100,
    "controls of direction": "قال \u202eوليد\u202c في \u2067بيروت\u2069 اليوم إن الوضع خطير",
    "line ends of all kinds": "بغداد\r\nبيروت\u2028دمشق\x85حلب\x0bعمان\x0cجدة",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_text_makes_it_fail(kind: str) -> None:
    """Names are apart, none is made of marks alone."""
    one = document(HOSTILE[kind])
    names = learned_names(one)
    assert all(before.end <= after.start for before, after in pairwise(names))
    for name in names:
        assert any(token.kind != "mark" for token in one.tokens[name.first : name.last + 1])


@pytest.mark.parametrize("sentence", ["قال زرنوق الغرزابي في بغداد ", "بغداد، ", "و "])
def test_the_work_is_linear_in_a_line_of_any_length(sentence: str) -> None:
    """Four times the text costs four times the calls, rules and model together."""
    tokens = len(sentence.split())

    def cost(count: int) -> int:
        one = document(sentence * (count // tokens))
        return calls(lambda: learned_names(one))

    cost(200)
    few, many = cost(1_000), cost(4_000)
    assert many <= 4.3 * few


@cache
def told_here() -> str:
    """Return the names of all samples, in this process."""
    return json.dumps(
        {
            name: [[each.start, each.end, each.type, each.confidence, each.reason] for each in learned_names(one)]
            for name, one in samples().items()
        }
    )


def test_a_fresh_process_with_another_hash_seed_gives_the_same_names() -> None:
    """To the last digit of how sure they are: no set's order reaches what is told."""
    done = subprocess.run(
        [sys.executable, "-c", "from tests.extract.learned.test_names import told_here; print(told_here())"],
        cwd=Path(__file__).parents[3],
        env={**os.environ, "PYTHONHASHSEED": "4711"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == told_here()
    assert len(json.loads(told_here())) > 10


DESCRIBED = [
    ("واستقبله نظيره المصري في المطار", "المصري", True),
    ("وأكدت الخارجية السعودية موقفها", "السعودية", True),
    ("ومنع حكومتهم العراقية من السفر", "العراقية", True),
    ("وألغى زيارة السعودية هذا العام", "السعودية", False),
    ("وأشارت صحيفة السورية إلى ذلك", "السورية", False),
    ("وأدان هجوم الروسي على القرية", "الروسي", False),
]


@pytest.mark.parametrize(("body", "word", "wanted"), DESCRIBED)
def test_an_adjective_agrees_with_a_noun_that_has_an_article_or_a_pronoun(
    body: str,
    word: str,
    wanted: bool,
) -> None:
    """A noun that ends in ة has no pronoun, although folded it looks so."""
    text = document(body)
    [index] = [number for number, _ in enumerate(text.tokens) if text.surface(number) == word]
    assert _is_described(text, index) is wanted
