"""The parts of an .xlsx or .xlsm → the workbook."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from cchc_sheets.decode import limits
from cchc_sheets.decode.cells import RawSheet, RawWorkbook, SheetState, WorkbookFormat, normalised
from cchc_sheets.decode.errors import DamagedError, FileType, NotAWorkbookError
from cchc_sheets.decode.ooxml.cells import SheetBuilder
from cchc_sheets.decode.ooxml.formats import read_formats
from cchc_sheets.decode.ooxml.package import Package, part_name
from cchc_sheets.decode.ooxml.properties import read_properties
from cchc_sheets.decode.ooxml.relationships import relations_of
from cchc_sheets.decode.ooxml.sheet import read_sheet
from cchc_sheets.decode.ooxml.strings import read_strings
from cchc_sheets.decode.ooxml.xml import Attributes, each_element

_STATES: Final[Mapping[str, SheetState]] = {"hidden": "hidden", "veryHidden": "veryHidden"}


@dataclass(frozen=True, slots=True)
class WorkbookPart:
    """The part that lists the sheets."""

    name: str
    format: WorkbookFormat


def find_workbook(package: Package) -> WorkbookPart:
    """Find the part that a workbook begins with.

    Raises:
        BadFileError: this zip file is no workbook, or a damaged one.
    """
    relationships = relations_of(package, "")
    main = next((rel.target for rel in relationships if rel.kind == "officedocument"), None)
    if main is None:
        if package.names("xl/"):
            raise DamagedError("missing", "relationships")
        raise NotAWorkbookError(FileType.ZIP)
    if main.lower().endswith(".bin"):
        return WorkbookPart(main, "xlsb")
    content_type = _content_type(package, main)
    if "wordprocessingml" in content_type:
        raise NotAWorkbookError(FileType.WORD)
    if "presentationml" in content_type or "visio" in content_type:
        raise NotAWorkbookError(FileType.ZIP)
    return WorkbookPart(main, "xlsm" if "macroenabled" in content_type else "xlsx")


def _content_type(package: Package, part: str) -> str:
    types: dict[str, str] = {}

    def override(attributes: Attributes, _text: str) -> None:
        name = part_name(attributes.get("PartName", ""))
        types[name] = attributes.get("ContentType", "").lower()

    def default(attributes: Attributes, _text: str) -> None:
        extension = attributes.get("Extension", "").lower()
        types[f".{extension}"] = attributes.get("ContentType", "").lower()

    name = "[Content_Types].xml"
    if name in package:
        data = package.read(name, "content-types")
        each_element(data, "content-types", {"Override": override, "Default": default})
    return types.get(part.lower()) or types.get(posixpath.splitext(part.lower())[1], "")


@dataclass(frozen=True, slots=True)
class _SheetEntry:
    name: str
    state: SheetState
    relationship: str


def read_workbook(package: Package, part: WorkbookPart, skipped: str | None = None) -> RawWorkbook:
    """Read a workbook; sheets whose names begin with ``skipped`` are passed over.

    Raises:
        BadFileError: it cannot be read.
    """
    entries, defined_names = _read_main(package, part.name)
    relationships = relations_of(package, part.name)
    by_id = {rel.id: rel.target for rel in relationships}
    by_kind = {rel.kind: rel.target for rel in relationships}
    sheet_parts = [by_id.get(entry.relationship, "") for entry in entries]
    strings_part, styles_part = by_kind.get("sharedstrings", ""), by_kind.get("styles", "")
    package.demand(*sheet_parts, strings_part, styles_part)

    strings = read_strings(package, strings_part)
    formats = read_formats(package, styles_part)
    room = limits.MAX_CELLS
    sheets: list[RawSheet] = []
    for entry, sheet_part in zip(entries, sheet_parts, strict=True):
        if skipped is not None and entry.name.startswith(skipped):
            continue
        builder = SheetBuilder(strings, formats, room)
        read_sheet(package.read(sheet_part, "sheet"), builder)
        room -= len(builder.cells)
        sheets.append(RawSheet(entry.name, entry.state, builder.cells, builder.truncated))
    properties = read_properties(package)
    return RawWorkbook(
        format=part.format,
        sheets=tuple(sheets),
        defined_names=defined_names,
        keywords=properties.keywords,
        description=properties.description,
        custom_properties=properties.custom or {},
        application=properties.application,
        has_formulas=True,
    )


def _read_main(package: Package, part: str) -> tuple[list[_SheetEntry], dict[str, str]]:
    entries: list[_SheetEntry] = []
    names: dict[str, str] = {}

    def sheet(attributes: Attributes, _text: str) -> None:
        # `id` of the relationships' namespace, whichever it is; `sheetId` is something else.
        relationship = next((v for k, v in attributes.items() if k.endswith(" id")), "")
        state = _STATES.get(attributes.get("state", ""), "visible")
        entries.append(_SheetEntry(normalised(attributes.get("name", "")), state, relationship))

    def defined_name(attributes: Attributes, text: str) -> None:
        if "localSheetId" not in attributes:
            names[normalised(attributes.get("name", ""))] = normalised(text)

    data = package.read(part, "workbook")
    wanted = {"sheet": sheet, "definedName": defined_name}
    each_element(data, "workbook", wanted, root="workbook")
    if not entries:
        raise DamagedError("missing", "sheet")
    return entries, names
