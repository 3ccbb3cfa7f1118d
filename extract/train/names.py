"""`python -m extract.train names`: the model of names, with its calibration, from marked articles and a CoNLL corpus."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.document import Candidate
from extract.learned.labels import spans
from extract.learned.models import Tagged, tag
from extract.learned.names import decided
from extract.train import calibration
from extract.train.corpora import Labelled, conll_documents, read_conll, read_marked
from extract.train.mentions import (
    WEIGHT,
    Example,
    Score,
    Settings,
    converted,
    examples,
    fit,
    keep,
    new_score,
    open_model,
    rule_names,
    split,
)

DATA = Path(__file__).parent.parent / "data"
FINAL = Settings(c1=0.1, c2=0.1, rounds=80)


@dataclass(frozen=True, slots=True)
class Article:
    """A marked article, ready to train on."""

    labelled: Labelled
    ruled: list[Candidate]
    examples: list[Example]


@dataclass(frozen=True, slots=True)
class Corpora:
    """All that the model of names is trained on."""

    marked: list[Article]
    others: list[tuple[list[Example], list[list[str]]]]
    """Documents of the other scheme, with their own labels by sentence."""
    said: list[list[list[str]]]
    """What a model of the other scheme says of each marked article, by sentence."""


def gather(folders: Sequence[Path], conll: Path | None, work: Path, skip: frozenset[str]) -> Corpora:
    """Read the corpora; fit the other scheme's model on its own labels."""
    marked: list[Article] = []
    for folder in folders:
        for labelled, _ in read_marked(folder):
            if labelled.name not in skip:
                ruled = rule_names(labelled.document)
                ours = Labelled(labelled.name, labelled.document, keep(labelled.labels))
                marked.append(Article(labelled, ruled, examples(ours, ruled)))
    if conll is None:
        return Corpora(marked, [], [])
    documents = [labelled for labelled, _ in conll_documents(read_conll(conll))]
    others = [(example := examples(each), split(each.labels, [x for x, _ in example])) for each in documents]
    path = work / "other.crf"
    fit((example for part, _ in others for example in part), path, Settings(rounds=70))
    other = open_model(path)
    said = [[other.tag(sentence) for sentence, _ in article.examples] for article in marked]
    return Corpora(marked, others, said)


def train(corpora: Corpora, chosen: Sequence[int], target: Path, work: Path) -> None:
    """Write the model fitted to the chosen articles and to the other corpus, brought to our types by them."""
    mine = [corpora.marked[index] for index in chosen]
    data = [example for article in mine for example in article.examples] * (WEIGHT if corpora.others else 1)
    if corpora.others:
        data += converted(
            [(article.examples, corpora.said[index]) for index, article in zip(chosen, mine, strict=True)],
            corpora.others,
            work,
        )
    fit(data, target, FINAL)


def cross_validate(corpora: Corpora, folds: int, work: Path) -> tuple[Score, Score, list[calibration.Judged]]:
    """Return the rules' score, the model's, and every name it proposed with its probability, over articles left out."""
    rules, learned = new_score(), new_score()
    judged: list[calibration.Judged] = []
    for fold in range(folds):
        path = work / "fold.crf"
        train(corpora, [i for i in range(len(corpora.marked)) if i % folds != fold], path, work)
        tagger = open_model(path)
        for article in corpora.marked[fold::folds]:
            wanted = spans(article.labelled.labels)
            tagged: list[Tagged] = tag([x for x, _ in article.examples], tagger)
            found = decided(article.labelled.document, article.ruled, tagged)
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
    parser.add_argument("--conll", type=Path, help="a corpus with PER LOC ORG MISC")
    parser.add_argument("--folds", type=int, default=0, help="folds of the cross-validation")
    parser.add_argument("--target", type=Path, default=DATA / "names.crf")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        corpora = gather(options.marked, options.conll, work, frozenset(options.skip))
        if options.folds:
            rules, learned, judged = cross_validate(corpora, options.folds, work)
            show("rules", rules)
            show("model", learned)
            calibration.write(DATA / "confidence.toml", "mention", calibration.table(judged))
        train(corpora, range(len(corpora.marked)), options.target, work)
        weighed = sorted({attribute for attribute, _ in open_model(options.target).info().state_features})
        options.target.with_suffix(".attributes").write_text("\n".join(weighed), encoding="utf-8")
    return 0
