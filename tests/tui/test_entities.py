"""`muraji entities`, and names that the store has offered where a mention's name is edited."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from store import decisions
from store.database import open_database
from store.items import of_article
from store.values import MentionValue
from tests.tui.desk import UNDATED_N, VISIT_N, desk
from tests.tui.driving import seat
from tui.__main__ import main


def said(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Return a command's exit code and what it wrote."""
    code = main([str(each) for each in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_entities_are_listed_most_mentions_first(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, _ = said(capsys, "entities", "--store", desk(tmp_path))
    names = [line.split("  ")[-1] for line in out.splitlines()]
    assert code == 0
    assert set(names[:2]) == {"بغداد", "حركة النخيل"}
    assert "أمس" not in names


def test_an_entity_is_one_json_object(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, _ = said(capsys, "entities", "--json", "--search", "بغداد", "--store", desk(tmp_path))
    assert code == 0
    assert [json.loads(line) for line in out.splitlines()] == [
        {"key": "بجداد", "type": "LOC", "name": "بغداد", "mentions": 2, "articles": 1, "statuses": {"open": 2}}
    ]


@pytest.mark.parametrize("kind", ["PERSON", "person"])
def test_of_one_type(capsys: pytest.CaptureFixture[str], tmp_path: Path, kind: str) -> None:
    _, out, _ = said(capsys, "entities", "--json", "--type", kind, "--store", desk(tmp_path))
    assert {json.loads(line)["type"] for line in out.splitlines()} == {"PERSON"}


def test_a_type_that_there_is_not_is_said_in_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, err = said(capsys, "entities", "--type", "CITY", "--store", desk(tmp_path))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "PERSON" in err


def test_without_a_store_it_says_so(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, err = said(capsys, "entities", "--store", tmp_path / "none.db")
    assert (code, out, err.count("\n")) == (2, "", 1)


def accepted(path: Path, text: str) -> None:
    """Have a reviewer accept what the desk's undated article calls so, under this name."""
    with open_database(path) as db:
        [item] = [
            each
            for each in of_article(db, UNDATED_N)
            if isinstance(each.value, MentionValue) and each.value.type == "PERSON"
        ]
        assert isinstance(item.value, MentionValue)
        value = MentionValue(item.value.start, item.value.end, "PERSON", text)
        decisions.edit(db, item.uid, value, by="noor")


async def test_a_name_of_the_store_is_taken_by_its_digit(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        await at.go("الوادي")
        await at.press("e", "j", "j", "e")
        assert at.mode == "choose"
        await at.press("1")
        value = at.named("الوادي").value
        assert isinstance(value, MentionValue)
        assert value.name == "سليم الوادي"
        assert at.mode == "card"


async def test_nothing_is_taken_by_itself(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        await at.go("الوادي")
        await at.press("e", "j", "j", "e", "escape")
        item = at.named("الوادي")
        assert isinstance(item.value, MentionValue)
        assert (item.value.name, item.status) == ("الوادي", "open")


async def test_another_name_can_be_typed_instead(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        await at.go("الوادي")
        await at.press("e", "j", "j", "e", "enter", "ctrl+u")
        await at.type("س")
        await at.press("enter")
        value = at.named("الوادي").value
        assert isinstance(value, MentionValue)
        assert value.name == "س"


async def test_a_name_that_the_store_has_no_other_for_is_typed_at_once(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        await at.go("حركة النخيل")
        await at.press("e", "j", "j", "e")
        assert at.mode == "field"


async def test_names_from_other_articles_are_offered_and_the_accepted_first(tmp_path: Path) -> None:
    path = desk(tmp_path)
    accepted(path, "نائل سليم الوادي")
    async with seat(path, first=VISIT_N) as at:
        value = at.named("الوادي").value
        assert isinstance(value, MentionValue)
        offered = await at.app.review.offers(value)
        assert "نائل سليم الوادي" not in [each.name for each in offered], "its article has not the words"
        assert [each.name for each in offered] == ["سليم الوادي"]
