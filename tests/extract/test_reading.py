"""From bytes to articles: the samples as they load, JSON Lines with all its traps, and bytes of any kind."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.article import Article, Reading
from extract.errors import MissingExtra, Unreadable
from extract.reading import read_bytes, supported

SAMPLES = Path(__file__).parent.parent.parent / "samples"
TEXT = "عنوان الخبر الأول هنا\n\nوصل الوفد إلى مدينة الموصل صباح الأحد، والتقى أعضاء المجلس المحلي."


def read(name: str, data: bytes) -> Reading:
    """Return the only article of a file."""
    (value,) = read_bytes(name, data)
    assert isinstance(value, Reading), value
    return value


def refusal(name: str, data: bytes) -> str:
    """Return what is said of a file that is no article."""
    (value,) = read_bytes(name, data)
    assert isinstance(value, Unreadable), value
    assert "\n" not in str(value)
    assert str(value).startswith(name)
    return str(value)


@pytest.mark.parametrize(
    ("name", "encoding", "reader", "date", "origin", "lines"),
    [
        ("01-site-page-copied.txt", "utf-8", "text", "2022-03-09", "text", "F2 T1 C2 B1 D1 F1 B11 F8"),
        ("02-site-page-dense.txt", "utf-8", "text", "", "", "F1 T1 B10 F1 B2 F7"),
        ("03-no-date.txt", "utf-8", "text", "", "", "T1 Y1 B7"),
        ("04-arabic-indic-digits.txt", "utf-8", "text", "2021-08-14", "text", "T1 Y1 D1 B6"),
        ("05-levantine-months.txt", "utf-8", "text", "2018-11-01", "text", "T1 Y1 D1 B7"),
        ("06-vocalised.txt", "utf-8", "text", "2019-04-12", "text", "T1 B5"),
        ("07-latin-names.txt", "utf-8", "text", "2020-06-18", "text", "T1 Y1 D1 B7"),
        ("08-windows-1256.txt", "cp1256", "text", "2021-10-23", "text", "T1 Y1 D1 B6"),
        ("09-page.html", "utf-8", "html", "2022-05-18", "metadata", "F9 T1 Y1 D1 C1 F1 B3 F1 B4 F9"),
        ("10-long-report.txt", "utf-8", "text", "2021-09-26", "text", "T1 Y1 D1 B40 Y1"),
        ("11-sports.txt", "utf-8", "text", "2023-01-19", "text", "T1 Y1 D1 B6"),
        ("12-economy.txt", "utf-8", "text", "2022-10-05", "text", "T1 Y1 D1 B6"),
    ],
)
def test_samples(*, name: str, encoding: str, reader: str, date: str, origin: str, lines: str) -> None:
    data = (SAMPLES / name).read_bytes()
    reading = read(name, data)
    article, source = reading.article, reading.source
    assert (source.encoding, source.reader.split("/")[0]) == (encoding, reader)
    assert (article.published, article.published_from) == (date, origin)
    assert (source.name, source.sha256, source.record) == (name, hashlib.sha256(data).digest(), "")
    assert reading.warnings == ()
    letters = {"title": "T", "byline": "Y", "dateline": "D", "body": "B", "caption": "C", "furniture": "F"}
    runs: list[tuple[str, int]] = []
    for part in article.parts:
        count = sum(1 for line in article.body[part.start : part.end].split("\n") if line.strip())
        runs.append((letters[part.kind], count))
    assert " ".join(f"{letter}{count}" for letter, count in runs) == lines
    assert article.title == next(article.body[part.start : part.end] for part in article.parts if part.kind == "title")


def test_every_sample_is_tested_or_a_record() -> None:
    names = {path.name for path in SAMPLES.iterdir() if supported(path.name)}
    assert len(names) == 13


def test_the_windows_1256_sample_is_so_and_has_line_feeds_only_once_read() -> None:
    data = (SAMPLES / "08-windows-1256.txt").read_bytes()
    assert b"\r\n" in data
    body = read("08.txt", data).article.body
    assert body == data.decode("cp1256").replace("\r\n", "\n")
    assert "تشرين الأول" in body


def test_sample_records() -> None:
    data = (SAMPLES / "13-records.jsonl").read_bytes()
    first, second = read_bytes("13-records.jsonl", data)
    assert isinstance(first, Reading)
    assert isinstance(second, Reading)
    assert (first.source.record, first.article.published, first.article.published_from) == (
        "qantara-2101",
        "2021-11-03",
        "metadata",
    )
    assert first.source.meta == {"source": "وكالة أنباء القنطرة", "url": "https://qantara.example/2101"}
    assert first.source.sha256 == hashlib.sha256(data.split(b"\n")[0]).digest()
    assert first.article.parts[0].kind == "title"
    # A title that the text lacks is metadata: the body is the text as given.
    assert second.article.title == "الإفراج عن ناشط في السويداء"
    assert second.article.title not in second.article.body
    assert {part.kind for part in second.article.parts} == {"body"}


@pytest.mark.parametrize(
    ("given", "body"),
    [
        ("أ\r\nب\rج\nد", "أ\nب\nج\nد"),
        (
            "\u200fأحمد\u202b وصل\u00a0\u00adإلى\u2028بغداد\ufeff ",
            "\u200fأحمد\u202b وصل\u00a0\u00adإلى\u2028بغداد\ufeff ",
        ),
        ("\n\n  خبر\t\x0b\x0c\n\n", "\n\n  خبر\t\x0b\x0c\n\n"),
    ],
)
def test_nothing_but_line_ends_is_changed(given: str, body: str) -> None:
    assert read("a.txt", b"\xef\xbb\xbf" + given.encode()).article.body == body
    assert read("a.txt", given.encode("utf-16")).article.body == body
    assert read("a.jsonl", json.dumps({"text": given}).encode()).article.body == body


def test_date_from_the_file_name_comes_last() -> None:
    article = read("2021-06-10.txt", TEXT.encode()).article
    assert (article.published, article.published_from) == ("2021-06-10", "file name")
    dated = TEXT.replace("\n\n", "\n9 مارس 2020\n", 1)
    article = read("2021-06-10.txt", dated.encode()).article
    assert (article.published, article.published_from) == ("2020-03-09", "text")


def test_title_falls_back_to_the_first_words() -> None:
    article = read("a.txt", ("وصل الوفد. " * 60).encode()).article
    assert article.title.startswith("وصل الوفد. وصل")
    assert article.title.endswith("…")
    assert len(article.title) <= 161


def test_five_megabytes_load_with_a_warning() -> None:
    line = TEXT.replace("\n\n", " ") + "\n"
    data = line.encode() * (5_000_000 // len(line.encode()) + 1)
    reading = read("big.txt", data)
    assert len(data) >= 5_000_000
    assert len(reading.warnings) == 1
    assert len(reading.article.body) == len(data.decode())


def test_more_than_a_reviewer_can_read_is_refused() -> None:
    assert "too large" in refusal("huge.txt", b"a" * (64 * 1024 * 1024 + 1))


@pytest.mark.parametrize(
    ("name", "yes"),
    [("a.txt", True), ("A.TXT", True), ("a.htm", True), ("a.HTML", True), ("a.jsonl", True), ("a.ndjson", True),
     ("a.pdf", False), ("a.json", False), ("txt", False), ("-", False), ("", False)],
)  # fmt: skip
def test_endings(name: str, yes: bool) -> None:
    assert supported(name) is yes


@pytest.mark.parametrize(
    ("name", "data", "reader"),
    [
        ("-", TEXT.encode(), "text/1"),
        ("-", json.dumps({"text": TEXT}).encode(), "jsonl/1"),
        ("-", b"\xef\xbb\xbf" + json.dumps({"text": TEXT}).encode(), "jsonl/1"),
        ("-", b"<!DOCTYPE html><title>x</title><p>" + TEXT.encode(), "html/1"),
        ("article", b"  <html><p>" + TEXT.encode(), "html/1"),
        ("article", b"<div><p>" + TEXT.encode() + b"</p></div>", "html/1"),
        ("a.txt", b"<!doctype html><p>" + TEXT.encode(), "html/1"),
        ("a.txt", b"<b> " + TEXT.encode(), "text/1"),
        ("a.txt", json.dumps({"text": TEXT}).encode(), "text/1"),
        ("article", "{لا بأس} قال الوزير".encode(), "text/1"),
    ],
)
def test_the_reader_is_picked_by_ending_and_content(name: str, data: bytes, reader: str) -> None:
    assert read(name, data).source.reader.split(" ")[0] == reader


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"{", "not JSON"),
        (b"null", "not a record"),
        (b"[1]", "not a record"),
        (b'"text"', "not a record"),
        (b"{}", "no text"),
        (b'{"text": 5}', "no text"),
        (b'{"text": NaN}', "no text"),
        (b'{"text": ""}', "only blanks"),
        (b'{"text": " \\n"}', "only blanks"),
        (b'{"text": "a\\u0000b"}', "NUL"),
        (b'{"text": "\\ud800"}', "half a character"),
        (b'{"text": "a", "id": "\\udfff"}', "half a character"),
        (b'{"text": "a", "text": "b"}', "twice"),
        (b'{"text": "a", "n": ' + b"9" * 5_000 + b"}", "too long"),
        (b'{"text": "a", "n": ' + b"[" * 200_000, "nested too deep"),
        (b"[" * 200_000, "nested too deep"),
        (b'{"text": "\xd9\x88\xd9"}', "breaks at byte 13:"),
        (json.dumps({"text": TEXT.encode().decode("cp1256")}).encode(), "once read as"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_goes_on(line: bytes, says: str) -> None:
    good = json.dumps({"body": TEXT, "id": 7}).encode()
    before, bad, after = read_bytes("a.jsonl", good + b"\r\n" + line + b"\n\n" + good)
    assert isinstance(before, Reading)
    assert isinstance(after, Reading)
    assert before.article == after.article
    assert after.source.record == "7"
    assert isinstance(bad, Unreadable)
    assert str(bad).startswith("a.jsonl, line 2: ")
    assert says in str(bad)


def test_other_fields_may_hold_anything() -> None:
    line = b'{"text": "a b", "score": NaN, "tags": [1, 1e999], "tags": 2, "id": null, "title": 3, "date": true, "url": ["x"]}'
    reading = read("a.jsonl", line)
    assert (reading.source.record, reading.source.meta, reading.article.title) == ("", {}, "3")


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1256", "iso8859_6"])
def test_records_in_every_encoding(codec: str) -> None:
    line = json.dumps({"text": TEXT, "id": "x"}, ensure_ascii=False)
    first, second = read_bytes("a.jsonl", f"{line}\n{line}\n".encode(codec))
    assert isinstance(first, Reading)
    assert isinstance(second, Reading)
    assert first.article.body == second.article.body == TEXT


def test_a_date_that_can_not_be_is_a_warning() -> None:
    reading = read("a.jsonl", json.dumps({"text": TEXT, "date": "3021-01-01"}).encode())
    assert reading.article.published == ""
    assert len(reading.warnings) == 1


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "-"])
def test_empty_files_are_one_line_each(name: str) -> None:
    assert "empty" in refusal(name, b"")
    assert "blank" in refusal(name, b" \n ")


def test_a_page_without_the_optional_package_is_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "extract.pages", None)
    with pytest.raises(MissingExtra) as raised:
        list(read_bytes("a.html", b"<p>" + TEXT.encode()))
    assert "pip install 'muraji[html]'" in str(raised.value)
    assert "\n" not in str(raised.value)
    assert read("a.txt", TEXT.encode()).article.body == TEXT


NAMES = st.sampled_from(["a.txt", "a.html", "a.jsonl", "a.ndjson", "-", "2021-01-01.txt", ""])
REAL = [path.read_bytes()[:4_000] for path in sorted(SAMPLES.iterdir())]
SNIPPETS = [
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"<",
    b"</",
    b"<!--",
    b"&#xD800;",
    b"{",
    b'"',
    b"\\ud800",
    b"\n",
    b"\xd8",
    b"[" * 999,
    b"%PDF-",
    b"\x1b[",
]


def sound(name: str, data: bytes) -> bool:
    """Read; return whether what must hold of whatever comes out does. Raises what reading raises, and for lone surrogates."""
    return all(
        "\n" not in str(value) if isinstance(value, Unreadable) else sound_article(value.article)
        for value in read_bytes(name, data)
    )


def sound_article(article: Article) -> bool:
    body = article.body
    body.encode("utf-8")
    at = 0
    for line in body.split("\n"):
        holding = [part for part in article.parts if part.start <= at and at + len(line) <= part.end]
        if len(holding) != 1 and line.strip():
            return False
        at += len(line) + 1
    no_controls = "\r" not in body and "\x00" not in body and "\n" not in article.title
    return no_controls and bool(body.strip()) and bool(article.title.strip())


@given(NAMES, st.binary(max_size=300))
def test_any_bytes_give_articles_or_our_own_error(name: str, data: bytes) -> None:
    assert sound(name, data)


@given(NAMES, st.text(max_size=200), st.sampled_from(["utf-8", "utf-16", "utf-16-le", "cp1256", "iso8859_6", "utf-7"]))
def test_any_text_in_any_encoding(name: str, text: str, codec: str) -> None:
    assert sound(name, text.encode(codec, "ignore"))


@given(
    NAMES,
    st.recursive(
        st.none() | st.text() | st.floats() | st.integers(),
        lambda inner: (
            st.dictionaries(st.sampled_from(["text", "body", "date", "id", "title", "x"]), inner, max_size=4)
            | st.lists(inner, max_size=3)
        ),
        max_leaves=6,
    ),
)
def test_any_json(name: str, value: object) -> None:
    assert sound(name, json.dumps(value).encode())


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(
    NAMES,
    st.sampled_from(REAL),
    st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(SNIPPETS) | st.binary(max_size=8)), max_size=5
    ),
)
def test_real_files_damaged(name: str, data: bytes, cuts: list[tuple[float, int, bytes]]) -> None:
    for where, length, new in cuts:
        at = int(where * len(data))
        data = data[:at] + new + data[at + length :]
    assert sound(name, data)
