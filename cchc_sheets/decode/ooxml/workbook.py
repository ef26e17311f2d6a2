"""The parts of an .xlsx or .xlsm → the workbook."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from cchc_sheets.decode import limits
from cchc_sheets.decode.cells import RawSheet, RawWorkbook, SheetState, WorkbookFormat, normalised
from cchc_sheets.decode.errors import (
    BadFileError,
    DamagedError,
    FileType,
    NotAWorkbookError,
)
from cchc_sheets.decode.ooxml.cells import SheetBuilder
from cchc_sheets.decode.ooxml.comments import read_comments
from cchc_sheets.decode.ooxml.package import Package, part_name
from cchc_sheets.decode.ooxml.properties import read_properties
from cchc_sheets.decode.ooxml.relationships import relations_of
from cchc_sheets.decode.ooxml.sheet import read_sheet
from cchc_sheets.decode.ooxml.strings import read_strings
from cchc_sheets.decode.ooxml.styles import read_styles
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
    mains = [rel.target for rel in relationships if rel.kind == "officedocument"]
    if len(mains) > 1:
        raise DamagedError("repeated", "relationships")
    main = next(iter(mains), None)
    if main is None:
        if package.names("xl/"):
            raise DamagedError("missing", "relationships")
        raise NotAWorkbookError(FileType.ZIP)
    if main.lower().endswith(".bin"):
        raise BadFileError("file-format-refused", found=".xlsb")
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


@dataclass
class _Main:
    """What the part that lists the sheets says."""

    entries: list[_SheetEntry] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    since_1904: bool = False


def read_workbook(package: Package, part: WorkbookPart, skipped: str | None = None) -> RawWorkbook:
    """Read a workbook; sheets whose names begin with ``skipped`` are passed over.

    Raises:
        BadFileError: it cannot be read.
    """
    main = _read_main(package, part.name)
    entries = main.entries
    relationships = relations_of(package, part.name)
    by_id = {rel.id: rel.target for rel in relationships}
    by_kind = {rel.kind: rel.target for rel in relationships}
    kinds = [rel.kind for rel in relationships]
    if len(by_id) < len(kinds) or any(kinds.count(one) > 1 for one in ("sharedstrings", "styles")):
        raise DamagedError("repeated", "relationships")
    sheet_parts = [by_id.get(entry.relationship, "") for entry in entries]
    strings_part, styles_part = by_kind.get("sharedstrings", ""), by_kind.get("styles", "")
    package.demand(*sheet_parts, strings_part, styles_part)

    strings = read_strings(package, strings_part)
    styles = read_styles(package, styles_part)
    room = limits.MAX_CELLS
    sheets: list[RawSheet] = []
    for entry, sheet_part in zip(entries, sheet_parts, strict=True):
        if skipped is not None and entry.name.startswith(skipped):
            continue
        builder = SheetBuilder(strings, styles, room)
        read_sheet(package.read(sheet_part, "sheet"), builder)
        read_comments(package, sheet_part, builder)
        room -= len(builder.cells)
        sheets.append(builder.sheet(entry.name, entry.state))
    properties = read_properties(package)
    return RawWorkbook(
        format=part.format,
        sheets=tuple(sheets),
        defined_names=main.names,
        keywords=properties.keywords,
        description=properties.description,
        custom_properties=properties.custom or {},
        application=properties.application,
        since_1904=main.since_1904,
    )


def _read_main(package: Package, part: str) -> _Main:
    main = _Main()

    def sheet(attributes: Attributes, _text: str) -> None:
        # `id` of the relationships' namespace, whichever it is; `sheetId` is something else.
        relationship = next((v for k, v in attributes.items() if k.endswith(" id")), "")
        state = _STATES.get(attributes.get("state", ""), "visible")
        name = normalised(attributes.get("name", ""))
        main.entries.append(_SheetEntry(name, state, relationship))

    def defined_name(attributes: Attributes, text: str) -> None:
        if "localSheetId" not in attributes:
            main.names[normalised(attributes.get("name", ""))] = normalised(text)

    def properties(attributes: Attributes, _text: str) -> None:
        main.since_1904 = attributes.get("date1904", "") in {"1", "true"}

    data = package.read(part, "workbook")
    wanted = {"sheet": sheet, "definedName": defined_name, "workbookPr": properties}
    each_element(data, "workbook", wanted, root="workbook")
    if not main.entries:
        raise DamagedError("missing", "sheet")
    return main
