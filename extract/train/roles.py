"""The model of event arguments: made from marked articles, scored by cross-validation over them."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import pycrfsuite

from extract.clauses import Found
from extract.clitics import readings, verb_readings
from extract.document import Candidate, Document
from extract.events import rule_arguments, triggers_of
from extract.fillers import fillers
from extract.items import Lexicon
from extract.learned.roles import FILE, GROUPS, SURE, judge
from extract.learned.roles_features import attributes
from extract.learned.roles_scene import Phrase, Scene
from extract.names import find_names
from extract.train.corpora import read_marked
from extract.trigger_table import Form, Group, Part, trigger_table
from extract.triggers import Trigger

Span = tuple[int, int]
Sequence_ = tuple[list[list[str]], list[str]]


@dataclass(slots=True)
class View:
    """An article with names and triggers, marked or found, and the marked event of each trigger."""

    scene: Scene
    found: list[tuple[Trigger, list[Found]]]
    marked: list[dict[str, Any] | None]

    def sequences(self) -> Iterator[Sequence_]:
        """Yield the phrases of each trigger that a marked event stands at, with their roles."""
        for (trigger, found), event in zip(self.found, self.marked, strict=True):
            if event is None:
                continue
            looked, rows = attributes(self.scene, trigger, found)
            if looked:
                yield rows, labels_of(looked, event["args"])


def labels_of(looked: Sequence[Phrase], arguments: Sequence[dict[str, Any]]) -> list[str]:
    """Return the role of each phrase: of those that share a word with a marked one, the best alone has its role."""
    roles: dict[int, set[str]] = {}
    for argument in arguments:
        start, end = argument["start"], argument["end"]
        best = max(range(len(looked)), key=lambda number: _fit(looked[number], start, end), default=-1)
        if best >= 0 and _fit(looked[best], start, end) > 0:
            roles.setdefault(best, set()).add(argument["role"])
    return [_label(roles.get(number, set())) for number in range(len(looked))]


def _fit(phrase: Phrase, start: int, end: int) -> float:
    filler = phrase.filler
    shared = min(filler.end, end) - max(filler.start, start)
    if shared <= 0:
        return 0
    return shared + (50 if filler.start == start else 0) + (50 if filler.end == end and filler.start == start else 0)


def _label(roles: set[str]) -> str:
    if not roles:
        return "O"
    if roles == {"count", "target"}:
        return "count+target"
    for role in ("target", "actor", "counterpart", "recipient", "instrument", "location", "date", "count"):
        if role in roles:
            return role
    return "O"


def given_names(document: Document, entities: Sequence[dict[str, Any]]) -> list[Candidate]:
    """Return the marked names of a document."""
    names = []
    for entity in sorted(entities, key=lambda entity: entity["start"]):
        inside = _tokens(document, entity["start"], entity["end"])
        if inside:
            names.append(
                Candidate(entity["start"], entity["end"], inside[0], inside[-1], entity["type"], 0.9, "marked")
            )
    return names


def _tokens(document: Document, start: int, end: int) -> list[int]:
    return [index for index, token in enumerate(document.tokens) if token.start < end and start < token.end]


def given_trigger(document: Document, event: dict[str, Any]) -> Trigger | None:
    """Return the trigger of a marked event, with the form that the table has for it or one made up."""
    inside = _tokens(document, event["trigger"]["start"], event["trigger"]["end"])
    if not inside:
        return None
    first, last = inside[0], inside[-1]
    norm = document.norms[first]
    table = trigger_table()
    skip = max(0, event["trigger"]["start"] - document.tokens[first].start)
    for verb, tried in ((True, verb_readings(norm)), (False, readings(norm))):
        for reading in tried:
            for form in table.forms.get(reading.form, ()):
                if (form.part == "verb") == verb and form.group.type == event["type"]:
                    suffixed = reading.form.endswith(("ه", "ها", "هم", "هما"))
                    return Trigger(first, last, reading.skip, reading.clitics, form, suffixed and form.lemma[-1] != "ة")
    group = _group(event["type"], event["subtype"])
    stem = norm[skip:]
    part: Part = "verb" if stem[:1] in "يت" or stem.endswith("ت") else "noun"
    return Trigger(first, last, skip, norm[:skip], Form(group, stem, part), False)


def _group(kind: str, subtype: str | None) -> Group:
    groups = [form.group for forms in trigger_table().forms.values() for form in forms]
    of_type = [group for group in groups if group.type == kind]
    return next((group for group in of_type if group.subtype == subtype), of_type[0])


def views(document: Document, marks: dict[str, Any]) -> tuple[View, View, View]:
    """Return an article as marked, with the engine's names at the marked triggers, and as the engine alone has it."""
    marked = given_names(document, marks["entities"])
    named = find_names(document, Lexicon())
    triggers: dict[int, tuple[Trigger, dict[str, Any]]] = {}
    for event in marks["events"]:
        trigger = given_trigger(document, event)
        if trigger:
            triggers[trigger.first] = trigger, event
    ordered = [triggers[first] for first in sorted(triggers)]
    right = [trigger for trigger, _ in ordered]
    events = [event for _, event in ordered]
    own = triggers_of(document, named)
    return (
        _view(document, marked, right, events),
        _view(document, named, right, events),
        _view(document, named, own, _matched(document, own, marks["events"])),
    )


