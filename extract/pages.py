"""An HTML page into a body: all its visible text, one block a line, with what its elements say of each line.

Nothing visible is left out. Which blocks are the story and which are menus and links is judged by jusText (link density,
length, share of function words, neighbours; `docs/decisions/html-library.md`), after what the elements say plainly:
`nav` and `footer` are furniture, `figcaption` is a caption, `h1` the title. This is the only module that imports lxml and
jusText, and both are optional; the adapter to their untyped values is here too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version

import justext
import lxml.etree
import lxml.html
from justext.core import PathInfo, classify_paragraphs, revise_paragraph_classification
from justext.paragraph import Paragraph

from extract.article import PartKind
from extract.encodings import is_blank
from extract.errors import Unreadable
from extract.page_metadata import PageMetadata, metadata_of
from extract.published import dates_in

READER = f"html/1 jusText {version('jusText')}"

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "html", "label", "legend", "li", "main", "menu", "nav", "ol", "optgroup",
    "option", "p", "pre", "section", "select", "summary", "table", "tbody", "td", "textarea", "tfoot", "th",
    "thead", "tr", "ul",
))  # fmt: skip
_UNSEEN = frozenset((
    "script", "style", "head", "template", "noscript", "iframe", "object", "embed", "applet", "audio", "video",
    "canvas", "svg", "math", "map", "datalist", "title", "meta", "link", "base",
))  # fmt: skip
_FURNITURE = frozenset(["nav", "footer", "aside", "form", "button", "select", "menu", "label", "dialog"])
_STORY = frozenset(("article", "main"))
_ARABIC_LIMITS = {"stopwords_low": 0.1, "stopwords_high": 0.15, "length_low": 50, "length_high": 130}
"""jusText's own limits are for English: of news in Arabic they throw out more than half."""

_MOST_JUDGED = 2_000
"""jusText looks for the neighbours of each block anew: 20,000 paragraphs took 15 seconds. No article has so many."""

_BYLINE_WORDS = 12
_SENTENCE_WORDS = 12
_STOPPED_WORDS = 7
_STOP = re.compile(r"[.!؟][\"”»)]?$")
_LINES_OF_HEAD = 4
"""Title, byline, date line and caption stand before the first paragraph."""

_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|breadcrumbs?|share|sharing|social|related|sidebar|footer|comments?|respond|tags?|newsletter|cookies?|"
    r"copyright|skip-?link|pagination|most-read|trending|popular|ads?|advert\w*)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BYLINE_CLASS = re.compile(r"(?:^|[\s_-])(?:byline|author|writer|reporter)(?:$|[\s_-])", re.IGNORECASE)
_CAPTION_CLASS = re.compile(
    r"(?:^|[\s_-])(?:caption|wp-caption-text|photo-credit|image-credit)(?:$|[\s_-])", re.IGNORECASE
)

# Blanks as HTML means them: a no-break space and the invisible marks are text.
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_AROUND_BREAK = re.compile(r" ?\n ?")
_UNFIT = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Page:
    """What an HTML page shows, and what it says of itself."""

    body: str
    hints: tuple[PartKind | None, ...]
    """For each line of the body the kind that the page's elements give it, None where they leave it open."""
    title: str
    published: str
    """As the page writes it; may hold a time of day, or be nonsense."""
    meta: dict[str, str]


@dataclass(slots=True)
class _Block:
    """A visible block; `text` keeps the page's line breaks (`br`) as LF."""

    text: str
    linked: int
    """Characters inside links."""
    tags: int
    path: str
    furniture: bool
    heading: bool
    """`h1`: what a page titles itself with."""
    in_story: bool
    kind: PartKind | None


@dataclass(slots=True)
class _Where:
    """What the open elements around a text say."""

    furniture: bool = False
    in_story: bool = False
    link: bool = False
    kept_blanks: bool = False
    heading: bool = False
    kind: PartKind | None = None
    path: str = ""


