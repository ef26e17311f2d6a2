"""What can happen to a returned file between the unit and us, drawn at random: five kinds of it."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from cchc_sheets.model import RECORD_NAME
from cchc_sheets.sheet.form import FIRST_ROW, FORM_SHEET, KEY, LABEL, NOTE, VALUE
from cchc_sheets.sheet.table import TableLayout
from tests.spoiled.report import Desk, sheet_of

Random = random.Random
COUNTS = ("new_ones", "old_ones", "satisfied")
"""Columns of the table: what is typed there has one right reading, or none."""
TypedCount = tuple[object, str, Decimal | None]
"""What is typed for a count, in which format, and what it means.

``None`` where nobody can tell, or where it is no count: then it must not enter.
"""


def grouped(number: int, sign: str) -> str:
    """Return a number in groups of three digits."""
    return f"{number:,}".replace(",", sign)


def typed_count(draw: Random) -> TypedCount:
    """Return something that may be typed for a count."""
    n = draw.choice((0, 1, 7, 12, 1000, 25_000, draw.randrange(10**6), draw.randrange(10**9)))
    thousands, round_one = draw.randrange(1000, 10**6), 1000 * draw.randrange(1, 999)
    fraction = draw.randrange(1, 99) + draw.choice((0.5, 0.25, 0.125))
    raised = InlineFont(vertAlign="superscript")
    struck = InlineFont(strike=True)
    choices: list[TypedCount] = [
        (n, "General", Decimal(n)),
        (n, "#,##0", Decimal(n)),
        (str(n), "@", Decimal(n)),
        (f" {n}\u00a0", "@", Decimal(n)),
        (f"0{n}", "@", Decimal(n)),
        (grouped(thousands * 1000 + 7, "."), "@", Decimal(thousands * 1000 + 7)),
        (grouped(thousands * 1000 + 7, " "), "@", Decimal(thousands * 1000 + 7)),
        (grouped(thousands * 1000 + 7, ","), "@", Decimal(thousands * 1000 + 7)),
        (grouped(thousands, ","), "@", None),
        (grouped(round_one, ","), "@", None),
        (grouped(thousands, "."), "@", Decimal(thousands)),
        ("-", "@", Decimal(0)),
        (fraction, "General", None),
        (f"{n} hồ sơ", "@", None),
        (f"{n}/{n + 1}", "@", None),
        (f"{n}%", "@", None),
        (f"{n % 97}e3", "@", None),
        (f"{n} ngàn", "@", None),
        (f"{n}\n{n}", "@", None),
        (-n - 1, "General", None),
        (10**12 + n, "General", None),
        (n % 97 + 1, "0%", None),
        (12_000, "#,##0,", None),
        (n + 5, '0"0"', None),
        (n + 5, ";;;", None),
        (n % 97 + 1, "dd/mm/yyyy", None),
        (date(2021, 3, 1 + n % 28), "dd/mm/yyyy", None),
        (draw.random() < 0.5, "General", None),
        ("#N/A", "General", None),
        ("=1/0", "General", None),
        ("=TODAY()", "General", None),
        (f"={n}+7", "General", Decimal(n + 7)),
        ("không áp dụng", "@", None),
        ("……", "@", None),
        (CellRichText(str(n), TextBlock(raised, "2")), "@", None),
        (CellRichText(TextBlock(struck, f"{n}"), " 45"), "@", None),
    ]
    return draw.choice(choices)


def type_records(desk: Desk, draw: Random, book: Workbook) -> dict[str, TypedCount]:
    """Type counts into every line of the form's table; return what was typed by cell."""
    (table,) = desk.form.tables
    layout, sheet = TableLayout(table), sheet_of(book, table.sheet)
    typed = {}
    for number in range(table.room):
        sheet.cell(*layout.cell(number, RECORD_NAME), f"Lĩnh vực {number}")
        for key in COUNTS:
            cell = sheet.cell(*layout.cell(number, key))
            typed[cell.coordinate] = count = typed_count(draw)
            cell.value = count[0]  # type: ignore[assignment]
            cell.number_format = count[1]
    return typed


