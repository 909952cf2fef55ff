"""A document as the plain values that the template reads; citations as numbers, drawings as SVG or shares."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from geo.documents.document import (
    Bars,
    Beside,
    Block,
    Document,
    Figure,
    Folded,
    Heading,
    Numbered,
    Paragraph,
    Row,
    Statement,
    Table,
    is_link,
    number,
)
from geo.maps.model import MapModel
from geo.record.cite import web_address
from geo.render.picture.figure import write_figure_svg
from geo.render.picture.locator import write_locator_svg
from geo.render.picture.page import on_white
from geo.render.presets import LEAST_PRINT_PX, Size
from geo.words.captions import PAGE
from geo.words.language import ENGLISH
from geo.words.messages import close, gap_after, join_details, word

MAP_WIDTH = 330.0  # px, half of the page's text width
FRONT = Size("front", "Map of the front page", 672, 540, 1, LEAST_PRINT_PX)  # the text width; leaves room for the words


def document_data(document: Document) -> dict[str, Any]:
    """Texts, blocks and sources; JSON can hold all of it."""
    numbered = number(document)
    return {
        "lang": document.lang,
        "kicker": document.kicker,
        "title": document.title,
        "subtitle": document.subtitle,
        "known": document.known,
        "notices": list(document.notices),
        "blocks": _blocks(document.blocks, numbered),
        "data_lang": ENGLISH,
        "sources_heading": document.sources_heading or word("Sources"),
        "sources": [
            {
                "number": place,
                "told": close(join_details(one.short, one.title, one.about)),
                "url": one.url,
                "no_link": one.no_link,
                "caution": one.caution,
                "note": one.note,
            }
            for place, one in enumerate(numbered.listed, start=1)
        ],
        "notes": list(document.notes),
        "version_line": document.version_line,
        "link": document.link,
        "page": word(PAGE),
    }


def _blocks(blocks: tuple[Block, ...], numbered: Numbered) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for listed, group in groupby(blocks, lambda block: isinstance(block, Statement)):
        if listed:
            own = [one for one in group if isinstance(one, Statement)]
            kind = "links" if all(is_link(one) for one in own) else "list"
            made.append({"kind": kind, "items": [_said(one, numbered) for one in own]})
        else:
            made += [_block(block, numbered) for block in group]
    return made


def _block(block: Block, numbered: Numbered) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "text": block.text}
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "tone": block.tone, "said": _said(block.said, numbered)}
    if isinstance(block, Folded):
        return {
            "kind": "folded",
            "summary": block.summary,
            "aside": block.aside,
            "blocks": _blocks(block.blocks, numbered),
        }
    if isinstance(block, Beside):
        return {"kind": "beside", "columns": [_blocks(column, numbered) for column in block.columns]}
    if isinstance(block, Table):
        return {
            "kind": "table",
            "caption": block.caption if block.show_caption else "",
            "headed": block.headed,
            "columns": [{"label": one.label, "share": one.share, "kind": one.kind} for one in block.columns],
            "rows": [_row(row, numbered) for row in block.rows],
        }
    if isinstance(block, Figure):
        return {"kind": "figure", "caption": block.caption, "alt": block.alt, **_drawing(block)}
    return {"kind": "list", "items": [_said(block, numbered)]}


def _row(row: Row, numbered: Numbered) -> dict[str, Any]:
    return {
        "cells": [_said(cell, numbered) for cell in row.cells],
        "summary": row.summary,
        "more": _blocks(row.more, numbered),
    }


def _said(one: Statement, numbered: Numbered) -> dict[str, Any]:
    return {
        "lead": one.lead,
        "close_lead": not gap_after(one.lead),
        "text": one.text,
        "close_text": not gap_after(one.text),
        "note": one.note,
        "remark": one.remark,
        "strong": one.strong,
        "lang": one.lang,
        "url": web_address(one.url),
        "missing": one.missing,
        "numbers": [] if one.marked else [numbered.numbers[source] for source in one.source_ids],
    }


def _drawing(figure: Figure) -> dict[str, Any]:
    drawing = figure.drawing
    if isinstance(drawing, MapModel):
        if figure.whole:
            return {"look": "map", "svg": write_figure_svg(on_white(drawing), FRONT).decode()}
        return {"look": "map", "svg": write_locator_svg(drawing, MAP_WIDTH).decode()}
    if isinstance(drawing, Bars):
        whole = max((sum(length for length, _, _ in bar.parts) for bar in drawing.bars), default=0) or 1
        bars = [
            {
                "label": bar.label,
                "value": bar.value,
                "parts": [{"share": length / whole, "look": look} for length, _, look in bar.parts],
            }
            for bar in drawing.bars
        ]
        return {"look": "bars", "bars": bars}
    lanes = [
        {
            "label": lane.label,
            "rows": lane.rows,
            "empty": lane.empty,
            "marks": [
                {"number": mark.number, "start": mark.start, "end": mark.end, "row": mark.row} for mark in lane.marks
            ],
        }
        for lane in drawing.lanes
    ]
    return {"look": "lanes", "lanes": lanes, "ticks": [{"at": at, "label": label} for at, label in drawing.ticks]}
