"""What a user has set: the settings file, and where things are and who is reviewing when nobody says.

    bidi = "auto"            # or visual, explicit, konsole, words, lro, runs, logical
    letters = "joined"       # or "separate": fonts without presentation forms
    caret = "visual"         # or "logical"
    mouse = true
    copy = true              # through the terminal, OSC 52

    [terminal.kitty]
    bidi = "words"

Reading never writes. A change keeps every other byte of the file.
"""

from __future__ import annotations

import getpass
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, TypeGuard, TypeVar, get_args

from tui.errors import BadSettings
from tui.rtl.encode import NAMES, Name

STORE_VARIABLE = "MURAJI_STORE"
REVIEWER_VARIABLE = "MURAJI_REVIEWER"
SETTINGS_VARIABLE = "MURAJI_SETTINGS"

Bidi = Name | Literal["auto"]
Letters = Literal["joined", "separate"]
Caret = Literal["visual", "logical"]

_T = TypeVar("_T")

CHOICES: Final[tuple[str, ...]] = ("auto", *NAMES)
"""What `bidi` may be."""


_NO_TERMINALS: Final[Mapping[str, Bidi]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Settings:
    """What the file says; what it does not say is as here."""

    bidi: Bidi = "auto"
    """How Arabic is sent to the terminal."""
    letters: Letters = "joined"
    """Separate: letters without their joined forms."""
    caret: Caret = "visual"
    """Visual: left goes left."""
    mouse: bool = True
    copy: bool = True
    terminals: Mapping[str, Bidi] = field(default_factory=lambda: _NO_TERMINALS)
    """Terminal, as `kitty` or `tmux-vte` -> `bidi` there."""

    def bidi_in(self, terminal: str) -> Bidi:
        """Return the setting of one terminal, else that for all."""
        return self.terminals.get(terminal, self.bidi)


def default_store() -> Path:
    """Return the store's path: `$MURAJI_STORE`, else `muraji.db` in the user's data folder."""
    given = os.environ.get(STORE_VARIABLE)
    if given:
        return Path(given)
    import platformdirs  # noqa: PLC0415 - a given path needs no look for one

    return Path(platformdirs.user_data_dir("muraji", appauthor=False)) / "muraji.db"


def default_reviewer() -> str:
    """Return who decides: `$MURAJI_REVIEWER`, else the name of the user of this machine."""
    given = os.environ.get(REVIEWER_VARIABLE)
    if given:
        return given
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "reviewer"


def settings_path() -> Path:
    """Return the settings file's path: `$MURAJI_SETTINGS`, else `settings.toml` in the user's config folder."""
    given = os.environ.get(SETTINGS_VARIABLE)
    if given:
        return Path(given)
    import platformdirs  # noqa: PLC0415 - a given path needs no look for one

    return Path(platformdirs.user_config_dir("muraji", appauthor=False)) / "settings.toml"


def read_settings(path: Path | None = None) -> Settings:
    """Return what the settings file says; without one, what is usual.

    Raises BadSettings for a file that can't be read, an unknown key, a value that is not allowed.
    """
    file = settings_path() if path is None else path
    try:
        data = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except (OSError, ValueError) as error:
        raise BadSettings(f"{file}: the settings can't be read ({_reason(error)})") from error
    return parse_settings(data, str(file))


def parse_settings(data: bytes, file: str) -> Settings:
    """Return what the bytes of a settings file say; `file` names it in errors. Raises BadSettings."""
    import tomllib  # noqa: PLC0415 - most users have no such file

    try:
        # a byte order mark, as some editors write
        table = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadSettings(f"{file}: not UTF-8; save the settings as UTF-8") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadSettings(f"{file}: not TOML: {_reason(error)}") from error
    for key in table:
        if key not in _ALLOWED and key != "terminal":
            known = ", ".join((*_ALLOWED, "terminal"))
            raise BadSettings(f"{file}: no setting is named {key!r}; there are {known}")
    terminals = table.get("terminal", {})
    if not isinstance(terminals, dict):
        raise BadSettings(f"{file}: terminal: write a table for each terminal, as [terminal.kitty]")
    by_terminal: dict[str, Bidi] = {}
    for terminal, own in terminals.items():
        if not isinstance(own, dict):
            raise BadSettings(f"{file}: terminal.{terminal}: write a table, as [terminal.{terminal}]")
        for key in own:
            if key != "bidi":
                raise BadSettings(f"{file}: terminal.{terminal}: no setting is named {key!r}; there is bidi")
        by_terminal[terminal] = _value(f"{file}: terminal.{terminal}.", own, "bidi", _is_bidi, "auto")
    return Settings(
        bidi=_value(f"{file}: ", table, "bidi", _is_bidi, "auto"),
        letters=_value(f"{file}: ", table, "letters", _is_letters, "joined"),
        caret=_value(f"{file}: ", table, "caret", _is_caret, "visual"),
        mouse=_value(f"{file}: ", table, "mouse", _is_bool, True),
        copy=_value(f"{file}: ", table, "copy", _is_bool, True),
        terminals=MappingProxyType(by_terminal),
    )


_ALLOWED: Final[Mapping[str, Sequence[str]]] = {
    "bidi": CHOICES,
    "letters": get_args(Letters),
    "caret": get_args(Caret),
    "mouse": ("true", "false"),
    "copy": ("true", "false"),
}


def _is_bidi(value: object) -> TypeGuard[Bidi]:
    return isinstance(value, str) and value in CHOICES


def _is_letters(value: object) -> TypeGuard[Letters]:
    return isinstance(value, str) and value in get_args(Letters)


def _is_caret(value: object) -> TypeGuard[Caret]:
    return isinstance(value, str) and value in get_args(Caret)


def _is_bool(value: object) -> TypeGuard[bool]:
    return isinstance(value, bool)


def _value(
    place: str, table: Mapping[str, object], key: str, allowed: Callable[[object], TypeGuard[_T]], usual: _T
) -> _T:
    """Return a key's value; `place` names file and table in the error."""
    value = table.get(key, usual)
    if not allowed(value):
        raise BadSettings(f"{place}{key} = {value!r}: it may be {', '.join(_ALLOWED[key])}")
    return value


# -- changing the file

_KEY: Final = r"(?:[A-Za-z0-9_-]+|\"[^\"\\]*\"|'[^']*')"
_KEYS: Final = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_TABLE: Final = re.compile(rf"[ \t]*\[[ \t]*(?P<keys>{_KEYS})[ \t]*\][ \t]*(?:\#.*)?\r?\n?")
_PAIR: Final = re.compile(
    rf"(?P<before>[ \t]*(?P<keys>{_KEYS})[ \t]*=[ \t]*)(?P<value>\"[^\"]*\"|'[^']*'|true|false)(?P<after>[ \t]*(?:\#.*)?\r?\n?)"
)


def save(keys: Sequence[str], value: str | bool, path: Path | None = None) -> Path:
    """Set one key of the settings file, such as `("terminal", "kitty", "bidi")`; return the file's path.

    All else in the file stays byte for byte. Raises BadSettings where the file can't be used or written as it is, or
    does not allow the value; the file is then as it was.
    """
    file = settings_path() if path is None else path
    try:
        # through a link, such as dotfiles are kept by, to the file itself
        file = file.resolve()
        before = file.read_bytes() if file.exists() else b""
        old = parse_settings(before, str(file))
        after = changed(before.decode("utf-8"), keys, value).encode("utf-8")
        new = parse_settings(after, str(file))
        if new != _with(old, keys, value):
            line = f"[{_dotted(keys[:-1])}] " if keys[:-1] else ""
            raise BadSettings(f"{file}: can't be changed by itself; write {line}{keys[-1]} = {_written(value)} into it")
        if after != before:
            _replace(file, after)
    except (OSError, ValueError, RuntimeError) as error:
        raise BadSettings(f"{file}: the settings can't be written ({_reason(error)})") from error
    return file


def changed(text: str, keys: Sequence[str], value: str | bool) -> str:
    """Return the text of a TOML file with one key set; its other lines as they are."""
    lines = text.splitlines(keepends=True)
    newline = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    table: tuple[str, ...] = ()
    header = first_table = None
    last_of_top = 0
    for number, line in enumerate(lines):
        bare = line.removeprefix("\ufeff")
        if match := _TABLE.fullmatch(bare):
            table = _split(match["keys"])
            first_table = number if first_table is None else first_table
            header = number if table == tuple(keys[:-1]) else header
        elif match := _PAIR.fullmatch(bare):
            if (*table, *_split(match["keys"])) == tuple(keys):
                mark = line[: len(line) - len(bare)]
                lines[number] = f"{mark}{match['before']}{_written(value)}{match['after']}"
                return "".join(lines)
            last_of_top = number + 1 if first_table is None else last_of_top
    new = f"{keys[-1]} = {_written(value)}{newline}"
    own = [new]
    if header is not None:
        at = header + 1
    elif not keys[:-1]:
        at = last_of_top or (len(lines) if first_table is None else first_table)
    else:
        at = len(lines)
        own = [newline] if lines else []
        own += [f"[{_dotted(keys[:-1])}]{newline}", new]
    if at and not lines[at - 1].endswith("\n"):
        lines[at - 1] += newline
    lines[at:at] = own
    return "".join(lines)


def _split(keys: str) -> tuple[str, ...]:
    return tuple(key.strip("\"'") for key in re.findall(_KEY, keys))


def _dotted(keys: Sequence[str]) -> str:
    return ".".join(key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else f"'{key}'" for key in keys)


def _written(value: str | bool) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value).lower()


