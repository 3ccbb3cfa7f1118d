"""The model of modality: fitted to marked articles and to events marked one by one.

`python -m extract.train modality --marked FOLDER... --raw NEWS` prints what holds on marked articles that a model has not
seen, without and with the events of `extract.train.singles`, and writes `modality.crf`.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from extract.document import Document
from extract.events import is_sport, triggers_of
from extract.items import Lexicon
from extract.learned.modality import View, attributes, weighed
from extract.learned.triggers import YES, places
from extract.names import find_names
from extract.ontology import ontology
from extract.train.singles import Single, apart, singles, stored_singles
from extract.train.triggers import FOLDS, Marked, Settings, fit, read
from extract.triggers import Trigger

SETTINGS = Settings(c1=0.4, c2=1.0)


class Told(NamedTuple):
    """An event as the model sees it, and what is right."""

    attributes: list[str]
    marked: str
    ruled: str
    """What rules say."""
    act: str
    """The lemma of its trigger."""


def told(article: Marked) -> list[Told]:
    """Return each marked event of an article that is a candidate."""
    triggers: list[Trigger] = []
    marked: dict[int, str] = {}
    for place, labels in zip(article.found, article.labels, strict=True):
        for candidate, label in zip(place.choice, labels, strict=True):
            event = _event_at(article.document, article.events, candidate.trigger) if label == YES else None
            if event is not None and event["modality"] in ontology().modalities:
                marked[len(triggers)] = event["modality"]
                triggers.append(candidate.trigger)
                break
    return _rows(article.document, triggers, marked)


def told_alone(document: Document, events: Sequence[Single]) -> list[Told]:
    """Return those events marked one by one at which a word may denote an event of their type."""
    names = find_names(document, Lexicon())
    triggers = triggers_of(document, names)
    given = [
        {"type": one.type, "modality": one.modality, "trigger": {"start": one.start, "end": one.end}}
        for one in events
        if one.modality
    ]
    taken = {trigger.first for trigger in triggers}
    for place in places(document, names, sport=is_sport(document)):
        for candidate in place.choice:
            if place.position not in taken and _event_at(document, given, candidate.trigger) is not None:
                triggers.append(candidate.trigger)
                taken.add(place.position)
    triggers.sort(key=lambda trigger: trigger.first)
    found = ((number, _event_at(document, given, trigger)) for number, trigger in enumerate(triggers))
    return _rows(document, triggers, {number: event["modality"] for number, event in found if event is not None})


def _rows(document: Document, triggers: Sequence[Trigger], marked: Mapping[int, str]) -> list[Told]:
    view = View(document, triggers)
    found = []
    for number, wanted in marked.items():
        trigger, rule = triggers[number], view.ruled[number]
        found.append(Told(attributes(view, trigger, rule), wanted, rule, trigger.form.lemma))
    return found


def _event_at(document: Document, events: Iterable[Mapping[str, Any]], trigger: Trigger) -> Mapping[str, Any] | None:
    start, end = document.tokens[trigger.first].start, document.tokens[trigger.last].end
    for event in events:
        span = event["trigger"]
        if event["type"] == trigger.group.type and span["start"] < end and start < span["end"]:
            return event
    return None


def examples(rows: Iterable[Iterable[Told]]) -> Iterator[tuple[list[str], str]]:
    """Yield what a model is fitted to."""
    for row in rows:
        for event in row:
            yield event.attributes, event.marked


def tried(rows: Sequence[Sequence[Told]], more: Sequence[Sequence[Told]]) -> list[tuple[str, str]]:
    """Return (said, marked) of each event of `rows` by a model fitted to the other articles and to `more`."""
    pairs: list[tuple[str, str]] = []
    with tempfile.TemporaryDirectory() as folder:
        for fold in range(FOLDS):
            seen = [row for number, row in enumerate(rows) if number % FOLDS != fold]
            tagger = fit(examples([*seen, *more]), Path(folder) / f"{fold}.crf", SETTINGS)
            for row in rows[fold::FOLDS]:
                said = weighed([event.attributes for event in row], [event.act for event in row], tagger)
                pairs += [(mine, event.marked) for mine, event in zip(said, row, strict=True)]
    return pairs


def line(name: str, pairs: Sequence[tuple[str, str]]) -> str:
    """Return in words how right (said, marked) pairs are."""
    right = sum(said == marked != "asserted" for said, marked in pairs)
    proposed = sum(said != "asserted" for said, _ in pairs)
    wanted = sum(marked != "asserted" for _, marked in pairs)
    return (
        f"{name}: right {sum(a == b for a, b in pairs) / max(len(pairs), 1):.3f};"
        f" of those not told as happened P {right / max(proposed, 1):.3f} R {right / max(wanted, 1):.3f}"
        f" F1 {2 * right / max(proposed + wanted, 1):.3f} of {wanted}"
    )


def main(argv: Sequence[str]) -> int:
    """Train on marked articles and marked events of the raw news; print what holds on articles left out."""
    from extract.train.words import raw_articles  # noqa: PLC0415 - brings the model's libraries

    parser = argparse.ArgumentParser(prog="python -m extract.train modality", description=main.__doc__)
    parser.add_argument("--marked", nargs="+", type=Path, required=True, metavar="FOLDER")
    parser.add_argument(
        "--raw", type=Path, metavar="NEWS", help="raw news, an empty line between articles, plain or .xz"
    )
    parser.add_argument("--into", type=Path, default=Path("extract/data"))
    options = parser.parse_args(argv)
    articles = read(options.marked, marked=True)
    rows = [told(article) for article in articles]
    lines = [
        line("rules", [(event.ruled, event.marked) for row in rows for event in row]),
        line("model, marked articles alone", tried(rows, ())),
    ]
    more: list[list[Told]] = []
    if options.raw:
        marked = list(singles(raw_articles(options.raw), stored_singles()))
        more = [told_alone(*one) for one in marked]
        unlike = {id(document) for document, _ in apart(marked, (article.document for article in articles))}
        fair = [row for row, (document, _) in zip(more, marked, strict=True) if id(document) in unlike]
        lines.append(line(f"model, {sum(map(len, fair))} events more", tried(rows, fair)))
    print("\n".join(lines))  # noqa: T201 - what a training step is read by
    fit(examples([*rows, *more]), options.into / "modality.crf", SETTINGS)
    return 0
