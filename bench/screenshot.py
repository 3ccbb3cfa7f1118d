"""Write docs/review.svg: the review screen on the first sample, as the guide and the README show it.

python -m bench.screenshot [OUT.svg]
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from store.database import open_database
from tui.app import MurajiApp
from tui.files import find
from tui.loading import extract, load

KEYS = ("a", "a", "r", "a", "j", "j")


async def picture(samples: str, keys: tuple[str, ...], size: tuple[int, int]) -> str:
    """Return an SVG of the app on these samples after these keys."""
    with tempfile.TemporaryDirectory() as folder, open_database(Path(folder) / "picture.db") as db:
        first = next(loaded.article for loaded in load(db, find([samples])))
        extract(db)
        app = MurajiApp(db, reviewer="reviewer", first=first)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.press(*keys)
            await pilot.pause()
            return app.export_screenshot()


def main() -> None:
    """Write the picture."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/review.svg")
    out.write_text(asyncio.run(picture("samples/01-site-page-copied.txt", KEYS, (100, 28))), encoding="utf-8")
    print(f"{out}: {out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
