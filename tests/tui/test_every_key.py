"""Every command of the table is pressed once on a Latin keyboard, and once on an Arabic one where it has a twin.

A scenario is what a person does before the key, the key, and what is then so. One that is missing fails the suite.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from store import articles
from store.database import open_database
from store.values import ArgumentValue, EventValue, MentionValue
from tests.tui.desk import ATTACK_N, MARKET_N, UNDATED_N, VISIT_N, desk
from tests.tui.driving import Seat, seat, told
from tui.keys import COMMANDS, TWINS, Command
from tui.queue_lines import STATUSES
from tui.screens.help import HelpRows
from tui.widgets.choice import ChoicePane
from tui.widgets.field import Field
from tui.words import WORDS

Scenario = Callable[[Seat, str], Awaitable[None]]
SCENARIOS: dict[str, Scenario] = {}


def covers(*ids: str) -> Callable[[Scenario], Scenario]:
    """Register a scenario for a command."""

    def register(scenario: Scenario) -> Scenario:
        for each in ids:
            assert each not in SCENARIOS
            SCENARIOS[each] = scenario
        return scenario

    return register


def pressed_keys(command: Command) -> list[str]:
    """Return the command's first key and its twin on an Arabic keyboard."""
    return [command.keys[0], *(TWINS[key] for key in command.keys if key in TWINS and key.isalpha())][:2]


CASES = [(command.id, key) for command in COMMANDS for key in pressed_keys(command)]


