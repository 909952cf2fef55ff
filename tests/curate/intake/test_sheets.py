"""A file is read as what it is: letters, separators and merged cells are recognised; what is no table is refused."""

import io
import re
import zipfile
from datetime import UTC, datetime

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.curate.intake import cells, sheets
from geo.curate.intake.headings import find_listing
from geo.curate.intake.sheets import read_sheets
from geo.errors import UsageError
from geo.tables.package import DAMAGE

TEXT = "země;město\r\nŠpanělsko;Münster\r\n"


@pytest.mark.parametrize(
    ("codec", "told"),
    [
        ("utf-8", ()),
        ("utf-8-sig", ("UTF-8 with a byte-order mark",)),
        ("utf-16", ("UTF-16",)),
        ("utf-16-le", ("UTF-16",)),
        ("utf-16-be", ("UTF-16",)),
    ],
)
def test_letters_are_recognised(codec: str, told: tuple[str, ...]) -> None:
    """Whatever program saved them."""
    (sheet,) = read_sheets("list.csv", TEXT.encode(codec))

    assert [cells for _, cells in sheet.rows] == [("země", "město"), ("Španělsko", "Münster")]
    assert sheet.told[: len(told)] == told


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_two_bytes_a_letter_are_recognised_without_a_letter_beyond_ascii(codec: str) -> None:
    """Read as UTF-8 such a file is whole, and every second letter of it a NUL."""
    (sheet,) = read_sheets("list.csv", "country,city\nNorway,Oslo\n".encode(codec))

    assert [cells for _, cells in sheet.rows] == [("country", "city"), ("Norway", "Oslo")]
    assert sheet.told == ("UTF-16",)


def test_western_and_chinese_letters_are_told_apart() -> None:
    """Both kinds are bytes without a mark."""
    (western,) = read_sheets("list.csv", "pays,ville\nNorvège,Orléans\nCôte d’Ivoire,Sète\n".encode("cp1252"))
    (chinese,) = read_sheets("list.csv", "国家,城市\n挪威,奥斯陆\n捷克,布拉格\n".encode("gb18030"))

    assert western.rows[1][1] == ("Norvège", "Orléans")
    assert western.told == ("Windows-1252",)
    assert chinese.rows[1][1] == ("挪威", "奥斯陆")
    assert chinese.told == ("GB18030",)


CZECH = "Country;City;Notes\nKenya;Nairobi;Říká to deník\n"
RUSSIAN = "Страна;Город\nКения;Найроби\nМальта;Валлетта\n"
FRENCH = "country,city\nFrance,Orléans\nFrance,Sète\n"


@pytest.mark.parametrize(
    ("text", "codec", "told"),
    [
        (CZECH, "cp1250", "Windows-1250"),
        (RUSSIAN, "cp1251", "Windows-1251"),
        (RUSSIAN, "koi8_r", "KOI8-R"),
        ("国,都市\nケニア,ナイロビ\n", "cp932", "Shift-JIS"),
        ("國家,城市\n肯亞,奈洛比\n馬爾他,瓦勒他\n", "big5", "Big5"),
        ("country,city\nSpain,A Coruña\nSpain,Cádiz\nGermany,Köln\nFrance,Besançon\n", "cp1252", "Windows-1252"),
    ],
)
def test_bytes_without_a_mark_are_read_where_they_can_be_one_kind_of_letters(text: str, codec: str, told: str) -> None:
    """They were taken for Chinese or Western ones, whatever they were; the guess is told."""
    (sheet,) = read_sheets("list.csv", text.encode(codec))

    assert [cell for _, row in sheet.rows for cell in row] == re.split("[,;\n]", text.strip())
    assert sheet.told[0] == told


@pytest.mark.parametrize(
    ("text", "codec", "kinds"),
    [
        ("country,city\nBrazil,São Paulo\n", "cp1252", "Windows-1252 or Windows-1250"),
        ("Country,Notes\nKenya,海外警察拠点\nMalta,中国の警察\n", "cp932", "GB18030 or Shift-JIS"),
        (FRENCH, "mac_roman", "no kind that is known"),
        (FRENCH, "cp850", "no kind that is known"),
    ],
)
def test_letters_that_can_be_of_several_kinds_are_refused(text: str, codec: str, kinds: str) -> None:
    """A name in wrong letters would be a place that is nowhere: the sender saves it in UTF-8."""
    with pytest.raises(UsageError, match=rf"{kinds}.*save it in UTF-8"):
        read_sheets("list.csv", text.encode(codec))


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_separators_are_recognised(sign: str) -> None:
    """Also where a cell holds another one."""
    text = f"country{sign}city{sign}notes\nNorway{sign}Oslo{sign}a note\nItaly{sign}Naples{sign}another\n"

    assert read_sheets("list.csv", text.encode())[0].rows[1][1] == ("Norway", "Oslo", "a note")


