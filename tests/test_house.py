"""What imports what: the dependency rule at run time, beside import-linter's reading of the code."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest


def modules_after(code: str) -> set[str]:
    """Return the names in sys.modules of a fresh interpreter that ran `code`."""
    script = f"import sys, json\n{code}\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def packages(modules: set[str]) -> set[str]:
    return {name.split(".", 1)[0] for name in modules}


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        (
            "import extract.builtin, extract.reading, extract.predictions, extract.engines, extract.camel.engine",
            {"textual", "rich", "sqlite3", "sqlite_utils", "store", "tui", "camel_tools", "torch", "transformers"},
        ),
        (
            "import store.database, store.decisions, store.items, store.queue, store.export, store.stats",
            {"textual", "rich", "tui", "camel_tools"},
        ),
        ("import tui.rtl", {"textual", "rich", "store", "extract"}),
    ],
)
def test_a_package_stays_on_its_floor(code: str, absent: set[str]) -> None:
    assert packages(modules_after(code)) & absent == set()


@pytest.mark.parametrize(
    "command", ["load", "extract", "predict", "decide", "export", "stats", "keys", "doctor", "engines", "rules"]
)
def test_the_command_line_opens_no_screen(command: str) -> None:
    loaded = packages(modules_after(f"import tui.__main__, tui.commands.{command}"))
    assert "textual" not in loaded


def test_opening_a_store_that_exists_imports_no_sqlite_utils(tmp_path: object) -> None:
    code = (
        "import pathlib, subprocess, sys\n"
        f"path = pathlib.Path({str(tmp_path)!r}) / 'a.db'\n"
        "make = 'import pathlib, sys, store.database as d; d.open_database(pathlib.Path(sys.argv[1])).close()'\n"
        "subprocess.run([sys.executable, '-c', make, str(path)], check=True)\n"
        "from store.database import open_database\n"
        "open_database(path).close()"
    )
    assert "sqlite_utils" not in packages(modules_after(code))


def test_the_store_takes_only_values_and_the_normaliser_from_extract() -> None:
    loaded = modules_after("import store.database, store.decisions, store.items, store.queue, store.export, store.runs")
    ours = {name for name in loaded if name.startswith("extract.")}
    assert ours <= {
        "extract.article",
        "extract.items",
        "extract.normalise",
        "extract.ontology",
        "extract.errors",
    }


def test_the_guide_shows_the_table_of_keys_as_it_is() -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "tui", "keys", "--markdown"], capture_output=True, text=True, check=True
    ).stdout
    guide = (Path(__file__).parent.parent / "docs" / "guide.md").read_text(encoding="utf-8")
    assert guide.partition("holds it to the table -->\n")[2].strip() == printed.strip()


def test_a_start_with_nothing_to_load_or_extract_loads_no_reader_and_no_engine() -> None:
    loaded = modules_after("import tui.__main__, tui.commands.review, tui.app")
    assert "extract.builtin" not in loaded
    assert "extract.reading" not in loaded
    assert "sqlite_utils" not in loaded
