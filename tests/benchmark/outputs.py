"""What leaves the room: the slide's PNG from a warm process and from a cold command, the whole pack, and memory.

The three ways to draw are timed in turn, one picture each, so that whatever else the machine does falls on all.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from report import Table, say, verdict
from serving import ROOT

DRAWER = Path(__file__).with_name("drawer.py")
WAYS = {"atlas": "the atlas", "plain": "GeoDataFrame.plot + savefig", "plotly": "plotly’s static export"}
ROUNDS = 15
WARM_UP = 3  # one for each view that is drawn in turn
COLD = 5
WARM_PNG, COLD_PNG, PACK = 0.6, 4, 8  # seconds that the atlas is held to
VIEWS = ("", "wave=sd-2022-09", "wave=sd-2022-12", "region=europe", "country=ESP")


def measure() -> Iterator[Table]:
    """All tables about outputs, each as soon as it is measured."""
    yield _warm()
    yield _cold()


def _warm() -> Table:
    times: dict[str, list[float]] = defaultdict(list)
    work: dict[str, list[float]] = defaultdict(list)
    peaks: dict[str, float] = {}
    with ExitStack() as stack:
        ways = {
            way: stack.enter_context(
                subprocess.Popen(
                    [sys.executable, str(DRAWER), way], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
                )
            )
            for way in WAYS
        }
        for number in range(WARM_UP + ROUNDS):
            for way, process in ways.items():
                seconds, worked = _ask(process)
                if number >= WARM_UP:
                    times[way].append(seconds)
                    work[way].append(worked)
        for way, process in ways.items():
            process.stdin.close()  # type: ignore[union-attr]
            peaks[way] = _answer(process)[0] / 1024
    atlas = median(times["atlas"])
    rows = []
    for way, made in times.items():
        target = verdict(atlas, WARM_PNG) if way == "atlas" else ""
        spread = f"{min(made):.2f}–{max(made):.2f}"
        ratio = f"{median(made) / atlas:.2f}"
        busy = "" if way == "plotly" else f"{median(work[way]):.2f}"
        rows.append([WAYS[way], f"{median(made):.2f}", spread, busy, ratio, f"{peaks[way]:.0f}", target])
    return Table(
        "One 1920 × 1080 PNG from a warm process",
        ["what", "median s", "range", "processor s", "× the atlas", "peak memory, MB", "target"],
        rows,
        f"{ROUNDS} rounds after {WARM_UP} to warm up, interleaved, over three views of the same data. “Processor s” is "
        "without the time in which the processor worked for somebody else. The atlas draws its title, notes, legend, "
        "inset and metadata as well; the other two draw areas and points only. plotly draws in Debian’s Chromium, with "
        "an empty base map in the place of the one that it would fetch; its memory is the larger of its own process "
        "and its browser’s largest.",
    )


def _ask(process: subprocess.Popen[str]) -> tuple[float, float]:
    process.stdin.write("draw\n")  # type: ignore[union-attr]
    process.stdin.flush()  # type: ignore[union-attr]
    return _answer(process)


def _answer(process: subprocess.Popen[str]) -> tuple[float, float]:
    line = process.stdout.readline()  # type: ignore[union-attr]
    if not line:
        raise RuntimeError(f"{process.args} ended early")
    first, second = map(float, line.split())
    return first, second


def _cold() -> Table:
    """Fresh processes, as somebody types them: each starts Python, imports, reads, checks, draws and writes."""
    made: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        for number in range(COLD):
            say(f"cold round {number + 1} of {COLD}", progress=True)
            view = VIEWS[number % len(VIEWS)]
            geo = [sys.executable, "-m", "geo"]
            draw = [*geo, "draw", "--view", view, "--format", "png", "--preset", "slide", "--out", str(out / "map.png")]
            made["draw"].append(_run(draw))
            made["pack"].append(_run([*geo, "pack", "--view", view, "--out", str(out / "pack.zip")]))
            for way in ("plain", "plotly"):
                made[way].append(_run([sys.executable, str(DRAWER), way, "1"]))
    labels = {
        "draw": ("the atlas: python -m geo draw, slide PNG", COLD_PNG),
        "pack": ("the atlas: python -m geo pack, the whole pack", PACK),
        "plain": (f"{WAYS['plain']}, the same PNG", None),
        "plotly": (f"{WAYS['plotly']}, the same PNG", None),
    }
    rows = []
    for name, (label, limit) in labels.items():
        seconds, work, memory = ([run[place] for run in made[name]] for place in (0, 1, 2))
        target = verdict(median(seconds), limit) if limit else ""
        cells = [f"{median(seconds):.1f}", f"{max(seconds):.1f}", f"{median(work):.1f}", f"{max(memory):.0f}"]
        rows.append([label, *cells, target])
    return Table(
        "Cold commands",
        ["what", "median s", "slowest s", "processor s", "peak memory, MB", "target"],
        rows,
        f"{COLD} runs each, interleaved, a fresh process each time. The atlas checks all of its data first, each time.",
    )


def _run(command: list[str]) -> tuple[float, float, float]:
    """Seconds from start to end, the processor's seconds, and the largest memory in MB of it or one of its children."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    return time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
