"""The page for testers tells the truth: its example runs, its ids are there, its names exist."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.widget import Widget

from tests.tui.desk import VISIT_N, desk
from tests.tui.driving import seat

PAGE = (Path(__file__).parents[2] / "docs" / "pilot.md").read_text("utf-8")


async def test_the_worked_example_runs(tmp_path: Path) -> None:
    [code] = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert code.count("    assert ") >= 2, "an example that asserts nothing would always run"
    names: dict[str, Callable[[Path], Awaitable[None]]] = {}
    exec(compile(code, "docs/pilot.md", "exec"), names)
    await names["test_accept_one_then_take_it_back"](tmp_path)


@pytest.mark.parametrize("screen", ["review", "queue", "help"])
async def test_the_ids_are_those_of_the_screens(tmp_path: Path, screen: str) -> None:
    rows = re.findall(r"^\| ((?:`#[\w-]+` ?)+)\|[^|]*\| ([^|]*) \|$", PAGE, re.MULTILINE)
    wanted = {
        each for ids, places in rows if screen in places or places == "all" for each in re.findall(r"#([\w-]+)", ids)
    }
    assert wanted
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        await at.press(*{"queue": ["q"], "help": ["question_mark"]}.get(screen, []))
        assert at.app.screen.id == screen
        ids = {widget.id for widget in at.app.screen.query(Widget)}
        layout = {"top", "panes", "left"}
        assert wanted == {each for each in ids if each and not each.startswith("textual")} - layout


async def test_what_can_be_read_is_there(tmp_path: Path) -> None:
    """Every name of the table of states can be read on a review screen and a queue."""
    table = PAGE[PAGE.index("## Reading state") : PAGE.index("## Ids")]
    named = re.findall(r"`(app\.(?:review|queue)[\w.]*(?:\(\"#choice\"\)[\w.]*)?)`", table)
    assert len(named) > 8
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        await at.press("q", "e")
        for name in named:
            eval(name, {"app": at.app})
