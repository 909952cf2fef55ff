"""Everything of a picture is inside the sheet, in readable size, complete, and on top of nothing else."""

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.maps.model import MapModel
from geo.render.picture.fonts import drawable
from geo.render.picture.layout import LEFT_OUT, Plan, plan_figure, plan_map, plan_picture, without_marks
from geo.render.picture.maps import draw_maps, draw_planned
from geo.render.picture.page import plan_front
from geo.render.picture.sheet import Box, Sheet, _Writing
from geo.render.presets import PRESETS, Size, parse_size
from tests.world import models as worlds

MODELS = {
    "ordinary": worlds.a_model,
    "long": worlds.long_model,
    "local": worlds.local_model,
    "empty": worlds.empty_model,
    "hostile": worlds.hostile_model,
}
PICTURES = [name for name, size in PRESETS.items() if size.arrangement != "page"]
ON_PICTURE = (
    *("title", "subtitle", "filters", "counted", "placed", "counting_note", "absence_note", "reported_line"),
    *("china_line", "source_line", "border_note", "version_line", "link", "empty"),
)


def faults(plan: Plan, size: Size) -> list[str]:
    """What lies outside the sheet, is too small, or lies on something else."""
    sheet = Box(0, 0, size.width, size.height)
    arranged = plan.arranged
    blocks = [(f"map {number}", box) for number, box in enumerate(arranged.maps) if box.width > 0]
    thumbnail_legend = plan.left_out  # lies on the sea of the map on purpose
    if not thumbnail_legend:
        blocks.append(("legend", arranged.legend_box))
    if arranged.side_list:
        blocks.append(("list", arranged.side_list.box))
    texts = [(line.text, line.box) for line in plan.lines]
    found = [f"{name!r} leaves the sheet" for name, box in (*blocks, *texts) if not sheet.holds(box)]
    found += [f"{line.text!r} has {line.size} px" for line in plan.lines if line.size < size.least * 0.89]
    pairs = [*combinations(blocks, 2), *((block, text) for block in blocks for text in texts)]
    pairs += list(combinations(texts, 2))
    found += [f"{a!r} lies on {b!r}" for (a, one), (b, other) in pairs if one.overlaps(other)]
    maps = [box for box in arranged.maps if box.width > 0]
    found += [f"map {box} has no room" for box in maps if min(box.width, box.height) < 3 * plan.text_size]
    return found


def missing(plan: Plan, model: MapModel) -> list[str]:
    """Sentences of the model that should be on the picture and are not, whole and in order."""
    written = "".join(line.text.replace(" ", "") for line in plan.lines)
    expected = [name for name in ON_PICTURE if name not in plan.left_out]
    return [name for name in expected if drawable(getattr(model.words, name)).replace(" ", "") not in written]


@pytest.mark.parametrize("preset", PICTURES)
@pytest.mark.parametrize("which", MODELS)
def test_nothing_of_a_picture_overlaps_or_is_cut(which: str, preset: str):
    """Each preset, each kind of view, long and hostile texts included."""
    model, size = MODELS[which](), PRESETS[preset]

    plan = plan_picture(model, size)

    assert faults(plan, size) == []


@pytest.mark.parametrize("preset", PICTURES)
@pytest.mark.parametrize("which", ["ordinary", "local", "empty"])
def test_every_sentence_is_on_the_picture_except_what_a_thumbnail_leaves_out(which: str, preset: str):
    """A screenshot of a picture keeps every caveat."""
    model, size = MODELS[which](), PRESETS[preset]

    plan = plan_picture(model, size)

    assert missing(plan, model) == []
    assert plan.left_out == (LEFT_OUT if preset == "thumbnail" else ())


def test_even_the_longest_sentences_are_on_a_slide_in_full():
    """Text shrinks and wraps before anything is left out."""
    model = worlds.long_model()

    plan = plan_picture(model, PRESETS["slide"])

    assert plan.left_out == ()
    assert missing(plan, model) == []


def test_a_square_of_twice_the_dots_is_the_same_layout():
    """2160 is 1080 with finer dots, not another picture."""
    model = worlds.a_model()

    assert plan_picture(model, PRESETS["square"]) == plan_picture(model, PRESETS["square-2160"])


def test_the_claim_and_the_reply_have_the_same_size_weight_and_colour():
    """China's position stands beside the claim, not below it in small print."""
    plan = plan_picture(worlds.a_model(), PRESETS["slide"])

    claim = next(line for line in plan.lines if line.text.startswith("Reported by"))
    reply = next(line for line in plan.lines if line.text.startswith("China’s position"))

    assert (claim.size, claim.weight, claim.quiet, claim.baseline) == (
        reply.size,
        reply.weight,
        reply.quiet,
        reply.baseline,
    )


