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
        (?: (<f)(?:\ [^<>]*)?(?: /> | >([^<]*+)</f> ) )?
        (?: <v>([^<]*+)</v> | <v\ ?/> )?
        </c>
      | \Z
      | (.+)
    )
    """,
    re.VERBOSE | re.DOTALL,
)


def read_plain_sheet(data: bytes, builder: SheetBuilder) -> bool:
    """Read a sheet that is written as all clients do; false, with nothing done, when it is not."""
    body = plain_body(data, "sheet", b"<sheetData>", b"</sheetData>")
    if body is None:
        return False
    tokens = _PLAIN_CELL.findall(body)
    if any(token[-1] for token in tokens[-2:]):  # the last is the empty match at the end
        return False
    add = builder.add
    for letters, row, style, kind, formula, formula_text, value, _ in tokens:
        if value or formula:
            text = unescaped(formula_text) if formula else None
            add(int(row), COLUMNS[letters], kind, style or "0", unescaped(value), text)
    return True
