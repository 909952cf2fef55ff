"""The site reads an address as the app does: the same view, the same parts that make no sense."""

import json
import subprocess
from pathlib import Path
from urllib.parse import urlencode

from geo.maps.compose import compose
from geo.view import PAGE_KEYS, View, read_address
from geo.view.select import select
from tests.real_atlas import real_atlas
from tests.render.test_compose_js import in_address_words
from tests.render.vectors import views

HERE = Path(__file__).parent
SCRIPT = HERE.parents[1] / "geo" / "render" / "web" / "view.js"
ODD = (
    *("", "?", "wave=", "wave=nothing", "wave=sd-2022-09,nothing", "WAVE=SD-2022-09", "wave=Wave 2", "wave=wave+1"),
    *("country=ESP;ITA", "country=Spain, Italy", "country=esp ita", "country=es", "country=Nowhere", "country=(ESP)."),
    *("country=ESP&country=ITA", "country=CHN", "open=Spain", "open=GB", "region=Europe", "region=europe,asia"),
    *(
        "until=2022-12-05",
        "until=2022-13-05",
        "until=2022-02-30",
        "until=5.12.2022",
        "from=2023-01-01&until=2022-01-01",
    ),
    *(
        "layers=none",
        "layers=marks",
        "layers=areas,marks",
        "layers=",
        "measure=reports",
        "measure=range",
        "measure=most",
    ),
    *("utm_source=x", "fbclid=1", "nonsense=1", "at=report-es-madrid-1", "v=2026.11.23-1", "source=s1", "embed=true"),
    *("bureau=NANTONG", "response=none", "response=closure-ordered,none", "basis=listed", "precision=city"),
    *("country=%C3%85land Islands", "country=<script>", "wave=%00", "wave=" + "x" * 300, "country=,,ESP,,"),
    *(
        "country=constructor",
        "wave=toString,hasOwnProperty",
        "constructor=1",
        "__proto__=1",
        "open=__proto__",
        "asof=valueOf",
    ),
)


KEYS = tuple(f"{key}=1" for key in sorted(PAGE_KEYS))  # of pages, not of a view


def test_every_address_means_the_same_on_the_site_and_in_the_app(tmp_path: Path):
    """Written by us, typed by hand, or broken on its way."""
    atlas = real_atlas()
    written = [urlencode(view.to_query(), safe=",") for view in list(views(atlas, seed=3))[::5]]
    addresses = [*ODD, *KEYS, *written]
    cases = tmp_path / "addresses.json"
    record = compose(select(atlas, View()), printed=True).filterable().record
    asked = [f"?{address.removeprefix('?')}" for address in addresses]
    cases.write_text(json.dumps({"record": record, "addresses": asked}))
    done = subprocess.run(["node", HERE / "view_runner.js", SCRIPT, cases], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

    wrong = []
    for address, got in zip(asked, json.loads(done.stdout), strict=True):
        view, ignored = View.from_query(read_address(address), atlas.choices)
        wanted = {"view": in_address_words(view), "ignored": [[one.key, one.why] for one in ignored]}
        if json.loads(json.dumps(wanted)) != got:
            wrong.append((address, wanted, got))

    assert wrong == []
