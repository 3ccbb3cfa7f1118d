"""Every command as a script would use it: what goes in, what comes out, which exit code."""

from __future__ import annotations

import io
import json
import os
import select
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from extract.ontology import ontology
from store import queue
from store.database import open_database
from store.items import of_article
from tests.tui.desk import ATTACK_N, UNDATED_N, VISIT_N, desk
from tests.tui.driving import SAMPLES, SEED_LIKE
from tui.__main__ import COMMANDS, main
from tui.keys import COMMANDS as KEYS

BAGHDAD = "زيارة\n\nوصل سليم الوادي إلى بغداد أمس.\n"
MOSUL = "هجوم\n\nقصف مسلحون قرية قرب الموصل.\n"


@dataclass(frozen=True, slots=True)
class Said:
    """What a command left: its exit code and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> list[dict[str, Any]]:
        """The objects of its JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]


Muraji = Callable[..., Said]


@pytest.fixture
def muraji(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Muraji:
    """Give the command line, run in this process."""

    def run(*arguments: str | Path, stdin: str | bytes = b"") -> Said:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Said(code, out, err)

    return run


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Give the path of the desk's store."""
    return desk(tmp_path)


def uids(path: Path, article: int = VISIT_N) -> dict[str, str]:
    """Return `kind words` -> id of an article's items; the first where words repeat."""
    with open_database(path, write=False) as db:
        body = db.query("SELECT text FROM body WHERE article = ?", (article,))[0][0]
        found: dict[str, str] = {}
        for item in of_article(db, article):
            found.setdefault(f"{item.kind} {body[item.value.start : item.value.end]}", item.uid.hex())
        return found


def article_id(path: Path, number: int = VISIT_N) -> str:
    """Return an article's id as scripts name it."""
    with open_database(path, write=False) as db:
        return queue.row(db, number).uid.hex()


def lines(*records: object) -> str:
    """Return JSON Lines; text stands as it is."""
    return "".join((record if isinstance(record, str) else json.dumps(record)) + "\n" for record in records)


# -- load


def test_a_folder_is_loaded_and_the_same_again_is_known(muraji: Muraji, tmp_path: Path) -> None:
    store = tmp_path / "new" / "store.db"
    said = muraji("load", SAMPLES, "--store", store, "--json")
    assert said.code == 0
    assert said.err == ""
    assert len(said.json) == 14
    assert all(each["new"] and not each["error"] for each in said.json)
    assert [Path(each["file"]).name for each in said.json][:2] == [sample.name for sample in SEED_LIKE]
    again = muraji("load", SAMPLES, "--store", store)
    assert (again.code, again.out) == (0, "0 new, 14 already there, 0 could not be read\n")


def test_standard_input_is_loaded(muraji: Muraji, tmp_path: Path) -> None:
    store = tmp_path / "store.db"
    said = muraji("load", "-", "--store", store, "--json", stdin=BAGHDAD)
    [line] = said.json
    assert line.pop("id") == article_id(store, 1)
    assert line == {"file": "-", "record": "", "article": 1, "new": True, "warnings": [], "error": ""}
    record = json.dumps({"text": MOSUL, "id": "7", "date": "2021-05-31"})
    assert muraji("load", "-", "--store", store, stdin=record + "\n").out.startswith("1 new")
    with open_database(store, write=False) as db:
        assert queue.row(db, 2).published == "2021-05-31"


def test_a_bad_file_is_one_line_and_the_rest_is_loaded(muraji: Muraji, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "1.txt").write_text(BAGHDAD)
    (folder / "2.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    (folder / "3.txt").write_text(MOSUL)
    (folder / "4.txt").write_text("")
    (folder / "ignored.png").write_bytes(b"\x89PNG")
    store = tmp_path / "store.db"
    said = muraji("load", folder, "--store", store)
    assert said.code == 1
    assert said.out == "2 new, 0 already there, 2 could not be read\n"
    errors = said.err.splitlines()
    assert len(errors) == 2
    assert "2.txt" in errors[0]
    assert "4.txt" in errors[1]
    with open_database(store, write=False) as db:
        assert queue.counts(db)["all"] == 2


def test_what_became_of_each_is_told_in_the_order_of_the_files(muraji: Muraji, tmp_path: Path) -> None:
    (tmp_path / "1.jsonl").write_text(lines({"text": BAGHDAD, "id": "r7", "date": "never"}, "nonsense"))
    (tmp_path / "2.txt").write_text("")
    (tmp_path / "3.txt").write_text(MOSUL)
    said = muraji("load", tmp_path, "--store", tmp_path / "store.db", "--json")
    assert said.code == 1
    assert [(each["article"], each["record"], each["new"]) for each in said.json] == [
        (1, "r7", True), (None, "", False), (None, "", False), (2, "", True),
    ]  # fmt: skip
    assert [each["id"] is None for each in said.json] == [False, True, True, False]
    assert [len(each["warnings"]) for each in said.json] == [1, 0, 0, 0]
    assert "line 2" in said.json[1]["error"]
    added = {"verb": "flag", "article": said.json[3]["id"]}
    assert muraji("decide", "--store", tmp_path / "store.db", stdin=lines(added)).code == 0


def test_nothing_loaded_is_another_code(muraji: Muraji, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text(" \n")
    assert muraji("load", tmp_path / "empty.txt", "--store", tmp_path / "store.db").code == 2


def test_warnings_name_their_file(muraji: Muraji, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text(BAGHDAD + "كلمة " * 220_000)
    said = muraji("load", tmp_path / "long.txt", "--store", tmp_path / "store.db")
    assert said.code == 0
    assert len(said.err.splitlines()) == 1
    assert "long.txt" in said.err


# -- extract


def test_extract_says_how_many_and_does_it_once(muraji: Muraji, tmp_path: Path) -> None:
    store = tmp_path / "store.db"
    muraji("load", *SEED_LIKE, "--store", store)
    [said] = muraji("extract", "--store", store, "--json").json
    assert (said["engine"], said["articles"]) == ("builtin", 2)
    assert muraji("extract", "--store", store, "--json").json[0]["articles"] == 0
    with open_database(store, write=False) as db:
        assert queue.row(db, 1).open > 50


# -- predict


def test_predictions_have_the_shape_of_a_marking(
    muraji: Muraji, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MURAJI_STORE", str(tmp_path / "none" / "store.db"))
    said = muraji("predict", *SEED_LIKE)
    assert (said.code, said.err) == (0, "")
    assert [each["id"] for each in said.json] == [sample.stem for sample in SEED_LIKE]
    for sample, each in zip(SEED_LIKE, said.json, strict=True):
        body = sample.read_text("utf-8")
        assert each["text_sha256"] == sha256(body.encode()).hexdigest()
        assert set(each) == {"id", "text_sha256", "entities", "events"}
        assert len(each["entities"]) > 20
        for entity in each["entities"]:
            dated = {"value", "precision"} if entity["type"] == "DATE" else set()
            assert set(entity) == {"id", "start", "end", "text", "type", "canonical", "confidence"} | dated
            assert body[entity["start"] : entity["end"]] == entity["text"]
            assert entity["type"] in ontology().entities
        for event in each["events"]:
            assert set(event) == {"id", "type", "subtype", "trigger", "args", "modality", "confidence"}
            assert body[event["trigger"]["start"] : event["trigger"]["end"]] == event["trigger"]["text"]
            assert event["modality"] in ontology().modalities
            for argument in event["args"]:
                assert body[argument["start"] : argument["end"]] == argument["text"]
                assert argument["role"] in ontology().roles
    assert list(tmp_path.iterdir()) == [], "no store is made or touched"


def test_the_same_input_gives_the_same_bytes(muraji: Muraji) -> None:
    assert muraji("predict", *SEED_LIKE).out == muraji("predict", *SEED_LIKE).out


def test_ids_are_the_records_the_files_or_the_paths_where_names_repeat(muraji: Muraji, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "01.txt").write_text(BAGHDAD + folder)
    (tmp_path / "02.txt").write_text(MOSUL)
    (tmp_path / "records.jsonl").write_text(lines({"id": "r7", "text": BAGHDAD}, {"id": "r8", "text": MOSUL}))
    paths = [tmp_path / "a" / "01.txt", tmp_path / "b" / "01.txt", tmp_path / "02.txt", tmp_path / "records.jsonl"]
    ids = [each["id"] for each in muraji("predict", *paths).json]
    assert ids == [str(paths[0]), str(paths[1]), "02", "r7", "r8"]


def test_a_bad_file_beside_good_ones_is_one_line(muraji: Muraji, tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(BAGHDAD)
    (tmp_path / "2.txt").write_bytes(b"\x00\x01\x02" * 50)
    said = muraji("predict", tmp_path / "1.txt", tmp_path / "2.txt")
    assert (said.code, [each["id"] for each in said.json]) == (1, ["1"])
    assert len(said.err.splitlines()) == 1
    assert muraji("predict", tmp_path / "2.txt").code == 2


# -- decide


def test_each_verdict_is_answered_with_its_decision(muraji: Muraji, store: Path) -> None:
    found = uids(store)
    said = muraji(
        "decide", "--store", store, "--by", "omar",
        stdin=lines(
            {"item": found["mention حركة النخيل"], "verb": "accept", "by": "lina"},
            {"item": found["mention بغداد"], "verb": "edit", "value": {"type": "FAC"}},
            {"item": found["event هجوما"], "verb": "reject"},
            {"article": article_id(store), "verb": "add", "value": {"start": 0, "end": 4, "type": "PERSON"}},
            {"verb": "undo"},
            {"item": found["mention أمس"], "verb": "flag"},
            {"item": found["mention أمس"], "verb": "note", "text": "أي يوم؟"},
            {"article": article_id(store), "verb": "date", "date": "2021-04-01"},
            {"verb": "redo"},
        ),
    )  # fmt: skip
    assert (said.code, said.err) == (0, "")
    assert [each["line"] for each in said.json] == list(range(1, 10))
    with open_database(store, write=False) as db:
        kept = [row[0].hex() for row in db.query("SELECT uid FROM decision ORDER BY seq")]
        assert [each["decision"] for each in said.json] == kept
        found_now = {item.uid.hex(): item for item in of_article(db, VISIT_N)}
        accepted = found_now[found["mention حركة النخيل"]]
        assert (accepted.status, accepted.reviewer) == ("accepted", "lina")
        edited = found_now[found["mention بغداد"]]
        assert (edited.status, edited.value.type, edited.reviewer) == ("edited", "FAC", "omar")  # type: ignore[union-attr]
        assert {item.status for item in found_now.values() if item.event == bytes.fromhex(found["event هجوما"])} == {
            "rejected"
        }
        added = found_now[said.json[3]["items"][0]]
        assert (added.value.start, added.value.end, added.status) == (0, 4, "accepted")
        assert found_now[found["mention أمس"]].flagged
        assert found_now[found["mention أمس"]].note == "أي يوم؟"
        assert queue.row(db, VISIT_N).published == "2021-04-01"


def test_a_decision_taken_back_by_its_id(muraji: Muraji, store: Path) -> None:
    found = uids(store)
    first, _ = muraji(
        "decide", "--store", store, "--by", "omar",
        stdin=lines(
            {"item": found["mention حركة النخيل"], "verb": "accept"},
            {"item": found["mention أمس"], "verb": "reject"},
        ),
    ).json  # fmt: skip
    muraji("decide", "--store", store, "--by", "omar", stdin=lines({"verb": "undo", "decision": first["decision"]}))
    with open_database(store, write=False) as db:
        status = {item.uid.hex(): item.status for item in of_article(db, VISIT_N)}
    assert (status[found["mention حركة النخيل"]], status[found["mention أمس"]]) == ("open", "rejected")


def test_a_bad_line_is_answered_and_the_rest_goes_on(muraji: Muraji, store: Path) -> None:
    found = uids(store)
    good = {"item": found["mention حركة النخيل"], "verb": "accept"}
    bad: list[object] = [
        "not json",
        "[1, 2]",
        "{",
        '"text"',
        {"verb": "accept"},
        {"verb": "bless", "item": found["mention أمس"]},
        {"verb": "accept", "item": "zz"},
        {"verb": "accept", "item": "00" * 16},
        {"verb": "accept", "item": found["mention أمس"], "colour": "red"},
        {"verb": "edit", "item": found["mention أمس"], "value": {"type": "NO_SUCH"}},
        {"verb": "edit", "item": found["mention أمس"], "value": {"start": 5, "end": 5}},
        {"verb": "edit", "item": found["mention أمس"], "value": {"end": 10**9}},
        {"verb": "edit", "item": found["mention أمس"], "value": {"role": "actor"}},
        {"verb": "add", "article": "00" * 16, "value": {"start": 0, "end": 1, "type": "LOC"}},
        {"verb": "date", "article": article_id(store), "date": "2021-02-30"},
        {"verb": "undo", "decision": "00" * 16},
        {"verb": "accept", "item": found["mention أمس"], "by": ""},
        {"verb": ["accept"], "item": 7},
        "[" * 100_000,
        "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    ]
    said = muraji("decide", "--store", store, "--by", "omar", stdin=lines(good, "", *bad, {"verb": "undo"}))
    assert (said.code, said.err) == (1, "")
    assert len(said.json) == len(bad) + 2
    assert "decision" in said.json[0]
    assert "decision" in said.json[-1]
    for each, line in zip(said.json[1:-1], bad, strict=True):
        assert set(each) == {"line", "error"}, line
        assert each["error"]
        assert "\n" not in each["error"]
    assert said.json[-1]["line"] == len(bad) + 3, "lines are counted as an editor does"
    with open_database(store, write=False) as db:
        assert db.query("SELECT count(*) FROM decision") == [(2,)]
    assert muraji("decide", "--store", store, stdin="nonsense\n").code == 2
    assert muraji("decide", "--store", store, stdin="").code == 0


def test_bytes_that_are_no_text_are_answered_too(muraji: Muraji, store: Path) -> None:
    said = muraji("decide", "--store", store, stdin=b'\xff\xfe{"verb"\n\x80\n')
    assert said.code == 2
    assert [set(each) for each in said.json] == [{"line", "error"}] * 2
    assert all(each["error"].startswith("not UTF-8 text") for each in said.json)


def test_a_file_of_verdicts(muraji: Muraji, store: Path, tmp_path: Path) -> None:
    (tmp_path / "verdicts.jsonl").write_text(lines({"item": uids(store)["mention أمس"], "verb": "accept"}))
    assert muraji("decide", tmp_path / "verdicts.jsonl", "--store", store, "--by", "omar").code == 0
    missing = muraji("decide", tmp_path / "none.jsonl", "--store", store)
    assert (missing.code, missing.out, len(missing.err.splitlines())) == (2, "", 1)


def test_an_answer_comes_after_its_commit(store: Path) -> None:
    """A script that waits for each answer finds the verdict in the store, while the program still runs."""
    found = uids(store)
    command = [sys.executable, "-m", "tui", "decide", "--store", str(store), "--by", "omar"]
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=buffered) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        for number, words in enumerate(("mention أمس", "mention الوادي", "mention حركة النخيل"), 1):
            running.stdin.write(lines({"item": found[words], "verb": "accept"}))
            running.stdin.flush()
            assert select.select([running.stdout], [], [], 30)[0], "no answer"
            answer = json.loads(running.stdout.readline())
            with open_database(store, write=False) as db:
                assert db.query("SELECT uid FROM decision WHERE seq = ?", (number,)) == [
                    (bytes.fromhex(answer["decision"]),)
                ]
        running.kill()
    with open_database(store) as db:
        assert db.query("SELECT count(*) FROM decision") == [(3,)]


# -- export


@pytest.fixture
def decided(muraji: Muraji, store: Path) -> Path:
    """Give the store with one of each verdict, one article finished."""
    found, attack = uids(store), uids(store, ATTACK_N)
    said = muraji(
        "decide", "--store", store, "--by", "lina",
        stdin=lines(
            {"item": found["event وصل"], "verb": "accept"},
            {"item": found["mention سليم الوادي"], "verb": "accept"},
            {"item": found["mention بغداد"], "verb": "edit", "value": {"start": 2, "end": 4, "type": "FAC", "name": "x"}},
            {"item": found["mention حركة النخيل"], "verb": "reject"},
            {"item": attack["event قصف"], "verb": "accept"},
            {"item": attack["mention القائم"], "verb": "reject"},
            {"article": article_id(store, ATTACK_N), "verb": "finish"},
        ),
    )  # fmt: skip
    assert said.code == 0, said.out
    return store


def test_what_was_accepted_and_edited_is_exported_with_quotes_that_match(muraji: Muraji, decided: Path) -> None:
    said = muraji("export", "--store", decided)
    assert (said.code, said.err) == (0, "")
    visit, attack = said.json
    text = visit["text"]
    assert [(each["quote"], each["type"], each["status"], each["reviewer"]) for each in visit["mentions"]] == [
        (text[2:4], "FAC", "edited", "lina"),
        ("سليم الوادي", "PERSON", "accepted", "lina"),
    ]
    [event] = visit["events"]
    assert (event["trigger"]["quote"], event["type"], event["modality"]) == ("وصل", "VISIT_TRAVEL", "asserted")
    assert [(each["role"], each["quote"]) for each in event["arguments"]] == [
        ("actor", "سليم الوادي"),
        ("location", text[2:4]),
    ], "the filler follows its mention's edges"
    assert event["arguments"][0]["mention"] == visit["mentions"][1]["id"]
    for each in (*visit["mentions"], event["trigger"], *event["arguments"], *attack["mentions"]):
        owner = attack["text"] if each in attack["mentions"] else text
        assert owner[each["start"] : each["end"]] == each["quote"]
    assert visit["mentions"][0]["time"].startswith("20")
    assert (attack["finished"], attack["mentions"]) == (True, [])


def test_rejected_ones_on_request_and_finished_articles_alone(muraji: Muraji, decided: Path) -> None:
    visit, attack = muraji("export", "--store", decided, "--rejected").json
    assert [each["quote"] for each in visit["mentions"] if each["status"] == "rejected"] == ["حركة النخيل"]
    assert [each["status"] for each in attack["mentions"]] == ["rejected"]
    finished = muraji("export", "--store", decided, "--finished").json
    assert [each["title"] for each in finished] == [attack["title"]]


def test_ids_of_open_items_are_exported_for_a_script_to_decide(muraji: Muraji, store: Path) -> None:
    assert muraji("export", "--store", store).out == ""
    exported = muraji("export", "--open", "--store", store).json
    ids = {each["id"]: each["status"] for article in exported for each in article["mentions"]}
    assert ids[uids(store)["mention أمس"]] == "open"
    verdicts = lines(*({"verb": "accept", "item": each} for each in ids))
    assert muraji("decide", "--store", store, stdin=verdicts).code == 0
    assert {each["id"] for article in muraji("export", "--store", store).json for each in article["mentions"]} == {*ids}


def test_a_file_appears_whole_or_not_at_all(muraji: Muraji, decided: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("old")
    printed = muraji("export", "--store", decided).out
    assert muraji("export", "--store", decided, "--out", out).code == 0
    assert out.read_text("utf-8") == printed
    assert not out.with_name("out.jsonl.part").exists()
    nowhere = muraji("export", "--store", decided, "--out", tmp_path / "none" / "out.jsonl")
    assert (nowhere.code, len(nowhere.err.splitlines())) == (2, 1)


def test_dates_are_exported_with_their_value(muraji: Muraji, tmp_path: Path) -> None:
    store = tmp_path / "store.db"
    (tmp_path / "a.txt").write_text("وصل الوفد إلى بغداد في مارس 2019 ثم غادر")
    assert muraji("load", "--extract", tmp_path / "a.txt", "--store", store).code == 0
    [article] = muraji("export", "--open", "--store", store).json
    dates = {each["quote"]: (each["value"], each["precision"]) for each in article["mentions"] if "value" in each}
    assert dates == {"مارس 2019": ("2019-03", "month")}


def test_an_export_that_fails_leaves_the_old_file(
    muraji: Muraji, decided: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    said = muraji("export", "--store", decided, "--out", out)
    assert (said.code, len(said.err.splitlines())) == (2, 1)
    assert "No space left" in said.err
    assert out.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir() if "out" in path.name) == ["out.jsonl"]


# -- stats, keys, help


def test_stats(muraji: Muraji, decided: Path) -> None:
    [counted] = muraji("stats", "--store", decided, "--json").json
    assert counted["articles"]["all"] == 4
    assert counted["articles"]["done"] == 1
    assert counted["items"]["event"]["accepted"] == 2
    assert counted["items"]["mention"]["rejected"] == 2
    assert counted["reviewers"] == {"lina": {"accept": 3, "edit": 1, "reject": 2, "finish": 1}}
    shown = muraji("stats", "--store", decided)
    assert shown.code == 0
    assert "lina" in shown.out


def test_the_table_of_keys(muraji: Muraji) -> None:
    table = muraji("keys", "--json").json
    assert [each["id"] for each in table] and {each["id"] for each in table} == {command.id for command in KEYS}  # noqa: PT018 - one thought
    assert {"a", "ش"} <= set(next(each for each in table if each["id"] == "review.accept")["keys"])
    markdown = muraji("keys", "--markdown").out
    assert markdown.count("\n|---|---|---|\n") == 8
    plain = muraji("keys").out
    assert all(command.help in plain and command.help in markdown for command in KEYS)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])
    assert left.value.code == 0
    assert COMMANDS[command].split()[0] in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [[], ["revue"], ["load"], ["keys", "--json", "--markdown"], ["export", "--format", "x"]]
)
def test_wrong_usage_is_said_on_standard_error(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "usage: muraji" in err


def test_the_store_and_the_reviewer_come_from_the_environment(
    muraji: Muraji, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MURAJI_STORE", str(store))
    monkeypatch.setenv("MURAJI_REVIEWER", "noor")
    item = uids(store, UNDATED_N)["mention أربيل"]
    assert muraji("decide", stdin=lines({"item": item, "verb": "accept"})).code == 0
    assert list(muraji("stats", "--json").json[0]["reviewers"]) == ["noor"]
