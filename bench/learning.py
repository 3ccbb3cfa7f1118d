"""What learning saves: `python -m bench.learning FOLDER [--articles N]`.

A folder of articles NN.txt with their marks NN.json (the prediction format) is reviewed in the order of the files through
a real store: each article is loaded, extracted with what was learned so far, and decided towards its marks. Printed: how
many corrections (names and triggers edited, rejected, added) each article took without learning and with it, and what the
second model of `muraji train` would come to.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.items import Engine, Lexicon
from store import articles, decisions, items, runs
from store.database import Database, open_database
from store.items import Item
from store.lexicon import learn
from store.reviewed import reviewed
from store.values import EventValue, MentionValue
from tui.files import find
from tui.loading import load

REVIEWER = "bench"
Marks = dict[str, Any]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a reviewer had to put right."""

    names: int
    events: int

    @property
    def all(self) -> int:
        """Of both."""
        return self.names + self.events


def correct(db: Database, n: int, marks: Marks) -> Corrections:
    """Decide an article's names and events towards its marks, finish it; return what had to be corrected."""
    names = _correct_names(db, n, marks["entities"])
    events = _correct_events(db, n, marks["events"])
    decisions.finish(db, n, by=REVIEWER)
    return Corrections(names, events)


def _open(db: Database, n: int, kind: str) -> list[Item]:
    return [item for item in items.of_article(db, n) if item.kind == kind and item.status == "open"]


def _correct_names(db: Database, n: int, entities: Sequence[Marks]) -> int:
    wanted = {(each["start"], each["end"]): each["type"] for each in entities}
    proposed: dict[Span, Item] = {(item.value.start, item.value.end): item for item in _open(db, n, "mention")}
    right = [
        item
        for span, item in proposed.items()
        if isinstance(item.value, MentionValue) and wanted.get(span) == item.value.type
    ]
    if right:
        decisions.accept(db, [item.uid for item in right], by=REVIEWER)
    done = {(item.value.start, item.value.end) for item in right}
    wrong = {span: item for span, item in proposed.items() if span not in done}
    corrections = 0
    body = articles.read(db, n).article.body
    missing: list[MentionValue] = []
    for (start, end), kind in wanted.items():
        if (start, end) in done:
            continue
        value = MentionValue(start, end, kind, " ".join(body[start:end].split()))
        near = min((span for span in wrong if span[0] < end and start < span[1]), default=None)
        if near is None:
            missing.append(value)
        else:
            corrections += 1
            decisions.edit(db, wrong.pop(near).uid, value, by=REVIEWER)
    if wrong:
        corrections += len(wrong)
        decisions.reject(db, [item.uid for item in wrong.values()], by=REVIEWER)
    for value in missing:
        corrections += 1
        decisions.add(db, n, value, by=REVIEWER)
    return corrections


def _correct_events(db: Database, n: int, events: Sequence[Marks]) -> int:
    proposed: dict[Span, Item] = {(item.value.start, item.value.end): item for item in _open(db, n, "event")}
    right: list[bytes] = []
    corrections = 0
    missing: list[EventValue] = []
    for event in events:
        places = [(each["start"], each["end"]) for each in (event["trigger"], *event.get("trigger_alts", ()))]
        found = [proposed.pop(place) for place in places if place in proposed]
        if not found:
            missing.append(EventValue(*places[0], event["type"], event["subtype"], event["modality"]))
        for item in found:
            value = item.value
            assert isinstance(value, EventValue)
            meant = EventValue(value.start, value.end, event["type"], event["subtype"], event["modality"])
            if value == meant:
                right.append(item.uid)
            else:
                corrections += 1
                decisions.edit(db, item.uid, meant, by=REVIEWER)
    if right:
        decisions.accept(db, right, by=REVIEWER)
    if proposed:
        corrections += len(proposed)
        decisions.reject(db, [item.uid for item in proposed.values()], by=REVIEWER)
    for value in missing:
        corrections += 1
        decisions.add(db, n, value, by=REVIEWER)
    return corrections


def review(
    db: Database, paths: Sequence[Path], engine: Engine, taught: Callable[[Database], Lexicon]
) -> list[Corrections]:
    """Review articles one after the other; `taught` says what the engine is told before each."""
    found: list[Corrections] = []
    for path in paths:
        [loaded] = load(db, find([str(path)]))
        assert loaded.article is not None, loaded.error
        lexicon = taught(db)
        extraction = engine.propose(articles.read(db, loaded.article).article, lexicon)
        runs.keep(db, loaded.article, extraction, config=runs.configuration(lexicon))
        found.append(correct(db, loaded.article, json.loads(path.with_suffix(".json").read_text("utf-8"))))
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="articles NN.txt with marks NN.json")
    parser.add_argument("--articles", type=int, default=10, help="how many of them, in the order of the files")
    options = parser.parse_args()
    # Deferred: its tables take half a second that --help does not need.
    from extract.builtin import Builtin

    paths = [path for path in sorted(options.folder.glob("*.txt")) if path.with_suffix(".json").exists()]
    paths = paths[: options.articles]
    engine = Builtin()
    found: list[list[Corrections]] = []
    with tempfile.TemporaryDirectory() as folder:
        for name, taught in (("without", lambda _: Lexicon()), ("with", learn)):
            with open_database(Path(folder) / name) as db:
                found.append(review(db, paths, engine, taught))
                if name == "with":
                    began = time.perf_counter()
                    learn(db)
                    seconds = time.perf_counter() - began
                    trained = _trained(db)
    print(f"{'':14}{'without learning':>24}{'with learning':>24}")
    print(f"{'article':14}{'names':>8}{'events':>8}{'all':>8}{'names':>8}{'events':>8}{'all':>8}")
    rows = [*zip([path.stem for path in paths], *found, strict=True), ("sum", *map(_sum, found))]
    for name, before, after in rows:
        print(f"{name:14}" + "".join(f"{n:8}" for each in (before, after) for n in (each.names, each.events, each.all)))
    print(f"learning from all of them at once: {1000 * seconds:.0f} ms")
    print(trained)


def _trained(db: Database) -> str:
    """Return what `muraji train` would come to."""
    from extract.train.local import FEWEST, MOST, Reviewed, train

    found = [Reviewed(each.uid.hex(), each.article, each.names, each.corrections) for each in reviewed(db, MOST)]
    if len(found) < FEWEST:
        return f"second model of names: wants {FEWEST} articles"
    began = time.perf_counter()
    result = train(found)
    scores = f"F1 {100 * result.base.f1:.1f} without, {100 * result.new.f1:.1f} with it"
    return f"second model of names, by cross-validation: {scores}, {time.perf_counter() - began:.1f} s"


def _sum(found: Sequence[Corrections]) -> Corrections:
    return Corrections(sum(each.names for each in found), sum(each.events for each in found))


if __name__ == "__main__":
    main()
