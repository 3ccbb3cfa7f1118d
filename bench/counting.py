"""Right, proposed and wanted items by kind, and which proposed event is which marked one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from extract.items import Event

Span = tuple[int, int]


def overlaps(one: Span, other: Span) -> int:
    """Return how many characters two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


@dataclass(slots=True)
class Counts:
    """Counts by kind: `name PERSON`, `event ATTACK`, `argument actor`."""

    right: Counter[str] = field(default_factory=Counter)
    proposed: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)

    def show(self) -> None:
        """Print precision, recall and F1 of every kind, and of all names, events and arguments."""
        print(f"{'':30}{'P':>7}{'R':>7}{'F1':>7}{'right':>7}{'prop.':>7}{'marked':>7}")
        kinds = sorted(set(self.wanted) | set(self.proposed))
        for group in ("name", "event", "argument"):
            within = [kind for kind in kinds if kind.startswith(group + " ") and not kind.endswith("beyond statements")]
            for kind in within:
                self._line(kind, [kind])
            if group == "name":
                self._line("all names but NUMBER_OF", [kind for kind in within if kind != "name NUMBER_OF"])
            else:
                self._line(f"all {group}s", within)
        for kind in (
            "event beyond statements",
            "modality not asserted",
            "the same, right triggers",
            "coreference pairs",
        ):
            self._line(kind, [kind])

    def _line(self, title: str, kinds: Sequence[str]) -> None:
        right, proposed, wanted = (
            sum(counter[kind] for kind in kinds) for counter in (self.right, self.proposed, self.wanted)
        )
        precision, recall = right / max(proposed, 1), right / max(wanted, 1)
        f_score = 2 * right / max(proposed + wanted, 1)
        print(f"{title:30}{precision:7.3f}{recall:7.3f}{f_score:7.3f}{right:7}{proposed:7}{wanted:7}")


def matched(marked: Sequence[dict[str, Any]], found: Sequence[Event]) -> tuple[dict[int, int], set[int]]:
    """Return {found: marked} one to one, and those found that only touch alternatives of a matched event.

    The trigger is preferred to its alternatives, more shared characters to fewer.
    """
    touching: list[tuple[int, int, int]] = []
    for place, event in enumerate(found):
        for number, other in enumerate(marked):
            if event.type == other["type"]:
                trigger = (other["trigger"]["start"], other["trigger"]["end"])
                direct = overlaps((event.start, event.end), trigger)
                aside = max(
                    (
                        overlaps((event.start, event.end), (alt["start"], alt["end"]))
                        for alt in other.get("trigger_alts", ())
                    ),
                    default=0,
                )
                if direct or aside:
                    touching.append((-(1000 + direct if direct else aside), place, number))
    pairs: dict[int, int] = {}
    for _, place, number in sorted(touching):
        if place not in pairs and number not in pairs.values():
            pairs[place] = number
    ignored = {
        place
        for _, place, number in touching
        if place not in pairs and number in pairs.values() and marked[number].get("trigger_alts")
    }
    return pairs, ignored
