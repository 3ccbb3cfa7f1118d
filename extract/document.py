"""A body as the rules see it: tokens, sentences, and candidates for names by token and by offset."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from extract.article import Article
from extract.extension import NOTHING, Extension
from extract.sentences import number_sentences
from extract.tokens import Token, edge, tokenise


class Document:
    """An article cut into tokens. Made once, read by every step."""

    def __init__(self, article: Article, extension: Extension = NOTHING) -> None:
        """Cut an article; `extension` is what its project adds to the steps."""
        self.article = article
        self.extension = extension
        self.body = article.body
        self.tokens: list[Token] = tokenise(article.body)
        self.sentence_count = number_sentences(self.tokens)
        self.norms: list[str] = [token.norm for token in self.tokens]

    @cached_property
    def first_of_sentence(self) -> list[int]:
        """Index of each sentence's first token, and one past the last token at the end."""
        firsts = [0] * (self.sentence_count + 1)
        previous = -1
        for index, token in enumerate(self.tokens):
            if token.sentence != previous:
                firsts[token.sentence] = index
                previous = token.sentence
        firsts[self.sentence_count] = len(self.tokens)
        return firsts

    def sentence_of(self, index: int) -> tuple[int, int]:
        """Return the token range of the sentence that a token is in."""
        number = self.tokens[index].sentence
        return self.first_of_sentence[number], self.first_of_sentence[number + 1]

    def norm(self, index: int) -> str:
        """Return a token's folded spelling, empty outside the text."""
        return self.norms[index] if 0 <= index < len(self.norms) else ""

    def surface(self, index: int) -> str:
        """Return a token as it is written."""
        token = self.tokens[index]
        return self.body[token.start : token.end]

    def same_sentence(self, first: int, second: int) -> bool:
        """Return whether two tokens exist and share a sentence."""
        return (
            0 <= first < len(self.tokens)
            and 0 <= second < len(self.tokens)
            and self.tokens[first].sentence == self.tokens[second].sentence
        )

    def candidate(
        self, first: int, last: int, kind: str, confidence: float, reason: str, *, skip: int = 0, rank: int = 0
    ) -> Candidate | None:
        """Return a candidate over tokens first..last; None where the clitic's edge is inside a cluster."""
        start = edge(self.body, self.tokens[first], skip)
        if start is None:
            return None
        return Candidate(start, self.tokens[last].end, first, last, kind, confidence, reason, rank)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of the text that one rule takes for a name."""

    start: int
    end: int
    first: int
    """Index of its first token."""
    last: int
    """Index of its last token."""
    type: str
    confidence: float
    reason: str
    rank: int = 0
    """Where candidates overlap: the higher rank wins, then the longer, then the surer."""
