"""`python -m extract.train names`: the model of names, with its calibration, from marked articles."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.document import Candidate
from extract.learned.labels import spans
from extract.learned.models import Tagged, tag
from extract.learned.names import NOTHING_TAUGHT, decided
from extract.names import completed
from extract.train import calibration
from extract.train.corpora import Labelled, read_marked
from extract.train.mentions import (
    Example,
    Score,
    Settings,
    examples,
    fit,
    keep,
    new_score,
    open_model,
    rule_names,
)

DATA = Path(__file__).parent.parent / "data"
FINAL = Settings(c1=0.1, c2=0.1, rounds=80)


@dataclass(frozen=True, slots=True)
class Article:
    """A marked article, ready to train on."""

    labelled: Labelled
    ruled: list[Candidate]
    examples: list[Example]


def gather(folders: Sequence[Path], skip: frozenset[str]) -> list[Article]:
    """Return the marked articles of the folders, but those of `skip`, as FOLDER/NN."""
    found: list[Article] = []
    for folder in folders:
        for labelled, _ in read_marked(folder):
            if labelled.name not in skip:
                ruled = rule_names(labelled.document)
                ours = Labelled(labelled.name, labelled.document, keep(labelled.labels))
                found.append(Article(labelled, ruled, examples(ours, ruled)))
    return found


def cross_validate(
    articles: Sequence[Article], folds: int, work: Path
) -> tuple[Score, Score, list[calibration.Judged]]:
    """Return the rules' score, the engine's, and every name it proposed with its probability, over articles left out."""
    rules, learned = new_score(), new_score()
    judged: list[calibration.Judged] = []
    for fold in range(folds):
        path = work / "fold.crf"
        fit((each for i, one in enumerate(articles) if i % folds != fold for each in one.examples), path, FINAL)
        tagger = open_model(path)
        for article in articles[fold::folds]:
            document = article.labelled.document
            wanted = spans(article.labelled.labels)
            tagged: list[Tagged] = tag([x for x, _ in article.examples], tagger)
            found = completed(document, decided(document, article.ruled, tagged), NOTHING_TAUGHT)
            rules.add(_spans(article.ruled), wanted)
            learned.add(_spans(found), wanted)
            right = set(wanted)
            judged += [(name.type, name.confidence, (name.first, name.last + 1, name.type) in right) for name in found]
    return rules, learned, judged


def _spans(names: Sequence[Candidate]) -> list[tuple[int, int, str]]:
    return [(name.first, name.last + 1, name.type) for name in names]


def show(title: str, score: Score) -> None:
    """Print a score by type."""
    print(f"{title:12}{'P':>7}{'R':>7}{'F1':>7}{'marked':>8}")  # noqa: T201
    for kind, precision, recall, f_score, wanted in score.rows(frozenset(("NUMBER_OF",))):
        print(f"{kind:12}{precision:7.3f}{recall:7.3f}{f_score:7.3f}{wanted:8}")  # noqa: T201


def main(argv: Sequence[str]) -> int:
    """Train; with --folds, print what cross-validation gives first, and write the calibration that it gives."""
    parser = argparse.ArgumentParser(prog="python -m extract.train names", description=__doc__)
    parser.add_argument("--marked", nargs="+", type=Path, required=True, help="folders of NN.txt with NN.json")
    parser.add_argument("--skip", nargs="*", default=[], help="articles left out, as FOLDER/NN")
    parser.add_argument("--folds", type=int, default=0, help="folds of the cross-validation")
    parser.add_argument("--target", type=Path, default=DATA / "names.crf")
    options = parser.parse_args(argv)
    if options.folds == 1:
        parser.error("--folds 1 leaves nothing to train on: 2 or more, or 0 for none")
    articles = gather(options.marked, frozenset(options.skip))
    if len(articles) < max(1, options.folds):
        parser.error(f"{len(articles)} marked articles: at least {max(1, options.folds)} are needed, one a fold")
    if options.folds:
        with tempfile.TemporaryDirectory() as work:
            rules, learned, judged = cross_validate(articles, options.folds, Path(work))
        show("rules", rules)
        show("engine", learned)
        calibration.write(options.target.with_name("confidence.toml"), "mention", calibration.table(judged))
    fit((each for one in articles for each in one.examples), options.target, FINAL)
    weighed = sorted({attribute for attribute, _ in open_model(options.target).info().state_features})
    options.target.with_suffix(".attributes").write_text("\n".join(weighed), encoding="utf-8")
    return 0
