"""What a page says of itself: which of several places is believed, and what is not."""

from __future__ import annotations

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.page_metadata import PageMetadata, metadata_of


def said(html: str) -> PageMetadata:
    """Return the metadata of a page."""
    return metadata_of(lxml.html.document_fromstring(html + "<p>نص"))


LINKED = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    ("html", "published"),
    [
        # Linked data before meta tags before elements.
        (
            LINKED.format('{"datePublished": "2020-01-01"}') + "<meta property=article:published_time content=2021-01-01>",
            "2020-01-01",
        ),
        ("<meta name=date content=2020-01-01><time datetime=2021-01-01>", "2020-01-01"),
        ("<meta property=article:modified_time content=2021-01-01>", ""),
        ("<meta itemprop=datePublished content=2020-01-01>", "2020-01-01"),
        ("<meta name=DC.date.issued content='2020-01-01'>", "2020-01-01"),
        ("<time datetime=2020-01-01></time><time datetime=2021-01-01>", "2020-01-01"),
        ("<time datetime=2021-01-01></time><time pubdate datetime=2020-01-01>", "2020-01-01"),
        ("<time datetime=2021-01-01></time><span itemprop=datePublished content=2020-01-01>أمس</span>", "2020-01-01"),
        ("<span itemprop=datePublished>1 يناير 2020</span>", "1 يناير 2020"),
        ("<time>أمس</time>", ""),
        ("<meta name=date content=''>", ""),
    ],
)  # fmt: skip
def test_which_date_is_believed(html: str, published: str) -> None:
    assert said(html).published == published


@pytest.mark.parametrize(
    ("html", "title"),
    [
        (LINKED.format('{"headline": "أ"}') + "<meta property=og:title content=ب><title>ج</title>", "أ"),
        ("<meta property=og:title content=ب><title>ج</title>", "ب"),
        ("<meta name=twitter:title content=ب><title>ج</title>", "ب"),
        ("<title>وفد يصل إلى الموصل | المرفأ</title>", "وفد يصل إلى الموصل"),
        ("<title>المرفأ » أخبار » وفد يصل إلى الموصل</title>", "وفد يصل إلى الموصل"),
        ("<title>وفد-يصل</title>", "وفد-يصل"),
        ("<meta property=og:site_name content=المرفأ><meta property=og:title content='خبر - المرفأ'>", "خبر"),
        ("<meta property=og:site_name content=المرفأ><meta property=og:title content='المرفأ'>", "المرفأ"),
        ("<meta property=og:title content='  سطر\n  ثان '>", "سطر ثان"),
        ("<title></title>", ""),
        ("", ""),
    ],
)
def test_which_title_is_believed(html: str, title: str) -> None:
    assert said(html).title == title


@pytest.mark.parametrize(
    "json",
    [
        '{"headline": "أ"}',
        '[{"@type": "WebSite"}, {"headline": "أ"}]',
        '{"@graph": [{"x": {"headline": "أ"}}]}',
        '{"headline": "أ", "author": 5, "publisher": [[]]}',
        '{"headline": "أ", "headline2": NaN}',
        '{"headline": "\n أ\t"}',
    ],
)
def test_linked_data_in_its_shapes(json: str) -> None:
    assert said(LINKED.format("{}").replace("{}", json)).title == "أ"


@pytest.mark.parametrize(
    "json", ["", "{", "null", "5", '"headline"', "[" * 100_000, '{"headline": 5}', "[]", "9" * 5_000]
)
def test_linked_data_that_says_nothing(json: str) -> None:
    assert said(LINKED.replace("{}", json) + "<title>عنوان</title>").title == "عنوان"


def test_a_value_is_cut_and_a_page_of_tags_is_bounded() -> None:
    assert len(said(f"<meta property=og:title content='{'أ' * 50_000}'>").title) == 1_000
    assert said("<meta name=x content=y>" * 5_000 + "<meta property=og:title content=أ>").title == ""


@given(
    st.recursive(
        st.none() | st.text(max_size=5) | st.integers(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["headline", "datePublished", "author", "publisher", "name", "url", "@graph"]),
                inner,
                max_size=4,
            )
        ),
        max_leaves=8,
    )
)
def test_any_linked_data(value: object) -> None:
    from json import dumps

    found = said(LINKED.replace("{}", dumps(value).replace("<", "")))
    assert isinstance(found.title, str)
    assert all(isinstance(text, str) and text for text in found.meta.values())
