"""Articles a second that `muraji extract` gets through with one job and with more, and the memory that it holds.

    python -m bench.extract_jobs [ARTICLES, default 2000] [JOBS ..., default 1 2]

Articles are paragraphs of samples/ in new orders, about 450 words each. Each number of jobs has a fresh process and a
fresh copy of the store; the time is that of the extraction, from reading the first article to the last commit. On a machine
that others use as well, the CPU time says more: with cores enough, the rate is bounded by that of the program. Memory
is what the system counts for a process (VmHWM, VmRSS); a worker's that of the largest.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from extract.article import Article, Part, Reading, Source
from extract.items import Lexicon
from extract.reading import read_bytes
from store import articles
from store.database import open_database
from tui.loading import Done, extract
from tui.serving import Start, chosen
from tui.workers import proposals

WORDS = 450


def paragraphs() -> list[str]:
    """Return the paragraphs of the samples, each once."""
    found: dict[str, None] = {}
    for path in sorted(Path("samples").iterdir()):
        if path.suffix in {".txt", ".html", ".jsonl"}:
            for reading in read_bytes(path.name, path.read_bytes()):
                if isinstance(reading, Reading):
                    found.update(dict.fromkeys(line for line in reading.article.body.split("\n") if line.strip()))
    return list(found)


def readings(count: int) -> Iterator[Reading]:
    """Yield articles, the same in every run."""
    chance = random.Random(11)
    there = paragraphs()
    for n in range(count):
        lines: list[str] = [f"خبر رقم {n}"]
        while sum(len(line.split()) for line in lines) < WORDS:
            lines.append(chance.choice(there))
        body = "\n\n".join(lines)
        yield Reading(
            Article(body, (Part("title", 0, len(lines[0])), Part("body", len(lines[0]) + 2, len(body))), lines[0]),
            Source(f"{n}.txt", sha256(body.encode()).digest(), "utf-8", "text/1"),
        )


def memory(pid: int | str, what: str) -> float:
    """Return MB of a process: `VmHWM` the most it ever had, `VmRSS` what it has."""
    text = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(text.split(f"{what}:")[1].split()[0]) / 1024


def workers() -> list[int]:
    """Return the processes that this one started."""
    me = os.getpid()
    return [int(word) for word in Path(f"/proc/{me}/task/{me}/children").read_text(encoding="ascii").split()]


def one(path: Path, jobs: int) -> dict[str, float]:
    """Extract a store; return the figures."""
    found: dict[str, float] = {"words": 0}
    done = 0
    with open_database(path) as db:
        [(count,)] = db.query("SELECT count(*) FROM article")

        def told(each: Done) -> None:
            nonlocal done
            done += 1
            found["words"] += each.words
            for mark in (1, 5, 9):
                # at the very end the workers are gone
                if done == count * mark // 10:
                    found[f"program {mark}"] = memory("self", "VmRSS")
                    found[f"worker {mark}"] = max((memory(pid, "VmRSS") for pid in workers()), default=0)
                    found["program most"] = memory("self", "VmHWM")
                    found["worker most"] = max((memory(pid, "VmHWM") for pid in workers()), default=0)

        before, cpu = time.perf_counter(), time.process_time()
        result = extract(db, told, jobs=jobs)
        found["seconds"] = time.perf_counter() - before
        found["cpu"] = time.process_time() - cpu
        # they have ended, so the system has added them up
        theirs = resource.getrusage(resource.RUSAGE_CHILDREN)
        found["worker cpu"] = theirs.ru_utime + theirs.ru_stime
        assert result.articles == count, result
    return found


def start_of_workers() -> float:
    """Return the seconds that one worker takes from nothing to its first answer, for a text of one word."""
    times = []
    for _ in range(5):
        before = time.perf_counter()
        list(proposals([(1, Article("قال"))], Start(chosen(), Lexicon()), 2))
        times.append(time.perf_counter() - before)
    return sorted(times)[2]


def main() -> None:
    """Print a row for each number of jobs."""
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(one(Path(sys.argv[2]), int(sys.argv[3]))))
        return
    count, *jobs = [int(word) for word in sys.argv[1:]] or [2000]
    name, version = chosen().identity
    print(f"{count} articles of {WORDS} words, {name} {version}, {os.cpu_count()} cores")
    print(f"start of a worker  {start_of_workers():.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        fresh, path = Path(folder) / "fresh.db", Path(folder) / "store.db"
        with open_database(fresh) as db:
            for _ in articles.add_many(db, readings(count)):
                pass
        print(f"{'':26}{'CPU ms an article':>20}   MB after 1, 5, 9 tenths, most")
        print(f"{'jobs':>4}{'articles/s':>12}{'words/s':>10}{'program':>10}{'workers':>10}   {'program':24}   worker")
        for number in jobs or [1, 2]:
            shutil.copy(fresh, path)
            command = [sys.executable, "-m", "bench.extract_jobs", "--one", str(path), str(number)]
            found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            sizes = "   ".join(
                "".join(f"{found[f'{who} {mark}']:6.0f}" for mark in (1, 5, 9, "most")) for who in ("program", "worker")
            )
            cpu = "".join(f"{found[who] / count * 1000:>10.1f}" for who in ("cpu", "worker cpu"))
            print(
                f"{number:>4}{count / found['seconds']:>12.1f}{found['words'] / found['seconds']:>10,.0f}{cpu}{sizes}",
                flush=True,
            )


if __name__ == "__main__":
    main()
