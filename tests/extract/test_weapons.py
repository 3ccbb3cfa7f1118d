"""Weapons with a kind, and models."""

from __future__ import annotations

import pytest

from tests.extract.marked import plain, with_names

WEAPONS = [
    "سقطت [صواريخ كاتيوشا|WEAPON] على المعسكر",
    "ب[طائرات مسيّرة|WEAPON] صغيرة",
    "انفجرت [سيارة مفخخة|WEAPON]",
    "و[عبوة ناسفة|WEAPON] ثانية",
    "[قذائف هاون|WEAPON]",
    "[صاروخ أرض - أرض|WEAPON]",
    "من طراز [بي-52|WEAPON]",
    "مقاتلة [إف 16|WEAPON]",
    "[F-16|WEAPON]",
    "[قنابل عنقودية|WEAPON]",
    "[الغاز المسيل للدموع|WEAPON]",
    "صواريخ وأسلحة ومدفعية وقنابل",
    "أسلحة ثقيلة",
    "طائرات حربية",
    "سيارة سريعة",
    "A4-5",
]


@pytest.mark.parametrize("marked", WEAPONS)
def test_weapons_with_a_kind_are_found(marked: str) -> None:
    assert with_names(plain(marked)) == marked
