"""`extraction.toml` beside a store: what it adds is proposed, kept, shown, exported; a mistake in it stops everything at once."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from extract.engines import BUILTIN
from extract.extension_file import parse
from extract.items import Lexicon
from extract.tables import read_text
from store import articles, decisions, items, runs
from store.database import Database, open_database
from store.errors import BadDecision
from store.items import of_article
from store.values import EventValue, MentionValue
from tests.tui.driving import Seat, reading_of, seat
from tui.__main__ import main
from tui.errors import BadRules
from tui.jobs import Jobs
from tui.rules import NAME, read_rules, rules_beside, rules_path, types_of
from tui.serving import chosen

TEXT = "قال أصدقاء الساقية إن السفينة ريم غرقت قرب البصرة. وبدأ إضراب العمال في الميناء صباح الأحد."
SHIPS = """
[names]
ORG = ["أصدقاء الساقية"]
[types.entities.SHIP]
letter = "S"
short = "SHIP"
arabic = "سفينة"
[types.events.STRIKE]
letter = "J"
arabic = "إضراب"
subtypes = ["general", "hunger"]
roles = ["actor", "sponsor"]
[types.roles]
sponsor = "راع"
[[triggers]]
type = "STRIKE"
nouns = "إضراب"
[[patterns]]
type = "SHIP"
match = 'السفينة \\w+'
"""
BAD = "[names]\nSHIP = ['x']\n[heads]\nFAC = ['أ ب']\n"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """A command run here: its exit code, output and errors."""

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        out, errors = capsys.readouterr()
        return code, out, errors

    return run


def a_store(folder: Path, rules: str = "", text: str = TEXT) -> Path:
    """Return a store of one article in a folder of its own, with these rules beside it."""
    folder.mkdir(exist_ok=True)
    path = folder / "news.db"
    with open_database(path) as db:
        reading = reading_of(text)
        # without its date the app would ask for it first
        articles.add(db, replace(reading, article=replace(reading.article, published="2021-03-14")))
    if rules:
        (folder / NAME).write_text(rules, encoding="utf-8")
    return path


def names_in(path: Path) -> dict[str, str]:
    """Return the shown names of the store's article with their types."""
    with open_database(path, write=False) as db:
        found = of_article(db, 1)
    shown = [each for each in found if each.status != "stale" and isinstance(each.value, MentionValue)]
    return {
        TEXT[each.value.start : each.value.end]: each.value.type
        for each in shown
        if isinstance(each.value, MentionValue)
    }


# -- the file


def test_a_project_without_a_file_has_no_rules(tmp_path: Path) -> None:
    assert rules_beside(tmp_path / "news.db") is None
    assert types_of(None) is None
    with pytest.raises(BadRules, match="check the path"):
        read_rules(tmp_path / "none.toml")


