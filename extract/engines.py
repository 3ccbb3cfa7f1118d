"""Which engines there are, asked without loading one.

An engine takes its tables to load (`python -m bench.extraction` prints how long); whether there is anything to extract is asked at every start.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class EngineId(NamedTuple):
    """What a run of an engine is known by."""

    name: str
    version: str
    """Another version proposes other items: what an older one covered is extracted again."""


BUILTIN: Final = EngineId("builtin", "1")
