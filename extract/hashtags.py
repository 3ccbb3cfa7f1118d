"""Names in hashtags: `#حزب_الله` is read as its words, with blanks for underscores, and marked without `#`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from extract.article import Article
from extract.document import Candidate, Document

_HASHTAG = re.compile(r"#([^\W_]\w*_\w*[^\W_])")


def hashtag_names(document: Document, steps: Sequence[Callable[[Document], list[Candidate]]]) -> list[Candidate]:
    """Return candidates that the steps find in hashtags of several words, with their offsets in the body."""
    if "#" not in document.body:
        return []
    positions = {token.start: index for index, token in enumerate(document.tokens)}
    ends = {token.end: index for index, token in enumerate(document.tokens)}
    found: list[Candidate] = []
    for match in _HASHTAG.finditer(document.body):
        offset = match.start(1)
        inside = Document(Article(match[1].replace("_", " ")))
        for step in steps:
            for name in step(inside):
                first = positions.get(offset + inside.tokens[name.first].start)
                last = ends.get(offset + name.end)
                if first is not None and last is not None:
                    span = (offset + name.start, offset + name.end, first, last)
                    found.append(Candidate(*span, name.type, name.confidence, name.reason, 1))
    return found
