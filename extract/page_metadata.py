"""What an HTML page says of itself: title, date, author, site, address.

Looked up in the order of how carefully sites fill them: JSON-LD (schema.org NewsArticle), Open Graph and article: meta
tags, the older meta names, `time` elements, `<title>`. Values are text as the page gives it, made one line; nothing
here is trusted to be well formed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import lxml.etree

_TITLES = ("og:title", "twitter:title", "dc.title", "title")
_DATES = (
    "article:published_time", "og:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date", "publish_date",
    "dc.date.issued", "dc.date", "dcterms.created", "dcterms.date", "sailthru.date", "parsely-pub-date", "article.published",
)  # fmt: skip
_SITES = ("og:site_name", "application-name", "publisher", "dc.publisher")
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author")
_URLS = ("og:url", "twitter:url")

_MOST_META = 500
_LONGEST_JSON = 500_000
_MOST_JSON_VALUES = 5_000
_LONGEST = 1_000
_BLANKS = re.compile(r"\s+")
_UNFIT = re.compile("[\x00\ud800-\udfff]")
_TITLE_PARTS = re.compile(r"\s+[|–—»:-]+\s+")


@dataclass(slots=True)
class PageMetadata:
    """Fields that a page lacks are empty."""

    title: str = ""
    published: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    """url, source (the site's name), author."""


def metadata_of(root: lxml.etree._Element) -> PageMetadata:
    """Return what the page of this root element says of itself."""
    named = _named(root)
    linked = _linked_data(root)
    site = linked.get("publisher") or _first(named, _SITES)
    author = linked.get("author") or _first(named, _AUTHORS)
    url = _canonical(root) or _first(named, _URLS) or linked.get("url", "")
    title = linked.get("headline") or _first(named, _TITLES) or _element_title(root)
    found = {"url": url, "source": site, "author": "" if author.startswith(("http:", "https:")) else author}
    return PageMetadata(
        title=_without_site(title, site),
        published=linked.get("datePublished") or _first(named, _DATES) or _time(root),
        meta={key: value for key, value in found.items() if value},
    )


def _named(root: lxml.etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element, _ in zip(root.iter("meta"), range(_MOST_META), strict=False):
        value = _clean(element.get("content"))
        for attribute in ("property", "name", "itemprop"):
            name = element.get(attribute)
            if name and value:
                found.setdefault(name[:100].casefold(), value)
    return found


def _linked_data(root: lxml.etree._Element) -> dict[str, str]:
    """Return headline, datePublished, author, publisher and url of the first article in the page's JSON-LD."""
    for element in root.iter("script"):
        if (element.get("type") or "").casefold().strip() != "application/ld+json" or not element.text:
            continue
        if len(element.text) > _LONGEST_JSON:
            continue
        try:
            value: object = json.loads(element.text, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _objects(value):
            if node.get("datePublished") or node.get("headline"):
                return {
                    "headline": _clean(node.get("headline")),
                    "datePublished": _clean(node.get("datePublished")),
                    "author": _name(node.get("author")),
                    "publisher": _name(node.get("publisher")),
                    "url": _clean(node.get("url")),
                }
    return {}


def _objects(value: object) -> Iterator[dict[str, object]]:
    queue = [value]
    for _ in range(_MOST_JSON_VALUES):
        if not queue:
            return
        node = queue.pop(0)
        if isinstance(node, dict):
            yield node
            queue.extend(node.values())
        elif isinstance(node, list):
            queue.extend(node)


def _name(value: object) -> str:
    """Return the name of an author or publisher: a string, an object with a name, or the first of several."""
    for _ in range(3):
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, dict):
            value = value.get("name")
        else:
            break
    return _clean(value)


def _canonical(root: lxml.etree._Element) -> str:
    for element, _ in zip(root.iter("link"), range(_MOST_META), strict=False):
        if (element.get("rel") or "").casefold() == "canonical":
            return _clean(element.get("href"))
    return ""


def _element_title(root: lxml.etree._Element) -> str:
    """Return the page's `<title>` without the site's name that most sites put behind it."""
    element = next(root.iter("title"), None)
    pieces = _TITLE_PARTS.split(_clean(element.text) if element is not None else "")
    return max(pieces, key=lambda piece: len(piece.split()))


def _without_site(title: str, site: str) -> str:
    for sign in "|–—-:»":
        title = title.removesuffix(f" {sign} {site}") if site else title
    return title


def _time(root: lxml.etree._Element) -> str:
    """Return the time that an element marks as the publication's, else the first of the page."""
    first = ""
    for element, _ in zip(root.iter("time", "abbr", "span", "div", "p"), range(20 * _MOST_META), strict=False):
        value = _clean(element.get("datetime"))
        if (element.get("itemprop") or "") == "datePublished" or element.get("pubdate") is not None:
            return value or _clean(element.get("content")) or _clean(element.text)
        if element.tag == "time" and value:
            first = first or value
    return first


def _first(named: dict[str, str], names: tuple[str, ...]) -> str:
    return next((named[name] for name in names if name in named), "")


def _clean(value: object) -> str:
    if not isinstance(value, str):
        return ""
    return _BLANKS.sub(" ", _UNFIT.sub("\ufffd", value[:_LONGEST])).strip()
