"""The table of phrases is what its readers expect."""

from __future__ import annotations

import pytest

from extract.phrases import phrases, plain


@pytest.mark.parametrize(
    ("spelling", "same"),
    [
        ("مواضيع ذات صِلة :", "مواضيع ذات صلة"),
        ("إقرأ أيضاً…", "اقرأ أيضا"),
        ("شاهــد أيضا", "شاهد أيضا"),
        ("«أ.ف.ب»", "أ ف ب"),
        ("Share!", "share"),
        ("\u200fشارك\u200e", "شارك"),
    ],
)
def test_variants_are_one(spelling: str, same: str) -> None:
    assert plain(spelling) == plain(same)


def test_rows_are_plain_and_of_use() -> None:
    table = phrases()
    for row in (table.lines, table.related, table.menu, table.agencies, table.caption, table.byline):
        assert row
        assert all(phrase and plain(phrase) == phrase for phrase in row)
    # Menus and first words of bylines are looked up word by word.
    assert all(" " not in word for word in table.menu if word not in ("اتصل بنا", "من نحن"))


def test_longer_prefixes_are_tried_first() -> None:
    table = phrases()
    assert list(map(len, table.prefixes)) == sorted(map(len, table.prefixes), reverse=True)
    assert list(map(len, table.dated)) == sorted(map(len, table.dated), reverse=True)