def read_page(text: str) -> Page:
    """Return the page that this HTML text shows.

    Raises Unreadable where it shows no text, and nothing else however broken or deep the HTML is.
    """
    root = _tree(text)
    blocks = [] if root is None else list(_blocks(root))
    if root is None or all(is_blank(block.text) for block in blocks):
        raise Unreadable("shows no text: the page is empty, or a program in it would fetch its text")
    metadata = metadata_of(root)
    lines: list[str] = []
    hints: list[PartKind | None] = []
    for block, kind in zip(blocks, _kinds(blocks), strict=True):
        if lines:
            lines.append("")
            hints.append(None)
        for line in block.text.split("\n"):
            lines.append(line)
            hints.append(kind)
    return Page("\n".join(lines), tuple(hints), _title(metadata, blocks), metadata.published, metadata.meta)


def _tree(text: str) -> lxml.etree._Element | None:
    # huge_tree: without it libxml2 gives up at 256 open elements and the rest of the page is lost.
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return None


def _blocks(root: lxml.etree._Element) -> Iterator[_Block]:
    """Yield the visible blocks in the page's order. Walks without recursion: pages nest as deep as they like."""
    pieces: list[str] = []
    linked = tags = 0
    after_link = False
    where = _Where()
    outer: list[tuple[_Where, bool]] = []

    def close() -> Iterator[_Block]:
        nonlocal linked, tags, after_link
        text = "".join(pieces)
        pieces.clear()
        # Two breaks in a row part paragraphs.
        for part in re.split(r"\n(?:[ \t\r\f]*\n)+", text):
            visible = _AROUND_BREAK.sub("\n", part).strip(" \t\n\r\f")
            if visible:
                yield _Block(
                    visible,
                    min(linked, len(visible)),
                    tags,
                    where.path,
                    where.furniture,
                    where.heading,
                    where.in_story,
                    where.kind,
                )
        linked = tags = 0
        after_link = False

    def add(raw: str | None) -> None:
        nonlocal linked, after_link
        if not raw:
            return
        text = _UNFIT.sub("\ufffd", raw)
        text = text.replace("\r", "\n") if where.kept_blanks else _BLANKS.sub(" ", text)
        if pieces and pieces[-1].endswith((" ", "\n")) and not where.kept_blanks:
            text = text.lstrip(" ")
        if text:
            pieces.append(text)
            linked += len(text) if where.link else 0
            after_link = False

    pillars = _pillars(root)
    skipped: lxml.etree._Element | None = None
    for event, element in lxml.etree.iterwalk(root, events=("start", "end")):
        if skipped is not None:
            if event == "end" and element is skipped:
                skipped = None
                add(element.tail)
            continue
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _UNSEEN or _is_hidden(element):
                skipped = element
                continue
            is_block = tag in _BLOCKS
            if is_block:
                yield from close()
            elif tag == "br":
                pieces.append("\n")
            else:
                tags += 1
                if tag == "a" and after_link:
                    # Links side by side are drawn apart by the page's style.
                    pieces.append(" ")
            outer.append((where, is_block))
            where = _inside(where, element, tag, holds_story=element in pillars)
            add(element.text)
        else:
            was_block = outer[-1][1]
            if was_block:
                yield from close()
            where = outer.pop()[0]
            after_link = tag == "a"
            add(element.tail if element is not root else None)
    yield from close()


def _is_hidden(element: lxml.etree._Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN_STYLE.search((element.get("style") or "")[:500]))


def _pillars(root: lxml.etree._Element) -> set[lxml.etree._Element]:
    """Return the elements around the page's headings and its longest paragraph: whatever they are called, no furniture.

    Some systems wrap the whole page in a form, and `content-with-sidebar` is no sidebar.
    """
    inner = [element for element, _ in zip(root.iter("h1"), range(20), strict=False)]
    longest = max(root.iter("p"), key=lambda element: sum(map(len, element.itertext())), default=None)
    pillars: set[lxml.etree._Element] = set()
    for element in [*inner, *([] if longest is None else [longest])]:
        pillars.update(element.iterancestors())
    return pillars


