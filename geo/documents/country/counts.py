"""Published counts of one country, by whom, beside the rows placed here; and the points on which sources differ."""

from __future__ import annotations

from geo.documents.binding import rest_on
from geo.documents.country import words as say
from geo.documents.country.model import CountBlock, Dispute, PublishedRow
from geo.documents.document import Statement
from geo.record.counts import TOTAL, WHOLE, CountLine, PublishedCount, reconcile_country
from geo.record.known import is_told, support
from geo.view.select import Selection
from geo.words.messages import word


def count_blocks(selection: Selection, iso_a3: str) -> tuple[CountBlock, ...]:
    """One block for each wave that has a row or a published count, then one for all waves together.

    A count of the same list is compared; a count of a part of it, or of another list, stands beside and is not.
    """
    days = dict(zip(selection.waves["wave_id"], selection.waves["disclosed_on"], strict=True))
    labels = selection.atlas.choices["wave"]
    blocks = []
    for line in reconcile_country(selection, iso_a3):
        if line.published or line.wave != TOTAL:
            heading = (
                word("All waves together") if line.wave == TOTAL else say.wave_label(labels[line.wave], days[line.wave])
            )
            blocks.append(_block(selection, heading, line))
    return tuple(blocks)


def _block(selection: Selection, heading: str, line: CountLine) -> CountBlock:
    ordered = sorted(line.published, key=lambda count: (-count.number, count.published_on or "9999", count.count_id))
    same = [count for count in ordered if count.coverage == WHOLE]
    return CountBlock(
        heading=heading,
        placed=say.placed(line.placed, line.inferred),
        verdict=say.verdict(line.span, len(same)),
        published=tuple(_row(selection, count) for count in same),
        beside=tuple(
            (selection.atlas.labels.alone["country_counts.coverage"][count.coverage], _row(selection, count))
            for count in ordered
            if count.coverage != WHOLE
        ),
    )


def _row(selection: Selection, count: PublishedCount) -> PublishedRow:
    return PublishedRow(
        count_id=count.count_id,
        number=selection.atlas.labels.inline["country_counts.count_basis"][count.basis].format(count.number),
        note=count.note,
        support=support(selection, [count.source_id]),
    )


def disputes(selection: Selection, iso_a3: str) -> tuple[Dispute, ...]:
    """Points about the country on which sources differ, with each version that was known."""
    rows = selection.atlas.tables["disagreements"]
    points: dict[str, list[tuple[str, Statement]]] = {}
    for row in rows[rows["country_iso3"] == iso_a3].to_dict("records"):
        if is_told(selection, row["source_ids"], "any source"):
            note = row["note"] if is_told(selection, row["source_ids"], "every source") else ""
            statement = rest_on(
                selection, row["said_by"], row["source_ids"], lead=row["version"], note=note, remark=note
            )
            points.setdefault(row["point"], []).append((row["version_id"], statement))
    return tuple(
        Dispute(point, tuple(key for key, _ in versions), tuple(statement for _, statement in versions))
        for point, versions in points.items()
    )
