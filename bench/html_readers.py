"""Compares what reads HTML: words of the story kept, words around it left out, time, and size of the install.

    python -m bench.html_readers [--sizes]

Pages: `bench/html_pages.py`, twenty made from the samples. trafilatura and readability-lxml are not dependencies of the
project: install them beside it to see their lines. `--sizes` asks pip to download each into an empty folder.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import lxml.html

from bench.html_pages import pages
from extract.pages import read_page
from extract.parts import parts_with_hints

PACKAGES = {"jusText": "justext", "trafilatura": "trafilatura", "readability-lxml": "readability"}


def muraji(page: str) -> str:
    """Return what Muraji takes for the article: all but furniture."""
    read = read_page(page)
    parts = parts_with_hints(read.body, read.hints, title=read.title)
    return "\n".join(read.body[part.start : part.end] for part in parts if part.kind != "furniture")


def muraji_visible(page: str) -> str:
    """Return all that Muraji keeps."""
    return read_page(page).body


def justext_alone(page: str) -> str:
    """Return jusText's good paragraphs."""
    import justext

    paragraphs = justext.justext(page, justext.get_stoplist("Arabic"))
    return "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)


def trafilatura_alone(page: str) -> str:
    """Return trafilatura's main text, leaning to recall."""
    import trafilatura  # type: ignore[import-not-found, unused-ignore]

    return str(trafilatura.extract(page, favor_recall=True, include_comments=False) or "")


def readability_alone(page: str) -> str:
    """Return the text of readability's summary."""
    from readability import Document  # type: ignore[import-not-found, unused-ignore]

    document = Document(page)
    summary = lxml.html.fromstring(document.summary())
    return str(document.title()) + "\n" + str(summary.text_content())


def labelled(page: str) -> Iterator[tuple[str, str]]:
    """Yield (label, text) of a page's texts."""
    for element in lxml.html.document_fromstring(page).iter():
        if element.get("data-part"):
            for text in element.itertext():
                if text.strip():
                    yield element.get("data-part"), text


def plain(text: str) -> str:
    """Return a text with its blanks made one."""
    return re.sub(r"\s+", " ", text).strip()


def shares(read: Callable[[str], str]) -> tuple[float, float, float]:
    """Return the share of story words kept, that of the words around left out, and milliseconds a page."""
    kept = {"story": 0, "around": 0}
    words = {"story": 0, "around": 0}
    spent = 0.0
    all_pages = pages().values()
    for page in all_pages:
        start = time.perf_counter()
        text = plain(read(page))
        spent += time.perf_counter() - start
        for label, piece in labelled(page):
            count = len(piece.split())
            words[label] += count
            kept[label] += count if plain(piece) in text else 0
    return kept["story"] / words["story"], 1 - kept["around"] / words["around"], 1000 * spent / len(all_pages)


def download_size(package: str) -> float:
    """Return the megabytes that pip downloads for a package and what it needs."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "-d", folder, package], check=True)
        return sum(path.stat().st_size for path in Path(folder).iterdir()) / 1e6


def main() -> None:
    """Print the table."""
    readers: dict[str, Callable[[str], str]] = {
        "Muraji, all kept": muraji_visible,
        "Muraji, not furniture": muraji,
        "jusText": justext_alone,
        "trafilatura": trafilatura_alone,
        "readability-lxml": readability_alone,
    }
    print(f"{'reader':24}{'story kept':>12}{'rest left out':>15}{'ms a page':>12}")
    for name, read in readers.items():
        if find_spec(PACKAGES.get(name, "extract")) is None:
            print(f"{name:24}   not installed")
            continue
        read(next(iter(pages().values())))
        story, around, spent = shares(read)
        print(f"{name:24}{story:12.1%}{around:15.1%}{spent:12.1f}")
    if "--sizes" in sys.argv:
        for package in PACKAGES:
            print(f"{package:24}{download_size(package):12.1f} MB")


if __name__ == "__main__":
    main()
