"""The page: from a click on a filter to changed paint, bytes, the first map, what stays, and calls to other hosts.

Each round of the first table times the floor, every kind of change on the atlas, and the usual way, one after the
other, so that whatever else the machine does falls on all of them alike. Ratios are of medians of one run.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from statistics import median

from browser import Change, Watched, chromium, open_page
from line import lay_line
from playwright.sync_api import Browser, Locator
from report import Table, say, verdict
from serving import Server, serve

ATLAS, FLOOR, USUAL = "app.py", "tests/benchmark/floor_app.py", "tests/benchmark/usual_app.py"
NAMES = {ATLAS: "the atlas", FLOOR: "the floor", USUAL: "the usual way"}
LIST, DATE = f"{FLOOR}?control=list", f"{FLOOR}?control=date"  # the floor with another control than pills
FLOORS = {"floor": "the floor: wave", "floor of a list": "the floor: country", "floor of a date": "the floor: date"}
SPEEDS = (
    "what", "median ms", "range", "whole page ms", "× floor", "× floor of its control", "× faster than usual", "target",
    "target",
)  # fmt: skip
ROUNDS = 15
WARM_UP = 2  # rounds that are not counted
COLD_PAGES = 9
STARTS = 3
TIMES_FLOOR, TIMES_USUAL, KILOBYTES, FIRST_MAP = 0.5, 8, 25, 2  # what the atlas is held to
CONFIRMATION = 4  # kB on the line that the server's answer to a view drawn before may take
LINE_DAY = "until=2023-06-01"  # of views that no round asks for
START_DAY = "until=2023-01-01"  # the date's rounds go on from here, a day each: each is a view never drawn before

Rounds = dict[str, list[Change]]


def measure() -> Iterator[Table]:
    """All tables about the page, each as soon as it is measured."""
    with ExitStack() as stack:
        browser = stack.enter_context(chromium())
        servers = {script: stack.enter_context(serve(script)) for script in NAMES}
        changes = _changes(browser, servers)
        yield _speed(changes)
        yield _weight(changes)
        yield _on_the_line(browser, servers[ATLAS])
        yield _kept(browser, servers)
        yield _other_hosts(browser, servers)
        yield _first_maps(browser, servers)


def _changes(browser: Browser, servers: dict[str, Server]) -> Rounds:
    """Name of a change → its rounds."""
    changes: Rounds = defaultdict(list)
    with ExitStack() as stack:
        addresses = {script: server.url for script, server in servers.items()}
        addresses[ATLAS] += f"?{START_DAY}"
        addresses |= {page: servers[FLOOR].url + page.removeprefix(FLOOR) for page in (LIST, DATE)}
        open_ = {page: stack.enter_context(open_page(browser, address)) for page, address in addresses.items()}
        for watched in open_.values():
            watched.first()
        for number in range(WARM_UP + ROUNDS):
            say(f"round {number + 1} of {WARM_UP + ROUNDS}", progress=True)
            for name, change in _round(open_, number).items():
                if number >= WARM_UP:
                    changes[name].append(change)
    return changes


def _round(open_: dict[str, Watched], number: int) -> dict[str, Change]:
    """One of each change. The atlas first gets a new day, so that the view of each first click is new to the server;
    the second click of a pair goes back to a view that was drawn before."""
    floor, atlas, usual = open_[FLOOR], open_[ATLAS], open_[USUAL]

    def click(watched: Watched, key: str, words: str) -> Change:
        return watched.time(watched.pill(key, words).click)

    made = {"floor": click(floor, "waves", "Wave 1")}
    made["floor of a date"] = _new_day(open_[DATE], number + 2)
    made["floor of a list"] = _of_list(open_[LIST], "Spain")
    _countries(open_[LIST]).get_by_role("button", name="Remove Spain").click()
    made["date, new view"] = _new_day(atlas, number + 2)
    made["wave, new view"] = click(atlas, "filter-waves", "Wave 1")
    made["wave, drawn before"] = click(atlas, "filter-waves", "Wave 1")
    made["usual"] = click(usual, "waves", "Wave 1")
    made["region, new view"] = click(atlas, "filter-region", "Europe")
    made["region, drawn before"] = click(atlas, "filter-region", "Europe")
    made["bureau, new view"] = click(atlas, "filter-bureaus", "Nantong")
    made["bureau, drawn before"] = click(atlas, "filter-bureaus", "Nantong")
    made["country, new view"] = _of_list(atlas, "Spain")
    made["country, drawn before"] = atlas.time(_countries(atlas).get_by_role("button", name="Remove Spain").click)
    return made


def _countries(atlas: Watched) -> Locator:
    return atlas.page.locator(".st-key-filter-countries")


def _of_list(atlas: Watched, name: str) -> Change:
    asked = _countries(atlas).get_by_role("combobox")
    asked.click()
    asked.press_sequentially(name)
    atlas.page.get_by_role("option").filter(has_text=name).first.wait_for()
    made = atlas.time(partial(asked.press, "Enter"), "keydown")
    asked.press("Escape")
    return made


def _new_day(atlas: Watched, day: int) -> Change:
    atlas.page.locator(".st-key-filter-until").get_by_role("button", name=re.compile("Choose (a )?date")).click()
    calendar = atlas.page.get_by_test_id("stDateInputCalendar")
    return atlas.time(calendar.get_by_role("button", name=f"January {day}, 2023").click, "pointerup")


def _speed(changes: Rounds) -> Table:
    middle = {name: median(change.ms for change in made) for name, made in changes.items()}
    floor, usual = middle["floor"], middle["usual"]
    rows = []
    for name, ms in middle.items():
        made = sorted(change.ms for change in changes[name])
        spread = f"{made[0]:.0f}–{made[-1]:.0f}"
        whole = median(change.rest for change in changes[name])
        own = middle[_floor_of(name)]
        cells = [f"{ms:.0f}", spread, f"{whole:.0f}", f"{ms / floor:.2f}", f"{ms / own:.2f}", f"{usual / ms:.1f}"]
        if name in FLOORS or name == "usual":
            rows.append([FLOORS.get(name, f"{NAMES[USUAL]}: wave"), *cells, "", ""])
        else:
            targets = [verdict(ms / own, TIMES_FLOOR), verdict(usual / ms, TIMES_USUAL, at_least=True)]
            rows.append([f"the atlas: {name}", *cells, *targets])
    return Table(
        "From the click to the changed paint",
        SPEEDS,
        rows,
        f"{ROUNDS} rounds after {WARM_UP} to warm up, interleaved. The clock runs in the page: from the capturing "
        "listener of the click to the end of the frame that painted the change. “New view” is one that "
        "the server had never composed; “whole page” is the time until all else on the page has followed the map. The "
        "floor is an empty page with one control: pills where nothing else is said, and the target is held against the "
        "floor of the change’s own control: a list or a date takes an empty page longer than a pill.",
    )


def _floor_of(name: str) -> str:
    """The empty page with the same kind of control as a change's."""
    if name in FLOORS:
        return name
    return {"country": "floor of a list", "date": "floor of a date"}.get(name.partition(",")[0], "floor")


