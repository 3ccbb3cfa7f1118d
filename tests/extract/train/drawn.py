"""Corpora of texts with names drawn in them: `وصل [حازم الدروبي|PERSON] إلى [بغداد|LOC]`. People and groups are invented."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from extract.article import Article
from extract.document import Document
from extract.learned.labels import spans
from extract.train.corpora import Labelled, labels_of

_MARK = re.compile(r"\[([^\[\]|]+)\|([A-Z_]+)\]")

NEWS = (
    "وصل وزير النقل [حازم الدروبي|PERSON] إلى [بغداد|LOC] صباحا قادما من [عمان|LOC] برفقة وفد كبير",
    "قال المتحدث باسم [حركة الفجر الصادق|ORG] [سلمان الغزاوي|PERSON] إن المفاوضات في [جنيف|LOC] لم تبدأ بعد",
    "أعلنت [شركة نهر الرمل|ORG] أنها ستفتح مكتبا في [دمشق|LOC] وآخر في [حلب|LOC] قبل الشتاء",
    "زار المدير [رائد السنجاري|PERSON] مقر [جمعية الضفاف|ORG] في [بيروت|LOC] ثم عاد إلى مكتبه",
    "أغلقت السلطات [مطار النخيل|FAC] أمام المسافرين بعد عاصفة ضربت [البصرة|LOC] ليلا",
    "التقت النائبة [هدى الكرخي|PERSON] أهالي [الموصل|LOC] وطالبت [شركة نهر الرمل|ORG] بإصلاح الطرق",
    "نفى [سلمان الغزاوي|PERSON] أن تكون [حركة الفجر الصادق|ORG] قد انسحبت من [طرابلس|LOC] هذا الشهر",
    "نقلت الطائرة المصابين من [مطار النخيل|FAC] إلى مستشفى في [عمان|LOC] لتلقي العلاج هناك",
    "افتتح الوزير [حازم الدروبي|PERSON] جسرا جديدا في [الموصل|LOC] بعد عامين من العمل",
    "طالبت [جمعية الضفاف|ORG] بتحقيق في حريق [مطار النخيل|FAC] الذي وقع قبل أسبوع",
    "سافرت [هدى الكرخي|PERSON] من [بيروت|LOC] إلى [جنيف|LOC] للمشاركة في مؤتمر عن المياه",
    "كشف [رائد السنجاري|PERSON] أن [شركة نهر الرمل|ORG] وظفت مئة عامل في [حلب|LOC] خلال عام",
)
"""A dozen sentences, each name in two of them or more."""


def read(marked: str) -> tuple[str, list[dict[str, Any]]]:
    """Return a text without its marks, and what they mark as the prediction format has it."""
    pieces: list[str] = []
    entities: list[dict[str, Any]] = []
    length = position = 0
    for mark in _MARK.finditer(marked):
        before = marked[position : mark.start()]
        pieces += [before, mark[1]]
        start = length + len(before)
        length = start + len(mark[1])
        entities.append({"start": start, "end": length, "type": mark[2]})
        position = mark.end()
    return "".join([*pieces, marked[position:]]), entities


def labelled(marked: str, name: str = "drawn") -> Labelled:
    """Return the document that a marked text draws."""
    body, entities = read(marked)
    document = Document(Article(body))
    return Labelled(name, document, labels_of(document, entities))


def draw(document: Document, labels: Sequence[str]) -> str:
    """Return a document's text with the names that labels tell drawn in it."""
    pieces: list[str] = []
    position = 0
    for first, end, kind in spans(labels):
        start, stop = document.tokens[first].start, document.tokens[end - 1].end
        pieces += [document.body[position:start], f"[{document.body[start:stop]}|{kind}]"]
        position = stop
    return "".join([*pieces, document.body[position:]])


def write_marked(folder: Path, texts: Sequence[str] = NEWS) -> Path:
    """Write marked texts as NN.txt with NN.json; return the folder."""
    folder.mkdir()
    for number, marked in enumerate(texts):
        body, entities = read(marked)
        (folder / f"{number:02}.txt").write_text(body + "\n", encoding="utf-8")
        (folder / f"{number:02}.json").write_text(json.dumps({"entities": entities, "events": []}), encoding="utf-8")
    return folder


def write_conll(path: Path, texts: Sequence[str] = NEWS) -> Path:
    """Write marked texts as a CoNLL file; return its path."""
    lines: list[str] = []
    for marked in texts:
        one = labelled(marked)
        lines += [f"{one.document.surface(index)} {label}" for index, label in enumerate(one.labels)]
        lines.append("")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path
