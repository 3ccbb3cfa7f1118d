"""What each line of a body is. One line of a table row a line of the text: `kind: line`."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.article import Part, PartKind
from extract.parts import parts, parts_with_hints

LETTERS: dict[str, PartKind] = {
    "T": "title", "Y": "byline", "D": "dateline", "B": "body", "C": "caption", "F": "furniture",
}  # fmt: skip

PROSE = "وقال المصدر إن القافلة وصلت إلى المدينة صباح اليوم بعد رحلة طويلة."

PAGES = {
    "a page copied whole": f"""
F تجاوز إلى المحتوى الرئيسي
F الرئيسية | سياسة | اقتصاد | رياضة
T وفد من الأعيان يصل إلى بلدة الرطبة
C سالم الجرفاوي
C GhadirPost caption
D posted onApril 3, 2021
F noتعليق
B {PROSE}
B عنوان فرعي داخل النص
B {PROSE}
F مقالات ذات صلة
F الوفد يؤجل زيارته إلى هيت
F شارك
F فيسبوك تويتر واتساب
F جميع الحقوق محفوظة © الغدير
F زر الذهاب إلى الأعلى""",
    "glued menu, title again at the end with other dots and quotes": f"""
F أخبار سورياسلايد رئيسي
T عودة “الشيخ” إلى بلدته… والأهالي يستقبلونه عند الجسر
B {PROSE}
F مواضيع ذات صِلة : بلدية تل الزهور تعلن موعد انقطاع المياه عن الأحياء
B {PROSE}
F شاهد أيضاً : بالصور.. السوق القديم
F عودة "الشيخ" إلى بلدته... والأهالي يستقبلونه عند الجسر
F لا توجد تعليقات""",
    "a wire report": f"""
T اليمن.. الأهالي يعيدون فتح الطريق الجبلي
Y صنعاء - وكالة أنباء القنطرة
D Thu, 12 Jul 2018 17:55:31 GMT
B {PROSE}""",
    "quoted outlet": f"""
T 30 شاحنة تصل إلى الميناء
Y «المجداف» من الرياض
B {PROSE}""",
    "outlet after the town": f"""
T السفير يزور المتحف
Y لندن: «صدى الموانئ»
B {PROSE}""",
    "names and agencies": f"""
T السفير يزور المتحف الوطني
Y بغداد – كريم النواعيري، ا ف ب
B {PROSE}""",
    "caption by who took the picture": f"""
T السفير يزور المتحف الوطني
B {PROSE}
C السفير أمام المتحف (رويترز)
B {PROSE}
C المتحف من الداخل (أ ف ب - أرشيف)""",
    "a date below": f"""
T السفير يزور المتحف الوطني
B {PROSE}
D نشر في: ٢٥ تشرين الثاني ٢٠٢٠
Y المصدر: وكالات""",
    "a list under its heading ends where prose comes": f"""
T السفير يزور المتحف الوطني
B {PROSE}
F اقرأ أيضا
F المتحف يغلق أبوابه شهرا
F قاعة جديدة للآثار
B {PROSE}""",
    "a standfirst": f"""
T السفير يزور المتحف الوطني
B جولة استمرت ساعتين شملت قاعات الآثار والمخطوطات النادرة
B {PROSE}""",
    "a last sentence without its stop": f"""
T السفير يزور المتحف الوطني
B {PROSE}
B ثم غادر السفير المدينة مساء متوجها إلى العاصمة برفقة وفد من الوزارة""",
    "a question and a quotation stand in the story": f"""
T من يزور المتحف؟
B {PROSE}
B من يشتري؟
B "نريد البحر فقط"
B {PROSE}""",
    "title without prose": """
T السفير يزور المتحف الوطني
B جولة في المدينة القديمة""",
    "one line": """
B السفير يزور المتحف الوطني""",
    "a list that the story announces": f"""
T السفير يزور المتحف الوطني
B {PROSE}
B وضم الوفد كلا من الأسماء التالية التي أعلنتها الوزارة:
B سالم الجرفاوي
B كريم النواعيري
F شارك
F السوق القديم يعود""",
    "numbered items at the end": f"""