def spoil_cells(draw: Random, book: Workbook) -> str:
    """Do to the form sheet what people do with the mouse; return what."""
    sheet = sheet_of(book, FORM_SHEET)
    last = sheet.max_row
    a, b = draw.sample(range(FIRST_ROW, last + 1), 2)
    column = draw.choice((KEY, LABEL, VALUE, NOTE))

    def exchange(columns: tuple[int, ...]) -> None:
        for each in columns:
            one, other = sheet.cell(a, each), sheet.cell(b, each)
            one.value, other.value = other.value, one.value

    def unmerged() -> Worksheet:
        for area in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(area))
        return sheet

    def copied(*, hidden: bool) -> None:
        copy = book.copy_worksheet(sheet)
        copy.cell(a, VALUE, 7)
        if hidden:
            draw.choice((copy, sheet)).sheet_state = "hidden"
        if draw.random() < 0.5:
            book.move_sheet(copy, -5)

    deeds: dict[str, Callable[[], object]] = {
        f"values of {a} and {b} exchanged": lambda: exchange((VALUE,)),
        f"keys of {a} and {b} exchanged": lambda: exchange((KEY,)),
        f"keys and labels of {a} and {b} exchanged": lambda: exchange((KEY, LABEL)),
        f"labels of {a} and {b} exchanged": lambda: exchange((LABEL,)),
        f"rows {a} and {b} exchanged": lambda: exchange(tuple(range(1, 11))),
        f"row {a} deleted": lambda: unmerged().delete_rows(a),
        f"row inserted above {a}": lambda: unmerged().insert_rows(a),
        f"column {column} deleted": lambda: unmerged().delete_cols(column),
        f"column inserted before {column}": lambda: unmerged().insert_cols(column),
        f"row {a} copied to {b}": lambda: [
            sheet.cell(b, each, sheet.cell(a, each).value) for each in range(1, 11)
        ],
        f"key {a} emptied": lambda: setattr(sheet.cell(a, KEY), "value", None),
        f"key {a} copied to {b}": lambda: sheet.cell(b, KEY, sheet.cell(a, KEY).value),
        f"value {a} moved to the note": lambda: sheet.move_range(f"F{a}:F{a}", cols=1),
        f"value {a} a formula": lambda: sheet.cell(a, VALUE, f"=F{b}+0"),
        f"value {a} struck out": lambda: setattr(sheet.cell(a, VALUE), "font", Font(strike=True)),
        f"values {a} and {a + 1} merged": lambda: sheet.merge_cells(f"F{a}:F{a + 1}"),
        f"rows from {a} moved down": lambda: unmerged().move_range(
            f"F{a}:G{last}", rows=draw.choice((1, 2))
        ),
        "sheet copied": lambda: copied(hidden=False),
        "sheet copied, one hidden": lambda: copied(hidden=True),
        "sheet hidden": lambda: setattr(sheet, "sheet_state", "hidden"),
        "sheet renamed": lambda: setattr(sheet, "title", "Sheet1"),
    }
    deed = draw.choice(list(deeds))
    deeds[deed]()
    return deed


def parts_of(data: bytes) -> list[tuple[str, bytes]]:
    """Return the parts of a zip file in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [(each.filename, package.read(each)) for each in package.infolist()]


def zipped(parts: list[tuple[str, bytes]]) -> bytes:
    """Return a zip file of parts, names as they are."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in parts:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, content)
    return target.getvalue()


_TAG = re.compile(rb"<(/?)([A-Za-z_][\w:.-]*)([^<>]*?)(/?)>")
_ATTRIBUTE = re.compile(rb'\s([\w:.-]+)="([^"]*)"')
Span = tuple[int, int, int, int]
"""Of an element: where its first tag begins and ends, and where its last one does."""


def elements(xml: bytes) -> Iterator[Span]:
    """Yield every element of a part."""
    above: list[re.Match[bytes]] = []
    for tag in _TAG.finditer(xml):
        if tag[1]:
            first = above.pop()
            yield first.start(), first.end(), tag.start(), tag.end()
        elif tag[4]:
            yield tag.start(), tag.end(), tag.end(), tag.end()
        else:
            above.append(tag)


