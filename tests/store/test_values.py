"""Values keep their canonical text, ids are what the recipe says, and what fits no article is told in one line."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.ontology import ontology
from store.errors import BadDecision
from store.identity import argument_uid, article_uid, digest, item_uid, run_uid
from store.values import (
    MAX_SPAN,
    ArgumentValue,
    EventValue,
    MentionValue,
    Value,
    fault,
    from_json,
    kind_of,
    to_json,
    uid_of,
)

numbers = st.integers(-5, 2**40)
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
values = st.one_of(
    st.builds(MentionValue, numbers, numbers, words, words),
    st.builds(EventValue, numbers, numbers, words, st.none() | words, words),
    st.builds(ArgumentValue, numbers, numbers, words, st.none() | st.binary(min_size=16, max_size=16)),
)


@given(values, values)
def test_canonical_text_gives_the_value_back(one: Value, other: Value) -> None:
    assert from_json(to_json(one)) == one
    assert (to_json(one) == to_json(other)) == (one == other)
    to_json(one).encode()


def test_the_canonical_text_is_fixed() -> None:
    assert to_json(MentionValue(3, 9, "ORG", "حركة\x00")) == '{"end":9,"name":"حركة\\u0000","start":3,"type":"ORG"}'
    assert to_json(EventValue(1, 2, "ATTACK", None, "denied")) == (
        '{"end":2,"modality":"denied","start":1,"subtype":null,"type":"ATTACK"}'
    )
    assert to_json(ArgumentValue(1, 2, "actor", b"\x01" * 16)) == (
        '{"end":2,"mention":"' + "01" * 16 + '","role":"actor","start":1}'
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{",
        "[" * 100_000,
        '{"start": 1, "end": 2, "type": "ORG"}',
        '{"start": 1, "end": 2, "type": "ORG", "name": 3}',
        '{"start": true, "end": 2, "type": "ORG", "name": "a"}',
        '{"start": 1.0, "end": 2, "type": "ORG", "name": "a"}',
        '{"start": 1, "end": 2, "type": "ORG", "name": "a", "colour": 1}',
        '{"start": 1, "end": 2, "role": "actor", "mention": "abc"}',
        '{"start": 1, "end": 2, "role": "actor", "mention": "' + "0g" * 16 + '"}',
        '{"start": 1, "end": 2, "type": "MEET", "subtype": 1, "modality": "asserted"}',
        '{"start": ' + "9" * 5000 + "}",
    ],
)
def test_other_text_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(BadDecision) as caught:
        from_json(text)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (MentionValue(0, 5, "PERSON", "سليم"), ""),
        (MentionValue(95, 100, "DATE", "أمس"), ""),
        (EventValue(0, 5, "MEET", "call", "future"), ""),
        (EventValue(0, 5, "MEET", None, "future"), ""),
        (EventValue(0, 5, "ATTACK", None, "denied"), ""),
        (ArgumentValue(0, 5, "actor", None), ""),
        (MentionValue(-1, 5, "PERSON", "a"), "span"),
        (MentionValue(5, 5, "PERSON", "a"), "span"),
        (MentionValue(6, 5, "PERSON", "a"), "span"),
        (MentionValue(95, 101, "PERSON", "a"), "span"),
        (MentionValue(0, 2**70, "PERSON", "a"), "span"),
        (MentionValue(0, 5, "person", "a"), "entity type"),
        (MentionValue(0, 5, "ATTACK", "a"), "entity type"),
        (MentionValue(0, 5, "PERSON", "  "), "name"),
        (MentionValue(0, 5, "PERSON", "a" * 1001), "name"),
        (MentionValue(0, 5, "PERSON", "a\x00b"), "control"),
        (MentionValue(0, 5, "PERSON", "a\x1b[2Jb"), "control"),
        (MentionValue(0, 5, "PERSON", "a\ud800"), "control"),
        (EventValue(0, 5, "PERSON", None, "asserted"), "event type"),
        (EventValue(0, 5, "ATTACK", "call", "asserted"), "no subtype"),
        (EventValue(0, 5, "MEET", "kill", "asserted"), "no subtype"),
        (EventValue(0, 5, "MEET", "call", "past"), "modality"),
        (ArgumentValue(0, 5, "subject", None), "role"),
    ],
)
def test_faults_are_named(value: Value, word: str) -> None:
    found = fault(value, 100, ontology())
    assert word in found
    assert bool(word) == bool(found)
    assert "\n" not in found


def test_a_span_has_a_longest_length() -> None:
    assert fault(MentionValue(0, MAX_SPAN, "ORG", "a"), 5000, ontology()) == ""
    assert "longer" in fault(MentionValue(0, MAX_SPAN + 1, "ORG", "a"), 5000, ontology())


def test_the_kind_is_the_values_own() -> None:
    assert kind_of(MentionValue(0, 1, "ORG", "a")) == "mention"
    assert kind_of(EventValue(0, 1, "ATTACK", None, "asserted")) == "event"
    assert kind_of(ArgumentValue(0, 1, "actor", None)) == "argument"


@pytest.mark.parametrize("wrong", ["", "ab", 3, None, "zz" * 16, "00" * 17, " " + "0" * 31, "00" * 15 + "0\n"])
def test_an_id_is_32_digits(wrong: object) -> None:
    with pytest.raises(BadDecision, match="32 hexadecimal digits"):
        uid_of(wrong)


def test_ids_are_fixed_for_good() -> None:
    # Written out by hand: length (8 bytes, big-endian) before each field.
    expected = hashlib.sha256((8).to_bytes(8, "big") + b"article1" + (6).to_bytes(8, "big") + "نصف".encode()).digest()[
        :16
    ]
    assert article_uid("نصف") == expected
    assert (
        item_uid(b"a" * 16, "mention", 3, 9).hex()
        == digest("item1", b"a" * 16, b"mention", bytes(7) + b"\x03", bytes(7) + b"\x09").hex()
    )
    assert len({item_uid(b"a" * 16, kind, 3, 9) for kind in ("mention", "event")}) == 2
    assert argument_uid(b"a" * 16, "actor", 3, 9) != argument_uid(b"a" * 16, "target", 3, 9)
    assert run_uid("a", "bc", "") != run_uid("ab", "c", "")


@given(st.lists(st.binary(max_size=6), max_size=4), st.lists(st.binary(max_size=6), max_size=4))
def test_fields_do_not_run_into_one_another(one: list[bytes], other: list[bytes]) -> None:
    assert (digest("t1", *one) == digest("t1", *other)) == (one == other)
