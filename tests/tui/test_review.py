"""Reviewing: what each verdict covers, where the next key finds the reviewer, what one undo takes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import articles, items, queue
from store.database import open_database
from store.values import MentionValue
from tests.tui.desk import ATTACK_N, MARKET_N, UNDATED_N, VISIT_N, desk
from tests.tui.driving import Seat, reading_of, seat, told
from tui.widgets.field import Field
from tui.words import WORDS


def by_words(at: Seat) -> dict[str, list[str]]:
    """Return words -> statuses of the items that stand on them, in the list's order."""
    found: dict[str, list[str]] = {}
    for item in at.view.items:
        found.setdefault(f"{item.kind} {at.view.text(item)}", []).append(item.status)
    return found


# -- one key, one undo


@pytest.mark.parametrize(
    ("key", "status"), [("s", "accepted"), ("س", "accepted"), ("z", "rejected"), ("ئ", "rejected")]
)
async def test_a_names_verdict_goes_to_all_of_that_name_in_one_decision(tmp_path: Path, key: str, status: str) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        await at.go("حركة النخيل", 1)
        await at.press(key)
        assert by_words(at)["mention حركة النخيل"] == [status, status]
        assert by_words(at)["mention الوادي"] == ["open"], "another spelling is another question"
        assert WORDS.say("same_done", count=2) in at.said
        await at.press("u")
        assert by_words(at)["mention حركة النخيل"] == ["open", "open"]
        await at.press("y")
        assert by_words(at)["mention حركة النخيل"] == [status, status]