def _weight(changes: Rounds) -> Table:
    rows = []
    for name, made in changes.items():
        sums = [(change.received + change.sent) / 1000 for change in made]
        target = "" if name in FLOORS or name == "usual" else verdict(max(sums), KILOBYTES)
        way = [f"{median(change.received for change in made) / 1000:.1f}", f"{median(c.sent for c in made) / 1000:.1f}"]
        label = FLOORS.get(name) or (NAMES[USUAL] if name == "usual" else f"the atlas: {name}")
        rows.append([label, *way, f"{median(sums):.1f}", f"{max(sums):.1f}", target])
    return Table(
        "Kilobytes over the websocket for one change",
        ["what", "received", "sent", "both", "most", "target"],
        rows,
        "Message bodies of both directions, 1 kB = 1000 bytes, not compressed.",
    )


def _on_the_line(browser: Browser, server: Server) -> Table:
    rows = []
    with lay_line(server.url) as line, open_page(browser, f"{line.url}?{LINE_DAY}") as atlas:
        with atlas.page.expect_response(lambda answer: "/assets/record." in answer.url):  # fetched when all is idle
            atlas.first()
        for kind, key, words in (
            ("wave", "filter-waves", "Wave 1"),
            ("bureau", "filter-bureaus", "Nantong"),
            ("region", "filter-region", "Europe"),
        ):
            for name in ("new view", "drawn before"):
                before = line.received
                change = atlas.time(atlas.pill(key, words).click)
                crossed = (line.received - before) / 1000
                target = verdict(crossed, CONFIRMATION) if name == "drawn before" else ""
                rows.append([f"the atlas: {kind}, {name}", f"{change.received / 1000:.1f}", f"{crossed:.1f}", target])
    return Table(
        "Kilobytes that cross the line for one change",
        ["what", "message bodies", "on the line", "target"],
        rows,
        "From the server to the browser, counted between the two: messages are compressed on their way.",
    )


