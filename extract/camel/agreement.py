"""The names of a model and of the rules made one list, none overlapping another.

The rules know this project's edges and what models have no label for; the model knows names that no table has. Where both speak of the same
words: dates, counts, weapons and facilities are the rules'; the rules' edges hold where they take in the model's and agree on the type;
else the longer or the surer is taken. What the rules find where the model sees no name stays where they are sure.
"""

from __future__ import annotations

from dataclasses import replace

from extract.document import Candidate

_BY_RULE = frozenset(("DATE", "NUMBER_OF", "WEAPON"))
_SURE_ALONE = 0.75
"""Confidence from which a rule's name stays where the model sees none."""
_SURE_WHOLE = 0.9
"""Confidence from which a rule's longer name stays against another type of the model's."""
_HIGHEST = 0.99


def agreed(tagged: list[Candidate], ruled: list[Candidate]) -> list[Candidate]:
    """Return the names that hold. `ruled` do not overlap each other, nor do `tagged`; both are in order."""
    kept = {
        (name.first, name.last): name
        for name in ruled
        if name.type in _BY_RULE or name.type == "FAC" or name.confidence >= _SURE_ALONE
    }
    at = {place: name for name in ruled for place in range(name.first, name.last + 1)}
    for name in tagged:
        rivals = list(dict.fromkeys(at[place] for place in range(name.first, name.last + 1) if place in at))
        winners = _settled(name, rivals)
        for rival in rivals:
            kept.pop((rival.first, rival.last), None)
        kept.update(((winner.first, winner.last), winner) for winner in winners)
    return _apart(sorted(kept.values(), key=lambda name: name.first))


def _settled(name: Candidate, rivals: list[Candidate]) -> list[Candidate]:
    if not rivals:
        return [name]
    if any(rival.type in _BY_RULE for rival in rivals):
        return rivals
    if len(rivals) == 1:
        rival = rivals[0]
        if rival.first <= name.first and name.last <= rival.last:
            return [_covered(name, rival)]
    if all(name.first <= rival.first and rival.last <= name.last for rival in rivals):
        return [name]
    return [name] if name.confidence > max(rival.confidence for rival in rivals) else rivals


def _covered(name: Candidate, rival: Candidate) -> Candidate:
    """Return which of two holds where the rule's takes in the model's."""
    if rival.type == name.type:
        both = 1 - (1 - rival.confidence) * (1 - name.confidence)
        return replace(rival, confidence=min(_HIGHEST, both), reason=f"{rival.reason}; {name.reason}")
    if rival.type == "FAC":
        return rival
    if (rival.first, rival.last) != (name.first, name.last):
        return rival if rival.confidence >= _SURE_WHOLE else name
    return rival if rival.confidence >= name.confidence else name


def _apart(names: list[Candidate]) -> list[Candidate]:
    """Return names without those that overlap a surer one: a winner may reach into the next stretch."""
    kept: list[Candidate] = []
    for name in names:
        while kept and kept[-1].last >= name.first and kept[-1].confidence < name.confidence:
            kept.pop()
        if not kept or kept[-1].last < name.first:
            kept.append(name)
    return kept
