"""A sheet's XML → its cells, by a regular expression; only XML that is written plainly."""

from __future__ import annotations

import re

from cchc_sheets.decode.ooxml.cells import COLUMNS, SheetBuilder
from cchc_sheets.decode.ooxml.plain_xml import plain_body, unescaped

_PLAIN_CELL = re.compile(
    r"""
    (?: <c\ r="[A-Z]++[0-9]++"(?:\ s="[0-9]++")?+(?:\ t="[a-zA-Z]++")?+\ ?/>
      | </?row(?:\ [^<>]*+)?+>
    )*+
    (?:
        <c\ r="([A-Z]{1,3}+)([1-9][0-9]{0,6}+)"(?:\ s="([0-9]++)")?+(?:\ t="([a-zA-Z]++)")?+\ ?>
        (?: (<f)((?:\ [^<>]*)?)(?: /> | >([^<]*+)</f> ) )?
        (?: <v>([^<]*+)</v> | <v\ ?/>
          | (?<=\ t="inlineStr">)
            <is>(?: <t(?:\ xml:space="preserve")?>([^<]*+)</t> | <t\ ?/> )</is>
        )?
        </c>
      | \Z
      | (.+)
    )
    """,
    re.VERBOSE | re.DOTALL,
)

_SHARED = re.compile(r"""\ssi=["']([0-9]{1,9})["']""")
_HIDING_ROW = re.compile(rb'<row((?= [^<>]*(?: hidden="| ht="[0.]*"))[^<>]*?)/?>')
_BEGIN, _END = b"<sheetData>", b"</sheetData>"


def read_plain_sheet(data: bytes, builder: SheetBuilder) -> bytes | None:
    """Read the cells of a sheet that is written as all clients do, and return what is around them.

    That is the same XML with the hidden rows alone, and without their cells. Of a sheet that is
    written otherwise nothing is read, and ``None`` returned.
    """
    body = plain_body(data, "sheet", "sheetData", _BEGIN, _END)
    if body is None:
        return None
    tokens = _PLAIN_CELL.findall(body)
    if any(token[-1] for token in tokens[-2:]):  # the last is the empty match at the end
        return None
    start, stop = data.find(_BEGIN) + len(_BEGIN), data.rfind(_END)
    hiding = _HIDING_ROW.findall(data, start, stop)
    if not all(b' r="' in row for row in hiding):
        return None
    add = builder.add
    for letters, row, style, kind, formula, shared, formula_text, value, inline, _ in tokens:
        if value or formula or inline:
            text = unescaped(formula_text) if formula else None
            place = (int(row), COLUMNS[letters])
            if shared and (number := _SHARED.search(shared)):
                text = builder.shared(*place, number[1], text or "")
            add(*place, kind, style or "0", unescaped(value or inline), text)
    return data[:start] + b"".join(b"<row" + row + b"/>" for row in hiding) + data[stop:]
