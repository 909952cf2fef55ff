"""The files with which a page paints a click before the server has answered."""

import json

from geo.maps.compose import compose
from geo.render.web.ahead import Controls, ahead_config, ahead_script, record_file
from geo.view import View
from geo.view.select import select
from tests.real_atlas import real_atlas

CONTROLS = Controls(
    pills={"st-key-filter-waves": "wave"},
    dates={"st-key-filter-until": "until"},
    lists={"st-key-filter-countries": "country"},
    reset="st-key-reset",
    kept=("lang",),
)


def test_a_record_is_named_by_its_content_and_says_what_it_holds() -> None:
    """What a browser keeps for good is never another thing under the same name; code in it is inert."""
    found = compose(select(real_atlas(), View()), printed=True).filterable
    assert found is not None
    record = found().record
    file = record_file(record, CONTROLS, "fr")

    held = json.loads(file.body)

    without_keys = {field: column for field, column in record["reports"].items() if field != "key"}
    assert held["record"] == json.loads(json.dumps({**record, "reports": without_keys}))
    assert held["controls"]["lists"] == {"st-key-filter-countries": "country"}
    assert held["controls"]["kept"] == ["lang"]
    assert b"<" not in file.body
    assert record_file({**record, "version": "2001.1.1"}, CONTROLS, "fr").name != file.name
    assert file.name.startswith("record.fr.")


def test_the_frame_is_told_where_they_lie() -> None:
    """Relative to the component's frame, so that any path before them works."""
    file = record_file({"version": "2001.1.1", "reports": {}}, CONTROLS, "en")
    told = ahead_config(file)

    assert told["record"] == f"../../assets/{file.name}"
    assert told["script"].endswith(ahead_script().name)
