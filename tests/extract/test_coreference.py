"""Mentions of one thing share a canonical name; two things do not."""

from __future__ import annotations

import pytest

from tests.extract.marked import proposed

GROUPS = [
    ("وصل إسماعيل قاآني. وقال قاآني إنه عائد.", [["إسماعيل قاآني", "قاآني"]]),
    ("قاآني يصل. وقال إسماعيل قاآني إنه عائد.", [["قاآني", "إسماعيل قاآني"]]),
    ("الولايات المتحدة تنسحب. وقالت أميركا إنها عائدة.", [["الولايات المتحدة", "أميركا"]]),
    ("الحشد الشعبي ينسحب. وقال قيادي في الحشد ذلك.", [["الحشد الشعبي", "الحشد"]]),
    ("الجيش الأميركي هنا والجيش الأمريكي هناك", [["الجيش الأميركي", "الجيش الأمريكي"]]),
    ("وصل أمس الأربعاء. وغادر الأربعاء.", [["أمس الأربعاء", "الأربعاء"]]),
    ("بغداد وطهران", [["بغداد"], ["طهران"]]),
    ("وصل أحمد الزرقوني مع خالد الزرقوني", [["أحمد الزرقوني"], ["خالد الزرقوني"]]),
    ("في العراق وللعراق", [["العراق", "لعراق"]]),
]


@pytest.mark.parametrize(("body", "groups"), GROUPS)
def test_mentions_of_one_thing_share_their_canonical_name(body: str, groups: list[list[str]]) -> None:
    found: dict[str, list[str]] = {}
    for mention in proposed(body).mentions:
        found.setdefault(mention.canonical, []).append(body[mention.start : mention.end])
    assert list(found.values()) == groups


def test_the_canonical_name_is_the_fullest_of_the_article() -> None:
    assert {name.canonical for name in proposed("قال قاآني ذلك. ووصل إسماعيل قاآني.").mentions} == {"إسماعيل قاآني"}


def test_a_surname_is_the_person_told_last() -> None:
    body = "وصل أحمد الزرقوني. وقال الزرقوني ذلك. ووصل خالد الزرقوني. وقال الزرقوني لا."
    canonicals = [name.canonical for name in proposed(body).mentions]
    assert canonicals == ["أحمد الزرقوني", "أحمد الزرقوني", "خالد الزرقوني", "خالد الزرقوني"]