def spoil_xml(draw: Random, data: bytes) -> tuple[str, bytes]:
    """Change one element, or one attribute, of one part; return what and the file."""
    parts = parts_of(data)
    # The parts that hold what people typed are as likely as all others together.
    main = ("sheet1.xml", "sharedStrings.xml", "content.xml", "workbook.xml")
    which = [n for n, (_, text) in enumerate(parts) if text[:1] == b"<"]
    chosen = [n for n in which if parts[n][0].endswith(main)]
    number = draw.choice(chosen if draw.random() < 0.7 else which)
    name, xml = parts[number]
    spans = list(elements(xml))
    held = [s for s in spans if s[3] - s[0] < 400 and re.search(rb">\w", xml[s[0] : s[3]])]
    begin, opened, closing, end = draw.choice(held if held and draw.random() < 0.6 else spans)
    whole, first = xml[begin:end], xml[begin:opened]
    attributes = list(_ATTRIBUTE.finditer(first))
    deeds: dict[str, Callable[[], bytes]] = {
        "dropped": lambda: b"",
        "emptied": lambda: first + xml[closing:end],
        "unwrapped": lambda: xml[opened:closing],
        "twice": lambda: whole + whole,
        "twice, with other digits": lambda: whole + re.sub(rb"[1-8]", b"9", whole),
        "renamed": lambda: re.sub(rb"^<([\w:]+)", rb"<\1x", first) + xml[opened:end],
        "in a foreign element": lambda: b'<z:q xmlns:z="urn:q">' + whole + b"</z:q>",
        "in a choice": lambda: (
            b'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/'
            b'2006"><mc:Choice xmlns:q="urn:q" Requires="q">'
            + re.sub(rb"[1-8]", b"9", whole)
            + b"</mc:Choice><mc:Fallback>"
            + whole
            + b"</mc:Fallback></mc:AlternateContent>"
        ),
        "with other digits": lambda: first + re.sub(rb"[1-8]", b"9", xml[opened:end]),
        "cut off": lambda: b"\0",
    }
    if attributes:
        one = draw.choice(attributes)
        value = draw.choice((b"", b"0", b"1", b"2", b"s", b"n", b"-1", b"99999999999", one[2] * 2))
        other = draw.choice(attributes)[2]

        def instead(text: bytes) -> bytes:
            return first[: one.start()] + text + first[one.end() :] + xml[opened:end]

        title = one[1].decode()
        deeds |= {
            f"without {title}": lambda: instead(b""),
            f"{title} renamed": lambda: instead(b" x" + one[0].lstrip()),
            f"{title} twice": lambda: instead(one[0] + one[0]),
            f"{title}={value.decode()}": lambda: instead(b" %s=%s" % (one[1], b'"' + value + b'"')),
            f"{title} of another": lambda: instead(b" %s=%s" % (one[1], b'"' + other + b'"')),
        }
    deed = draw.choice(list(deeds))
    new = deeds[deed]()
    parts[number] = (name, xml[:begin] if new == b"\0" else xml[:begin] + new + xml[end:])
    return f"{name}: {whole[:90].decode(errors='replace')} {deed}", zipped(parts)


def spoil_package(draw: Random, data: bytes) -> tuple[str, bytes]:
    """Do something to whole parts of the zip file; return what and the file."""
    parts = parts_of(data)
    i, j = draw.randrange(len(parts)), draw.randrange(len(parts))
    name, content = parts[i]
    changed = re.sub(rb"(?<=>)[1-8](?=\d*<)", b"9", content)
    deeds: dict[str, Callable[[], list[tuple[str, bytes]]]] = {
        "missing": lambda: parts[:i] + parts[i + 1 :],
        "twice": lambda: [*parts, (name, content)],
        "twice, the last one changed": lambda: [*parts, (name, changed)],
        "twice, the first one changed": lambda: [(name, changed), *parts],
        "twice, in capitals": lambda: [*parts, (name.upper(), changed)],
        "renamed": lambda: [*parts[:i], (f"{name}x", content), *parts[i + 1 :]],
        "in capitals": lambda: [*parts[:i], (name.upper(), content), *parts[i + 1 :]],
        "with backslashes": lambda: [
            *parts[:i],
            (name.replace("/", "\\"), content),
            *parts[i + 1 :],
        ],
        "empty": lambda: [*parts[:i], (name, b""), *parts[i + 1 :]],
        "cut off": lambda: [
            *parts[:i],
            (name, content[: draw.randrange(len(content) + 1)]),
            *parts[i + 1 :],
        ],
        f"in the place of {parts[j][0]}": lambda: [
            *parts[:j],
            (parts[j][0], content),
            *parts[j + 1 :],
        ],
        "first of all": lambda: [parts[i], *parts[:i], *parts[i + 1 :]],
    }
    deed = draw.choice(list(deeds))
    return f"{name} {deed}", zipped(deeds[deed]())


def spoil_bytes(draw: Random, data: bytes) -> tuple[str, bytes]:
    """Change, drop or add some bytes of the file; return what and the file."""
    at, length = draw.randrange(len(data)), draw.choice((1, 1, 2, 4, 64, 600))
    flipped = bytes(each ^ (1 << draw.randrange(8)) for each in data[at : at + length])
    deeds = {
        f"{length} flipped": data[:at] + flipped + data[at + length :],
        f"{length} dropped": data[:at] + data[at + length :],
        f"{length} of nothing": data[:at] + bytes(length) + data[at + length :],
        f"{length} put in": data[:at] + draw.randbytes(length) + data[at:],
        "cut off": data[:at],
        "with more at the end": data + draw.randbytes(length),
        "with more before it": draw.randbytes(length) + data,
    }
    deed = draw.choice(list(deeds))
    return f"at {at}: {deed}", deeds[deed]