T السفير يزور المتحف الوطني
B {PROSE}
B 1- قاعة الآثار
B 2- قاعة المخطوطات
Y القنطرة/ أ ف ب""",
    "vocalised": """
T وَفْدٌ يَزُورُ المُتْحَفَ الوَطَنِيَّ
F اِقْرَأْ أَيْضًا: قَاعَةٌ جَدِيدَةٌ
B قَالَ المُدِيرُ إِنَّ الوَفْدَ وَصَلَ صَبَاحَ اليَوْمِ إِلَى المَدِينَةِ القَدِيمَةِ.""",
    "words of furniture inside a sentence": """
T السفير يزور المتحف الوطني
B شارك السفير في افتتاح قاعة جديدة، وقال إن جميع الحقوق محفوظة لأصحاب الأرض.
B المزيد من الأخبار السيئة ينتظر التجار، بحسب ما قال مدير السوق القديم.""",
}


def drawn(page: str) -> tuple[str, list[PartKind]]:
    """Return the body and the kinds of its lines."""
    rows = page.strip().split("\n")
    return "\n\n".join(row[2:] for row in rows), [LETTERS[row[0]] for row in rows]


def kinds(body: str, found: tuple[Part, ...]) -> list[PartKind]:
    """Return the kind of each line that is not blank."""
    return [part.kind for part in found for line in body[part.start : part.end].split("\n") if line.strip()]


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_every_line_has_its_kind(page: str) -> None:
    body, expected = drawn(page)
    found = kinds(body, parts(body))
    assert list(zip(found, body.split("\n\n"), strict=True)) == list(zip(expected, body.split("\n\n"), strict=True))


def test_empty_and_blank_bodies_have_no_parts() -> None:
    assert parts("") == ()
    assert parts("\n \n\t\n") == ()


def test_parts_are_whole_lines_and_neighbours_are_one() -> None:
    body = f"  عنوان الخبر الأول هنا \n\n {PROSE}\n{PROSE}  \n"
    title, story = parts(body)
    assert (title.kind, body[title.start : title.end]) == ("title", "  عنوان الخبر الأول هنا ")
    assert (story.kind, body[story.start : story.end]) == ("body", f" {PROSE}\n{PROSE}  ")


def test_a_hint_wins_and_a_known_title_is_the_title() -> None:
    body = f"قناة\nخبر قصير\n{PROSE}\n{PROSE}"
    found = parts_with_hints(body, [None, None, "caption"], title="خبر قصير!")
    assert kinds(body, found) == ["furniture", "title", "caption", "body"]


def test_a_title_that_is_not_in_the_text_leaves_it_without_one() -> None:
    body = f"جولة في المدينة القديمة مساء\n{PROSE}"
    assert "title" not in kinds(body, parts_with_hints(body, (), title="عنوان آخر"))


def test_a_huge_line_and_many_lines_are_no_trouble() -> None:
    body = "كلمة " * 200_000 + "\n" + "\n".join(["سطر قصير"] * 20_000)
    found = parts(body)
    assert found[0].kind == "body"
    assert found[-1].end == len(body)


LINE = st.one_of(
    st.sampled_from(
        [row[2:] for page in PAGES.values() for row in page.strip().split("\n")] + ["", " ", "...", "©", "(", "رويترز"]
    ),
    st.text(st.sampled_from("ابتثجح .،:؟«»“”()|-/…\u200f\t0123٤٥6/2020\r\x1b\u2028"), max_size=60),
    st.text(max_size=20),
)


@given(
    st.lists(LINE, max_size=12).map("\n".join), st.lists(st.sampled_from([None, *LETTERS.values()]), max_size=4), LINE
)
def test_any_text_every_line_lies_in_exactly_one_part(body: str, hints: list[PartKind | None], title: str) -> None:
    found = parts_with_hints(body, hints, title=title)
    assert all(before.end < after.start for before, after in pairwise(found))
    at = 0
    for line in body.split("\n"):
        holding = [part for part in found if part.start <= at and at + len(line) <= part.end]
        touching = [part for part in found if part.start < at + len(line) and at < part.end]
        if line.strip():
            assert len(holding) == 1
        assert touching == holding or not line.strip()
        at += len(line) + 1