def workbook(rows: list[list[object]], merged: str = "") -> bytes:
    """An XLSX with one sheet after an empty one."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet("Empty")
    sheet = book.add_worksheet("Reports")
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            if isinstance(value, datetime):
                sheet.write_datetime(number, place, value.replace(tzinfo=None), day)
            elif value is not None:
                sheet.write(number, place, value)
    if merged:
        sheet.merge_range(merged, rows[1][0])
    book.close()
    return out.getvalue()


def test_a_spreadsheet_gives_what_it_shows() -> None:
    """Dates as days, whole numbers without a point, empty sheets left out, merged cells in each of their rows."""
    rows: list[list[object]] = [
        ["country", "number", "date"],
        ["Norway", 2, datetime(2023, 5, 10, tzinfo=UTC)],
        [None, 1.5, datetime(2023, 5, 11, tzinfo=UTC)],
    ]
    (sheet,) = read_sheets("list.xlsx", workbook(rows, "A2:A3"))

    assert sheet.name == "Reports"
    assert [cells for _, cells in sheet.rows] == [
        ("country", "number", "date"),
        ("Norway", "2", "2023-05-10"),
        ("Norway", "1.5", "2023-05-11"),
    ]
    assert sheet.told == ("rows 2 to 3 share “Norway”",)


def test_a_number_over_several_rows_is_no_number_of_each() -> None:
    """It may be of all of them: counted in each row, three reports would be nine."""
    rows: list[list[object]] = [[3, "city", "country"], [3, "Oslo", "Norway"], [None, "Bergen", "Norway"]]
    rows[0][0] = "number"
    listed = find_listing(read_sheets("list.xlsx", workbook(rows, "A2:A3"))[0])

    assert listed
    assert [row["number"] for _, row in listed.rows] == ["3 for rows 2 to 3 together"] * 2


def test_a_cell_whose_formula_failed_says_so() -> None:
    """The library that reads spreadsheets gives it empty: a number would be one report, a date that of the list."""
    content = workbook([["country", "number"], ["Norway", 7]])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as book, zipfile.ZipFile(out, "w") as changed:
        for name in book.namelist():
            failed = b'<c r="B2" t="e"><f>A&amp;1</f><v>#N/A</v></c>'
            changed.writestr(name, book.read(name).replace(b'<c r="B2"><v>7</v></c>', failed))

    assert read_sheets("list.xlsx", out.getvalue())[0].rows[1][1] == ("Norway", "#N/A")


def packed(**entries: bytes) -> bytes:
    """A zip with these entries; two underscores stand for a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "."), content)
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b"\r\n  \r\n", "is empty"),
        (b"<!DOCTYPE html><table><tr><td>country</table>", "web page"),
        (b"\n <HTML><body>", "web page"),
        (b"\xff\xfea", "begins as UTF-16"),
        (b'country,city\n"Norway,Oslo\n' + b"x" * 120_000, "can't be cut"),
        (b"country,city\nNorway," + b"x" * 140_000, "more than 100,000 letters in one"),
        (b'country,city\n"' + (b"x" * 9_999 + b"\n") * 29, "can't be cut|letters in one"),
        (packed(**{"[Content_Types]__xml": b"", "xl/vbaProject__bin": b"x"}), "macros"),
        (packed(a__csv=b"x"), "is a zip, not a spreadsheet"),
        (packed(**{"[Content_Types]__xml": b"<x/>"}), "can't be opened as a spreadsheet"),
        (b"PK\x03\x04cut off", "no spreadsheet"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (OLE + "_VBA_PROJECT".encode("utf-16-le"), "macros"),
        (OLE, "can't be opened as a spreadsheet"),
    ],
)
def test_what_is_no_list_is_refused(content: bytes, why: str) -> None:
    """With a sentence that says why."""
    with pytest.raises(UsageError, match=why):
        read_sheets("list.csv", content)


