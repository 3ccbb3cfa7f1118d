"""Which role a type's subject, object, genitive and prepositions stand for: one policy a type of event."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Policy:
    """Roles of a type's fillers; an empty role takes nothing."""

    subject: str = "actor"
    """Of a verb in the active."""
    object: str = "target"
    """Second phrase after a verb, or the only one where the subject stands before the verb."""
    genitive: str = "actor"
    """What follows a verbal noun at once."""
    prepositions: dict[str, str] = field(default_factory=dict)
    passive: bool = False
    """Whether a lone phrase after the verb is the one it happened to."""
    places: bool = True
    subject_from_sentence: bool = False
    """Whether the noun's doer is the person that the sentence is about: `وصل س في زيارة`."""


_ON = {"علي": "target", "ضد": "target", "باتجاه": "target", "تجاه": "target", "نحو": "target", "بحق": "target"}

POLICIES: dict[str, Policy] = {
    "ATTACK": Policy(prepositions=_ON, genitive=""),
    "CLASH": Policy(
        object="counterpart",
        prepositions={"ضد": "counterpart", "مع": "counterpart", "بين": "actor", "ل": "target"},
    ),
    "KILL_INJURE": Policy(genitive="target", passive=True, prepositions={"بيد": "actor"}),
    "ARREST": Policy(genitive="target", passive=True, prepositions={"علي": "target", "بحق": "target"}),
    "RELEASE": Policy(genitive="target", passive=True, prepositions={"عن": "target"}),
    "MEET": Policy(
        object="counterpart",
        prepositions={"مع": "counterpart", "ب": "counterpart", "بين": "actor", "برفقه": "counterpart"},
        subject_from_sentence=True,
    ),
    "VISIT_TRAVEL": Policy(object="", subject_from_sentence=True),
    "STATEMENT": Policy(object="", places=False),
    "AGREEMENT": Policy(object="", genitive="", prepositions={"بين": "actor", "مع": "counterpart"}),
    "DEPLOY_WITHDRAW": Policy(genitive="target", prepositions={"من": "location", "الي": "location"}),
    "PROTEST": Policy(object="", prepositions={"ضد": "target", "علي": "target"}),
    "SANCTION": Policy(prepositions=_ON),
    "APPOINT_RESIGN": Policy(genitive="target"),
    "TRIAL": Policy(genitive="target", passive=True, prepositions={"الي": "target", "علي": "target", "ل": "target"}),
    "ELECTION": Policy(object=""),
    "DISASTER_ACCIDENT": Policy(subject="target", object="", genitive="target"),
    "AID": Policy(object="", genitive="", prepositions={"ل": "recipient", "الي": "recipient"}),
}
