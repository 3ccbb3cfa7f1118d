"""Bytes to text: which encoding they are in, told by their content alone, or why they are no text that we read.

The order is that of certainty: a byte order mark; strict UTF-8; UTF-16 without a mark, by where its high bytes lie;
then windows-1256 against ISO-8859-6, by which of the two reads as Arabic. A reading that raises no error can still be
wrong, so what comes out is checked for the mistakes that are known (`extract.mojibake`). Knows nothing of articles.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from extract.errors import Unreadable
from extract.legibility import arabic_share, cost
from extract.mojibake import Mistake, find_mistake, is_mostly_misread


class Decoded(NamedTuple):
    """A text and how it was decoded."""

    text: str
    """Without the byte order mark; line ends as they were."""
    encoding: str
    """Python's name of the codec, with `+bom` when a mark was dropped."""
    warnings: tuple[str, ...] = ()


_MAGICS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (.zip, .docx, .xlsx, .epub ...)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"BZh91AY&SY", "a bzip2 file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"(\xb5/\xfd", "a zstd file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (.doc, .xls)"),
    (b"{\\rtf", "an RTF document"),
    (b"OggS\x00", "a sound file"),
    (b"ID3\x03", "a sound file"),
    (b"ID3\x04", "a sound file"),
)

_MARKS: tuple[tuple[bytes, str], ...] = (
    # The longer first: the UTF-32 mark begins with that of UTF-16.
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

LARGEST = 64 * 1024 * 1024
"""Bytes of one text over which nothing is read: it would take gigabytes to look at."""

EMPTY = "is empty: get the file again, or leave it out"
BLANK = "holds no text, only blanks: get the file again, or leave it out"
_NO_TEXT = "it is not a text; save its text as UTF-8 and load that"

_SAMPLE = 20_000
"""Bytes or characters that are enough to judge a whole file by."""

_MOST_CONTROLS = 0.3
"""Share of control characters over which bytes are no text. Hostile articles hold many escape sequences and must load."""

_DEAREST_ARABIC = 6.5
"""Bits a pair up to which an eight-bit text is taken for Arabic; news costs 3 to 5, other alphabets 9 and more."""

_VISIBLE = re.compile("[^\\s\u200b-\u200f\u2060\ufeff]")
_MIDDLE_CONTROLS = re.compile("[\x80-\x9f]")
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1f\x7f]")
_HIGH_RUNS = re.compile(rb"[\x80-\xff]+(?: [\x80-\xff]+)*")
_HIGH_BYTES = re.compile(rb"[\x80-\xff]")
_UTF8_SEQUENCES = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_UTF8_ARABIC = re.compile(rb"[\xd8-\xdb][\x80-\xbf]")

_NAMES = {
    "cp1256": "windows-1256",
    "cp1252": "windows-1252",
    "latin-1": "ISO-8859-1",
    "cp1251": "windows-1251",
    "iso8859-6": "ISO-8859-6",
    "mac-roman": "Mac Roman",
    "cp437": "DOS 437",
}


def decode(data: bytes) -> Decoded:
    """Return the text of these bytes and its encoding.

    Raises Unreadable, with advice, for bytes that are empty, blank, binary, broken, in an encoding that is not
    supported, or that were decoded wrongly before and saved so.
    """
    if not data:
        raise Unreadable(EMPTY)
    if len(data) > LARGEST:
        raise Unreadable(
            f"is too large for one article ({len(data) // (1024 * 1024)} MB): split it, or load JSON Lines"
        )
    for magic, what in _MAGICS:
        if data.startswith(magic):
            raise Unreadable(f"is {what}, not a text: save its text as UTF-8 and load that")
    text, encoding = _by_mark(data) or _by_utf8(data) or _by_utf16(data) or _by_eight_bits(data)
    if is_blank(text):
        raise Unreadable(BLANK)
    refuse_controls(text)
    return Decoded(text, encoding, refuse_misread(text))


def is_blank(text: str) -> bool:
    """Return whether nothing of a text can be seen."""
    return not _VISIBLE.search(text)


def refuse_controls(text: str) -> None:
    """Raise Unreadable for a text that holds NUL, lone surrogates or mostly control characters."""
    if "\x00" in text:
        raise Unreadable(f"holds NUL characters (the first is character {text.index(chr(0)) + 1}): {_NO_TEXT}")
    sample = text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) > _MOST_CONTROLS * len(sample):
        raise Unreadable(f"is mostly control characters: {_NO_TEXT}")