def _first_maps(browser: Browser, servers: dict[str, Server]) -> Table:
    """Cold pages: a new browser context each, so nothing is kept from the last one."""
    rows = []
    warm: dict[str, list[float]] = defaultdict(list)
    for _ in range(COLD_PAGES):
        for script in (ATLAS, USUAL):
            warm[script].append(_first(browser, servers[script]))
    starts: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for number in range(STARTS):
        say(f"start {number + 1} of {STARTS}", progress=True)
        for script in (ATLAS, USUAL):
            with serve(script) as server:
                starts[script].append((_first(browser, server), server.start))
    for script in (ATLAS, USUAL):
        after = [first for first, _ in starts[script]]
        target = verdict(median(warm[script]), FIRST_MAP) if script == ATLAS else ""
        cells = [median(warm[script]), max(warm[script]), median(after), median(start for _, start in starts[script])]
        rows.append([NAMES[script], *(f"{cell:.2f}" for cell in cells), target])
    return Table(
        "Seconds to the first map on a cold page",
        ["what", "server warm", "slowest", "first visit after a start", "start of the server", "target (warm)"],
        rows,
        f"Medians of {COLD_PAGES} cold pages and of {STARTS} starts, from the start of the navigation to the end of "
        "the frame that painted the map. The start of the server is counted from the process’s start until it answers.",
    )


def _first(browser: Browser, server: Server) -> float:
    with open_page(browser, server.url) as watched:
        return watched.first() / 1000


def _kept(browser: Browser, servers: dict[str, Server]) -> Table:
    """What three steps of zoom and a drag left, before and after four changes."""
    rows = []
    for script, key in ((ATLAS, "filter-waves"), (USUAL, "waves")):
        with open_page(browser, servers[script].url) as watched:
            watched.first()
            watched.settle()
            _zoom_and_drag(watched)
            watched.page.evaluate("() => benchmark.mark()")
            before = watched.page.evaluate("() => benchmark.place()")
            for words in ("Wave 1", "Wave 1", "Wave 2", "Wave 2"):
                watched.time(watched.pill(key, words).click)
            after = watched.page.evaluate("() => benchmark.place()")
        zoom, centre = (before[what] == after[what] for what in ("zoom", "centre"))
        target = ("met" if zoom and centre and after["marked"] else "missed") if script == ATLAS else ""
        kept = ["yes" if it else "no" for it in (zoom, centre, after["marked"])]
        rows.append([NAMES[script], *kept, target])
    return Table(
        "What stays with the reader over four filter changes",
        ["what", "zoom", "centre", "the map’s frame", "target"],
        rows,
    )


def _zoom_and_drag(watched: Watched) -> None:
    page, frame = watched.page, "iframe[src*=folium]"
    for _ in range(3):
        page.frame_locator(frame).get_by_label("Zoom in").click()
        page.wait_for_timeout(600)
    box = page.locator(frame).bounding_box()
    if box is None:
        raise RuntimeError("the map has no place on the page")
    x, y = box["x"] + box["width"] / 2, box["y"] + min(box["height"], 400) / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 90, y + 40, steps=5)
    page.mouse.up()
    page.wait_for_timeout(1200)


def _other_hosts(browser: Browser, servers: dict[str, Server]) -> Table:
    rows = []
    for script in (ATLAS, USUAL):
        counts = []
        for blocked in (False, True):
            with open_page(browser, servers[script].url, blocked=blocked) as watched:
                watched.first()
                _journey(watched, script)
                counts.append(len(watched.others))
        target = verdict(sum(counts), 0) if script == ATLAS else ""
        rows.append([NAMES[script], *map(str, counts), target])
    return Table(
        "Requests to other hosts",
        ["what", "network open", "network blocked", "target"],
        rows,
        "Asked for, whether or not they were answered: on the first map, over a filter change, a click on the map and "
        "every page of the atlas. The usual way has its libraries from this machine here; as published "
        "it asks several hosts.",
    )


def _journey(watched: Watched, script: str) -> None:
    page = watched.page
    watched.time(watched.pill("filter-waves" if script == ATLAS else "waves", "Wave 1").click)
    if script != ATLAS:
        return
    page.frame_locator("iframe[src*=folium]").locator("[data-mark]").first.click()
    watched.settle()
    links = page.locator(".masthead nav a")
    for place in range(links.count()):
        visit: Callable[[], None] = partial(links.nth(place).click, force=True)
        visit()
        watched.settle()
