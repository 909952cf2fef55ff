"""The pages, run by Streamlit's own test runner: what a reader sees for an address, and for data with errors."""

import ast
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest

from geo.tables.package import released
from geo.view import FILTERS, View
from geo.words.captions import PAGE_TITLES
from pages.ui.cached import Scene, keep
from pages.ui.filters import _option
from pages.ui.markup import Markup, link, plain, tag
from tests.pages.without_browser import ROOT, open_page, page_files, read
from tests.real_atlas import real_atlas, real_title

HOSTILE = (
    "<img src=x onerror=alert(1)> {{ 7*7 }} {% raise %} ${x} `y` **b** [a](http://x) :red[z] $\\frac{1}{0}$ :smile:"
)


def test_the_published_site_has_the_pages_of_the_app() -> None:
    """In the same order and by the same names; only what a server must make is missing."""
    tree = ast.parse((ROOT / "app.py").read_text())
    (pages,) = [
        ast.literal_eval(one.value) for one in tree.body if isinstance(one, ast.Assign) and one.targets[0].id == "PAGES"
    ]
    titles = {"" if page == "overview" else page: title for page, title in pages if page != "briefing"}

    assert list(titles.items()) == list(PAGE_TITLES.items())


def test_the_page_list_names_every_page_file():
    """A page that nobody lists, or a line without a file, is found here."""
    files = {path.stem for path in (ROOT / "pages").glob("*.py")}

    assert set(page_files()) == files


@pytest.mark.parametrize("file", page_files())
def test_each_page_runs(file):
    """Every page draws its heading at a plain address and at a narrow one, without an exception."""
    app = open_page(file)
    assert not app.exception
    assert "<h1>" in read(app)

    app.query_params["country"] = "ESP"
    app.query_params["open"] = "SRB"
    app.run()

    assert not app.exception
    assert "<h1>" in read(app)


@pytest.mark.parametrize(
    "query",
    [{}, {"wave": "sd-2022-09"}, {"country": "esp"}],
)
def test_the_front_page_says_the_finding_of_its_address(query):
    """A link opens the view that it names, with nothing kept from before."""
    assert f"<h1>{real_title(**query)}</h1>" in read(open_page(**query))


def test_junk_in_the_address_is_told_and_ignored():
    """A bad value does not stop the page; one box says what was left out, and hostile words stay words."""
    app = open_page(wave="sd-2022-09", region="mars", until="soon", bogus=HOSTILE)

    notices = next(body for body in read(app).split("\n") if 'class="notice"' in body)
    assert not app.exception
    assert f"<h1>{real_title(wave='sd-2022-09')}</h1>" in read(app)
    assert all(word in notices for word in ("mars", "soon", "bogus"))
    assert "<img" not in read(app)


def test_a_link_made_with_other_data_says_so():
    """The reader learns that the numbers may differ from what the sender saw."""
    assert "made with data version “2001.1.1-00000000”" in read(open_page(v="2001.1.1-00000000"))


def test_the_panel_leads_to_the_country_s_dossier_with_the_same_filters():
    """From the map to everything that is recorded about a country is one click, and no filter is lost."""
    assert "./countries?wave=sd-2022-09&amp;open=ESP" in read(open_page(wave="sd-2022-09", open="ESP"))


def test_a_filter_changes_view_and_address_and_keeps_the_rest():
    """One click is one change: the other filters and the open country stay."""
    app = open_page(bureau="fuzhou", open="ESP")

    app.button_group(key="filter-waves").set_value(["sd-2022-09"]).run()

    assert app.query_params == {"wave": "sd-2022-09", "bureau": "fuzhou", "open": "ESP"}
    assert f"<h1>{real_title(wave='sd-2022-09', bureau='fuzhou')}</h1>" in read(app)


def test_every_filter_has_its_widget():
    """A filter that travels in the address can be set on the page too; only the open country and the
    language are chosen elsewhere."""
    app = open_page(basis="listed")

    kinds = (app.button_group, app.multiselect, app.date_input, app.selectbox)
    drawn = {widget.key for kind in kinds for widget in kind if widget.key and widget.key.startswith("filter-")}

    assert drawn == {f"filter-{filter_.field}" for filter_ in FILTERS if filter_.field not in ("focus", "language")}


def test_an_old_link_says_what_changed_and_leads_to_what_it_was():
    """One line for this view; one click shows the atlas as it was, and one more as it is now."""
    old = released(ROOT / "data")[0]

    after = read(open_page(v=f"{old}-abcdef01", country="ARE"))
    then = read(open_page(asof=old, country="ARE"))

    assert f"This link was made with data version {old}; since then, in this view: cities 0 → 1" in after
    assert f'href="?country=ARE&amp;asof={old}"' in after
    assert f"This is the atlas as it was in version {old}" in then
    assert 'href="?country=ARE"' in then


@pytest.mark.parametrize("label", ["Spain · 9", "Spain · 4", "ESP"])
def test_an_option_is_known_by_a_label_with_an_older_number(label):
    """A click that was made before the numbers changed names the option it was made for."""
    assert _option({"ESP": "Spain", "ITA": "Italy"}, {}, {}, label) == "ESP"


