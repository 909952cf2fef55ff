"""Which part of the world a view shows."""

import pytest
from shapely.geometry.base import BaseGeometry

from geo.atlas import Atlas, in_language
from geo.maps import frames
from geo.maps.earth.window import REGIONS, country_zoom
from geo.maps.frames import country_bounds, region_windows, view_bounds
from geo.view import View
from geo.view.select import select
from tests.real_atlas import real_atlas

Box = tuple[float, float, float, float]
AIR = 0.5


def asked(**fields: object) -> Box:
    """The window of a view of the real atlas."""
    bounds = view_bounds(select(real_atlas(), View(**fields)))  # type: ignore[arg-type]
    assert bounds
    return bounds


def holds(window: Box, part: Box) -> bool:
    """Whether no more of the part than some of its air is cut off, in map units of 100 km."""
    least, most = zip(window[:2], part[:2], strict=True), zip(window[2:], part[2:], strict=True)
    return all(edge <= side + AIR for edge, side in least) and all(edge >= side - AIR for edge, side in most)


def hosts(atlas: Atlas, region: str) -> set[str]:
    """The countries of a region with reports."""
    stations = atlas.stations
    return set(stations["country_iso3"][stations["region"].str.casefold() == region])


@pytest.mark.parametrize("region", ["africa", "oceania"])
def test_a_region_of_few_reports_shows_its_hosts_whole(region: str) -> None:
    """The reports of Australia lie in its south and middle: its north was cut off, as Nigeria's and the Cape were."""
    atlas = real_atlas()
    window = asked(region=region)

    for iso in hosts(atlas, region):
        assert holds(window, country_bounds(atlas, iso)), iso  # type: ignore[arg-type]
    assert {slug: bounds for slug, _, bounds in region_windows(atlas)}[region] == window


def test_where_reports_are_dense_the_window_is_theirs() -> None:
    """All of Russia beside Europe's cities would leave these no room."""
    assert not holds(asked(region="europe"), country_bounds(real_atlas(), "RUS"))  # type: ignore[arg-type]


def test_a_country_reaches_no_farther_than_the_region_asked_for() -> None:
    """Of Russia a view of few reports of Europe shows the part that lies there."""
    few = asked(region="europe", countries=("RUS", "ITA"))

    assert few[2] <= max(REGIONS["europe"].zoom[2], asked(region="europe")[2])


def test_several_countries_are_shown_whole() -> None:
    """Their reports may all lie at one edge."""
    atlas = real_atlas()
    window = asked(countries=("ITA", "ESP"))

    assert all(holds(window, country_bounds(atlas, iso)) for iso in ("ITA", "ESP"))  # type: ignore[arg-type]


def test_a_country_asked_for_is_in_sight_without_a_report() -> None:
    """That nothing is reported there is an answer: whoever asks for Denmark beside others is shown Denmark."""
    atlas = real_atlas()

    for countries in (("DNK", "POL"), ("DNK", "ITA")):
        window = asked(countries=countries)
        assert all(holds(window, country_bounds(atlas, iso)) for iso in countries)  # type: ignore[arg-type]


def test_a_wide_country_fills_a_wide_window() -> None:
    """Air as for its width above and below it would make it small on a screen."""
    left, bottom, right, top = asked(countries=("RUS",))
    shape = real_atlas().world.set_index("iso_a3").geometry["RUS"].bounds

    assert top - bottom < 1.3 * (shape[3] - shape[1])
    assert right - left > top - bottom


def test_a_country_is_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many views and languages ask for it: Canada's islands alone take a seventh of a second."""
    looked: list[float] = []

    def look(shape: BaseGeometry) -> Box:
        looked.append(shape.area)
        return country_zoom(shape)

    monkeypatch.setattr(frames, "country_zoom", look)
    frames._country_bounds.cache_clear()
    for atlas in (real_atlas(), in_language(real_atlas(), "fr")):
        for view in (View(region="americas"), View(region="americas", waves=("sd-2022-09",))):
            view_bounds(select(atlas, view))

    assert looked
    assert len(looked) == len(set(looked))
