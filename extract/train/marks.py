"""`python -m extract.train marks RAW FOLDER`: writes the marked articles that the models are trained on.

`marks.jsonl.xz` holds the marks without a word of the articles: the SHA-256 of each text, offsets and types. With the raw
news that they were drawn from, this step makes the folder of NN.txt and NN.json that the others read.
"""

from __future__ import annotations

import argparse
import json
import lzma
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

MARKS = Path(__file__).parent / "marks.jsonl.xz"


def marks(path: Path = MARKS) -> Iterator[dict[str, Any]]:
    """Yield the marks of one article after another, as they are stored."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def prediction(name: str, stored: dict[str, Any]) -> dict[str, Any]:
    """Return an article's stored marks in the shape of the prediction format, without quotes."""
    return {
        "id": name,
        "text_sha256": stored["sha256"],
        "entities": [
            {"start": start, "end": end, "type": kind, "canonical": str(thing)}
            for start, end, kind, thing in stored["entities"]
        ],
        "events": [
            {
                "type": kind,
                "subtype": subtype,
                "modality": modality,
                "trigger": {"start": start, "end": end},
                "args": [{"role": role, "start": begin, "end": stop} for role, begin, stop in arguments],
                "trigger_alts": [{"start": begin, "end": stop} for begin, stop in alternatives],
            }
            for start, end, kind, subtype, modality, arguments, alternatives in stored["events"]
        ],
    }


def join(texts: Iterator[str], stored: Sequence[dict[str, Any]], folder: Path) -> int:
    """Write NNN.txt and NNN.json for every stored article whose text is among `texts`; return how many.

    A text is told by its hash with one line feed at its end.
    """
    wanted = {one["sha256"]: f"{number:03}" for number, one in enumerate(stored)}
    by_hash = {one["sha256"]: one for one in stored}
    folder.mkdir(parents=True, exist_ok=True)
    found = 0
    for text in texts:
        body = text.strip() + "\n"
        digest = sha256(body.encode("utf-8")).hexdigest()
        name = wanted.pop(digest, None)
        if name is not None:
            (folder / f"{name}.txt").write_bytes(body.encode("utf-8"))
            told = json.dumps(prediction(name, by_hash[digest]), ensure_ascii=False)
            (folder / f"{name}.json").write_text(told, encoding="utf-8")
            found += 1
    return found


def main(argv: Sequence[str]) -> int:
    """Join the marks to their articles."""
    from extract.train.words import raw_articles  # noqa: PLC0415 - brings the model's libraries

    parser = argparse.ArgumentParser(prog="python -m extract.train marks", description=__doc__)
    parser.add_argument("raw", type=Path, help="raw news, an empty line between articles, plain or .xz")
    parser.add_argument("folder", type=Path, help="where NNN.txt and NNN.json are written")
    options = parser.parse_args(argv)
    stored = list(marks())
    found = join(raw_articles(options.raw), stored, options.folder)
    print(f"{found} of {len(stored)} marked articles are in {options.raw}")  # noqa: T201
    return 0 if found else 1