def test_the_file_lies_beside_the_store_itself_not_beside_a_link_to_it(tmp_path: Path) -> None:
    path = a_store(tmp_path / "there", SHIPS)
    link = tmp_path / "link.db"
    link.symlink_to(path)
    assert rules_path(link) == rules_path(path) == tmp_path / "there" / NAME
    assert rules_beside(link) == parse(SHIPS)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xff\xfe[\x00", "UTF-8"),
        (b"[names", "not TOML"),
        (BAD.encode(), "and 1 more"),
        (b"# " + b"x" * 8_000_001, "8 MB"),
    ],
)
def test_a_file_that_can_t_be_used_is_one_line_with_its_path(tmp_path: Path, data: bytes, says: str) -> None:
    (tmp_path / NAME).write_bytes(data)
    with pytest.raises(BadRules) as error:
        rules_beside(tmp_path / "news.db")
    assert str(tmp_path / NAME) in str(error.value)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_a_folder_in_its_place_is_said(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    with pytest.raises(BadRules, match="can't be read"):
        rules_beside(tmp_path / "news.db")


# -- muraji rules


def test_rules_says_what_is_in_force(tmp_path: Path, run: Run) -> None:
    path = a_store(tmp_path, SHIPS)
    code, out, errors = run("rules", "--store", path)
    assert (code, errors) == (0, "")
    mark = parse(SHIPS).mark
    for words in (str(tmp_path / NAME), mark, "ORG 1", "SHIP", "STRIKE", "إضراب", r"السفينة \w+"):
        assert words in out
    code, out, _ = run("rules", "--json", "--store", path)
    said = json.loads(out)
    assert (said["there"], said["version"]) == (True, BUILTIN.version + mark)
    assert said["names"] == [{"type": "ORG", "spellings": ["أصدقاء الساقية"], "weak": False}]
    assert (said["entity_types"], said["event_types"]) == (["SHIP"], ["STRIKE"])
    assert said["patterns"] == [{"type": "SHIP", "match": r"السفينة \w+", "confidence": 0.8}]


def test_rules_without_a_file_and_without_a_store_is_no_error(tmp_path: Path, run: Run) -> None:
    code, out, errors = run("rules", "--store", tmp_path / "news.db")
    assert (code, errors) == (0, "")
    assert str(tmp_path / NAME) in out
    assert json.loads(run("rules", "--json", "--store", tmp_path / "news.db")[1])["there"] is False
    assert list(tmp_path.iterdir()) == []


def test_check_says_every_mistake_a_line_each(tmp_path: Path, run: Run) -> None:
    path = a_store(tmp_path, BAD)
    code, out, errors = run("rules", "--check", "--store", path)
    assert (code, out) == (2, "")
    lines = errors.splitlines()
    assert [re.search(r"line \d", line) is not None for line in lines] == [True, True]
    assert all(str(tmp_path / NAME) in line for line in lines)
    (tmp_path / NAME).write_text(SHIPS)
    code, out, errors = run("rules", "--check", "--store", path)
    assert (code, errors) == (0, "")
    assert parse(SHIPS).mark in out


def test_a_file_elsewhere_can_be_checked(tmp_path: Path, run: Run) -> None:
    (tmp_path / "other.toml").write_text(BAD)
    assert run("rules", "--check", "--rules", tmp_path / "other.toml")[0] == 2
    assert run("rules", "--rules", tmp_path / "none.toml")[0] == 2


def test_the_example_is_printed_as_it_is_and_can_be_put_to_use(tmp_path: Path, run: Run) -> None:
    code, out, errors = run("rules", "--example")
    assert (code, errors, out) == (0, "", read_text("extension_example.toml"))
    (tmp_path / NAME).write_text(re.sub(r"(?m)^#(?! )", "", out))
    assert run("rules", "--check", "--store", tmp_path / "news.db")[0] == 0


# -- extracting with it


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_the_file_adds_is_proposed_kept_and_exported(tmp_path: Path, run: Run, jobs: str) -> None:
    path = a_store(tmp_path, SHIPS)
    code, out, errors = run("extract", "--json", "--jobs", jobs, "--store", path)
    assert (code, errors) == (0, "")
    assert json.loads(out)["version"] == BUILTIN.version + parse(SHIPS).mark
    found = names_in(path)
    assert (found["أصدقاء الساقية"], found["السفينة ريم"], found["البصرة"]) == ("ORG", "SHIP", "LOC")
    [article] = [json.loads(line) for line in run("export", "--open", "--store", path)[1].splitlines()]
    assert {each["type"] for each in article["mentions"]} >= {"ORG", "SHIP", "LOC"}
    assert "STRIKE" in [each["type"] for each in article["events"]]


def test_another_file_leads_to_new_proposals_and_the_same_to_none(tmp_path: Path, run: Run) -> None:
    path = a_store(tmp_path)

    def extracted() -> int:
        code, out, _ = run("extract", "--json", "--store", path)
        assert code == 0
        return int(json.loads(out)["articles"])

    assert (extracted(), extracted()) == (1, 0)
    assert "السفينة ريم" not in names_in(path)
    (tmp_path / NAME).write_text(SHIPS)
    assert (extracted(), extracted()) == (1, 0)
    assert names_in(path)["السفينة ريم"] == "SHIP"
    (tmp_path / NAME).write_text("# only a comment more\n" + SHIPS)
    assert extracted() == 0
    (tmp_path / NAME).write_text("[reject]\nall = ['البصرة']")
    assert extracted() == 1
    assert not {"السفينة ريم", "البصرة"} & set(names_in(path))


@pytest.mark.parametrize(
    "command",
    [("extract",), ("load", "--extract", "x.txt"), ("decide", "x.jsonl"), ("rules",)],
    ids=lambda words: words[0],
)
def test_a_mistake_stops_everything_before_it_begins(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    path = a_store(tmp_path, BAD)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.txt").write_text("نص آخر قصير عن بغداد")
    (tmp_path / "x.jsonl").write_text("{}\n")
    before = path.read_bytes()
    code, out, errors = run(*command, "--store", path)
    assert (code, out) == (2, "")
    assert NAME in errors.splitlines()[0]
    assert "Traceback" not in errors
    assert path.read_bytes() == before
    with open_database(path, write=False) as db:
        assert of_article(db, 1) == ()


def test_predict_takes_a_file_of_rules(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "rules.toml").write_text(SHIPS)
    code, out, errors = run("predict", "--rules", tmp_path / "rules.toml", tmp_path / "a.txt")
    assert (code, errors) == (0, "")
    assert {each["type"] for each in json.loads(out)["entities"]} >= {"SHIP", "ORG"}
    assert "SHIP" not in {each["type"] for each in json.loads(run("predict", tmp_path / "a.txt")[1])["entities"]}
    (tmp_path / "rules.toml").write_text(BAD)
    code, out, errors = run("predict", "--rules", tmp_path / "rules.toml", tmp_path / "a.txt")
    assert (code, out) == (2, "")
    assert len(errors.splitlines()) == 1


# -- types in the store


def opened(path: Path) -> Database:
    return open_database(path, types=types_of(rules_beside(path)))


def test_two_stores_in_one_process_do_not_meet(tmp_path: Path) -> None:
    ships, plain = a_store(tmp_path / "a", SHIPS), a_store(tmp_path / "b")
    ship = MentionValue(0, 3, "SHIP", "قال")
    with opened(ships) as first, opened(plain) as second:
        for _ in range(2):
            decisions.add(first, 1, ship, by="a")
            with pytest.raises(BadDecision, match="no entity type 'SHIP'"):
                decisions.add(second, 1, ship, by="a")
        decisions.add(first, 1, EventValue(0, 3, "STRIKE", "general", "asserted"), by="a")
        with pytest.raises(BadDecision, match="no subtype 'big'"):
            decisions.add(first, 1, EventValue(4, 7, "STRIKE", "big", "asserted"), by="a")
    engines = [chosen(extension=rules_beside(path)) for path in (ships, plain)]
    assert [engine.identity.version for engine in engines] == [BUILTIN.version + parse(SHIPS).mark, BUILTIN.version]


def test_an_engine_s_own_types_are_refused_by_a_store_that_has_none(tmp_path: Path) -> None:
    path = a_store(tmp_path / "a", SHIPS)
    article = reading_of(TEXT).article
    engine = chosen(extension=rules_beside(path)).make()
    extraction = engine.propose(article, Lexicon())
    with opened(path) as db:
        assert runs.keep_many(db, [(1, extraction)])[0].__class__.__name__ == "Changes"
    with opened(a_store(tmp_path / "b")) as db:
        [refused] = runs.keep_many(db, [(1, extraction)])
        assert "there is no entity type 'SHIP'" in str(refused)


def test_a_script_decides_on_types_of_the_project(tmp_path: Path, run: Run) -> None:
    path = a_store(tmp_path, SHIPS)
    with open_database(path, write=False) as db:
        article = db.query("SELECT uid FROM article")[0][0].hex()
    line = {"article": article, "verb": "add", "value": {"start": 22, "end": 33, "type": "SHIP", "name": "ريم"}}
    (tmp_path / "x.jsonl").write_text(json.dumps(line) + "\n")
    code, out, _ = run("decide", tmp_path / "x.jsonl", "--by", "a", "--store", path)
    assert (code, "error" in json.loads(out)) == (0, False)
    (tmp_path / NAME).unlink()
    code, out, _ = run("decide", tmp_path / "x.jsonl", "--by", "a", "--store", path)
    assert (code, "no entity type 'SHIP'" in json.loads(out)["error"]) == (2, True)
    # what was decided with the type stays, is shown and goes out
    assert "SHIP" in run("export", "--store", path)[1]


# -- in the app


async def go_to(at: Seat, uid: bytes) -> None:
    """Go to an item from the first one on."""
    await at.press("home")
    while at.item.uid != uid:
        await at.press("j")


async def test_the_menus_offer_the_types_of_the_project_and_of_no_other(tmp_path: Path, run: Run) -> None:
    path = a_store(tmp_path / "a", SHIPS)
    assert run("extract", "--store", path)[0] == 0
    async with seat(path, first=1) as at:
        ship = next(
            each for each in at.view.items if isinstance(each.value, MentionValue) and each.value.type == "SHIP"
        )
        await go_to(at, ship.uid)
        await at.press("t", "o")
        assert kind_of(at.view.items[at.view.row_of(ship.uid) or 0]) == "ORG"
        await go_to(at, ship.uid)
        await at.press("t", "s")
        changed = at.view.items[at.view.row_of(ship.uid) or 0]
        assert (kind_of(changed), changed.status) == ("SHIP", "accepted")
        strike = next(
            each for each in at.view.items if isinstance(each.value, EventValue) and each.value.type == "STRIKE"
        )
        await go_to(at, strike.uid)
        await at.press("t", "j", "h")
        assert at.view.items[at.view.row_of(strike.uid) or 0].value == EventValue(
            strike.value.start, strike.value.end, "STRIKE", "hunger", "asserted"
        )
    with open_database(path, write=False) as db:
        assert kind_of(items.read(db, ship.uid)) == "SHIP"


async def test_what_reads_beside_the_writer_knows_the_types_too(tmp_path: Path) -> None:
    with opened(a_store(tmp_path, SHIPS)) as db:
        jobs = Jobs(db)
        assert await jobs.read(lambda reader: "SHIP" in reader.types.entities) is True
        jobs.close()


async def test_a_type_that_the_file_no_longer_has_is_still_shown_and_can_be_changed(tmp_path: Path, run: Run) -> None:
    path = a_store(tmp_path, SHIPS)
    assert run("extract", "--store", path)[0] == 0
    (tmp_path / NAME).unlink()
    async with seat(path, first=1) as at:
        ship = next(
            each for each in at.view.items if isinstance(each.value, MentionValue) and each.value.type == "SHIP"
        )
        await go_to(at, ship.uid)
        await at.press("a")
        kept = at.view.items[at.view.row_of(ship.uid) or 0]
        assert (kind_of(kept), kept.status) == ("SHIP", "accepted")
        await go_to(at, ship.uid)
        await at.press("t", "s")
        assert at.mode == "choose", "no key of that type any more"
        await at.press("f")
        assert kind_of(at.view.items[at.view.row_of(ship.uid) or 0]) == "FAC"
        strike = next(each for each in at.view.items if kind_of(each) == "STRIKE")
        await go_to(at, strike.uid)
        await at.press("e")
        assert at.mode == "card"
        await at.press("down", "enter")
        assert at.mode == "choose", "of the subtype: none is left"


def kind_of(item: items.Item) -> str:
    """Return the type that a mention or event is said to have."""
    return getattr(item.value, "type", "")


def test_the_store_file_knows_no_types(tmp_path: Path, run: Run) -> None:
    """A type is a word in the items: no schema changes when a project adds one."""
    plain, ships = a_store(tmp_path / "a"), a_store(tmp_path / "b", SHIPS)
    assert run("extract", "--store", ships)[0] == 0

    def schema(path: Path) -> list[tuple[str]]:
        with sqlite3.connect(path) as connection:
            return connection.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall()

    assert schema(plain) == schema(ships)
