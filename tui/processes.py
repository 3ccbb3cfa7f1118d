"""A process of our own beside the program, with a pipe to it.

It is a fresh interpreter, not a fork: it inherits no connection and no lock, and imports neither. It has one pipe to the
program, and is to end as soon as that is closed at the other end, however the program came to its end.
"""

from __future__ import annotations

import json
import subprocess
import sys
from multiprocessing.connection import Connection, Pipe
from typing import Any, Final

_PROGRAM: Final = """\
import json, sys
from importlib import import_module
module, descriptor, sys.path[:] = json.loads(sys.argv[1])
import_module(module).serve(descriptor)
"""


def beside(module: str) -> tuple[Connection[Any, Any], subprocess.Popen[bytes]]:
    """Start a process that calls a module's `serve` with the descriptor of its end of a pipe; return ours, and the process.

    Raises OSError where no process can be started.
    """
    ours, theirs = Pipe()
    with theirs:
        try:
            process = subprocess.Popen(  # noqa: S603 - our own interpreter and program
                # -P: no module is imported from the folder that the person happens to be in
                [sys.executable, "-P", "-c", _PROGRAM, json.dumps([module, theirs.fileno(), sys.path])],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                # What an engine prints must not get into our JSON, nor onto the screen.
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                # Ctrl+C is for the program; what is beside it ends with it.
                process_group=0,
            )
        except OSError:
            ours.close()
            raise
    return ours, process