def refuse_misread(text: str) -> tuple[str, ...]:
    """Return a warning where a few lines were decoded wrongly before and saved so, nothing where none were.

    Raises Unreadable, with advice, where much of the text was.
    """
    found = find_mistake(text)
    if found is None:
        return ()
    mistake, share = found
    right, wrong = (_NAMES.get(codec, codec.upper()) for codec in mistake)
    if is_mostly_misread(share):
        raise Unreadable(
            f"is {right} that was once read as {wrong} and saved so: its letters are wrong; "
            f"load the original, or undo it: {_advice(mistake)}"
        )
    return (f"some lines are {right} that was once read as {wrong}: their letters are wrong",)


def _advice(mistake: Mistake) -> str:
    return f"iconv -f utf-8 -t {_NAMES.get(mistake.wrong, mistake.wrong)} FILE | iconv -f {_NAMES.get(mistake.right, mistake.right)} -t utf-8"


def _by_mark(data: bytes) -> tuple[str, str] | None:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(codec), f"{codec}+bom"
            except UnicodeDecodeError as error:
                raise Unreadable(_broken(codec, len(mark) + error.start, data, error.reason)) from None
    return None


def _by_utf8(data: bytes) -> tuple[str, str] | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_broken_utf8(data):
            raise Unreadable(_broken("utf-8", error.start, data, error.reason)) from None
        return None
    # UTF-16 without a mark is valid UTF-8 too where it holds ASCII and Arabic only.
    return None if "\x00" in text or "\x06" in text else (text, "utf-8")


def _is_broken_utf8(data: bytes) -> bool:
    """Return whether invalid UTF-8 was meant as UTF-8.

    In windows-1256 and ISO-8859-6 a lead byte of UTF-8 is a letter, and its follower a sign that seldom stands behind
    one: the Arabic comma after ط ظ ع غ is the only usual case.
    """
    high = len(_HIGH_BYTES.findall(data))
    # Judged by Arabic, so that ة، in windows-1256 does not count, and by the rest where UTF-8 is nearly whole.
    arabic = 2 * len(_UTF8_ARABIC.findall(data))
    valid = sum(map(len, _UTF8_SEQUENCES.findall(data)))
    return arabic > 0.15 * high or valid > 0.8 * high


def _broken(codec: str, at: int, data: bytes, reason: str) -> str:
    if reason in ("unexpected end of data", "truncated data"):
        return f"ends in the middle of a letter (byte {at + 1}): the file was cut; load the whole file"
    before = data.count(b"\n", 0, at)
    where = f"byte {at + 1} (line {before + 1})" if b"\n" in data else f"byte {at + 1}"
    return f"is {codec.upper()} that breaks at {where}: a part of it is in another encoding; save it all as UTF-8"


def _by_utf16(data: bytes) -> tuple[str, str] | None:
    """Return UTF-16 without a mark, told by which half of its pairs holds high bytes.

    In Arabic UTF-16 nearly all high bytes are 06 (letters), 00 (blanks, digits) or 20 (quotes), and low bytes vary.
    """
    sample = data[: _SAMPLE - _SAMPLE % 2]
    if len(data) < 4 or (b"\x00" not in sample and b"\x06" not in sample):
        return None
    best: tuple[int, str] | None = None
    for codec, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        high = sample[first::2]
        fits = high.count(0x06) + high.count(0x00) + high.count(0x20)
        if fits >= 0.9 * len(high) and (best is None or fits > best[0]):
            best = (fits, codec)
    if best is None:
        raise Unreadable(f"holds NUL bytes: {_NO_TEXT}")
    try:
        text = data.decode(best[1])
    except UnicodeDecodeError as error:
        raise Unreadable(_broken(best[1], error.start, data, error.reason)) from None
    if "\x00" in text or (arabic_share(text[:_SAMPLE]) == 0 and not text[:_SAMPLE].isprintable() and "\n" not in text):
        raise Unreadable(f"holds NUL bytes: {_NO_TEXT}")
    return text, best[1]


def _by_eight_bits(data: bytes) -> tuple[str, str]:
    """Return the likelier of windows-1256 and ISO-8859-6.

    Both hold the same letters up to ض and other ones after it, so a word or two is enough: ي and ف of windows-1256 are
    undefined in ISO-8859-6, and ي and و of ISO-8859-6 are French letters in windows-1256.
    """
    best: tuple[float, str, str] | None = None
    # A page may open with pages of ASCII: judged by the words that differ.
    sample = b"\n".join(run[0] for run, _ in zip(_HIGH_RUNS.finditer(data), range(_SAMPLE // 10), strict=False))[
        :_SAMPLE
    ]
    for codec in ("cp1256", "iso8859-6"):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if codec == "iso8859-6" and _MIDDLE_CONTROLS.search(text):
            continue
        bits = cost(sample.decode(codec))
        if best is None or 0 < bits < best[0]:
            best = (bits, text, codec)
    if best is None or best[0] > _DEAREST_ARABIC:
        raise Unreadable("is in an encoding that is not supported: save it as UTF-8 and load that")
    return best[1], best[2]
