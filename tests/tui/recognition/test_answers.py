"""Answers told from keys, in one read or in many."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.terminal.answers import Answers, LateAnswers, parse

XTERM = b"\x1bP>|XTerm(379)\x1b\\\x1b[>41;379;0c\x1bP!|00000000\x1b\\\x1b[8;0$y\x1b[?64;1;2c"

ANSWERS = (
    "\x1bP>|XTerm(379)\x1b\\",
    "\x1bP>|tmux 3.3a\x1b\\",
    "\x1bP!|7E565445\x1b\\",
    "\x1b[>41;379;0c",
    "\x1b[>65;7006;1c",
    "\x1b[8;1$y",
    "\x1b[?62;1;4c",
    "\x1b[?6c",
)
KEYS = (
    *"aZ ش؟\r\t\x03\x7f",
    "\x1b[A",
    "\x1b[1;5C",
    "\x1bOP",
    "\x1b[15~",
    "\x1b[8~",
    "\x1b[3;5~",
    "\x1b[I",
    "\x1b[O",
    "\x1b[<0;12;5M",
    "\x1b[M !!",
    "\x1b[?2026;2$y",
    "\x1b[?2048;0$y",
    "\x1b[48;24;80;480;800t",
    "\x1b[1588;5u",
    "\x1b[?1u",
    "\x1b[1;2R",
    "\x1b[12;40R",
    "\x1b[200~نص (text)\x1b[201~",
)
"""Keys, and what the app itself asks for."""

pieces = st.lists(st.integers(1, 5), min_size=1, max_size=60)


def cut(text: str, sizes: Sequence[int]) -> list[str]:
    """The text in reads of these sizes, the last as long as it takes."""
    reads, at = [], 0
    for size in sizes:
        reads.append(text[at : at + size])
        at += size
    return [read for read in (*reads, text[at:]) if read]


def fed(late: LateAnswers, reads: Sequence[str]) -> str:
    """What comes out in all, the moment of quiet at the end included."""
    return "".join(late.feed(read) for read in reads) + late.feed("")


def test_all_answers_of_one_round() -> None:
    assert parse(XTERM) == Answers(
        asked=True, version="XTerm(379)", secondary="41;379;0", tertiary="00000000", bidi=0, primary="64;1;2"
    )


def test_without_the_last_answer_more_is_to_come() -> None:
    assert parse(b"\x1b[>41;379;0c").outstanding == 1
    assert parse(b"").outstanding == 1


def test_keys_between_answers_are_kept_in_their_order() -> None:
    found = parse("ا\x1b[>1;115;0cب\x1b[A\x1b[8;1$y\r\x1b[?62;1;4cت".encode())
    assert found.typed == "اب\x1b[A\rت".encode()
    assert (found.secondary, found.bidi, found.primary) == ("1;115;0", 1, "62;1;4")


@pytest.mark.parametrize("begun", ["\x1b", "\x1b[?6", "\x1bP>|XTe", "\x1bP!|00\x1b", "\x1b[8;1$"])
def test_an_answer_cut_off_by_the_limit_is_no_key(begun: str) -> None:
    found = parse(b"x" + begun.encode())
    assert (found.typed, found.begun) == (b"x", begun)


def test_a_mode_other_than_the_one_asked_for_says_nothing() -> None:
    assert parse(b"\x1b[4;1$y\x1b[?6c").bidi is None


def test_a_string_terminator_of_one_byte() -> None:
    assert parse(b"\x1bP>|XTerm(379)\x9c\x1b[?6c").version == "XTerm(379)"


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_parsed(data: bytes) -> None:
    found = parse(data)
    assert len(found.typed) + len(found.begun) <= len(data)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(KEYS), max_size=12), pieces, st.booleans())
def test_what_holds_no_answer_passes_as_it_is(keys: list[str], sizes: list[int], outstanding: bool) -> None:
    text = "".join(keys)
    assert fed(LateAnswers(Answers(outstanding=int(outstanding))), cut(text, sizes)) == text


@settings(max_examples=500, deadline=None)
@given(st.text(st.sampled_from("\x1b[]?>=P!|;0128$cyRu~\\ aش"), max_size=40), pieces, st.booleans())
def test_nothing_is_added_or_reordered(text: str, sizes: list[int], outstanding: bool) -> None:
    out = iter(text)
    assert all(char in out for char in fed(LateAnswers(Answers(outstanding=int(outstanding))), cut(text, sizes)))


@settings(max_examples=500, deadline=None)
@given(st.data())
def test_late_answers_vanish_wherever_they_come_and_however_they_are_cut(data: st.DataObject) -> None:
    keys = data.draw(st.lists(st.sampled_from(KEYS), max_size=8))
    mixed = list(keys)
    late = data.draw(st.lists(st.sampled_from(ANSWERS), max_size=6))
    for answer in late:
        mixed.insert(data.draw(st.integers(0, len(mixed))), answer)
    primaries = sum(answer.startswith("\x1b[?") for answer in late)
    filter_ = LateAnswers(Answers(outstanding=primaries + 1))
    assert fed(filter_, cut("".join(mixed), data.draw(pieces))) == "".join(keys)


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_in_one_read_vanishes_when_none_is_expected_any_more(answer: str) -> None:
    assert fed(LateAnswers(Answers()), [f"a{answer}b"]) == "ab"


@pytest.mark.parametrize("key", ["\x1b", "\x1b[", "\x1bP", "\x1b[1"])
def test_keys_like_the_beginning_of_an_answer_are_not_kept_when_none_is_expected(key: str) -> None:
    assert LateAnswers(Answers()).feed(key) == key


@pytest.mark.parametrize("key", ["\x1b", "\x1b[", "\x1bP", "\x1b\x1b"])
def test_while_answers_are_expected_a_key_waits_for_a_moment_of_quiet(key: str) -> None:
    late = LateAnswers(Answers(outstanding=1))
    assert late.feed(key) + late.feed("") == key
    assert late.feed("") == ""


def test_the_next_key_frees_what_waited() -> None:
    late = LateAnswers(Answers(outstanding=1))
    assert late.feed("\x1b") == ""
    assert late.feed("j") == "\x1bj"


def test_an_answer_that_began_before_the_app_did_is_finished_in_it() -> None:
    assert fed(LateAnswers(parse(b"\x1bP>|XTe")), ["rm(379)\x1b", "\\", "j", "\x1b[?64c"]) == "j"


def test_the_last_answer_ends_the_waiting() -> None:
    late = LateAnswers(Answers(outstanding=1))
    late.feed("\x1b[?62c")
    assert late.feed("\x1b") == "\x1b"
