"""Which encoding bytes are in, and which bytes are refused with what advice."""

from __future__ import annotations

import pytest

from extract.encodings import Decoded, decode
from extract.errors import Unreadable

SENTENCE = "وصل الوفد إلى مدينة الموصل صباح الأحد، والتقى أعضاء المجلس المحلي وشيوخ العشائر."
NEWS = f"{SENTENCE}\nقال المتحدث باسم خفر السواحل إن الزوارق عادت إلى الميناء.\n\nثم غادر الوفد."


@pytest.mark.parametrize(
    ("codec", "expected"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8+bom"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-16", "utf-16-le+bom"),
        ("utf-32", "utf-32-le+bom"),
        ("cp1256", "cp1256"),
        ("iso8859_6", "iso8859-6"),
    ],
)
@pytest.mark.parametrize("text", [NEWS, "التقى الوزير السفير", "بغداد في هدوء"])
def test_every_supported_encoding_is_recognised_by_content(codec: str, expected: str, text: str) -> None:
    assert decode(text.encode(codec)) == Decoded(text, expected)


def test_big_endian_mark() -> None:
    assert decode(b"\xfe\xff" + NEWS.encode("utf-16-be")) == Decoded(NEWS, "utf-16-be+bom")


@pytest.mark.parametrize(
    "text",
    [
        "قال لـCNN إن الاتفاق “نهائي” – والتفاصيل قريبا… لا “غير”.",  # punctuation only windows-1256 has
        "زارت Amélie مدينة طرابلس",  # French letters beside Arabic ones
        "الوزير «القادم» يصل غدا؟ نعم؛ ربما",
        "قُتِلَ الجُنديُّ في الكَمين",  # marks
    ],
)
def test_windows_1256_with_more_than_letters(text: str) -> None:
    assert decode(text.encode("cp1256")) == Decoded(text, "cp1256")


def test_a_page_that_opens_with_much_ascii_is_judged_by_its_arabic() -> None:
    page = "<!-- " + "x" * 50_000 + " -->" + SENTENCE
    assert decode(page.encode("iso8859_6")).encoding == "iso8859-6"
    assert decode(page.encode("cp1256")).encoding == "cp1256"


def test_only_the_mark_is_taken_off() -> None:
    text = "\u200fمرحبا\u202a بكم\ufeff\r\nفي \u00a0بغداد\u00ad\t "
    assert decode(text.encode("utf-8-sig")).text == text


def test_escape_sequences_are_text() -> None:
    text = "\x1b[2Jخبر\x1b[31m عاجل \x07"
    assert decode(text.encode()).text == text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n\t \r\n", "only blanks"),
        ("\ufeff\u200f \u200e".encode(), "only blanks"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"SQLite format 3\x00\x10\x00", "SQLite"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
        (b"\x00\x01\x02\x03" * 50, "NUL"),
        ("خبر\x00عاجل".encode(), "NUL"),
        (b"\x01\x02\x03\x04\x05\x06\x07" * 30, "not a text"),
        ("Президент прибыл в Багдад с визитом".encode("cp1251"), "not supported"),
        ("שלום לכולם מה שלומכם היום".encode("cp1255"), "not supported"),
        (SENTENCE.encode()[:-2], "ends in the middle of a letter"),
        (SENTENCE.encode("utf-16")[:-1], "ends in the middle of a letter"),
    ],
)
def test_what_is_no_text_is_refused_and_named(data: bytes, says: str) -> None:
    with pytest.raises(Unreadable) as refused:
        decode(data)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_half_utf8_says_where_it_breaks() -> None:
    first = (SENTENCE + "\n").encode()
    with pytest.raises(Unreadable) as refused:
        decode(first + SENTENCE.encode("cp1256"))
    assert f"byte {len(first) + 1} " in str(refused.value)
    assert "line 2" in str(refused.value)


@pytest.mark.parametrize(
    ("right", "wrong", "names"),
    [
        ("utf-8", "cp1256", ("UTF-8", "windows-1256")),
        ("utf-8", "latin-1", ("UTF-8", "ISO-8859-1")),
        ("cp1256", "cp1252", ("windows-1256", "windows-1252")),
        ("cp1256", "latin-1", ("windows-1256", "windows-1252")),
        ("iso8859_6", "cp1256", ("ISO-8859-6", "windows-1256")),
    ],
)
@pytest.mark.parametrize("saved", ["utf-8", "utf-16"])
def test_a_wrong_reading_that_was_saved_is_refused_with_the_way_back(
    right: str, wrong: str, names: tuple[str, str], saved: str
) -> None:
    spoiled = NEWS.encode(right).decode(wrong)
    with pytest.raises(Unreadable) as refused:
        decode(spoiled.encode(saved))
    assert all(name in str(refused.value) for name in names)
    assert "iconv" in str(refused.value)


def test_a_no_break_space_lost_on_the_way_does_not_hide_it() -> None:
    spoiled = NEWS.encode().decode("cp1256").replace("\u00a0", " ")
    with pytest.raises(Unreadable):
        decode(spoiled.encode())


def test_a_few_spoiled_lines_are_a_warning() -> None:
    spoiled = "عنوان الخبر الأول".encode().decode("cp1256")
    text = f"{NEWS}\n" * 4 + spoiled
    decoded = decode(text.encode())
    assert decoded.text == text
    assert len(decoded.warnings) == 1


@pytest.mark.parametrize(
    "text",
    [
        "ظل الضابط يحفظ الطلاب والحظ يضحك للظالم، ظهر الظرف.",  # the letters that mojibake is full of
        "L'été à Beyrouth a été très chaud, dit Zoë Çelik à Öz.",
        "Straße, Größe, Äpfel und Öl",
        "قال José Muñoz إن Ångström وحدة قياس",
        "پاکستان کے وزیر اعظم نے کہا ہے کہ گاڑی ٹھیک ہے",
        "Москва и Багдад подписали договор",
        "وَصَلَ الوَفْدُ إِلَى المَوْصِلِ",
        "100 % – 5 × 3 = 15 ± 2",
    ],
)
def test_sound_text_is_not_taken_for_spoiled(text: str) -> None:
    assert decode(text.encode()) == Decoded(text, "utf-8")