@pytest.mark.parametrize("typed", ["CHN", "China"])
def test_a_country_without_a_report_stays_chosen_under_its_name(typed):
    """An address may ask for it; another country that is chosen beside it does not drop it."""
    named = {"CHN": "China", "ESP": "Spain"}

    assert _option({"ESP": "Spain"}, named, {}, typed) == "CHN"


def test_rare_filters_are_drawn_when_they_are_set_or_asked_for():
    """The folded part costs nothing until it is opened; a link that sets one of its filters opens it."""
    assert [group.key for group in open_page().button_group] == ["filter-waves", "filter-bureaus", "filter-region"]

    app = open_page(basis="inferred")

    assert app.button_group(key="filter-basis").value == ["inferred"]


def test_one_click_resets_the_filters():
    """Reset shows all reports again, leaves the open country open, and speaks on in the reader's language."""
    app = open_page(wave="sd-2022-09", bureau="fuzhou", country="ESP", open="ESP", lang="fr")

    app.button(key="reset").click().run()

    assert app.query_params == {"open": "ESP", "lang": "fr"}
    assert "<h1>102 " in read(app)


def test_a_view_without_rows_says_what_would_bring_them_back():
    """An empty map is explained, not only empty."""
    page = read(open_page(country="SRB", bureau="fuzhou"))

    assert "would bring rows back" in page


def test_data_with_errors_show_visitors_one_calm_page_and_the_operator_all(tmp_path, monkeypatch, caplog):
    """No map, no traceback, no value of a table on the page or in the log, which has each problem with its place."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    table = tmp_path / "data" / "stations.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",ESP,", ",XQX,", 2), encoding="utf-8")
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path / "data"))

    app = open_page()

    assert not app.exception
    assert not app.get("component_instance")
    assert "The atlas is being brought up to date" in read(app)
    assert "XQX" not in read(app)
    assert "XQX" not in caplog.text
    assert caplog.text.count("table=stations line=") >= 2
    assert "data-refused shown=nothing errors=" in caplog.text


def test_a_wrong_setting_is_told_in_the_log_and_not_to_visitors(monkeypatch, caplog):
    """Which variable, and what is wrong with it, is the operator's to know; no traceback and no map."""
    monkeypatch.setenv("ATLAS_DATA", "/no/such/folder")

    app = open_page()

    assert not app.exception
    assert not app.get("component_instance")
    assert "/no/such/folder" not in read(app)
    assert "ATLAS_DATA names the folder “/no/such/folder”, which is not there." in caplog.text


def test_text_from_a_table_is_escaped_in_markup():
    """What the page shows is the text, letter for letter."""
    made = tag("<p>{text}</p>", text=HOSTILE)

    assert made.unescape() == f"<p>{HOSTILE}</p>"
    assert made.count("<") == 2


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "//host/path",
        "http://",
        "http://[",
        "",
        "ftp://a",
    ],
)
def test_only_web_addresses_become_links(address):
    """Anything else is shown as words without a link."""
    assert link(address, "Source") == Markup("Source")


def test_a_link_opens_apart_and_tells_nothing():
    """The page that is opened can't reach this one, and hostile parts of an address stay inside it."""
    made = link('https://a.example/?q="><script>', "A & B")

    assert made.startswith('<a href="https://a.example/?q=&#34;&gt;&lt;script&gt;"')
    assert 'rel="noopener noreferrer"' in made
    assert made.endswith("A &amp; B</a>")


def test_plain_leaves_no_sign_that_markdown_reads():
    """A widget's label shows data as text: no emphasis, link, formula, colour, emoji or icon."""
    made = plain(HOSTILE)

    assert not set("*_`[]$<>{}!~|\\") & set(made)
    assert Markup(made).unescape() == " ".join(HOSTILE.split())


def test_two_pages_may_give_a_kept_function_the_same_name():
    """Streamlit runs each page as "__main__": what one page keeps is not handed to another."""
    source = "from pages.ui.cached import per_view\n@per_view\ndef made(scene):\n    return {text!r}\n"
    made = []
    for text in ("first", "second"):
        names: dict = {"__name__": "__main__"}
        exec(compile(source.format(text=text), f"{text}.py", "exec"), names)  # noqa: S102 -- as Streamlit runs a page
        made.append(names["made"](Scene(real_atlas(), View(), "light")))

    assert made == ["first", "second"]


def test_what_many_ask_for_at_once_is_made_once():
    """A drawing that takes a second is not made ten times because ten readers came in that second."""
    asked, second, made = Barrier(8), Barrier(2), []

    @keep(4)
    def draw(name: str) -> str:
        made.append(name)
        with suppress(BrokenBarrierError):
            second.wait(0.3)  # for another that makes it, too
        return name

    def ask(name: str) -> str:
        asked.wait()
        return draw(name)

    with ThreadPoolExecutor(8) as readers:
        answers = list(readers.map(ask, ["one"] * 8))

    assert made == ["one"]
    assert answers == ["one"] * 8


@pytest.mark.parametrize("borders", ["hatched", "un"])
def test_a_country_that_the_borders_have_not_apart_is_said_to_be_so(borders, monkeypatch):
    """By another border policy Taiwan has no shape: its panel says so, and its pages are drawn."""
    monkeypatch.setenv("ATLAS_BORDERS", borders)

    app = open_page(open="TWN")
    assert "The borders that this copy draws do not have it apart." in read(app)

    for page in ("countries", "timeline", "about"):
        assert not app.switch_page(f"pages/{page}.py").run().exception