def test_what_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it is unpacked."""
    monkeypatch.setattr(sheets, "LARGEST_UNPACKED", 1000)
    with pytest.raises(UsageError, match="would unpack to more than"):
        read_sheets("list.xlsx", workbook([["country", "city"], *([["Norway", "Oslo"]] * 200)]))
    monkeypatch.setattr(sheets, "LARGEST", 10)
    with pytest.raises(UsageError, match="at most"):
        read_sheets("list.csv", b"country,city\nNorway,Oslo\n")
    monkeypatch.setattr(sheets, "LARGEST", 10_000)
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    with pytest.raises(UsageError, match="more than 3 rows"):
        read_sheets("list.csv", b"a,b\n" * 5)


def outcome(content: bytes) -> str:
    """What a reader gets: "a table", or the sentence that says why not."""
    try:
        found = read_sheets("list", content)
    except UsageError as error:
        return str(error)
    return "a table" if all(sheet.rows for sheet in found) else ""


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail)))
def test_any_bytes_are_a_table_or_a_sentence(content: bytes) -> None:
    """Never a traceback."""
    assert outcome(content)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_damaged_spreadsheet_is_a_table_or_a_sentence(data: st.DataObject) -> None:
    """Bytes changed anywhere, the end cut off."""
    content = bytearray(BOOK)
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))

    assert outcome(bytes(content[: data.draw(st.integers(len(content) // 2, len(content)))]))


BOOK = workbook([["country", "city"], ["Norway", "Oslo"], ["Italy", "Naples"]])


def cell_xml(reference: str, value: str) -> bytes:
    """An XLSX of two cells, of which the second is written by hand."""
    content = workbook([["country", "number"], ["Norway", 7]])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {info.filename: archive.read(info) for info in archive.infolist()}
    name = "xl/worksheets/sheet2.xml"
    files[name] = files[name].replace(b'<c r="B2"><v>7</v></c>', f'<c r="{reference}"><v>{value}</v></c>'.encode())
    assert value.encode() in files[name]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return out.getvalue()


def book_with_hidden(*hidden: str) -> bytes:
    """Two sheets and a chart."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    for name in ("Shown", "Kept back"):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, ["country", "city"])
        sheet.write_row(1, 0, ["Norway", "Oslo"])
        if name in hidden:
            sheet.hide()
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=Shown!$A$1:$A$2"})
    picture = book.add_chartsheet("Picture")
    picture.set_chart(chart)
    picture.activate()  # the active sheet can't be hidden
    book.close()

    return out.getvalue()


def test_a_hidden_sheet_is_left_out_and_told() -> None:
    """Its rows may be what the sender did not mean to send: once they were counted. A chart has none."""
    told = {one.name: one.told for one in read_sheets("list.xlsx", book_with_hidden("Kept back"))}

    assert list(told) == ["Shown"]
    assert "sheet “Kept back” is hidden in the file and left out: unhide it" in told["Shown"][0]
    with pytest.raises(UsageError, match=r"Every sheet of list\.xlsx is hidden: unhide"):
        read_sheets("list.xlsx", book_with_hidden("Shown", "Kept back"))


@pytest.mark.parametrize("reference", ["XFD1048576", "SF200000", "B1048576"])
def test_a_cell_far_out_ends_nobodys_session(reference: str) -> None:
    """Reading it would take gigabytes: it is read in a process of its own, and refused in a sentence."""
    with pytest.raises(UsageError, match=r"memory|rows or"):
        read_sheets("list.xlsx", cell_xml(reference, "123456"))


@pytest.mark.parametrize("value", ["1e400", "-1e400", "1e308"])
def test_a_number_without_end_is_a_text(value: str) -> None:
    """Some programs write it for a division by nothing."""
    (sheet,) = read_sheets("list.xlsx", cell_xml("B2", value))

    assert sheet.rows[1][1][0] == "Norway"


def test_both_readers_of_zips_know_the_same_kinds_of_damage() -> None:
    """The program that reads cells stands alone, so its list is its own."""
    assert cells.DAMAGE == DAMAGE


def test_an_aborted_reader_has_had_no_more_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library ends its own process; any other end of it is a defect of ours, and not the file's."""
    monkeypatch.setattr(sheets.sys, "executable", "/bin/false")
    with pytest.raises(RuntimeError, match="has ended"):
        read_sheets("list.xlsx", cell_xml("A1", "1"))
