"""JSON Lines: one article a line, an object with `text` (or `body`), and if it likes title, date, source, url, id.

A line that is not such an object is an `Unreadable` in its place; the lines after it are read. Other fields are left
alone. JSON lets in what a text can't be (lone surrogates, NUL) and what Python's reader trips over (a number of 5,000
digits, 200,000 open brackets): all of that is refused here.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extract.encodings import decode, is_blank, refuse_controls, refuse_misread
from extract.errors import Unreadable

_TEXT_FIELDS = ("text", "body")
_META_FIELDS = ("source", "url", "author")
_KNOWN_FIELDS = frozenset((*_TEXT_FIELDS, *_META_FIELDS, "title", "date", "id"))
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UTF8_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Record:
    """One line's article. Fields that it lacks are empty."""

    text: str
    title: str
    date: str
    id: str
    meta: Mapping[str, str]
    sha256: bytes
    """Of the line's bytes, without the line end."""
    encoding: str
    warnings: tuple[str, ...]


def records_start(data: bytes) -> bool:
    """Return whether bytes of an unknown kind begin as JSON Lines do: with an object that fills a line."""
    line = data.removeprefix(_UTF8_MARK).lstrip().split(b"\n", 1)[0].strip()
    return line.startswith(b"{") and line.endswith(b"}") and b'"' in line


def read_records(data: bytes) -> Iterator[tuple[int, Record | Unreadable]]:
    """Yield (line number from 1, record or why it is none) for every line that is not blank."""
    mark = ""
    if data.startswith(_UTF16_MARKS):
        try:
            text, encoding, _ = decode(data)
        except Unreadable as error:
            yield 1, error
            return
        data, mark = text.encode("utf-8", "surrogatepass"), encoding
    elif data.startswith(_UTF8_MARK):
        data, mark = data[len(_UTF8_MARK) :], "utf-8+bom"
    start = number = 0
    while start <= len(data):
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        # A slice a line: the whole file split at once would double its memory.
        line = data[start:end].strip(b" \t\r")
        start, number = end + 1, number + 1
        if line:
            try:
                yield number, _record(line, mark)
            except Unreadable as error:
                yield number, error


def _record(line: bytes, mark: str) -> Record:
    decoded = decode(line)
    value = _parse(decoded.text)
    text = next((value[key] for key in _TEXT_FIELDS if key in value), None)
    if not isinstance(text, str):
        raise Unreadable("has no text: a record needs a field `text` that holds a string")
    fields = {key: _as_text(key, value.get(key)) for key in ("title", "date", "id", *_META_FIELDS)}
    _refuse_surrogates("text", text)
    if is_blank(text):
        raise Unreadable("holds no text, only blanks")
    refuse_controls(text)
    return Record(
        text=text,
        title=fields["title"],
        date=fields["date"],
        id=fields["id"],
        meta={key: fields[key] for key in _META_FIELDS if fields[key]},
        sha256=hashlib.sha256(line).digest(),
        encoding=mark or decoded.encoding,
        warnings=decoded.warnings or refuse_misread(text),
    )


def _parse(line: str) -> dict[str, object]:
    try:
        value: object = json.loads(line, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        raise Unreadable(f"is not JSON: {error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise Unreadable("is not a record: its brackets are nested too deep") from None
    except ValueError:
        # Python refuses whole numbers of more than 4,300 digits.
        raise Unreadable("is not a record: it holds a number that is too long") from None
    if not isinstance(value, dict):
        raise Unreadable('is not a record: a line is one object, {"text": ...}')
    return value


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        if twice in _KNOWN_FIELDS:
            raise Unreadable(f"has the field `{twice}` twice: which one counts can't be told")
    return fields


def _as_text(name: str, value: object) -> str:
    """Return a field as text: strings as they are, whole numbers as digits, everything else as if it were not there."""
    if isinstance(value, str):
        _refuse_surrogates(name, value)
        return value.replace("\x00", "")
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float) and math.isfinite(value):
        return str(value)
    return ""


def _refuse_surrogates(name: str, value: str) -> None:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Unreadable(f"has half a character (a lone surrogate) in `{name}`, character {error.start + 1}") from None
