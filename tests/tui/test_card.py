"""What a card lets one change, line by line."""

from __future__ import annotations

from dataclasses import replace

from store.values import ArgumentValue
from tests.tui.values import argument, event, item, marked_view, uid, view
from tui.card import card_lines
from tui.words import WORDS

BODY = "قصف مسلحون القائم فجرا"


def told(lines: object) -> list[tuple[str, str, bool]]:
    """Return slot, text and whether the text comes from outside."""
    return [(line.slot, line.text, line.outside) for line in lines]  # type: ignore[attr-defined]


def test_a_names_card() -> None:
    shown = marked_view("وصل إلى [بغداد|LOC]")
    lines = card_lines(shown, shown.items[0])
    assert told(lines) == [("type", "LOC", False), ("edges", "بغداد", True), ("name", "بغداد", True)]
    assert [line.label for line in lines] == [WORDS.say(f"field_{slot}") for slot in ("type", "edges", "name")]
    assert {line.item.uid for line in lines} == {shown.items[0].uid}


def test_an_events_card_lists_its_arguments_rejected_ones_too() -> None:
    bombing = event(BODY, "قصف")
    target = argument(BODY, "قصف", "target", "القائم")
    date = argument(BODY, "قصف", "date", "فجرا", status="rejected")
    stranger = argument(BODY, "زار", "location", "القائم")
    shown = view(BODY, bombing, target, date, stranger)
    lines = card_lines(shown, bombing)
    assert told(lines) == [
        ("type", "ATTACK", False),
        ("subtype", "-", False),
        ("modality", "asserted", False),
        ("trigger", "قصف", True),
        ("argument", "القائم", True),
        ("argument", "فجرا", True),
    ]
    assert [line.label for line in lines[4:]] == ["target", "date"]
    assert [line.item.uid for line in lines] == [bombing.uid] * 4 + [target.uid, date.uid]
    assert card_lines(shown, target) == lines, "an argument's card is its event's"


def test_a_subtype_is_said() -> None:
    denial = event(BODY, "قصف", "STATEMENT", "deny")
    assert told(card_lines(view(BODY, denial), denial))[1] == ("subtype", "deny", False)


def test_an_argument_whose_event_is_not_shown_has_no_card() -> None:
    alone = item(ArgumentValue(0, 3, "actor", None), event="gone")
    assert card_lines(view(BODY, alone), replace(alone, uid=uid("x"))) == ()