def test_the_legend_has_no_entry_for_what_is_not_in_sight():
    """The disputed strip is cut off the window: its entry goes, the others stay."""
    model = worlds.a_model()
    frame = replace(model.frames[0], bounds=(-64.0, 5.0, -10.0, 45.0), outline=None)

    plan = plan_picture(replace(model, frames=(frame,)), PRESETS["slide"])
    kinds = {item.entry.kind for item in plan.arranged.legend.items}

    assert kinds == {"class", "mark", "moved", "name"}


@settings(max_examples=40, deadline=None)
@given(
    width=st.integers(300, 3000),
    height=st.integers(300, 3000),
    title=st.text(min_size=1, max_size=180),
    which=st.sampled_from(sorted(MODELS)),
)
def test_any_size_and_any_title_keep_everything_apart(width: int, height: int, title: str, which: str):
    """At any size within the limits, with any title: inside the sheet, readable, nothing on top of anything."""
    if max(width, height) > 6 * min(width, height):
        width = height
    size, model = parse_size(f"{width}x{height}"), MODELS[which]()
    model = replace(model, words=replace(model.words, title=title))

    plan = plan_picture(model, size)

    assert faults(plan, size) == []


def drawn_hints(model: MapModel, size: Size) -> set[str]:
    """Hints of the legend that apply to what is drawn."""
    plan = plan_picture(model, size)
    return set(draw_maps(Sheet(size, model.palette.paper), plan.arranged.maps, model, plan.text_size))


def test_the_legend_explains_a_mark_that_is_moved_and_only_then():
    """Two marks of one place are pushed apart; one alone stands where it is."""
    model = worlds.a_model()
    alone = replace(model, marks=model.marks[:1])
    main = model.frames[0]
    place = next(iter(main.marks.values()))
    crowd = tuple(replace(model.marks[0], key=f"one-{number}") for number in range(6))
    frame = replace(main, marks=dict.fromkeys((mark.key for mark in crowd), place))

    assert "moved" not in drawn_hints(alone, PRESETS["slide"])
    assert "moved" in drawn_hints(replace(model, marks=crowd, frames=(frame,)), PRESETS["slide"])


def test_the_legend_explains_the_number_behind_a_name_where_there_is_one():
    """Without the areas a name stands alone."""
    model = worlds.a_model()

    assert "name" in drawn_hints(model, PRESETS["slide"])
    assert "name" not in drawn_hints(replace(model, show_areas=False), PRESETS["slide"])


def crowded(model: MapModel) -> MapModel:
    """The model with a mark at every spot of a grid over the world: thousands, none of them with room beside it."""
    main = model.frames[0]
    left, bottom, right, top = main.bounds
    spots = {
        f"spot-{x}-{y}": (left + (right - left) * x / 80, bottom + (top - bottom) * y / 40)
        for x in range(81)
        for y in range(41)
    }
    marks = tuple(replace(model.marks[0], key=key, x=x, y=y) for key, (x, y) in spots.items())
    return replace(model, marks=marks, frames=(replace(main, marks=spots), *model.frames[1:]))


@pytest.mark.parametrize("planned", [plan_picture, plan_map, plan_figure, plan_front])
def test_marks_too_many_to_be_told_apart_are_left_to_the_areas(planned: Callable[[MapModel, Size], Plan]):
    """No heap of them, pushed to the edges, but the countries with their names and numbers, and no word on marks."""
    model, size = crowded(worlds.a_model()), PRESETS["a4" if planned is plan_front else "slide"]
    plan = planned(model, size)
    sheet = Sheet(size, model.palette.paper)
    draw_planned(sheet, plan, model)

    assert plan.left_out == ("marks",)
    assert not {item.entry.kind for item in plan.arranged.legend.items} & {"mark", "moved"}
    assert len(sheet.figure.findobj(_Writing)) < 200
    assert planned(worlds.a_model(), size).left_out == ()


def test_where_no_area_speaks_for_them_they_are_dots_at_their_places():
    """A view of marks alone shows where they are."""
    plan = plan_picture(replace(crowded(worlds.a_model()), show_areas=False), PRESETS["slide"])

    assert (plan.left_out, plan.brief) == (("marks",), True)


def test_a_picture_too_small_for_marks_shows_the_part_where_all_reports_lie():
    """On the whole globe two small hosts could not be seen; with one report elsewhere it is the globe again."""
    model = worlds.a_model()
    main, inset = model.frames
    left, bottom, right, top = inset.bounds
    inside = [m for m in model.marks if m.key in inset.marks and left <= inset.marks[m.key][0] <= right]
    inside = [m for m in inside if bottom <= inset.marks[m.key][1] <= top]

    assert 0 < len(inside) < len(model.marks)
    assert without_marks(replace(model, marks=tuple(inside))).frames == (inset,)
    assert without_marks(model).frames == (main,)
    assert without_marks(replace(model, marks=())).frames == (main,)
