"""Invented articles of one newsroom, with what its reviewers mark: a kind of name that the engine knows nothing of.

Every article tells of houses called `ديوان` and an invented word. The engine takes them for nothing, or for something else
each time; these reviewers mark them as organisations, whole. A model fitted to a few articles finds them in the next.
"""

from __future__ import annotations

import random
import re

HOUSES = [
    "السرو",
    "البان",
    "الرند",
    "الخزامى",
    "الأثل",
    "العوسج",
    "الشيح",
    "القيصوم",
    "العرعر",
    "السدر",
    "النبق",
    "الغضا",
    "الطلح",
    "الأراك",
]
PLACES = ["بغداد", "دمشق", "بيروت", "عمان", "القاهرة", "الموصل", "حلب", "البصرة"]
PEOPLE = ["سليم الحداد", "هاني الزعبي", "مروان العطار", "فارس النجار"]
SENTENCES = (
    "قال [ديوان {house}|ORG] في بيان إن المعرض يفتح أبوابه في [{place}|LOC].",
    "وزار [{person}|PERSON] مقر [ديوان {house}|ORG] في [{place}|LOC] وتحدث مع العاملين فيه.",
    "وأعلن [ديوان {house}|ORG] أن العمل يستمر في [{place}|LOC] حتى نهاية الموسم.",
    "وشكر [{person}|PERSON] القائمين على [ديوان {house}|ORG] وتمنى لهم دوام النجاح.",
    "وكان الطقس معتدلا في [{place}|LOC] والأسواق مزدحمة بالناس.",
    "وأضاف [{person}|PERSON] أن [ديوان {house}|ORG] يستقبل الزوار كل يوم في [{place}|LOC].",
)


def article(number: int) -> str:
    """Return an article with its names marked: `[ديوان السرو|ORG]`; the same for the same number."""
    chance = random.Random(number)
    lines = []
    for sentence in chance.sample(SENTENCES, 5):
        words = {"house": chance.choice(HOUSES), "place": chance.choice(PLACES), "person": chance.choice(PEOPLE)}
        lines.append(sentence.format(**words))
    return "\n".join(lines)


def unmarked(marked: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """Return the text without its marks, and (start, end, type) of each."""
    body, names = "", []
    for text, name, kind in re.findall(r"([^\[]*)(?:\[([^|]*)\|([A-Z_]*)\])?", marked):
        body += text
        if name:
            names.append((len(body), len(body) + len(name), kind))
            body += name
    return body, tuple(names)