async def test_a_rejected_name_gives_its_rejection_to_the_others(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        await at.go("حركة النخيل")
        await at.press("r")
        await at.go("حركة النخيل")
        await at.press("s")
        assert by_words(at)["mention حركة النخيل"] == ["rejected", "rejected"]


async def test_same_says_so_when_there_is_no_other_and_when_the_item_is_no_name(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        await at.go("وصل")
        before = at.items()
        for key in ("s", "z"):
            await at.press(key)
            assert WORDS.say("only_mentions") in at.said
        assert at.items() == before


async def test_rejecting_a_name_rejects_the_roles_that_it_fills(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        await at.go("الموصل", kind="mention")
        await at.press("r")
        assert by_words(at)["argument الموصل"] == ["rejected"]
        assert by_words(at)["event هجوما"] == ["open"]
        await at.press("u")
        assert by_words(at)["argument الموصل"] == ["open"]


# -- where the next key finds the reviewer


async def test_verdicts_go_on_in_reading_order_and_events_ask_once(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        walked = []
        while at.view.open_count:
            walked.append(told(at.view, at.item))
            await at.press("a")
        assert walked == [
            "VISIT_TRAVEL asserted وصل",
            "PERSON سليم الوادي",
            "ORG حركة النخيل",
            "LOC بغداد",
            "DATE أمس",
            "PERSON الوادي",
            "ATTACK asserted هجوما",
            "FAC قاعدة السدرة",
            "LOC الموصل",
            "ORG حركة النخيل",
            "LOC بغداد",
        ]
        assert WORDS.say("nothing_open", key="n") in at.said
        assert {item.status for item in at.items()} == {"accepted"}
        await at.press("o")
        assert at.view.open_count == 0


async def test_a_role_left_open_is_asked_when_its_event_is_decided(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        await at.go("وصل")
        await at.press("t", "m", "m")
        assert told(at.view, at.named("وصل")) == "MEET/meet asserted وصل"
        assert told(at.view, at.item) == "actor سليم الوادي", "the event is edited, its roles are not decided yet"
        await at.press("a")
        assert told(at.view, at.item) == "location بغداد"
        await at.press("r")
        assert told(at.view, at.item) == "PERSON سليم الوادي"


async def test_cancelling_changes_nothing_wherever_one_is(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        await at.go("هجوما")
        before = at.items()
        for way in (
            ("t", "escape"), ("t", "s", "escape"), ("x", "left", "escape"), ("plus", "escape"),
            ("plus", "a", "enter", "escape"), ("plus", "a", "enter", "e", "escape"), ("d", "escape"),
            ("plus", "a", "enter", "e", "m", "escape"), ("e", "plus", "escape", "q"), ("e", "plus", "a", "escape", "q"),
        ):  # fmt: skip
            await at.press(*way)
            assert at.mode == "review", way
            assert at.items() == before, way


async def test_the_same_value_again_is_no_decision(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        await at.go("حركة النخيل")
        await at.press("t", "o", "x", "enter")
        await at.go("حركة النخيل")
        assert at.item.status == "open"
        await at.press("u")
        assert WORDS.say("nothing_to_undo") in at.said


async def test_a_proclitic_is_cut_off_inside_a_lam_alef(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with open_database(path) as db:
        articles.add(db, reading_of("زيارة\n\nعاد الوفد لأربيل ليلا.\n"))
    async with seat(path, first=1) as at:
        if at.mode == "field":
            await at.press("enter")
        await at.press("plus")
        await at.press("a", "a", "a")
        assert at.selected == "أربيل", "the two letters are one cell; the word is taken without its proclitic"
        await at.press("enter", "l")
        assert [told(at.view, item) for item in at.view.items] == ["LOC أربيل"]
        # and back: the edge moves into the cell and out of it; over the proclitic on the second press
        await at.press("x", "tab", "right")
        assert at.selected == "أربيل"
        assert WORDS.say("ask_prefix").strip() in at.said
        await at.press("right")
        assert at.selected == "لأربيل"
        await at.press("left", "left", "right", "enter")
        assert [told(at.view, item) for item in at.view.items] == ["LOC أربيل"]


async def test_a_mention_that_an_added_one_overlaps_is_set_aside_and_comes_back(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        await at.go("سليم الوادي")
        await at.press("plus", "space", "a", "a", "a", "enter", "p")
        assert at.view.body[at.named("سليم الوادي أمين").value.start :].startswith("سليم الوادي أمين")
        assert by_words(at)["mention سليم الوادي"] == ["aside"]
        await at.press("u")
        assert by_words(at)["mention سليم الوادي"] == ["open"]
        assert "mention سليم الوادي أمين" not in by_words(at)


# -- the date


async def test_an_article_without_a_date_asks_once_and_a_skip_is_remembered(tmp_path: Path) -> None:
    path = desk(tmp_path)
    async with seat(path, first=UNDATED_N) as at:
        assert at.mode == "field"
        assert at.app.review.detail.asking
        await at.press("enter")
        assert at.mode == "review"
        await at.press("n", "p")
        assert (at.mode, at.view.stored.n) == ("review", UNDATED_N)
    async with seat(path, first=UNDATED_N) as at:
        assert at.mode == "review"
        assert at.view.stored.article.published == ""
        assert at.view.stored.date_asked


async def test_leaving_the_question_is_an_answer_too(tmp_path: Path) -> None:
    path = desk(tmp_path)
    async with seat(path, first=UNDATED_N) as at:
        await at.press("escape")
        assert at.mode == "review"
        assert at.view.stored.date_asked
    async with seat(path, first=UNDATED_N) as at:
        assert at.mode == "review", "it is asked once"
        await at.press("d", "escape")
        assert not at.view.stored.article.published


async def test_keys_meant_for_the_article_do_not_become_a_date(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=UNDATED_N) as at:
        await at.type("juaq?")
        assert at.mode == "field"
        assert at.app.review.detail.value == ""


async def test_tab_moves_the_keys_nowhere(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=UNDATED_N) as at:
        await at.press("tab", "shift+tab")
        assert at.mode == "field"
        focused = at.app.focused
        assert focused is at.app.review.detail
        await at.press("escape", "x", "shift+tab", "tab")
        assert at.mode == "select"
        now_focused = at.app.focused
        assert now_focused is at.app.review.article_pane


async def test_a_held_down_key_writes_no_empty_verdicts(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=ATTACK_N) as at:
        assert at.view.open_count > 1
        while at.view.open_count:
            await at.press("a")
        before = at.view
        await at.press("a", "a", "a")
        assert at.view is before, "nothing was decided, so nothing was read again"


async def test_escape_and_a_key_in_one_packet_are_two_keys(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=ATTACK_N) as at:
        await at.press("t")
        assert at.mode == "choose"
        row = at.app.review.items_pane.cursor
        await at.press("alt+j")
        assert at.mode == "review"
        assert at.app.review.items_pane.cursor == row + 1


async def test_an_added_name_is_shown_as_the_current_item(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=ATTACK_N) as at:
        count = len(at.view.items)
        await at.press("plus", "down", "space", "enter", "w")
        assert len(at.view.items) == count + 1
        current = at.app.review.items_pane.current
        assert current is not None
        assert current.value.type == "WEAPON"  # type: ignore[union-attr]


async def test_ctrl_c_says_how_to_leave(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=MARKET_N) as at:
        await at.press("ctrl+c")
        assert "ctrl+q" in at.app.review.detail.text


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("2021-05-31", "2021-05-31"),
        ("2021/5/1", "2021-05-01"),
        ("٢٠٢١-٠٥-٣١", "2021-05-31"),
        ("۲۰۲۱/۰۵/۳۱", "2021-05-31"),
    ],
)
async def test_a_date_is_kept_as_it_is_typed(tmp_path: Path, typed: str, date: str) -> None:
    path = desk(tmp_path)
    async with seat(path, first=UNDATED_N) as at:
        await at.type(typed)
        await at.press("enter")
        assert at.mode == "review"
        assert at.view.stored.article.published == date
    async with seat(path, first=UNDATED_N) as at:
        assert at.mode == "review"
        assert at.view.stored.article.published == date


@pytest.mark.parametrize("wrong", ["31-5-2021", "2021-02-30", "2021-13-01", "20210531", "٢٠٢١"])
async def test_a_wrong_date_is_refused_and_asked_again(tmp_path: Path, wrong: str) -> None:
    async with seat(desk(tmp_path), first=UNDATED_N) as at:
        await at.type(wrong)
        await at.press("enter")
        with open_database(at.path, write=False) as db:
            assert not articles.read(db, UNDATED_N).date_asked
        assert at.mode == "field", "what was typed can be mended"
        assert at.app.review.detail.value == wrong
        await at.press("ctrl+u")
        await at.type("2021-05-31")
        await at.press("enter")
        assert at.view.stored.article.published == "2021-05-31"


# -- finishing, the queue, search


async def test_finish_goes_through_all_articles_until_none_is_left(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=MARKET_N) as at:
        assert at.view.items == ()
        assert WORDS.say("no_items", add="+", finish="n") in at.said
        for key in ("a", "r", "e", "t", "x", "s", "z", "f", "o", "i", "j", "k", "home", "end"):
            await at.press(key)
            assert (at.mode, at.view.stored.n) == ("review", MARKET_N), "no item, nothing to do, no harm"
        await at.press("n")
        assert at.view.stored.n == UNDATED_N
        await at.press("escape", "a", "a", "n")
        assert at.view.stored.n == VISIT_N, "round to the first"
        while at.view.open_count:
            await at.press("a")
        await at.press("n")
        assert at.view.stored.n == ATTACK_N
        await at.press("a", "a", "n")
        assert at.mode == "queue"
        with open_database(at.path, write=False) as db:
            assert queue.counts(db)["done"] == 4
            assert queue.next_open(db, 0) is None
    async with seat(at.path) as at:
        assert at.mode == "queue"
        assert at.app.queue.rows_pane.rows == ()
        await at.press("enter", "f", "escape", "j", "question_mark", "q")
        assert at.mode == "queue", "an empty list takes every key"


async def test_an_article_left_open_stays_in_the_queue(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=ATTACK_N) as at:
        await at.press("a", "n")
        assert at.view.stored.n == MARKET_N
        with open_database(at.path, write=False) as db:
            assert [row.n for row in queue.page(db, "open")] == [VISIT_N, ATTACK_N, UNDATED_N]
            assert not articles.read(db, ATTACK_N).finished


async def test_undo_goes_back_to_the_article_that_it_changes(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        await at.press("a", "n")
        assert at.view.stored.n == ATTACK_N
        await at.press("r")
        await at.press("u")
        assert (at.view.stored.n, at.item.status, at.text) == (ATTACK_N, "open", "قصف")
        await at.press("u")
        assert (at.view.stored.n, at.item.status, at.text) == (VISIT_N, "open", "وصل")
        assert WORDS.say("undone", verb="accept") in at.said
        await at.press("y")
        assert at.named("وصل").status == "accepted"
        await at.press("y")
        assert (at.view.stored.n, at.named("قصف").status) == (ATTACK_N, "rejected")


async def test_two_reviewers_of_one_store_undo_their_own(tmp_path: Path) -> None:
    path = desk(tmp_path)
    async with seat(path, reviewer="lina", first=VISIT_N) as at:
        await at.go("حركة النخيل")
        await at.press("a")
    async with seat(path, reviewer="omar", first=VISIT_N) as at:
        await at.press("u")
        assert WORDS.say("nothing_to_undo") in at.said
        await at.go("بغداد", kind="mention")
        await at.press("r", "u")
        assert by_words(at)["mention حركة النخيل"] == ["accepted", "open"]
        assert by_words(at)["mention بغداد"][0] == "open"


@pytest.mark.parametrize(
    ("asked", "found"),
    [(each, [1, 2]) for each in ("قاآني", "قآاني", "قاٰني", "قاانى", "قَاآنِي", "قـــاآني")]
    + [("وقاآني", [1]), ("غيره", [])],
)
async def test_search_finds_a_name_in_all_its_spellings(tmp_path: Path, asked: str, found: list[int]) -> None:
    path = tmp_path / "store.db"
    with open_database(path) as db:
        for text in (
            "خبر أول\n\nوصل مندوب وقاآني إلى المدينة.\n",
            "خبر ثان\n\nسلّم رسالة لقاآني أمس.\n",
            "خبر ثالث\n\nلا شيء هنا.\n",
        ):
            articles.add(db, reading_of(text))
    async with seat(path, first=1) as at:
        await at.press("escape", "slash")
        await at.type(asked)
        await at.press("enter")
        assert [row.n for row in at.app.queue.rows_pane.rows] == found


async def test_a_search_that_finds_nothing_says_what_was_asked(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        await at.press("slash")
        await at.type("zzz")
        await at.press("enter")
        assert at.app.queue.rows_pane.rows == ()
        assert WORDS.say("empty_search", query="zzz") in at.app.queue.query_one(Field).text
        await at.press("slash", "escape")
        assert at.app.queue.rows_pane.rows == (), "leaving the field leaves the search as it is"
        await at.press("escape")
        assert len(at.app.queue.rows_pane.rows) == 4


# -- texts that have little to show


async def test_an_article_of_one_letter_can_be_marked(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with open_database(path) as db:
        articles.add(db, reading_of("ه"))
    async with seat(path, first=1) as at:
        await at.press("escape", "plus", "left", "right", "up", "down", "a", "d", "n", "p", "tab", "enter", "p")
        assert [told(at.view, item) for item in at.view.items] == ["PERSON ه"]


async def test_what_is_typed_as_a_name_is_kept_as_it_was_typed(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        await at.go("الوادي")
        await at.press("e", "j", "j", "e", "e", "ctrl+u")  # the second e: type it, take none that is offered
        await at.type("سليم [b]الوادي[/b]x")
        await at.press("backspace", "home", "delete", "left", "right", "right", "end", "enter")
        value = at.named("الوادي").value
        assert isinstance(value, MentionValue)
        assert value.name == "ليم [b]الوادي[/b]"


async def test_a_flag_is_seen_in_the_list_and_in_the_queue_and_survives(tmp_path: Path) -> None:
    path = desk(tmp_path)
    async with seat(path, first=VISIT_N) as at:
        await at.go("أمس")
        await at.press("f", "q", "s", "s", "s")
        assert [row.n for row in at.app.queue.rows_pane.rows] == [VISIT_N]
    with open_database(path, write=False) as db:
        assert [item.value.start for item in items.of_article(db, VISIT_N) if item.flagged] == [
            articles.read(db, VISIT_N).article.body.index("أمس")
        ]


async def test_rejecting_a_name_says_that_its_accepted_roles_go_with_it(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        event = next(row for row, item in enumerate(at.view.items) if item.kind == "event")
        at.app.review.items_pane.cursor = event
        await at.press("a")
        filler = next(item for item in at.view.items if at.view.accepted_roles(item))
        row = at.view.row_of(filler.uid)
        assert row is not None
        at.app.review.items_pane.cursor = row
        await at.press("r")
        assert at.app.review.detail.text.strip() == WORDS.say("with_roles", count=1)
        await at.press("u")
        assert len(at.view.accepted_roles(filler)) == 1
