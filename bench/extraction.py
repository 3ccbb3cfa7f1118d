"""What the builtin engine costs and reaches.

    python -m bench.extraction                         tokens a second on samples/, time to load, memory, sizes
    python -m bench.extraction cost NEWS               the same, on articles of a file (an empty line between them) that
                                                       are each read once: words seen for the first time cost more
    python -m bench.extraction scores ARTICLES MARKS   scores on NN.txt against NN.json: strict names, triggers, arguments,
                                                       modality, coreference, false events, how sure against how right
    python -m bench.extraction conll TRAIN TEST        the tagger's features and code on two CoNLL files with labels of
                                                       their own: strict names, with propagation inside the document

Scores: a name counts with the same span and type; a trigger when type and one character agree with the marked one or one of
its alternatives; an argument when its event counts and role and one character agree; coreference by pairs of mentions.
Scores on articles that the engine was made with flatter it: `python -m extract.train names --folds N` prints what it
reaches on articles left out.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from itertools import combinations
from pathlib import Path
from typing import Any

from bench.counting import Counts, matched, overlaps
from extract.article import Article
from extract.builtin import Builtin
from extract.document import Document
from extract.items import Extraction, Lexicon
from extract.reading import read_bytes
from extract.train.calibration import reliability
from extract.train.conll import train_and_score
from extract.train.corpora import BadCorpus
from extract.train.mentions import Settings

SAMPLES = Path(__file__).parent.parent / "samples"
DATA = Path(__file__).parent.parent / "extract" / "data"
_GIVEN = "the same, right triggers"
_ONE_ROLE = {"recipient": "counterpart"}
"""Two roles that are one for the count: the guideline does not part them sharply."""

_FRESH = """
import resource, sys, time
started = time.perf_counter()
from extract.article import Article
from extract.builtin import Builtin
from extract.items import Lexicon
engine = Builtin()
engine.propose(Article('قال إسماعيل قاآني إن القصف على بغداد توقف'), Lexicon())
ready = time.perf_counter() - started
texts = sys.stdin.read().split('\\f')
spent = time.process_time()
for _ in range(int(sys.argv[1])):
    for text in texts:
        engine.propose(Article(text), Lexicon())
spent = time.process_time() - spent
try:
    # What getrusage tells begins with the memory of the process that started this one.
    most = next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM'))
