"""Counts over raw news: how each word is used, and the clusters of words that are used alike."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extract.gazetteer import place_heads
from extract.heads import heads
from extract.persons import titles
from extract.tables import name_words
from extract.tokens import tokenise

LEAST = 4
"""Times a word is seen before anything is said of it."""
CLUSTERS = (64, 256, 1024, 2048)
_RATES = (0.01, 0.04, 0.12, 0.3)


def folded_lines(raw: Iterable[str]) -> Iterator[list[str]]:
    """Yield the folded words of each line of a raw text; an empty list where articles part."""
    for line in raw:
        yield [token.norm for token in tokenise(line)]


def usage(lines: Iterable[list[str]]) -> dict[str, tuple[int, ...]]:
    """Return the nine usage levels (`extract.learned.evidence.USAGE`) of every word seen often enough."""
    people, table, names = titles(), heads(), name_words()
    cues = (
        people.direct,
        frozenset(word for word, weight in names.first.items() if weight >= 5) | people.particles,
        place_heads(),
        frozenset(("في", "الي", "من")),
        table.kept | table.dropped | table.strict,
        people.speech,
    )
    total: Counter[str] = Counter()
    seen: tuple[Counter[str], ...] = tuple(Counter() for _ in cues)
    for words in lines:
        before = ""
        for word in words:
            norm = word[1:] if len(word) > 4 and word[0] == "و" else word
            total[norm] += 1
            for counter, cue in zip(seen, cues, strict=True):
                if before in cue:
                    counter[norm] += 1
            before = word
    found: dict[str, tuple[int, ...]] = {}
    for word, count in total.items():
        if count >= LEAST and len(word) >= 2:
            levels = [_level(counter[word], count) for counter in seen]
            twin = total.get(word[2:], 0) if word.startswith("ال") else total.get("ال" + word, 0)
            article = round(math.log2((twin + 1) / (count + 1)) / 1.5)
            written_on = total.get("ب" + word, 0) + total.get("ل" + word, 0)
            levels.append(max(0, min(8, article + 4)))
            levels.append(min(4, _level(written_on, count, (0.03, 0.1, 0.3))))
            levels.append(min(7, int(math.log(count, 4))))
            found[word] = tuple(levels)
    return found


def _level(part: int, whole: int, rates: tuple[float, ...] = _RATES) -> int:
    if not part:
        return 0
    return 1 + sum(part / (whole + 2) >= rate for rate in rates)


def clusters(vectors: Path, most: int) -> dict[str, tuple[int, ...]]:
    """Return the clusters of the `most` commonest words of a file of word vectors, coarse to fine, from 1."""
    # Heavy, and of this one step.
    import numpy as np  # noqa: PLC0415
    from gensim.models import KeyedVectors  # type: ignore[import-not-found, unused-ignore] # noqa: PLC0415
    from sklearn.cluster import MiniBatchKMeans  # type: ignore[import-not-found, unused-ignore] # noqa: PLC0415

    table: Any = KeyedVectors.load(str(vectors))
    count = min(len(table), most)
    rows = table.vectors[:count].copy()
    rows /= np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9
    columns = []
    for size in CLUSTERS:
        model = MiniBatchKMeans(size, batch_size=8192, n_init=1, max_iter=40, random_state=1).fit(rows[:40_000])
        columns.append(model.predict(rows) + 1)
    return {table.index_to_key[row]: tuple(int(column[row]) for column in columns) for row in range(count)}


def train_vectors(lines: Path, target: Path) -> None:
    """Write the vectors of a file of folded words, one line a line, to `target`; one thread, so that runs agree."""
    from gensim.models import Word2Vec  # noqa: PLC0415

    model: Any = Word2Vec(
        corpus_file=str(lines), vector_size=100, window=3, min_count=LEAST, sg=1, negative=5, epochs=6, workers=1,
        sample=1e-4, seed=7,
    )  # fmt: skip
    model.wv.save(str(target))