def _view(
    document: Document, names: list[Candidate], triggers: list[Trigger], events: Sequence[dict[str, Any] | None]
) -> View:
    filling = fillers(document, names)
    scene = Scene(document, names, filling, triggers)
    found = list(rule_arguments(document, triggers, filling))
    for trigger, arguments in found:
        scene.told(trigger, arguments)
    return View(scene, found, list(events))


def _matched(
    document: Document, triggers: Sequence[Trigger], events: Sequence[dict[str, Any]]
) -> list[dict[str, Any] | None]:
    """Return for each trigger the marked event of its type that it stands at: its trigger first, then other words."""
    taken: set[int] = set()
    found: list[dict[str, Any] | None] = [None] * len(triggers)
    for alternatives in (False, True):
        for number, trigger in enumerate(triggers):
            start, end = document.tokens[trigger.first].start, document.tokens[trigger.last].end
            for index, event in enumerate(events):
                spans = event.get("trigger_alts", []) if alternatives else [event["trigger"]]
                if (
                    found[number] is None
                    and index not in taken
                    and event["type"] == trigger.group.type
                    and any(span["start"] < end and start < span["end"] for span in spans)
                ):
                    found[number] = event
                    taken.add(index)
    return found


def fit(sequences: Sequence[Sequence_], target: Path, *, c1: float = 0.8, c2: float = 1.0, rounds: int = 80) -> None:
    """Write a model fitted to these sequences."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for rows, labels in sequences:
        trainer.append(rows, labels)
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": rounds, "feature.possible_transitions": True})
    trainer.train(str(target))


def isotonic(pairs: Sequence[tuple[float, bool]], fewest: int = 25) -> list[tuple[float, float]]:
    """Return steps (probability from which, share right) that never fall; none rests on fewer pairs than `fewest`."""
    blocks: list[list[float]] = []
    for probability, right in sorted(pairs):
        blocks.append([probability, float(right), 1.0])
        while len(blocks) > 1 and (
            blocks[-2][2] < fewest or blocks[-2][1] / blocks[-2][2] >= blocks[-1][1] / blocks[-1][2]
        ):
            _, more, count = blocks.pop()
            blocks[-1][1] += more
            blocks[-1][2] += count
    # One is added on each side: a hundred right of a hundred are not surely all.
    shares = accumulate(((right + 1) / (count + 2) for _, right, count in blocks), max)
    return [(least, share) for (least, _, _), share in zip(blocks, shares, strict=True)]


@dataclass(slots=True)
class Score:
    """Right, proposed and wanted arguments by role."""

    right: Counter[str]
    proposed: Counter[str]
    wanted: Counter[str]

    def row(self, role: str = "") -> tuple[float, float, float, int]:
        """Return precision, recall, F1 and how many are wanted, of a role or of all."""
        right, proposed, wanted = (
            counter[role] if role else counter.total() for counter in (self.right, self.proposed, self.wanted)
        )
        return right / max(proposed, 1), right / max(wanted, 1), 2 * right / max(proposed + wanted, 1), wanted


def new_score() -> Score:
    """Return a score of nothing yet."""
    return Score(Counter(), Counter(), Counter())


def _one(role: str) -> str:
    return "recipient/counterpart" if role in ("recipient", "counterpart") else role


def count(
    score: Score, view: View, chosen: Sequence[Sequence[tuple[Phrase, str, float]]], events: Sequence[dict[str, Any]]
) -> list[tuple[str, float, bool]]:
    """Count an article's arguments; return each choice at a marked event with its probability and whether it is right."""
    judged: list[tuple[str, float, bool]] = []
    for event in events:
        score.wanted.update(role for role, _, _ in {(_one(a["role"]), a["start"], a["end"]) for a in event["args"]})
    for marked, choices in zip(view.marked, chosen, strict=True):
        left = list(marked["args"]) if marked else []
        for phrase, label, probability in choices:
            verdicts = []
            for role in label.split("+"):
                score.proposed[_one(role)] += 1
                fitting = [
                    argument for argument in left if _one(argument["role"]) == _one(role)
                    and argument["start"] < phrase.filler.end and phrase.filler.start < argument["end"]
                ]  # fmt: skip
                if fitting:
                    left.remove(fitting[0])
                    score.right[_one(role)] += 1
                verdicts.append(bool(fitting))
            if marked is not None:
                judged.append((label, probability, all(verdicts)))
    return judged


