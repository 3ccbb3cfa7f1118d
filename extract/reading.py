"""Bytes into articles: picks the reader by content and by the name's ending, and tells what each article came with.

Text and HTML give one article, JSON Lines one a line. What can't be read comes out as an `Unreadable` beside the rest, so
that a bad line or file never stops the work; only a missing optional package is raised (`MissingExtra`). Bytes come
from the caller: nothing here opens files.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

from extract.article import Article, DateOrigin, Part, Reading, Source
from extract.encodings import BLANK, EMPTY, Decoded, decode, refuse_misread
from extract.errors import MissingExtra, Unreadable
from extract.parts import parts_with_hints
from extract.published import first_date, published_in, published_in_name
from extract.records import Record, read_records, records_start

TEXT_READER = "text/1"
JSONL_READER = "jsonl/1"

LONG_BODY = 1_000_000
"""Code points over which a person is warned: an article has some thousand, and screens and engines are made for that."""

_TEXT_ENDINGS = (".txt", ".text")
_HTML_ENDINGS = (".html", ".htm", ".xhtml")
_JSONL_ENDINGS = (".jsonl", ".ndjson")

# What only a page begins with; a text may begin with any other tag.
_PAGE_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL
)
_PAGE_LIKE = re.compile(r"\s*<[a-z!]", re.IGNORECASE)
_CLOSING_TAG = re.compile(r"</(?:p|div|body|head|article|h1|table|span)>", re.IGNORECASE)

_TITLE_LENGTH = 160
_BLANKS = re.compile(r"\s+")


def supported(name: str) -> bool:
    """Return whether a file of this name is one to read when a whole folder is loaded."""
    return name.casefold().endswith(_TEXT_ENDINGS + _HTML_ENDINGS + _JSONL_ENDINGS)


def read_bytes(name: str, data: bytes) -> Iterator[Reading | Unreadable]:
    """Yield the articles of a file, and for each that can't be read an Unreadable that names the file (and line).

    `name` is the file's name as a person would say it, `-` for standard input. Raises MissingExtra for a page where
    the package that reads HTML is not installed, and nothing else whatever the bytes.
    """
    today = datetime.now(UTC).date()
    ending = name.casefold()
    if ending.endswith(_JSONL_ENDINGS) or (not supported(name) and records_start(data)):
        yield from _read_jsonl(name, data, today)
        return
    try:
        yield _read_one(name, data, today)
    except Unreadable as error:
        yield Unreadable(f"{name}: {error}")


def _read_one(name: str, data: bytes, today: date) -> Reading:
    decoded = decode(data)
    if _is_page(name, decoded.text):
        return _read_page(name, data, decoded, today)
    body = _with_line_feeds(decoded.text)
    return _reading(
        body=body,
        parts=parts_with_hints(body, ()),
        metadata_title="",
        metadata_date="",
        source=Source(name=name, sha256=hashlib.sha256(data).digest(), encoding=decoded.encoding, reader=TEXT_READER),
        warnings=decoded.warnings,
        today=today,
    )


def _is_page(name: str, text: str) -> bool:
    ending = name.casefold()
    head = text[:20_000]
    if ending.endswith(_HTML_ENDINGS) or _PAGE_START.match(head):
        return True
    return not supported(name) and bool(_PAGE_LIKE.match(head) and _CLOSING_TAG.search(head))


def _read_page(name: str, data: bytes, decoded: Decoded, today: date) -> Reading:
    try:
        # 40 ms, and the library is optional: paid by those who load pages.
        from extract.pages import READER, read_page  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtra(
            f"{name}: reading HTML needs an optional package; install it: pip install 'muraji[html]'"
        ) from error
    page = read_page(decoded.text)
    return _reading(
        body=page.body,
        parts=parts_with_hints(page.body, page.hints, title=page.title),
        metadata_title=page.title,
        metadata_date=page.published,
        source=Source(
            name=name,
            sha256=hashlib.sha256(data).digest(),
            encoding=decoded.encoding,
            reader=READER,
            meta=page.meta,
        ),
        # Of the text and not the page: among so much markup a misread text would look small.
        warnings=refuse_misread(page.body),
        today=today,
    )


def _read_jsonl(name: str, data: bytes, today: date) -> Iterator[Reading | Unreadable]:
    empty = True
    for number, record in read_records(data):
        empty = False
        if isinstance(record, Unreadable):
            yield Unreadable(f"{name}, line {number}: {record}")
            continue
        try:
            yield _read_record(name, record, today)
        except Unreadable as error:
            yield Unreadable(f"{name}, line {number}: {error}")
    if empty:
        yield Unreadable(f"{name}: {EMPTY if not data else BLANK}")


def _read_record(name: str, record: Record, today: date) -> Reading:
    body = _with_line_feeds(record.text.removeprefix("\ufeff"))
    return _reading(
        body=body,
        parts=parts_with_hints(body, (), title=record.title),
        metadata_title=record.title,
        metadata_date=record.date,
        source=Source(
            name=name,
            sha256=record.sha256,
            encoding=record.encoding,
            reader=JSONL_READER,
            record=record.id,
            meta=record.meta,
        ),
        warnings=record.warnings,
        today=today,
    )


def _reading(
    *,
    body: str,
    parts: tuple[Part, ...],
    metadata_title: str,
    metadata_date: str,
    source: Source,
    warnings: tuple[str, ...],
    today: date,
) -> Reading:
    published, origin = _published(body, parts, metadata_date, source=source, today=today)
    if metadata_date and origin != "metadata":
        warnings = (*warnings, f"its date is not one that an article can have: {_one_line(metadata_date)[:40]}")
    if len(body) > LONG_BODY:
        warnings = (*warnings, f"is very long ({len(body):,} characters): the screen and the engine will be slow")
    return Reading(
        article=Article(
            body=body,
            parts=parts,
            title=_title(body, parts, metadata_title),
            published=published,
            published_from=origin,
        ),
        source=source,
        warnings=warnings,
    )


def _published(
    body: str, parts: tuple[Part, ...], metadata_date: str, *, source: Source, today: date
) -> tuple[str, DateOrigin]:
    if metadata_date and (value := first_date(metadata_date[:200], today=today)):
        return value.isoformat(), "metadata"
    if value := published_in(body, parts, today=today):
        return value.isoformat(), "text"
    # The name of a file with many records tells when it was made, not when each was published.
    if source.reader != JSONL_READER and (value := published_in_name(source.name, today=today)):
        return value.isoformat(), "file name"
    return "", ""


def _title(body: str, parts: tuple[Part, ...], metadata_title: str) -> str:
    title = metadata_title.strip() or next((body[part.start : part.end] for part in parts if part.kind == "title"), "")
    title = _one_line(title)
    if not title:
        first = next((part for part in parts if part.kind == "body"), parts[0] if parts else None)
        title = _one_line(body[first.start : first.start + 2 * _TITLE_LENGTH]) if first else ""
    if len(title) <= _TITLE_LENGTH:
        return title
    return title[:_TITLE_LENGTH].rsplit(" ", 1)[0] + "…"


def _one_line(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
