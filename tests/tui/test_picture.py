"""A screenshot keeps its order in a browser and asks the network for nothing."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.tui.desk import VISIT_N, desk
from tests.tui.driving import seat
from tui.picture import settled


async def test_the_apps_own_screenshot(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        await at.pilot.pause()
        svg = at.app.export_screenshot(title="مراجع")
    ET.fromstring(svg)
    asked = re.sub(r'<!--.*?-->|xmlns(:\w+)?="[^"]*"', "", svg, flags=re.DOTALL)
    assert "http" not in asked, "nothing is fetched"
    assert "@font-face" not in svg
    assert "bidi-override" in svg
    assert "Fira" not in svg
    # the current item is drawn in screen order: the last letter first
    assert "ﻞﺻﻭ" in svg


def test_text_without_fonts_is_left_alone() -> None:
    assert settled("<svg>بغداد</svg>") == "<svg>بغداد</svg>"
    assert settled("a{font-family: Fira Code, monospace;}").startswith("a{font-family: 'DejaVu Sans Mono'")
    assert settled("@font-face { src: url(x); }\nb{}") == "b{}"
