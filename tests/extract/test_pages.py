"""HTML pages: all visible text in order, what its elements say, what the page says of itself; broken pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.article import Reading
from extract.errors import Unreadable
from extract.pages import read_page
from extract.reading import read_bytes

FIRST = "وصل الوفد إلى مدينة الموصل صباح الأحد، والتقى أعضاء المجلس المحلي وشيوخ العشائر."
SECOND = "وقال المتحدث باسم الوفد إن الزيارة تستمر يومين وتشمل ثلاث بلدات."


def kinds(html: str) -> list[tuple[str, str]]:
    """Return (kind, line) of a page as it is loaded."""
    (reading,) = read_bytes("page.html", html.encode())
    assert isinstance(reading, Reading), reading
    body = reading.article.body
    return [
        (part.kind, line)
        for part in reading.article.parts
        for line in body[part.start : part.end].split("\n")
        if line.strip()
    ]


@pytest.mark.parametrize(
    ("html", "body"),
    [
        ("<p>أ</p><p>ب</p>", "أ\n\nب"),
        ("<div>أ<div>ب</div>ج</div>", "أ\n\nب\n\nج"),
        ("أ<br>ب<br/>ج", "أ\nب\nج"),
        ("أ<br><br>ب<br> <br>ج", "أ\n\nب\n\nج"),
        ("<p>  وصل\n  <b>ال</b>وفد \t أمس </p>", "وصل الوفد أمس"),
        ("<pre>أ  ب\nج</pre>", "أ  ب\nج"),
        ("<a href=1>أخبار</a><a href=2>رياضة</a>", "أخبار رياضة"),
        ("<ul><li>أ<li>ب</ul>", "أ\n\nب"),
        ("<table><tr><td>أ<td>ب<tr><td>ج</table>", "أ\n\nب\n\nج"),
        ("<p>أ&nbsp;ب &#x200f;ج &amp; د &#1575;</p>", "أ\u00a0ب \u200fج & د ا"),
        (
            "<p>أ</p><script>var x = '<p>ب</p>'</script><style>p{}</style><!-- ج --><noscript>د</noscript><p>هـ</p>",
            "أ\n\nهـ",
        ),
        ("<p>أ</p><p style='display: none'>ب</p><p hidden>ج</p><template>د</template><p>هـ</p>", "أ\n\nهـ"),
        ("<p>أ<span style='visibility:hidden'>ب</span>ج</p>", "أج"),
        ("<head><title>عنوان</title></head><body>أ</body>", "أ"),
        ("<iframe src=x>أ</iframe><object>ب</object><p>ج", "ج"),
        ("<form><label>الاسم</label><button>إرسال</button></form><p>أ", "الاسم\n\nإرسال\n\nأ"),
        ("<select><option>أ<option>ب</select>", "أ\n\nب"),
        ("<p>أ<unknown-tag>ب</unknown-tag>ج</p>", "أبج"),
        ("<p>أ</p></div></b></p><p>ب", "أ\n\nب"),
        ("<p>a < b & c > d</p>", "a < b & c > d"),
        ("<p>&#0;أ&#27;ب</p>", "\ufffdأ\x1bب"),
    ],
)
def test_all_visible_text_in_order_one_block_a_line(html: str, body: str) -> None:
    assert read_page(html).body == body


def test_a_page_in_its_elements() -> None:
    assert kinds(
        f"""<html><body><header><a href=/>قناة المرفأ</a></header><nav><a href=/>الرئيسية</a></nav>
        <article><h1>وفد يصل إلى الموصل</h1><div class="author-name byline">كريم النواعيري</div><time datetime=2020-03-04>4 مارس 2020</time>
        <figure><img alt="صورة"><figcaption>الوفد عند الجسر</figcaption></figure>
        <p>{FIRST}</p><p>اقرأ أيضا: <a href=/1>السوق القديم يعود</a></p><h2>ثلاث بلدات</h2><p>{SECOND}</p></article>
        <aside><p>{SECOND}</p></aside><footer>جميع الحقوق محفوظة</footer></body></html>"""
    ) == [
        ("furniture", "قناة المرفأ"),
        ("furniture", "الرئيسية"),
        ("title", "وفد يصل إلى الموصل"),
        ("byline", "كريم النواعيري"),
        ("dateline", "4 مارس 2020"),
        ("caption", "الوفد عند الجسر"),
        ("body", FIRST),
        ("furniture", "اقرأ أيضا: السوق القديم يعود"),
        ("body", "ثلاث بلدات"),
        ("body", SECOND),
        ("furniture", SECOND),
        ("furniture", "جميع الحقوق محفوظة"),
    ]


def test_what_wraps_the_story_is_no_furniture_whatever_its_name() -> None:
    found = kinds(
        f"<form id=aspnetForm><div class='content with-sidebar'><h1>وفد يصل إلى الموصل</h1><p>{FIRST}</p><p>{SECOND}</p></div></form>"
    )
    assert [kind for kind, _ in found] == ["title", "body", "body"]


def test_a_page_of_nameless_boxes() -> None:
    found = kinds(
        f"""<div><a href=/>الرئيسية</a> <a href=/>أخبار</a></div><div>بغداد 38 مشمس</div><div>وفد يصل إلى الموصل</div>
        <div>بغداد - وكالة أنباء القنطرة</div><div>{FIRST}</div><div>{SECOND}</div><div><a href=/1>السوق القديم يعود إلى الحياة</a></div>
        <div><a href=/2>{SECOND}</a></div>"""
    )
    assert [kind for kind, _ in found] == [
        "furniture",
        "furniture",
        "title",
        "byline",
        "body",
        "body",
        "furniture",
        "furniture",
    ]


@pytest.mark.parametrize(
    ("head", "title", "published", "meta"),
    [
        ("<title>خبر - قناة</title>", "خبر", "", {}),
        ("<title>خبر</title><meta property=og:title content='خبر آخر'>", "خبر آخر", "", {}),
        (
            "<meta property=og:title content='خبر | المرفأ'><meta property='og:site_name' content=المرفأ>",
            "خبر", "", {"source": "المرفأ"},
        ),
        ("<meta property=article:published_time content=2020-03-04T10:00:00Z>", "", "2020-03-04T10:00:00Z", {}),
        ("<meta name=PubDate content='4 Mar 2020'>", "", "4 Mar 2020", {}),
        ("<link rel=canonical href=https://a.example/1><meta property=og:url content=https://b.example>", "", "", {"url": "https://a.example/1"}),
        ("<meta name=author content='كريم'>", "", "", {"author": "كريم"}),
        ("<meta property=article:author content='https://b.example/me'>", "", "", {}),
        (
            """<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle", "headline": "خبر",
            "datePublished": "2020-03-04", "author": [{"name": "كريم"}], "publisher": {"name": "المرفأ"}}]}</script>""",
            "خبر", "2020-03-04", {"author": "كريم", "source": "المرفأ"},
        ),
        ("<script type=application/ld+json>{" + "[" * 100_000 + "</script><meta name=date content=2020-03-04>", "", "2020-03-04", {}),
        ('<script type=application/ld+json>{"headline": "\\ud800", "datePublished": 5, "author": [[[[]]]]}</script>', "\ufffd", "", {}),
        ('<script type=application/ld+json>["headline"]</script><title>خبر</title>', "خبر", "", {}),
    ],
)  # fmt: skip
def test_what_a_page_says_of_itself(head: str, title: str, published: str, meta: dict[str, str]) -> None:
    page = read_page(f"<html><head>{head}</head><body><p>{FIRST}</p></body></html>")
    assert (page.title, page.published, page.meta) == (title, published, meta)


def test_the_heading_is_the_title_where_metadata_have_none_and_a_time_the_date() -> None:
    page = read_page(f"<h1>وفد<br>يصل</h1><time datetime=2020-03-04>أمس</time><p>{FIRST}")
    assert (page.title, page.published) == ("وفد يصل", "2020-03-04")


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "cp1256", "iso8859_6"])
def test_a_charset_that_lies_is_not_believed(codec: str) -> None:
    html = f"<html><head><meta charset=windows-1251><meta http-equiv=Content-Type content='text/html; charset=koi8-r'></head><p>{FIRST}</p>"
    (reading,) = read_bytes("a.html", html.encode(codec))
    assert isinstance(reading, Reading)
    assert reading.article.body == FIRST


def test_xhtml_with_an_encoding_declaration() -> None:
    html = f'<?xml version="1.0" encoding="ISO-8859-1"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>{FIRST}</p></body></html>'
    assert read_page(html).body == FIRST


def test_spoiled_text_in_a_page_of_sound_markup_is_refused() -> None:
    spoiled = FIRST.encode().decode("cp1256")
    (value,) = read_bytes("a.html", ("<p class='some long markup around it'>" * 20 + f"<p>{spoiled}</p>" * 3).encode())
    assert isinstance(value, Unreadable)
    assert "once read as" in str(value)


@pytest.mark.parametrize(
    "html",
    ["", " ", "<html></html>", "<p hidden>أ</p>", "<script>أ</script>", "<!-- أ -->", "<img alt=أ>", "<p> \u200f</p>"],
)
def test_pages_that_show_nothing_are_refused(html: str) -> None:
    with pytest.raises(Unreadable):
        read_page(html)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 50_000 + FIRST,
        "<b>" * 50_000 + FIRST,
        "<p " + "x" * 2_000_000 + ">" + FIRST,
        "<p " + "a=1 " * 100_000 + ">" + FIRST,
        "<" * 100_000,
        "<table>" * 5_000 + FIRST,
        "<a><p>" * 5_000 + FIRST,
        "&" + "a" * 100_000 + ";",
        "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;'>]><p>&b;</p>",
        "<svg><script>x</script>" + FIRST,
        "<p class='" + "sidebar " * 50_000 + "'>" + FIRST,
        "<p style='" + "display " * 50_000 + "'>" + FIRST,
    ],
    ids=range(12),
)
def test_hostile_pages_are_read_or_refused(html: str) -> None:
    for value in read_bytes("a.html", html.encode()):
        assert isinstance(value, Reading | Unreadable)


def test_a_page_of_thousands_of_paragraphs_is_not_judged_block_by_block(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr("extract.pages.classify_paragraphs", refuse)
    with pytest.raises(AssertionError):
        list(read_bytes("a.html", f"<p>{FIRST}</p>".encode() * 10))
    count = 2_500
    (reading,) = read_bytes("a.html", f"<p>{FIRST}</p>".encode() * count)
    assert isinstance(reading, Reading)
    assert reading.article.body.count("\n\n") == count - 1
    assert [part.kind for part in reading.article.parts] == ["body"]


PIECE = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div class=related>",
        "</div>",
        "<a href=x>",
        "</a>",
        "<br>",
        "<h1>",
        "</h1>",
        "<table><td>",
        "<pre>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<b hidden>",
        "</b>",
        FIRST,
        "خبر",
        " ",
        "\n",
        "&#xD800;",
        "&#x202e;",
        "<time datetime=2020-01-01>",
        "<svg>",
        "\r",
        "\x0c",
    ]
)


@given(st.lists(PIECE, max_size=30).map("".join))
def test_any_pieces_give_lines_with_hints(html: str) -> None:
    try:
        page = read_page(html)
    except Unreadable:
        return
    assert len(page.hints) == page.body.count("\n") + 1
    assert page.body.strip()
    for line, hint in zip(page.body.split("\n"), page.hints, strict=True):
        assert hint is None or line


@given(
    st.lists(
        st.sampled_from(["أحمد", "زار", "بغداد", "أمس", "<b>", "</b>", "</p><p>", "<br>", "<li>", "<td>"]), max_size=30
    )
)
def test_no_visible_word_is_lost_or_moved(pieces: list[str]) -> None:
    words = [piece for piece in pieces if not piece.startswith("<")]
    if words:
        assert read_page("<p>" + " ".join(pieces)).body.split() == words
