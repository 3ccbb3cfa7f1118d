"""Counts of casualties, hostages and troops."""

from __future__ import annotations

import pytest

from tests.extract.marked import plain, with_names

COUNTS = [
    "مقتل [خمسة أشخاص|NUMBER_OF] في الحريق",
    "قتل [30 شخصا|NUMBER_OF] على الأقل",
    "سقوط نحو [12 جريحا|NUMBER_OF]",
    "[2500 جنديا|NUMBER_OF] في القاعدة",
    "سحب [500 من جنودها|NUMBER_OF]",
    "مقتل [ثلاثة|NUMBER_OF] وإصابة [43|NUMBER_OF] بجروح",
    "مقتل [٤٠ مدنيا|NUMBER_OF]",
    "إصابة [1,200 شخص|NUMBER_OF]",
    "قتل [أربعة عناصر|NUMBER_OF] من الشرطة",
    "خسر ثلاثة ملايين دولار",
    "باع 30 كتابا",
    "بلغ السعر 43 بالمئة",
    "حضر خمسة أشخاص الحفل",
    "سبعة صواريخ",
]


@pytest.mark.parametrize("marked", COUNTS)
def test_counts_of_people_are_found(marked: str) -> None:
    assert with_names(plain(marked)) == marked