def _with(settings: Settings, keys: Sequence[str], value: object) -> Settings:
    """Return the settings with one key changed; a value that is not allowed is never equal to what was read."""
    if len(keys) == 3 and keys[0] == "terminal" and keys[2] == "bidi" and _is_bidi(value):
        return replace(settings, terminals=MappingProxyType({**settings.terminals, keys[1]: value}))
    if keys == ("bidi",) and _is_bidi(value):
        return replace(settings, bidi=value)
    if keys == ("letters",) and _is_letters(value):
        return replace(settings, letters=value)
    if keys == ("caret",) and _is_caret(value):
        return replace(settings, caret=value)
    if keys == ("mouse",) and _is_bool(value):
        return replace(settings, mouse=value)
    if keys == ("copy",) and _is_bool(value):
        return replace(settings, copy=value)
    raise BadSettings(f"no setting {'.'.join(keys)} = {value!r}")


def _replace(file: Path, data: bytes) -> None:
    """Put a file in the place of another so that, at any moment, one of the two is there whole."""
    import tempfile  # noqa: PLC0415 - brings eleven modules, for what a start never does

    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(data)
            out.flush()
            os.fchmod(out.fileno(), file.stat().st_mode & 0o777 if file.exists() else 0o644)
            os.fsync(out.fileno())
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _reason(error: Exception) -> str:
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(words.split())