def main(argv: Sequence[str] | None = None) -> int:
    """Train on folders of marked articles, print what cross-validation gives, write the model and its table."""
    parser = argparse.ArgumentParser(prog="python -m extract.train roles", description=main.__doc__)
    parser.add_argument("--marked", type=Path, nargs="+", required=True, metavar="FOLDER")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--target", type=Path, default=Path(__file__).parent.parent / "data")
    arguments = parser.parse_args(argv)
    articles = [pair for folder in arguments.marked for pair in read_marked(folder)]
    if len(articles) < arguments.folds:
        parser.error(f"{len(articles)} marked articles: at least {arguments.folds} are needed, one a fold")
    seen = [(views(labelled.document, marks), marks) for labelled, marks in articles]
    data = [[sequence for view in three for sequence in view.sequences()] for three, _ in seen]
    judged = _cross_validate(seen, data, arguments.folds, arguments.target / FILE)
    fit([sequence for sequences in data for sequence in sequences], arguments.target / FILE)
    _write_sure(judged, arguments.target / SURE)
    return 0


def _cross_validate(
    seen: Sequence[tuple[tuple[View, View, View], dict[str, Any]]],
    data: Sequence[Sequence[Sequence_]],
    folds: int,
    path: Path,
) -> list[tuple[str, float, bool]]:
    """Print the scores on articles that a model has not seen; return the judged choices with the engine's triggers."""
    judged: list[tuple[str, float, bool]] = []
    given, alone, rules = new_score(), new_score(), new_score()
    for fold in range(folds):
        fit([sequence for number, part in enumerate(data) if number % folds != fold for sequence in part], path)
        tagger = pycrfsuite.Tagger()
        tagger.open(str(path))
        for (_, right, own), marks in seen[fold::folds]:
            count(given, right, [judge(right.scene, *pair, tagger) for pair in right.found], marks["events"])
            judged += count(alone, own, [judge(own.scene, *pair, tagger) for pair in own.found], marks["events"])
            count(rules, own, [_as_choices(own, found) for _, found in own.found], marks["events"])
    for title, score in (
        ("the rules alone, end to end", rules),
        ("given the right triggers", given),
        ("end to end", alone),
    ):
        print(f"{title:<30} precision recall F1 wanted")  # noqa: T201
        for role in [*sorted(score.wanted), ""]:
            precision, recall, f1, wanted = score.row(role)
            print(f"  {role or 'all':<28} {precision:.3f} {recall:.3f} {f1:.3f} {wanted}")  # noqa: T201
    return judged


def _as_choices(view: View, found: Sequence[Found]) -> list[tuple[Phrase, str, float]]:
    by_span = {(phrase.filler.start, phrase.filler.end): phrase for phrase in view.scene.phrases}
    return [
        (by_span[span], argument.role, argument.confidence)
        for argument in found
        if (span := (argument.filler.start, argument.filler.end)) in by_span
    ]


def _write_sure(judged: Sequence[tuple[str, float, bool]], path: Path) -> None:
    pairs: dict[str, list[tuple[float, bool]]] = {}
    for label, probability, right in judged:
        pairs.setdefault(GROUPS.get(label, "other"), []).append((probability, right))
    lines = ["# Group of roles, the probability from which a step holds, the share of its choices that were right.\n"]
    for group in sorted(pairs):
        lines += [f"{group}\t{least:.4f}\t{right:.3f}\n" for least, right in isotonic(pairs[group])]
    path.write_text("".join(lines), encoding="utf-8")