@pytest.mark.parametrize(("command", "key"), CASES)
async def test_key(command: str, key: str, tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        await SCENARIOS[command](at, key)
        assert at.pressed, "a scenario that presses nothing tries nothing"


def test_every_command_has_its_scenario() -> None:
    assert set(SCENARIOS) == {command.id for command in COMMANDS}


def test_the_handful_of_letters_that_matter_most_are_pressed_in_arabic_too() -> None:
    assert {"ش", "ق", "ع", "ى", "ت", "ن", "ث", "ف", "ء", "ئ", "س"} <= {key for _, key in CASES}


def status(at: Seat, text: str, nth: int = 0) -> str:
    """Return the status of the nth item on these words, in the store."""
    uid = at.named(text, nth).uid
    return next(item.status for item in at.items() if item.uid == uid)


def choices(at: Seat) -> list[str]:
    """Return the ids that are offered."""
    return [option.id for option in at.app.review.query_one(ChoicePane).options]


# -- reviewing


@covers("review.note")
async def note(at: Seat, key: str) -> None:
    await at.go("حركة النخيل")
    await at.press(key)
    await at.type("أيّ حركة؟ ")
    await at.press("enter")
    assert at.item.note == "أيّ حركة؟"
    assert status(at, "حركة النخيل") == "open", "a note is no verdict"
    await at.press(key, "ctrl+u", "enter")
    assert at.item.note == ""
    assert at.said.strip() == WORDS.say("note_gone")


@covers("review.accept")
async def accept(at: Seat, key: str) -> None:
    await at.go("حركة النخيل")
    await at.press(key)
    assert status(at, "حركة النخيل") == "accepted"
    assert status(at, "حركة النخيل", 1) == "open"
    assert at.text == "بغداد", "the next open one is current"


@covers("review.reject")
async def reject(at: Seat, key: str) -> None:
    await at.go("وصل")
    event = at.item
    await at.press(key)
    assert {item.status for item in at.items() if event.uid in {item.uid, item.event}} == {"rejected"}
    assert at.text == "سليم الوادي"


@covers("review.edit")
async def edit(at: Seat, key: str) -> None:
    await at.go("حركة النخيل")
    await at.press(key)
    assert at.mode == "card"
    assert [line.slot for line in at.app.review.card_pane.lines] == ["type", "edges", "name"]


@covers("review.type")
async def retype(at: Seat, key: str) -> None:
    await at.go("حركة النخيل")
    await at.press(key)
    assert choices(at) == ["PERSON", "ORG", "LOC", "FAC", "WEAPON", "DATE", "NUMBER_OF"]
    await at.press("f")
    assert told(at.view, at.named("حركة النخيل")) == "FAC حركة النخيل"
    assert status(at, "حركة النخيل") == "edited"
    assert at.text == "بغداد"


@covers("review.edges")
async def edges(at: Seat, key: str) -> None:
    await at.go("قاعدة السدرة", kind="mention")
    await at.press(key)
    assert (at.mode, at.selected) == ("select", "قاعدة السدرة")
    await at.press("tab", "a", "enter")
    assert at.named("السدرة", kind="mention").status == "edited"
    assert told(at.view, at.named("السدرة", kind="argument")) == "actor السدرة", "what it fills follows"


@covers("review.add")
async def add(at: Seat, key: str) -> None:
    await at.go("بغداد", 1, kind="mention")
    await at.press(key)
    assert at.mode == "select"
    await at.press("a", "a", "enter", "d")
    assert told(at.view, at.named("الخميس")) == "DATE الخميس"
    assert status(at, "الخميس") == "accepted"


@covers("review.undo", "card.undo")
async def undo(at: Seat, key: str) -> None:
    await at.press("a", "r")
    if key in {"u", "ع"} and at.mode == "review":
        await at.press(key)
        assert [item.status for item in at.items() if item.kind != "argument"][:2] == ["accepted", "open"]
    await at.go("وصل")
    await at.press("e", key)
    assert at.mode == "card"
    assert {item.status for item in at.items()} == {"open"}


@covers("review.redo")
async def redo(at: Seat, key: str) -> None:
    await at.go("حركة النخيل")
    await at.press("a", "u")
    assert status(at, "حركة النخيل") == "open"
    await at.press(key)
    assert status(at, "حركة النخيل") == "accepted"
    await at.press(key)
    assert status(at, "حركة النخيل") == "accepted"
    assert WORDS.say("nothing_to_redo") in at.said


@covers("review.same")
async def same(at: Seat, key: str) -> None:
    await at.go("حركة النخيل")
    await at.press(key)
    assert [status(at, "حركة النخيل", nth) for nth in (0, 1)] == ["accepted", "accepted"]
    await at.press("u")
    assert [status(at, "حركة النخيل", nth) for nth in (0, 1)] == ["open", "open"]


@covers("review.reject_same")
async def reject_same(at: Seat, key: str) -> None:
    await at.go("حركة النخيل")
    await at.press(key)
    assert [status(at, "حركة النخيل", nth) for nth in (0, 1)] == ["rejected", "rejected"]
    await at.press("u")
    assert [status(at, "حركة النخيل", nth) for nth in (0, 1)] == ["open", "open"]


@covers("review.flag")
async def flag(at: Seat, key: str) -> None:
    await at.press(key)
    assert at.items()[0].flagged
    assert WORDS.say("flagged") in at.said
    await at.press(key)
    assert not at.items()[0].flagged


@covers("review.next")
async def following(at: Seat, key: str) -> None:
    await at.press(key, key)
    assert at.row == 2


@covers("review.previous")
async def previous(at: Seat, key: str) -> None:
    await at.press("j", "j", "j", key)
    assert at.row == 2
    await at.press(key, key, key)
    assert at.row == 0


@covers("review.next_open")
async def next_open(at: Seat, key: str) -> None:
    assert at.text == "وصل"
    await at.press(key)
    assert at.text == "سليم الوادي", "the arguments of an open event are asked with it"
    assert at.item.kind == "mention"


@covers("review.previous_open")
async def previous_open(at: Seat, key: str) -> None:
    await at.press(key)
    assert at.row == len(at.view.items) - 1
    await at.press("a", key)
    assert at.row == len(at.view.items) - 2, "from the first one that is open"


@covers("review.page_down")
async def page_down(at: Seat, key: str) -> None:
    await at.press(key)
    assert at.app.review.article_pane.scroll_offset.y > 10
    assert at.row == 0


@covers("review.page_up")
async def page_up(at: Seat, key: str) -> None:
    await at.press("pagedown", "pagedown", key, key)
    assert at.app.review.article_pane.scroll_offset.y == 0


@covers("review.first")
async def first(at: Seat, key: str) -> None:
    await at.press("j", "j", key)
    assert at.row == 0


@covers("review.last")
async def last(at: Seat, key: str) -> None:
    await at.press(key)
    assert at.row == len(at.view.items) - 1


@covers("review.finish")
async def finish(at: Seat, key: str) -> None:
    await at.press(key)
    assert at.view.stored.n == ATTACK_N
    assert not _stored(at, VISIT_N).finished, "something is open in it"
    await at.press("a", "a", key)
    assert at.view.stored.n == MARKET_N
    assert _stored(at, ATTACK_N).finished


@covers("review.back")
async def back(at: Seat, key: str) -> None:
    await at.press("n", "n")
    assert at.view.stored.n == MARKET_N
    await at.press(key)
    assert at.view.stored.n == ATTACK_N
    await at.press(key, key)
    assert at.view.stored.n == VISIT_N


@covers("review.date")
async def date(at: Seat, key: str) -> None:
    await at.press(key)
    assert at.mode == "field"
    await at.press("ctrl+u")
    await at.type("2021-04-01")
    await at.press("enter")
    assert _stored(at, VISIT_N).article.published == "2021-04-01"


@covers("review.queue")
async def to_queue(at: Seat, key: str) -> None:
    await at.press("n", key)
    assert at.mode == "queue"
    current = at.app.queue.rows_pane.current
    assert current is not None
    assert current.n == ATTACK_N, "at the article that was open"


@covers("review.search", "queue.search")
async def search(at: Seat, key: str) -> None:
    await at.press(key)
    assert at.mode == "queue"
    assert at.app.queue.query_one(Field).asking
    await at.type("القائم")
    await at.press("enter")
    assert [row.n for row in at.app.queue.rows_pane.rows] == [ATTACK_N]
    await at.press(key)
    assert at.app.queue.query_one(Field).value == "القائم"
    await at.press("ctrl+u", "enter")
    assert len(at.app.queue.rows_pane.rows) == 4, "an empty search shows all"


def _stored(at: Seat, number: int) -> articles.StoredArticle:
    with open_database(at.path, write=False) as db:
        return articles.read(db, number)


# -- the card of the second event: ATTACK هجوما, its base given as actor, which is the target


async def attack_card(at: Seat) -> None:
    await at.go("هجوما")
    await at.press("e")
    assert [line.slot for line in at.app.review.card_pane.lines] == [
        "type", "subtype", "modality", "trigger", "argument", "argument",
    ]  # fmt: skip


@covers("card.next")
async def card_next(at: Seat, key: str) -> None:
    await attack_card(at)
    await at.press(key, key)
    assert at.app.review.card_pane.current is not None
    assert at.app.review.card_pane.current.slot == "modality"


@covers("card.previous")
async def card_previous(at: Seat, key: str) -> None:
    await attack_card(at)
    await at.press("j", "j", key)
    assert at.app.review.card_pane.cursor == 1


@covers("card.change")
async def card_change(at: Seat, key: str) -> None:
    await attack_card(at)
    await at.press("j", "j", key)
    assert choices(at) == ["asserted", "denied", "future", "hypothetical"]
    await at.press("d")
    assert (at.mode, told(at.view, at.named("هجوما"))) == ("card", "ATTACK denied هجوما")
    await at.press("k", "k", key, "k", "i")
    assert told(at.view, at.named("هجوما")) == "KILL_INJURE/injure denied هجوما"
    await at.press("j", key, "k")
    assert told(at.view, at.named("هجوما")) == "KILL_INJURE/kill denied هجوما"
    await at.press("j", "j", key, "a", "enter")
    assert told(at.view, at.view.items[at.row]) == "KILL_INJURE/kill denied هجوما استهدف"


@covers("card.role")
async def card_role(at: Seat, key: str) -> None:
    await attack_card(at)
    await at.press("j", "j", "j", "j", key)
    assert choices(at)[:3] == ["actor", "target", "instrument"]
    await at.press("t")
    assert told(at.view, at.named("قاعدة السدرة", kind="argument")) == "target قاعدة السدرة"
    assert at.mode == "card"


@covers("card.add_argument")
async def card_add_argument(at: Seat, key: str) -> None:
    await attack_card(at)
    await at.press(key, "d")
    assert at.mode == "select"
    while at.selected != "أمس":
        await at.press("p")
    await at.press("enter")
    fresh = at.named("أمس", kind="argument")
    assert isinstance(fresh.value, ArgumentValue)
    assert (fresh.value.role, fresh.value.mention) == ("date", at.named("أمس", kind="mention").uid)
    assert fresh.event == at.named("هجوما").uid
    assert at.mode == "card"


@covers("card.remove")
async def card_remove(at: Seat, key: str) -> None:
    await attack_card(at)
    await at.press("j", "j", "j", "j", key)
    assert at.named("قاعدة السدرة", kind="argument").status == "rejected"
    assert at.named("قاعدة السدرة", kind="mention").status == "open"
    assert at.mode == "card"
    await at.press("home", "k", "k", "k", "k", key)
    assert at.mode == "review"
    assert at.named("هجوما").status == "rejected"


@covers("card.accept")
async def card_accept(at: Seat, key: str) -> None:
    await attack_card(at)
    await at.press(key)
    family = at.view.family(at.named("هجوما"))
    assert {item.status for item in family} == {"accepted"}
    assert at.mode == "review"
    assert at.item.status == "open"


@covers("card.redo")
async def card_redo(at: Seat, key: str) -> None:
    await attack_card(at)
    await at.press("j", "j", "e", "f", "u")
    assert told(at.view, at.named("هجوما")) == "ATTACK asserted هجوما"
    await at.press(key)
    assert told(at.view, at.named("هجوما")) == "ATTACK future هجوما"
    assert at.mode == "card"


@covers("card.close")
async def card_close(at: Seat, key: str) -> None:
    await attack_card(at)
    await at.press("j", "j", "e", "f", key)
    assert at.mode == "review"
    assert told(at.view, at.named("هجوما")) == "ATTACK future هجوما", "what was changed stays"


# -- selecting: `وصل سليم الوادي أمين حركة النخيل إلى بغداد أمس.`, the caret at وصل


async def selecting(at: Seat) -> None:
    await at.go("وصل")
    await at.press("plus")
    assert (at.mode, at.selected) == ("select", "وصل")


@covers("select.take")
async def take(at: Seat, key: str) -> None:
    await selecting(at)
    await at.press("a", "a", "a", key)
    assert at.mode == "choose"
    await at.press("p")
    assert told(at.view, at.named("أمين")) == "PERSON أمين", "without a selection the word at the caret"


@covers("select.anchor")
async def anchor(at: Seat, key: str) -> None:
    await selecting(at)
    await at.press(key, "left")
    assert at.selected == "وص"
    await at.press(key)
    assert at.selected == "وصل"


@covers("select.other_end")
async def other_end(at: Seat, key: str) -> None:
    await selecting(at)
    await at.press("a", "space", "left", "left", "left", key, "left")
    assert at.selected == "ليم"


@covers("select.left")
async def left(at: Seat, key: str) -> None:
    await selecting(at)
    await at.press("space", key)
    assert at.selected == "وص", "left goes on in Arabic"


@covers("select.right")
async def right(at: Seat, key: str) -> None:
    await selecting(at)
    await at.press("space", "left", "left", key)
    assert at.selected == "وص"


@covers("select.word_left")
async def word_left(at: Seat, key: str) -> None:
    await selecting(at)
    await at.press("space", key, key)
    assert at.selected == "وصل سليم", "the rest of its own word, then the next"


@covers("select.word_right")
async def word_right(at: Seat, key: str) -> None:
    await selecting(at)
    await at.press("a", "a", key)
    assert at.selected == "سليم"
    await at.press("a", "space", "a", "a", "a", key)
    assert at.selected == "الوادي أمين", "what is left again is left whole"


@covers("select.up")
async def up(at: Seat, key: str) -> None:
    await selecting(at)
    await at.press("down", key)
    assert at.selected == "وصل"


@covers("select.down")
async def down(at: Seat, key: str) -> None:
    await selecting(at)
    before = at.app.review.article_pane.text_layout.line_of(at.view.body.index("وصل"))
    await at.press(key)
    selection = at.app.review.article_pane.selection
    assert selection is not None
    assert at.app.review.article_pane.text_layout.line_of(selection.head) == before + 1


def head(at: Seat) -> int:
    """Return where the caret stands."""
    selection = at.app.review.article_pane.selection
    assert selection is not None
    return selection.head


@covers("select.line_start", "select.extend_line_start")
async def line_start(at: Seat, key: str) -> None:
    await selecting(at)
    await at.press("a", "left", key)
    assert head(at) == at.view.body.index("وصل")
    assert at.selected == ("وصل سل" if key.startswith("shift") else "وصل")


@covers("select.line_end", "select.extend_line_end")
async def line_end(at: Seat, key: str) -> None:
    await selecting(at)
    await at.press(key)
    line = at.app.review.article_pane.text_layout.line_of(head(at))
    last = at.app.review.article_pane.text_layout.lines[line].cells[0]
    assert head(at) == last.start
    if key.startswith("shift"):
        assert at.selected == at.view.body[at.view.body.index("وصل") : last.end]


SENTENCES = ("وصل سليم الوادي أمين حركة النخيل إلى بغداد أمس.", "وقال الوادي إن هجوما استهدف قاعدة السدرة في الموصل.")


@covers("select.sentence_on", "select.paragraph_on")
async def sentence_on(at: Seat, key: str) -> None:
    await selecting(at)
    await at.press("a", key)
    assert head(at) == at.view.body.index(SENTENCES[1])
    await at.press("space", key)
    assert at.selected == SENTENCES[1]


@covers("select.extend_sentence_on", "select.extend_paragraph_on")
async def extend_sentence_on(at: Seat, key: str) -> None:
    await selecting(at)
    await at.press(key)
    assert at.selected == SENTENCES[0]
    await at.press(key)
    assert at.selected == "\n".join(SENTENCES)
    await at.press("down")
    selection = at.app.review.article_pane.selection
    assert selection is not None
    assert selection.anchor is None, "the next move without shift lets go"


@covers("select.sentence_back", "select.paragraph_back")
async def sentence_back(at: Seat, key: str) -> None:
    await selecting(at)
    await at.press("a", "a", key)
    assert head(at) == at.view.body.index("وصل")
    await at.press(key)
    assert head(at) == 0


@covers("select.extend_sentence_back", "select.extend_paragraph_back")
async def extend_sentence_back(at: Seat, key: str) -> None:
    await selecting(at)
    await at.press("a", "a", key)
    assert at.selected == "وصل سليم ا"
    await at.press(key)
    assert at.selected == "سليم الوادي في بغداد\n\nوصل سليم ا"


@covers("select.page_down", "select.page_up", "select.extend_page_down", "select.extend_page_up")
async def page_of_text(at: Seat, key: str) -> None:
    await selecting(at)
    started = head(at)
    down = key in {"pagedown", "shift+pagedown", "s", "س"}
    await at.press("pagedown", "pagedown", key)
    layout = at.app.review.article_pane.text_layout
    moved = layout.line_of(head(at)) - layout.line_of(started)
    page = at.app.review.article_pane.size.height - 2
    assert page - 2 <= moved / (3 if down else 1) <= page + 2, "to a line that has letters"
    assert len(at.selected.split("\n")) > 1 if key.startswith("shift") else "\n" not in at.selected


@covers("select.first", "select.extend_first")
async def document_start(at: Seat, key: str) -> None:
    await selecting(at)
    await at.press(key)
    assert head(at) == 0
    assert at.selected == ("سليم الوادي في بغداد\n\nو" if "shift" in key else "سليم")


@covers("select.last", "select.extend_last")
async def document_end(at: Seat, key: str) -> None:
    await selecting(at)
    await at.press(key)
    assert head(at) == len(at.view.body) - 1
    assert at.selected == (at.view.body[at.view.body.index("وصل") :] if "shift" in key else ".")


@covers("select.extend_left")
async def extend_left(at: Seat, key: str) -> None:
    await selecting(at)
    await at.press(key, key)
    assert at.selected == "وصل"
    assert head(at) == at.view.body.index("وصل") + 2


@covers("select.extend_right")
async def extend_right(at: Seat, key: str) -> None:
    await selecting(at)
    await at.press("a", "left", "left", key)
    assert at.selected == "لي"


@covers("select.extend_word_left")
async def extend_word_left(at: Seat, key: str) -> None:
    await selecting(at)
    await at.press("a", key, key)
    assert at.selected == "سليم الوادي"


@covers("select.extend_word_right")
async def extend_word_right(at: Seat, key: str) -> None:
    await selecting(at)
    await at.press("a", "a", "left", key, key)
    assert at.selected == "سليم ال"


@covers("select.extend_down", "select.extend_up")
async def extend_lines(at: Seat, key: str) -> None:
    await selecting(at)
    await at.press("end", key)
    assert ("وصل" in at.selected) == ("up" in key) or "\n" in at.selected
    assert len(at.selected) > 20


@covers("select.inside")
async def inside(at: Seat, key: str) -> None:
    body = at.view.body
    await at.go("حركة النخيل", 1)
    await at.press("plus")
    while body[head(at) : head(at) + 2] != "لا":
        await at.press("down" if "لا" not in body[head(at) : head(at) + 40] else "left")
    await at.press("space", "left", "tab", key)
    assert WORDS.say("ask_pair").strip() in at.said
    assert at.selected == "لا "
    await at.press(key)
    assert at.selected == "ا "
    await at.press(key)
    assert at.selected == "لا ", "and out again"


@covers("review.copy")
async def copy(at: Seat, key: str) -> None:
    await at.go("حركة النخيل")
    await at.press(key)
    assert at.app.clipboard == "حركة النخيل"
    assert WORDS.say("copied").strip() in at.said


@covers("select.copy")
async def copy_selected(at: Seat, key: str) -> None:
    await selecting(at)
    await at.press("a", key)
    assert at.app.clipboard == "سليم"
    await at.press("space", "a", "a", key)
    assert at.app.clipboard == "سليم الوادي"
    assert at.mode == "select"


@covers("select.next_mention")
async def next_mention(at: Seat, key: str) -> None:
    await selecting(at)
    await at.press(key)
    assert at.selected == "سليم الوادي"
    await at.press(key)
    assert at.selected == "حركة النخيل"


@covers("select.previous_mention")
async def previous_mention(at: Seat, key: str) -> None:
    await selecting(at)
    await at.press("n", "n", key)
    assert at.selected == "سليم الوادي"


@covers("select.cancel")
async def cancel_selecting(at: Seat, key: str) -> None:
    await selecting(at)
    before = at.items()
    await at.press("space", "left", key)
    assert at.mode == "review"
    assert at.items() == before


# -- choosing


async def choosing(at: Seat) -> ChoicePane:
    await at.go("حركة النخيل")
    await at.press("t")
    pane = at.app.review.query_one(ChoicePane)
    assert pane.options[pane.cursor].id == "ORG"
    return pane


@covers("choose.next")
async def choose_next(at: Seat, key: str) -> None:
    pane = await choosing(at)
    await at.press(key)
    assert pane.options[pane.cursor].id == "LOC"


@covers("choose.previous")
async def choose_previous(at: Seat, key: str) -> None:
    pane = await choosing(at)
    await at.press(key)
    assert pane.options[pane.cursor].id == "PERSON"


@covers("choose.take")
async def choose_take(at: Seat, key: str) -> None:
    await choosing(at)
    await at.press("down", key)
    assert told(at.view, at.named("حركة النخيل")) == "LOC حركة النخيل"


@covers("choose.cancel")
async def choose_cancel(at: Seat, key: str) -> None:
    await choosing(at)
    await at.press("down", key)
    assert at.mode == "review"
    assert at.item.status == "open"


# -- the queue


async def in_queue(at: Seat) -> None:
    await at.press("q")
    assert at.mode == "queue"


@covers("queue.open")
async def queue_open(at: Seat, key: str) -> None:
    await in_queue(at)
    await at.press("down", key)
    assert (at.mode, at.view.stored.n) == ("review", ATTACK_N)


@covers("queue.next")
async def queue_next(at: Seat, key: str) -> None:
    await in_queue(at)
    await at.press(key)
    assert at.app.queue.rows_pane.cursor == 1


@covers("queue.previous")
async def queue_previous(at: Seat, key: str) -> None:
    await in_queue(at)
    await at.press("down", "down", key)
    assert at.app.queue.rows_pane.cursor == 1


@covers("queue.page_down", "queue.last")
async def queue_down(at: Seat, key: str) -> None:
    await in_queue(at)
    await at.press(key)
    assert at.app.queue.rows_pane.cursor == len(at.app.queue.rows_pane.rows) - 1 > 0


@covers("queue.page_up", "queue.first")
async def queue_up(at: Seat, key: str) -> None:
    await in_queue(at)
    await at.press("down", "down", key)
    assert at.app.queue.rows_pane.cursor == 0


@covers("queue.status")
async def queue_status(at: Seat, key: str) -> None:
    await in_queue(at)
    seen = []
    for _ in STATUSES:
        seen.append((at.app.queue.status, [row.n for row in at.app.queue.rows_pane.rows]))
        await at.press(key)
    assert seen[0] == ("open", [VISIT_N, ATTACK_N, UNDATED_N])
    assert dict(seen)["ready"] == [MARKET_N]
    assert dict(seen)["done"] == []
    assert dict(seen)["all"] == [VISIT_N, ATTACK_N, MARKET_N, UNDATED_N]
    assert at.app.queue.status == "open"


@covers("queue.status_back")
async def queue_status_back(at: Seat, key: str) -> None:
    await in_queue(at)
    await at.press(key)
    assert at.app.queue.status == STATUSES[-1]


@covers("queue.flag")
async def queue_flag(at: Seat, key: str) -> None:
    await in_queue(at)
    await at.press("down", key)
    assert _stored(at, ATTACK_N).flagged
    await at.press("tab", "tab", "tab")
    assert (at.app.queue.status, [row.n for row in at.app.queue.rows_pane.rows]) == ("flagged", [ATTACK_N])
    await at.press(key)
    assert not _stored(at, ATTACK_N).flagged


@covers("queue.note")
async def queue_note(at: Seat, key: str) -> None:
    await in_queue(at)
    await at.press("down", key)
    await at.type("انظر Blue")
    await at.press("enter")
    assert [note.text for note in _stored(at, ATTACK_N).notes] == ["انظر Blue"]
    await at.press(key)
    assert at.app.queue.query_one(Field).value == "انظر Blue"
    await at.press("ctrl+u", "enter")
    assert _stored(at, ATTACK_N).notes[-1].text == ""


@covers("queue.back")
async def queue_back(at: Seat, key: str) -> None:
    await at.press("slash")
    await at.type("القائم")
    await at.press("enter", key)
    assert at.mode == "queue"
    assert len(at.app.queue.rows_pane.rows) == 4
    await at.press(key)
    assert (at.mode, at.view.stored.n) == ("review", VISIT_N)


# -- typing


async def renaming(at: Seat) -> None:
    await at.go("الوادي")
    await at.press("e", "j", "j", "e", "e")
    assert (at.mode, at.app.review.detail.value) == ("field", "الوادي")


@covers("field.take")
async def field_take(at: Seat, key: str) -> None:
    await renaming(at)
    await at.press("home")
    await at.type("سليم ")
    await at.press(key)
    value = at.named("الوادي").value
    assert isinstance(value, MentionValue)
    assert value.name == "سليم الوادي"
    assert at.mode == "card"


@covers("field.cancel")
async def field_cancel(at: Seat, key: str) -> None:
    await renaming(at)
    await at.type("س")
    await at.press(key)
    value = at.named("الوادي").value
    assert isinstance(value, MentionValue)
    assert (value.name, at.item.status) == ("الوادي", "open")


@covers("field.left", "field.right", "field.word_left", "field.word_right", "field.start", "field.end")
async def field_moves(at: Seat, key: str) -> None:
    await renaming(at)
    await at.type(" 12")
    await at.press("end" if key in {"home", "right", "ctrl+right"} else "home", key)
    caret = at.app.review.detail.typed.caret
    # right to left: left is onward; the end is beside the last digit, where the next one would be
    assert caret == {"left": 1, "right": 6, "ctrl+left": 7, "ctrl+right": 0, "home": 0, "end": 9}[key]


@covers(
    "field.select_left",
    "field.select_right",
    "field.select_word_left",
    "field.select_word_right",
    "field.select_start",
    "field.select_end",
)
async def field_selects(at: Seat, key: str) -> None:
    await renaming(at)
    onward = key in {"shift+left", "ctrl+shift+left", "shift+end"}
    await at.press("home" if onward else "end", key)
    assert (
        at.app.review.detail.typed.selected
        == {
            "shift+left": (0, 1),
            "shift+right": (5, 6),
            "ctrl+shift+left": (0, 6),
            "ctrl+shift+right": (0, 6),
            "shift+home": (0, 6),
            "shift+end": (0, 6),
        }[key]
    )
    await at.type("س")
    assert len(at.app.review.detail.value) in {1, 6}, "typing takes the place of what is selected"


@covers("field.erase_back", "field.erase_on", "field.erase_word", "field.erase_before", "field.erase_after")
async def field_erases(at: Seat, key: str) -> None:
    await renaming(at)
    await at.type("ّ سليم")
    await at.press("right", "right", "right", "right", "right", key)
    left = {
        "backspace": "الوادي سليم",
        "delete": "الواديّسليم",
        "ctrl+w": " سليم",
        "ctrl+u": " سليم",
        "ctrl+k": "الواديّ",
    }
    assert at.app.review.detail.value == left[key]


@covers("field.undo", "field.redo")
async def field_undo(at: Seat, key: str) -> None:
    await renaming(at)
    await at.type("ون")
    await at.press("ctrl+u", "ctrl+underscore")
    assert at.app.review.detail.value == "الواديون"
    await at.press(key)
    assert at.app.review.detail.value == ("الوادي" if key == "ctrl+underscore" else "")


# -- help, and everywhere


@covers("anywhere.help")
async def help_everywhere(at: Seat, key: str) -> None:
    await at.press(key)
    assert at.mode == "help"
    await at.press("escape", "j", "e", "f1")
    assert at.mode == "help"
    await at.press("escape")
    assert at.mode == "card"


@covers("help.down")
async def help_down(at: Seat, key: str) -> None:
    await at.press("question_mark", key)
    assert at.app.screen.query_one(HelpRows).cursor > 0


@covers("help.up")
async def help_up(at: Seat, key: str) -> None:
    await at.press("question_mark", "down", "down", key, key, key)
    assert at.app.screen.query_one(HelpRows).cursor == 0


@covers("help.close")
async def help_close(at: Seat, key: str) -> None:
    await at.press("question_mark", key)
    assert at.mode == "review"
    await at.press("a")
    assert isinstance(at.named("وصل").value, EventValue)
    assert at.named("وصل").status == "accepted"


@covers("anywhere.quit")
async def leave(at: Seat, key: str) -> None:
    await at.press("a")
    await at.pilot.press(key)
    assert at.app._exit
    assert status(at, "وصل") == "accepted"


@covers("anywhere.suspend")
async def suspend(at: Seat, key: str) -> None:
    # a terminal model without a shell can't be left; tests/tui/test_driver.py leaves a real one and comes back
    assert at.app.screen.active_bindings[key].binding.action == "app.suspend_process"
    await at.press(key)
    assert at.mode == "review"
    assert not at.app._exit


@covers("anywhere.redraw")
async def redraw(at: Seat, key: str) -> None:
    # nothing changes; tests/tui/test_changes.py mends a screen that was written on
    before = at.row, at.said
    await at.press("j", key, "k")
    assert (at.row, at.said) == before
