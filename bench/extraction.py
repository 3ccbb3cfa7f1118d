"""Speed, start-up and memory of the builtin engine; with gold files given, its scores by type.

    python -m bench.extraction                         words a second on a text of its own, time to load, memory
    python -m bench.extraction ARTICLES GOLD           the same on a folder of NN.txt, with scores against GOLD/NN.json

Scores: strict (same span and type) for entities; a trigger counts when type and one character agree.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from extract.article import Article
from extract.builtin import Builtin
from extract.document import Document
from extract.items import Extraction, Lexicon

SAMPLE = """حطّ قائد “لواء الضفاف”، سليم الوادي، مساء الاثنين في مطار أربيل الدولي، وذكر ضابط في الجمارك أنه اجتمع بمحافظ المدينة.
وأسفر هجوم بصواريخ كاتيوشا على القنصلية الفرنسية في أربيل عن مقتل ثلاثة أشخاص وإصابة 12 آخرين، وفقا لوكالة فرانس برس.
ونفت وزارة الدفاع سحب قواتها من قاعدة عين الأسد الجوية في محافظة الأنبار، فيما هددت فصائل مسلحة بالرد على الغارات خلال الأسبوع الماضي.
وأضاف المتحدث أن الأسعار ارتفعت في الأسواق بسبب نقص السلع، وأن المواطنين يشترون ما يحتاجون إليه من الخضار والفواكه كل صباح.
"""


def seconds_to_load() -> float:
    """Return the wall seconds that a fresh process takes to import the engine and propose for one word."""
    program = (
        "import time; started = time.perf_counter()\n"
        "from extract.article import Article; from extract.builtin import Builtin; from extract.items import Lexicon\n"
        "Builtin().propose(Article('قال'), Lexicon()); print(time.perf_counter() - started)"
    )
    runs = [
        float(subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout)
        for _ in range(3)
    ]
    return sorted(runs)[1]


def overlaps(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Return whether two spans share a character."""
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def score(gold: dict[str, Any], extraction: Extraction, counts: dict[str, Counter[str]]) -> None:
    """Add right, proposed and gold items of one article to `counts`, by kind and type."""
    wanted = {(item["start"], item["end"], item["type"]) for item in gold["entities"]}
    for mention in extraction.mentions:
        counts["proposed"][f"entity {mention.type}"] += 1
        if (mention.start, mention.end, mention.type) in wanted:
            counts["right"][f"entity {mention.type}"] += 1
    for item in gold["entities"]:
        counts["gold"][f"entity {item['type']}"] += 1
    open_events = list(gold["events"])
    for item in open_events:
        counts["gold"][f"event {item['type']}"] += 1
    for event in extraction.events:
        span = {"start": event.start, "end": event.end}
        hits = [
            item
            for item in gold["events"]
            if item["type"] == event.type
            and (
                overlaps(span, item["trigger"]) or any(overlaps(span, other) for other in item.get("trigger_alts", ()))
            )
        ]
        left = [item for item in hits if item in open_events]
        if left:
            open_events.remove(left[0])
            counts["right"][f"event {event.type}"] += 1
        if left or not hits:
            counts["proposed"][f"event {event.type}"] += 1


def show(counts: dict[str, Counter[str]]) -> None:
    """Print precision, recall and F1 by type."""
    print(f"{'':28}{'P':>7}{'R':>7}{'F1':>7}{'right':>7}{'prop.':>7}{'gold':>7}")
    names = sorted(set(counts["gold"]) | set(counts["proposed"]))
    for kind in ("entity", "event"):
        total = [
            sum(counts[which][name] for name in names if name.startswith(kind))
            for which in ("right", "proposed", "gold")
        ]
        for name in (name for name in names if name.startswith(kind)):
            line(name, counts["right"][name], counts["proposed"][name], counts["gold"][name])
        line(f"{kind} all", *total)


def line(name: str, right: int, found: int, gold: int) -> None:
    """Print one row of the table."""
    precision, recall = right / max(found, 1), right / max(gold, 1)
    f_score = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"{name:28}{precision:7.3f}{recall:7.3f}{f_score:7.3f}{right:7}{found:7}{gold:7}")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Speed, start-up, memory and scores of the builtin engine.")
    parser.add_argument("articles", nargs="?", type=Path, help="folder of NN.txt")
    parser.add_argument("gold", nargs="?", type=Path, help="folder of NN.json")
    arguments = parser.parse_args()
    engine, lexicon = Builtin(), Lexicon()
    files = sorted(arguments.articles.glob("*.txt")) if arguments.articles else []
    bodies = {path.stem: path.read_bytes().decode("utf-8") for path in files} or {"sample": SAMPLE * 50}
    print(f"ready in a fresh process     {seconds_to_load():.3f} s (median of 3)")
    engine.propose(Article("قال"), lexicon)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    started = time.process_time()
    results = {name: engine.propose(Article(body), lexicon) for name, body in bodies.items()}
    spent = time.process_time() - started
    tokens = sum(len(Document(Article(body)).tokens) for body in bodies.values())
    print(f"tokens a second and core     {tokens / spent:,.0f} ({tokens:,} tokens)")
    print(
        f"resident memory              {before:.0f} MB loaded, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB after"
    )
    if arguments.gold:
        counts: dict[str, Counter[str]] = {"right": Counter(), "proposed": Counter(), "gold": Counter()}
        for name, extraction in results.items():
            path = arguments.gold / f"{name}.json"
            if path.exists():
                score(json.loads(path.read_text(encoding="utf-8")), extraction, counts)
        show(counts)


if __name__ == "__main__":
    main()
