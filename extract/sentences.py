"""Where sentences end: rules over tokens. A sentence never crosses a line."""

from __future__ import annotations

from extract.tokens import Token

_ENDS = frozenset(".!?؟。")
_OPENING = frozenset("“«([{\"'‘")
_CLOSING = frozenset("”»)]}\"'’")
_CONTINUING = frozenset("،,؛;:-–")


def number_sentences(tokens: list[Token]) -> int:
    """Write each token's sentence number into it; return how many sentences there are.

    A full stop ends a sentence when a space or the line's end follows (past closing quotes), unless it is one of
    several in a row (`..` is a dash in headlines), follows a single letter (`ا.ف.ب.`), or a comma follows.
    """
    if not tokens:
        return 0
    number = 0
    last = len(tokens) - 1
    closing = False
    for index, token in enumerate(tokens):
        if (index and token.line != tokens[index - 1].line) or (closing and token.norm not in _CLOSING):
            number += 1
            closing = False
        token.sentence = number
        if not closing and token.norm in _ENDS and index < last:
            closing = _ends_here(tokens, index)
    return number + 1


def _ends_here(tokens: list[Token], index: int) -> bool:
    token = tokens[index]
    following = tokens[index + 1]
    if following.line != token.line:
        return False
    if following.start == token.end and following.norm not in _CLOSING:
        return False
    if following.norm in _CONTINUING:
        return False
    if token.norm != ".":
        return True
    before = tokens[index - 1] if index else None
    return before is None or not (
        before.norm == "." or (before.end == token.start and before.kind == "word" and before.end - before.start == 1)
    )