except OSError:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(ready, spent, int(most) / 1024)
"""


def bodies(folder: Path) -> dict[str, Article]:
    """Return the articles NN.txt of a folder as the program reads them."""
    found = {}
    for path in sorted(folder.glob("*.txt")):
        for reading in read_bytes(path.name, path.read_bytes()):
            if not isinstance(reading, Exception):
                found[path.stem] = reading.article
    return found


def cost(news: Path | None = None) -> None:
    """Print start, speed, memory and sizes, each from fresh processes."""
    if news:
        from extract.train.words import raw_articles

        texts, rounds = list(raw_articles(news)), 1
        texts = random.Random(3).sample(texts, min(600, len(texts)))
    else:
        texts, rounds = [article.body for article in bodies(SAMPLES).values()], 20
    tokens = sum(len(Document(Article(text)).tokens) for text in texts)
    runs = []
    for _ in range(3):
        done = subprocess.run(
            [sys.executable, "-c", _FRESH, str(rounds)],
            input="\f".join(texts), capture_output=True, text=True, check=True,
        )  # fmt: skip
        runs.append(tuple(map(float, done.stdout.split())))
    ready, spent, memory = (sorted(run[place] for run in runs)[1] for place in range(3))
    print(f"ready in a fresh process     {ready:.2f} s (median of 3, first proposal included)")
    print(
        f"tokens a second and core     {rounds * tokens / spent:,.0f} ({rounds * tokens:,} tokens of {news or SAMPLES.name})"
    )
    print(f"resident memory              {memory:.0f} MB at most")
    packed = sorted(path for path in DATA.rglob("*") if path.is_file())
    print(f"packed data                  {sum(path.stat().st_size for path in packed) / 1e6:.2f} MB, the largest:")
    for path in sorted(packed, key=lambda path: -path.stat().st_size)[:6]:
        print(f"  {path.name:26} {path.stat().st_size / 1e6:.2f} MB")
    started = time.perf_counter()
    Builtin().propose(Article("كلمة " * 40_000), Lexicon())
    print(f"40,000 times one event word  {time.perf_counter() - started:.1f} s, the dearest text known")


def scores(articles: Path, marks: Path) -> None:
    """Print the scores of the engine on marked articles."""
    engine = Builtin()
    counts = Counts()
    sure: list[tuple[float, bool]] = []
    words = 0
    for name, article in bodies(articles).items():
        path = marks / f"{name}.json"
        if path.exists():
            wanted = json.loads(path.read_text(encoding="utf-8"))
            found = engine.propose(article, Lexicon())
            words += len(article.body.split())
            sure += _names(counts, wanted, found)
            _coreference(counts, wanted, found)
            count_events(counts, wanted, found, sure)
    counts.show()
    false = counts.proposed["event beyond statements"] - counts.right["event beyond statements"]
    print(f"\nfalse events beyond statements in 1,000 words: {1000 * false / max(words, 1):.2f} ({words:,} words)")
    print("\nhow sure    how often right    items")
    for mean, share, items in reliability(sure):
        print(f"{mean:8.2f}{share:19.2f}{items:9}")


def _names(counts: Counts, wanted: dict[str, Any], found: Extraction) -> list[tuple[float, bool]]:
    marked = {(item["start"], item["end"], item["type"]) for item in wanted["entities"]}
    for _, _, kind in marked:
        counts.wanted[f"name {kind}"] += 1
    judged = []
    for mention in found.mentions:
        right = (mention.start, mention.end, mention.type) in marked
        counts.proposed[f"name {mention.type}"] += 1
        counts.right[f"name {mention.type}"] += right
        judged.append((mention.confidence, right))
    return judged


def _coreference(counts: Counts, wanted: dict[str, Any], found: Extraction) -> None:
    by_span = {(item["start"], item["end"], item["type"]): item.get("canonical") for item in wanted["entities"]}
    both = [
        (mention.canonical, by_span[key])
        for mention in found.mentions
        if (key := (mention.start, mention.end, mention.type)) in by_span
    ]
    for (mine, theirs), (mine_too, theirs_too) in combinations(both, 2):
        counts.proposed["coreference pairs"] += mine == mine_too
        counts.wanted["coreference pairs"] += theirs == theirs_too
        counts.right["coreference pairs"] += mine == mine_too and theirs == theirs_too


def count_events(counts: Counts, wanted: dict[str, Any], found: Extraction, sure: list[tuple[float, bool]]) -> None:
    """Count an article's events, their modality and arguments; add to `sure` how sure and whether right."""
    marked = wanted["events"]
    pairs, ignored = matched(marked, found.events)
    for event in marked:
        counts.wanted[f"event {event['type']}"] += 1
        counts.wanted["event beyond statements"] += event["type"] != "STATEMENT"
        counts.wanted["modality not asserted"] += event["modality"] != "asserted"
        for role, _, _ in {(_role(a["role"]), a["start"], a["end"]) for a in event["args"]}:
            counts.wanted[f"argument {role}"] += 1
    for place, event in enumerate(found.events):
        if place in ignored:
            continue
        other = marked[pairs[place]] if place in pairs else None
        counts.proposed[f"event {event.type}"] += 1
        counts.right[f"event {event.type}"] += other is not None
        if event.type != "STATEMENT":
            counts.proposed["event beyond statements"] += 1
            counts.right["event beyond statements"] += other is not None
        sure.append((event.confidence, other is not None))
        if other is not None:
            counts.proposed[_GIVEN] += event.modality != "asserted"
            counts.wanted[_GIVEN] += other["modality"] != "asserted"
            counts.right[_GIVEN] += event.modality == other["modality"] != "asserted"
        if event.modality != "asserted":
            counts.proposed["modality not asserted"] += 1
            counts.right["modality not asserted"] += other is not None and other["modality"] == event.modality
        free = [(_role(a["role"]), a["start"], a["end"]) for a in other["args"]] if other else []
        for argument in event.arguments:
            role = _role(argument.role)
            counts.proposed[f"argument {role}"] += 1
            hits = [each for each in free if each[0] == role and overlaps(each[1:], (argument.start, argument.end))]
            if hits:
                free.remove(hits[0])
                counts.right[f"argument {role}"] += 1
            sure.append((argument.confidence, bool(hits)))


def _role(role: str) -> str:
    return _ONE_ROLE.get(role, role)


def conll(train: Path, test: Path) -> None:
    """Print strict scores by type of a model trained on one file and tried on another."""
    with tempfile.TemporaryDirectory() as folder:
        plain, propagated = train_and_score(
            train, test, Path(folder) / "model.crf", Settings(c1=0.1, c2=0.1, rounds=100)
        )
    for title, score in (("without propagation", plain), ("with propagation", propagated)):
        print(f"{title:24}{'P':>7}{'R':>7}{'F1':>7}{'names':>7}")
        for kind, precision, recall, f_score, wanted in score.rows():
            print(f"{kind:24}{precision:7.3f}{recall:7.3f}{f_score:7.3f}{wanted:7}")
        kind, precision, recall, f_score, wanted = score.rows(frozenset(("MISC",)))[-1]
        print(f"{'PER LOC ORG':24}{precision:7.3f}{recall:7.3f}{f_score:7.3f}{wanted:7}")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="?", choices=("cost", "scores", "conll"), default="cost")
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    if options.what == "cost":
        try:
            cost(*options.files[:1])
        except OSError as error:
            sys.exit(f"bench.extraction: {error}")
    elif len(options.files) != 2:
        parser.error(f"{options.what} takes two paths")
    elif options.what == "scores":
        scores(*options.files)
    else:
        try:
            conll(*options.files)
        except (BadCorpus, OSError) as error:
            sys.exit(f"bench.extraction: {error}")


if __name__ == "__main__":
    main()
