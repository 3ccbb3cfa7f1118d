"""The parts of a body: title, byline, date line, story, captions, and what the site put around them.

One line is one part, or lies in one with its neighbours of the same kind; nothing is cut. The way of it:

    ┌ head   lines before the first sentence of the story: menus, title, byline, date line, caption, standfirst
    │ story  from the first line of prose to the last: body, but for "related" links, captions, repeated titles
    └ tail   lines after it: links, tags, share buttons, "back to top", and now and then the date

Prose is told by length and full stops; the rest by tables of phrases (`data/reading_phrases.toml`) and by form. A doubt is
decided for `body`: furniture is drawn dim, and a dimmed sentence costs more than a menu that is not. A reader that
knows more of a line (an HTML page's elements) says so by a hint, and a hint wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.article import Part, PartKind
from extract.normalise import normalise
from extract.phrases import phrases, plain, plain_folded
from extract.published import dates_in

_ENDS_SENTENCE = re.compile(r"[.!?؟:؛…][\"'”’»)\]\s\u200b-\u200f]*$")
_INNER_STOP = re.compile(r"[^\s.][.؟!]\s+\S")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]\s*\.?$")
_LEADS_ON = re.compile(r"\s*[:|/–—-]")
_BYLINE_FORM = re.compile(r"^[^.؟!]{2,60}(?:\s[-–—|/]\s|:\s|[/|–—])[^.؟!]{2,60}$")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?|[+-]?\d{4}\b|\b(?:gmt|utc|am|pm|ص|م)\b|الساعه|بتوقيت|غرينتش|جرينتش|مكه")
_WEEKDAYS = re.compile(r"(?:ال)?(?:سبت|احد|اثنين|ثلاثاء|اربعاء|خميس|جمعه)|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|يوم")
_QUOTED_OUTLET = re.compile(r"^[«\"“][^»\"”]{2,30}[»\"”]")
_SEPARATORS = re.compile(r"[|›»>•·/]")
_NUMBERED = re.compile(r"\(?\d{1,2}\s*[-–.):]|[-–*•]\s*\w")
_LATIN = re.compile(r"^[\x00-\x7f]+$")

PROSE_WORDS = 7
"""A line of so many words that ends a sentence is prose; titles seldom end with a full stop."""
LONG_WORDS = 26
"""A line of so many words is prose without a full stop too: no title is so long."""
TITLE_WORDS = 4
"""Fewer words than this make a title only where nothing longer could be one."""
SHORT_WORDS = 8


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    text: str
    """Without the blanks around it that `start` and `end` hold."""
    folded: str
    """Normalised."""
    plain: str
    """Normalised, punctuation made blanks, blanks made one."""
    words: int
    kind: PartKind | None = None

    @property
    def is_prose(self) -> bool:
        if self.words >= LONG_WORDS:
            return True
        ends = bool(_ENDS_SENTENCE.search(self.text)) and not self.text.endswith(("...", "…", ":"))
        if ends and self.words >= PROSE_WORDS:
            return True
        return self.words >= 14 and bool(_INNER_STOP.search(self.text)) and ".." not in self.text


_FOLDED_LENGTH = 600
"""Code points of a line that are looked at: more is prose anyway, and a body may be one line of 5 MB."""


def parts(body: str) -> tuple[Part, ...]:
    """Return the parts of a body in order; every line that is not blank lies in exactly one."""
    return parts_with_hints(body, ())


def parts_with_hints(body: str, hints: Sequence[PartKind | None], *, title: str = "") -> tuple[Part, ...]:
    """Return the parts of a body of which more is known.

    `hints` gives a kind for each line of the body, by line number, or None to have it found; it may be shorter than
    the body. `title` is the title as metadata gives it: its first line is then the title, whatever its form.
    """
    lines = list(_lines(body, hints))
    if lines:
        _mark_by_form(lines)
        _mark_head_and_tail(lines, plain(title[:_FOLDED_LENGTH]))
        _mark_repeated_titles(lines)
        _mark_lists(lines)
    return tuple(_joined(lines))


def _lines(body: str, hints: Sequence[PartKind | None]) -> Iterable[_Line]:
    at = 0
    for number, raw in enumerate(body.split("\n")):
        text = raw.strip()
        if text:
            seen = text[:_FOLDED_LENGTH]
            folded = normalise(seen)
            words = len(seen.split()) if len(text) == len(seen) else LONG_WORDS
            yield _Line(
                start=at,
                end=at + len(raw),
                text=text,
                folded=folded,
                plain=plain_folded(folded),
                words=words,
                kind=hints[number] if number < len(hints) else None,
            )
        at += len(raw) + 1


def _mark_by_form(lines: list[_Line]) -> None:
    """Mark what shows by itself wherever it stands: furniture by phrase, date lines, captions by who gave the picture."""
    for line in lines:
        if line.kind is None and line.words < LONG_WORDS:
            if _is_phrase(line):
                line.kind = "furniture"
            elif _is_date_line(line):
                line.kind = "dateline"
            elif _is_caption(line):
                line.kind = "caption"


def _is_phrase(line: _Line) -> bool:
    table = phrases()
    if line.plain in table.lines or line.plain in table.related or not line.plain:
        return True
    if line.words > 16 or (line.is_prose and line.words > SHORT_WORDS):
        return _after(line, table.prefixes) is not None
    words = line.plain.split()
    if len(words) <= 4 and all(word in table.lines or word.isdigit() for word in words):
        return True
    return _after(line, table.prefixes) is not None or any(phrase in line.plain for phrase in table.inside)


def _after(line: _Line, prefixes: tuple[str, ...]) -> str | None:
    """Return what follows a prefix and its colon, dash or bar."""
    for prefix in prefixes:
        if line.folded.startswith(prefix) and _LEADS_ON.match(line.folded, len(prefix)):
            return line.folded[len(prefix) :]
    return None


def _is_date_line(line: _Line) -> bool:
    """Return whether a line is a date and little else."""
    if line.words > 14 or not any(character.isdigit() for character in line.folded):
        return False
    rest = line.folded
    spans = sorted((start, end) for start, end, _ in dates_in(line.text))
    if not spans:
        return False
    for start, end in reversed(spans):
        rest = rest[:start] + " " + rest[end:]
    rest = _WEEKDAYS.sub(" ", _CLOCK.sub(" ", rest))
    rest = plain_folded(rest)
    for phrase in phrases().dated:
        if rest.startswith(phrase):
            rest = rest[len(phrase) :]
            break
    return len(rest.split()) <= 2


def _is_caption(line: _Line) -> bool:
    table = phrases()
    words = line.plain.split()
    if line.words <= 4 and ("caption" in words or line.plain in table.caption):
        return True
    inside = _BRACKETS.search(line.folded)
    if inside and line.words < LONG_WORDS and not line.is_prose:
        return any(
            plain_folded(piece) in table.agencies | table.caption for piece in re.split(r"[-–—/،,:|]", inside[1])
        )
    first = re.split(r"[:/|]", line.folded, maxsplit=1)
    return len(first) == 2 and line.words <= 12 and plain_folded(first[0]) in table.caption


def _is_menu(line: _Line) -> bool:
    words = line.plain.split()
    known = sum(word in phrases().menu for word in words)
    if _SEPARATORS.search(line.text) and 2 * known >= len(words):
        return True
    return len(words) >= 1 and known >= 0.6 * len(words)


def _is_byline(line: _Line) -> bool:
    if line.words > 12 or line.is_prose:
        return False
    table = phrases()
    words = line.plain.split()
    if line.plain in table.agencies or words[0] in table.byline or " ".join(words[:2]) in table.byline:
        return True
    if _QUOTED_OUTLET.match(line.text) and line.words <= 5:
        return True
    if any(plain_folded(piece) in table.agencies for piece in re.split(r"[-–—/،,:|]", line.folded)):
        return True
    if not _BYLINE_FORM.match(line.text):
        return False
    # With the date in it, a byline is longer.
    return line.words <= SHORT_WORDS or any(dates_in(line.text))


def _mark_head_and_tail(lines: list[_Line], known_title: str) -> None:
    prose = [number for number, line in enumerate(lines) if line.kind in (None, "body") and line.is_prose]
    first = prose[0] if prose else len(lines)
    last = prose[-1] if prose else -1
    title = _title_at(lines, first, known_title)
    if title is not None and lines[title].kind is None:
        lines[title].kind = "title"
    for number in range(min(first, len(lines))):
        line = lines[number]
        if line.kind is None:
            line.kind = _kind_in_head(lines, number, title)
    for line in lines[first : last + 1]:
        if line.kind is None:
            line.kind = "body"
    # A list that the story announces ("التشكيلة:") has no full stops either.
    in_list = bool(prose) and lines[last].text.endswith(":")
    for line in lines[last + 1 :] if prose else ():
        if line.kind is None:
            line.kind = "body" if in_list else _kind_in_tail(line)
            in_list = in_list or (line.kind == "body" and line.text.endswith(":"))
        else:
            in_list = False
    for line in lines:
        if line.kind is None:
            line.kind = "body"


def _title_at(lines: list[_Line], first_prose: int, known: str) -> int | None:
    """Return which line is the title: as metadata say, else the first of the head that is long enough to be one."""
    for number, line in enumerate(lines):
        if line.kind == "title" or (known and line.plain == known and line.kind is None):
            return number
    if known:
        # The title is outside of the body; only a line that says the same would be one.
        return None
    # The last line has nothing to be the title of.
    free = [number for number in range(min(first_prose, len(lines) - 1)) if lines[number].kind is None]
    long = [number for number in free if lines[number].words >= TITLE_WORDS and not _is_menu(lines[number])]
    # One that comes again further down is the title, whatever stands before it.
    later = {line.plain for line in lines[first_prose:]}
    repeated = [number for number in long if lines[number].plain in later]
    for numbers in (repeated, long, [number for number in free if not _is_menu(lines[number])]):
        if numbers:
            return numbers[0]
    return None


def _kind_in_head(lines: list[_Line], number: int, title: int | None) -> PartKind:
    line = lines[number]
    if title is None:
        return "byline" if _is_byline(line) else "body"
    if number < title:
        return "furniture" if line.words < SHORT_WORDS or _is_menu(line) else "body"
    following = lines[number + 1] if number + 1 < len(lines) else None
    if line.words <= SHORT_WORDS and following is not None and following.kind == "caption" and following.words <= 4:
        # A name under the picture, and under it who took it.
        return "caption"
    if _is_byline(line):
        return "byline"
    if _is_menu(line) or (line.words <= 3 and _LATIN.match(line.text)):
        return "furniture"
    if line.words <= TITLE_WORDS and number == title + 1 and any(later.is_prose for later in lines[number + 1 :]):
        return "byline"
    return "body" if line.words >= TITLE_WORDS else "furniture"


def _kind_in_tail(line: _Line) -> PartKind:
    words = line.plain.split()
    if line.words <= 10 and (words[0] in phrases().byline or " ".join(words[:2]) in phrases().byline):
        return "byline"
    if line.words <= 5 and any(
        plain_folded(piece) in phrases().agencies for piece in re.split(r"[-–—/،,|]", line.folded)
    ):
        return "byline"
    if _NUMBERED.match(line.folded):
        return "body"
    # A last line without its full stop is still the story; links come shorter, or under a heading (see _mark_lists).
    return "furniture" if line.words <= SHORT_WORDS and not _ENDS_SENTENCE.search(line.text) else "body"


def _mark_repeated_titles(lines: list[_Line]) -> None:
    titles = {line.plain for line in lines if line.kind == "title"}
    seen: set[str] = set()
    for line in lines:
        if line.plain in titles:
            if line.plain in seen and line.kind in ("body", "title"):
                line.kind = "furniture"
            seen.add(line.plain)


def _mark_lists(lines: list[_Line]) -> None:
    """Mark the links under a heading such as مقالات ذات صلة: the lines up to the next prose."""
    related = phrases().related
    in_list = False
    for line in lines:
        if line.kind == "furniture" and line.plain in related:
            in_list = True
        elif line.is_prose or line.kind in ("title", "caption"):
            in_list = False
        elif in_list and line.kind in ("body", "byline", "dateline"):
            line.kind = "furniture"


def _joined(lines: list[_Line]) -> Iterable[Part]:
    """Yield the parts: neighbours of one kind are one part where only blank lines lie between, but titles stay single."""
    open_part: Part | None = None
    for line in lines:
        kind: PartKind = line.kind or "body"
        if open_part and open_part.kind == kind and kind != "title":
            open_part = Part(kind, open_part.start, line.end)
            continue
        if open_part:
            yield open_part
        open_part = Part(kind, line.start, line.end)
    if open_part:
        yield open_part
