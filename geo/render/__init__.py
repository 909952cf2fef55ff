"""Drawings of a MapModel. FORMATS lists them: buttons and --format come from it, a new one is a file and a line here.

A drawing's module is imported when the first file of its kind is asked for: a table needs no drawing library.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import Final

from geo.maps.model import MapModel
from geo.render.presets import SLIDE, Size
from geo.words.language import speaking


@dataclass(frozen=True)
class Format:
    """One kind of file. use: what readers take it for, a key of USES. sized: whether a preset or free size changes it;
    the others ignore the size.

    beside: name of a function (model, file name) → bytes for what must stand beside the file, with its suffix.
    """

    name: str
    label: str
    mime: str
    suffix: str
    use: str
    sized: bool
    module: str
    function: str
    beside: tuple[str, str] | None = None

    def write(self, model: MapModel, size: Size = SLIDE) -> bytes:
        """The file of a model. Same model and size, same bytes."""
        written = self._function(self.function)
        with speaking(model.language):
            content: bytes = written(model, size) if self.sized else written(model)
        return content

    def write_beside(self, model: MapModel, file_name: str) -> tuple[str, bytes] | None:
        """(name, content) of the file that belongs beside one called file_name; None for most formats."""
        if self.beside is None:
            return None
        function, suffix = self.beside
        with speaking(model.language):
            return file_name + suffix, self._function(function)(model, file_name)

    def _function(self, name: str) -> Callable[..., bytes]:
        function: Callable[..., bytes] = getattr(import_module(f"geo.render.{self.module}"), name)
        return function


_OFFICE = "application/vnd.openxmlformats-officedocument"
USES: Final = MappingProxyType({"show": "Show", "print": "Print", "publish": "Publish", "data": "Data"})
"""What readers take files for → its word, in the order that pages offer them."""

_PICTURE, _TABLE = "picture.figure", "table"  # modules that write several kinds
FORMATS: Final = MappingProxyType(
    {
        one.name: one
        for one in (
            Format("png", "PNG picture", "image/png", ".png", "show", True, _PICTURE, "write_png"),
            Format("svg", "SVG drawing", "image/svg+xml", ".svg", "publish", True, _PICTURE, "write_svg"),
            Format("svg-text", "SVG, text to correct", "image/svg+xml", ".svg", "publish", True, _PICTURE,
                   "write_svg_text"),
            Format("pdf", "PDF", "application/pdf", ".pdf", "print", True, _PICTURE, "write_pdf"),
            Format("pptx", "PowerPoint slides", f"{_OFFICE}.presentationml.presentation", ".pptx", "show", False,
                   "slide", "write_pptx"),
            Format("html", "Stand-alone page", "text/html", ".html", "publish", False, "standalone", "write_html"),
            Format("csv", "CSV table", "text/csv", ".csv", "data", False, _TABLE, "write_csv",
                   beside=("write_csv_metadata", "-metadata.json")),
            Format("xlsx", "Excel workbook", f"{_OFFICE}.spreadsheetml.sheet", ".xlsx", "data", False, _TABLE,
                   "write_xlsx"),
            Format("geojson", "GeoJSON points", "application/geo+json", ".geojson", "data", False, _TABLE,
                   "write_geojson"),
            Format("gpkg", "GeoPackage", "application/geopackage+sqlite3", ".gpkg", "data", False, _TABLE,
                   "write_gpkg"),
        )
    }
)  # fmt: skip
