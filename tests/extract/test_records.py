"""JSON Lines: which lines there are, and what a record holds."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.errors import Unreadable
from extract.records import Record, read_records, records_start


def only(line: bytes) -> Record:
    """Return the record of a file of one line."""
    ((number, record),) = read_records(line)
    assert number == 1
    assert isinstance(record, Record), record
    return record


def test_a_whole_record() -> None:
    line = json.dumps(
        {"text": "خبر", "title": "عنوان", "date": "2020-01-01", "source": "س", "url": "u", "author": "ك", "id": "7"}
    ).encode()
    assert only(line) == Record(
        text="خبر",
        title="عنوان",
        date="2020-01-01",
        id="7",
        meta={"source": "س", "url": "u", "author": "ك"},
        sha256=hashlib.sha256(line).digest(),
        encoding="utf-8",
        warnings=(),
    )


@pytest.mark.parametrize(
    ("data", "numbers"),
    [
        (b"", []),
        (b"\n\n \r\n", []),
        (b'{"text":"a"}', [1]),
        (b'{"text":"a"}\n', [1]),
        (b'\n\n{"text":"a"}\n\n{"text":"b"}', [3, 5]),
        (b'{"text":"a"}\r\n{"text":"b"}\r\n', [1, 2]),
        (b'\xef\xbb\xbf{"text":"a"}\n{"text":"b"}', [1, 2]),
        ('{"text":"a\u2028b"}\n{"text":"\u0085"}'.encode(), [1, 2]),
        ('{"text":"a"}\n{"text":"b"}'.encode("utf-16"), [1, 2]),
    ],
)
def test_lines_are_numbered_as_an_editor_does(data: bytes, numbers: list[int]) -> None:
    assert [number for number, _ in read_records(data)] == numbers


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ('"text": "a"', "a"),
        ('"body": "b"', "b"),
        ('"text": "a", "body": "b"', "a"),
        ('"text": " a\\r\\n "', " a\r\n "),
        ('"text": "\\u0642\\u0627\\u0644"', "قال"),
        ('"text": "\\ud83d\\ude00 a"', "😀 a"),
    ],
)
def test_the_text_is_taken_as_given(fields: str, text: str) -> None:
    assert only(f"{{{fields}}}".encode()).text == text


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("7", "7"),
        (7, "7"),
        (-1, "-1"),
        (1.5, "1.5"),
        (True, ""),
        (None, ""),
        ([1], ""),
        ({"a": 1}, ""),
        ("a\x00b", "ab"),
    ],
)
def test_an_identifier_may_be_a_number(value: object, kept: str) -> None:
    assert only(json.dumps({"text": "a", "id": value}).encode()).id == kept


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_numbers_that_are_none_are_as_if_not_there(number: str) -> None:
    assert only(f'{{"text": "a", "id": {number}}}'.encode()).id == ""


def test_encodings_of_a_line_are_kept() -> None:
    line = '{"text": "وصل الوفد إلى الموصل"}'
    assert only(line.encode("cp1256")).encoding == "cp1256"
    assert only(b"\xef\xbb\xbf" + line.encode()).encoding == "utf-8+bom"
    assert only(line.encode("utf-16")).encoding == "utf-16-le+bom"


def test_a_broken_utf_16_file_is_one_error() -> None:
    ((number, error),) = read_records('{"text": "خبر"}\n{"text": "خبر"}'.encode("utf-16")[:-1])
    assert number == 1
    assert isinstance(error, Unreadable)


@pytest.mark.parametrize(
    ("data", "yes"),
    [
        (b'{"text": "a"}', True),
        (b'\xef\xbb\xbf\n {"text": "a"}\n{', True),
        (b'{"text": \n"a"}', False),
        (b"{a}", False),
        (b"[1]", False),
        (b"", False),
        ("{قال} الوزير".encode(), False),
    ],
)
def test_what_begins_as_json_lines(data: bytes, yes: bool) -> None:
    assert records_start(data) is yes


@given(st.lists(st.text(min_size=1, max_size=20), max_size=5), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_as_many_records_as_lines(texts: list[str], end: str) -> None:
    data = end.join(json.dumps({"text": text}) for text in texts).encode()
    values = [record for _, record in read_records(data)]
    assert len(values) == len(texts)
    for text, value in zip(texts, values, strict=True):
        assert isinstance(value, Unreadable) or value.text == text


@given(st.binary(max_size=200))
def test_any_bytes_give_records_or_our_own_error(data: bytes) -> None:
    records_start(data)
    for number, value in read_records(data):
        assert number >= 1
        assert isinstance(value, Record | Unreadable)