def _inside(outer: _Where, element: lxml.etree._Element, tag: str, *, holds_story: bool) -> _Where:
    """Return what holds inside this element."""
    names = f"{(element.get('class') or '')[:300]} {(element.get('id') or '')[:100]}"
    furniture = outer.furniture
    if not furniture and not holds_story and tag in _BLOCKS:
        furniture = tag in _FURNITURE or bool(_AROUND.search(names)) or (tag == "header" and not outer.in_story)
    kind = outer.kind
    if tag == "figcaption" or _CAPTION_CLASS.search(names):
        kind = "caption"
    elif _BYLINE_CLASS.search(names) and tag not in ("body", "article", "main", "section"):
        kind = "byline"
    return _Where(
        furniture=furniture,
        in_story=outer.in_story or tag in _STORY,
        link=outer.link or tag == "a",
        kept_blanks=outer.kept_blanks or tag == "pre",
        heading=tag == "h1" or (outer.heading and tag not in _BLOCKS),
        kind=kind,
        # jusText looks for headings and select boxes in the path; the whole of a deep one would cost its square.
        path=f"{outer.path[-200:]}.{tag}",
    )


def _kinds(blocks: list[_Block]) -> Iterator[PartKind | None]:
    titled = False
    stories = _judged(blocks)
    good = [number for number, is_story in enumerate(stories) if is_story or _is_sentence(blocks[number])]
    good = [number for number in good if not blocks[number].furniture]
    first, last = (good[0], good[-1]) if good else (0, -1)
    for number, block in enumerate(blocks):
        words = len(block.text.split())
        if block.heading and not block.furniture and not titled:
            titled = True
            yield "title"
        elif block.furniture:
            yield "furniture"
        elif block.kind == "caption" or (block.kind == "byline" and words <= _BYLINE_WORDS):
            yield block.kind
        elif stories[number] or _may_be_story(block, beside=first - _LINES_OF_HEAD <= number <= last):
            # Left to the rules of the text: a repeated title or "اقرأ أيضا" stands inside stories too.
            yield None
        else:
            yield "furniture"


def _may_be_story(block: _Block, *, beside: bool) -> bool:
    """Return whether a block that jusText throws out may be the article's all the same.

    jusText is strict with Arabic, whose function words are mostly glued to the next word: sentences, date lines, and the
    short lines right before the story and inside it are kept unless they are links.
    """
    if 2 * block.linked > len(block.text):
        return False
    return beside or block.in_story or _is_sentence(block) or any(dates_in(block.text[:200]))


def _is_sentence(block: _Block) -> bool:
    words = len(block.text.split())
    is_long = words >= _SENTENCE_WORDS or (words >= _STOPPED_WORDS and bool(_STOP.search(block.text)))
    return is_long and 2 * block.linked <= len(block.text)


def _judged(blocks: list[_Block]) -> list[bool]:
    """Return for each block whether jusText takes it for the story."""
    if len(blocks) > _MOST_JUDGED:
        return [2 * block.linked <= len(block.text) for block in blocks]
    paragraphs = []
    for block in blocks:
        path = PathInfo()
        paragraph = Paragraph(path)
        paragraph.dom_path = block.path.lstrip(".")
        paragraph.append_text(block.text)
        paragraph.chars_count_in_links = block.linked
        paragraph.tags_count = block.tags
        paragraphs.append(paragraph)
    classify_paragraphs(paragraphs, _function_words(), **_ARABIC_LIMITS)
    revise_paragraph_classification(paragraphs)
    return [not paragraph.is_boilerplate for paragraph in paragraphs]


@cache
def _function_words() -> frozenset[str]:
    return frozenset(justext.get_stoplist("Arabic")) | frozenset(justext.get_stoplist("English"))


def _title(metadata: PageMetadata, blocks: list[_Block]) -> str:
    heading = next((block.text for block in blocks if block.heading and not block.furniture), "")
    return metadata.title or heading.replace("\n", " ")
