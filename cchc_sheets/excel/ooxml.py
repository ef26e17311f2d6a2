"""Our own sparse reader of .xlsx and .xlsm.

It reads what other readers drop (formulas, number formats, error values, names, properties) and
survives what kills them: limits are checked before anything is inflated, document types and with
them entities are refused, a far cell costs nothing. Names are matched regardless of the prefix and
of the namespace (transitional or strict), parts regardless of case and kind of slash.
"""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from urllib.parse import unquote
from xml.parsers import expat

from cchc_sheets.excel.raw import (
    MAX_BYTES,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ENTRIES,
    MAX_ROWS,
    BadFileError,
    DamagedError,
    Found,
    NotAWorkbookError,
    NumberFormat,
    RawCell,
    RawSheet,
    RawWorkbook,
    SheetState,
    TooLargeError,
    WorkbookFormat,
    normalised,
    parse_number,
)

Attributes = Mapping[str, str]

# --------------------------------------------------------------------------------- the zip file

_CENTRAL_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
_OPENDOCUMENT = b"application/vnd.oasis.opendocument."
# What zipfile raises on crafted or cut off archives; it does not keep to BadZipFile.
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    ValueError,
)


class Package:
    """The parts of a zip file and a budget of bytes for all that is inflated from it."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._budget = MAX_BYTES
        self._parts: dict[str, zipfile.ZipInfo] = {}
        for info in archive.infolist():
            self._parts[_part_name(info.filename)] = info

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def names(self, folder: str, *extensions: str) -> list[str]:
        """Return the parts in a folder, in lower case, those with one of the extensions."""
        found = (name for name in self._parts if name.startswith(folder))
        return [name for name in found if name.endswith(extensions or "")]

    @property
    def opendocument(self) -> str:
        """The kind of OpenDocument this is (``spreadsheet``), ``""`` when it is none."""
        info = self._parts.get("mimetype")
        if info is None or info.file_size > MAX_ENTRIES:
            return ""
        mimetype = self.read("mimetype", "mimetype").strip()
        if not mimetype.startswith(_OPENDOCUMENT):
            return ""
        return mimetype.removeprefix(_OPENDOCUMENT).decode("ascii", errors="replace")

    def demand(self, *names: str) -> None:
        """Refuse what would be too large, by the declared sizes, before any of it is inflated."""
        sizes = (self._parts[name.lower()].file_size for name in names if name in self)
        self._spend(sum(sizes), 0)

    def read(self, name: str, label: str) -> bytes:
        """Inflate one part; ``label`` names it in findings, where the file's words have no place.

        Raises:
            BadFileError: the part is missing, damaged, encrypted or too large.
        """
        info = self._parts.get(name.lower())
        if info is None:
            raise DamagedError("missing", label)
        if info.flag_bits & _ENCRYPTED:
            raise BadFileError("file-encrypted")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise DamagedError("zip", label)
        self._spend(info.file_size, 0)
        data = self._inflate(info, label)
        self._spend(len(data), len(data))
        return data

    def _inflate(self, info: zipfile.ZipInfo, label: str) -> bytes:
        try:
            with self._archive.open(info) as file:
                # Without a number zipfile inflates up to 2 GB before it looks at the declared size.
                data = file.read(info.file_size + 1)
        except _ZIP_ERRORS as error:
            raise DamagedError("zip", label) from error
        if len(data) != info.file_size:
            raise DamagedError("truncated", label)
        return data

    def _spend(self, wanted: int, spent: int) -> None:
        if wanted > self._budget:
            raise TooLargeError("bytes", MAX_BYTES, MAX_BYTES - self._budget + wanted)
        self._budget -= spent


def _part_name(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


@contextmanager
def open_package(data: bytes) -> Iterator[Package]:
    """Open a zip file that is held in memory.

    Raises:
        BadFileError: it is damaged or has too many entries.
    """
    # Counted before zipfile makes an object of each; every entry has one of these.
    entries = data.count(_CENTRAL_ENTRY)
    if entries > MAX_ENTRIES:
        raise TooLargeError("entries", MAX_ENTRIES, entries)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except _ZIP_ERRORS as error:
        raise DamagedError("zip", "file") from error
    with archive:
        yield Package(archive)


# ------------------------------------------------------------------------------------- its XML

_ENCODINGS = ("utf-8", "utf-16", "us-ascii", "iso-8859-1")
"""Those that expat knows itself; OOXML allows the first two."""


def _parser(label: str, *, namespaces: bool) -> expat.XMLParserType:
    """Return a parser that refuses document types, and so entities, and odd encodings."""

    def refuse(*_: object) -> None:
        raise DamagedError("doctype", label)

    def declaration(_version: str, encoding: str | None, _standalone: int) -> None:
        _check_encoding(encoding, label)

    parser = expat.ParserCreate(namespace_separator=" " if namespaces else None)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.XmlDeclHandler = declaration
    return parser


def _check_encoding(encoding: str | None, label: str) -> None:
    if encoding and encoding.lower() not in _ENCODINGS:
        raise DamagedError("encoding", label)


def _parse(parser: expat.XMLParserType, data: bytes, label: str) -> None:
    try:
        parser.Parse(data, True)  # noqa: FBT003 — expat's signature
    except expat.ExpatError as error:
        raise DamagedError("xml", label) from error


class _LocalNames(dict[str, str]):
    """From names as expat gives them (``namespace name``) to local ones, filled on demand.

    The first name is the outermost element's. Names of other namespaces than its become ``""``
    unless they are ``mixed``: extensions have elements of the same names.
    """

    def __init__(self, *, mixed: bool = False) -> None:
        super().__init__()
        self.root = ""
        self._namespace = ""
        self._mixed = mixed

    def __missing__(self, name: str) -> str:
        namespace, _, local = name.rpartition(" ")
        if not self:
            self.root, self._namespace = local, namespace
        wanted = self._mixed or namespace == self._namespace
        return self.setdefault(name, local if wanted else "")


OnElement = Callable[[Attributes, str], None]


def each_element(
    data: bytes, label: str, wanted: Mapping[str, OnElement], *, root: str = "", mixed: bool = False
) -> None:
    """Call ``wanted[name](attributes, text)`` at the end of every element of that local name.

    ``root`` is what the outermost element must be called; ``mixed`` says that elements of other
    namespaces than the outermost one's are meant too.
    """
    names = _LocalNames(mixed=mixed)
    texts: list[str] = []
    attributes: Attributes = {}

    def start(name: str, found: Attributes) -> None:
        nonlocal attributes
        if names[name] in wanted:
            attributes = found
            texts.clear()

    def end(name: str) -> None:
        on_element = wanted.get(names[name])
        if on_element:
            on_element(attributes, "".join(texts))

    parser = _parser(label, namespaces=True)
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = texts.append
    _parse(parser, data, label)
    if root and names.root != root:
        raise DamagedError("root", label)


# ----------------------------------------------------------- what the parts are to each other


@dataclass(frozen=True, slots=True)
class _Relationship:
    """``kind`` is the type's last word, in the spelling common to both kinds of OOXML."""

    id: str
    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class WorkbookPart:
    """The part that everything else hangs on."""

    name: str
    format: WorkbookFormat


def _relationships(package: Package, source: str) -> list[_Relationship]:
    """Return the internal relationships of a part, or of the package when ``source`` is ``""``."""
    folder, file = posixpath.split(source)
    name = posixpath.join(folder, "_rels", f"{file}.rels")
    found: list[_Relationship] = []

    def add(attributes: Attributes, _text: str) -> None:
        if attributes.get("TargetMode", "").lower() == "external":
            return
        kind = attributes.get("Type", "").rpartition("/")[2].replace("-", "").lower()
        target = _resolve(folder, attributes.get("Target", ""), package)
        found.append(_Relationship(attributes.get("Id", ""), kind, target))

    if name in package:
        data = package.read(name, "relationships")
        each_element(data, "relationships", {"Relationship": add})
    return found


def _resolve(folder: str, target: str, package: Package) -> str:
    path = target.replace("\\", "/")
    if not path.startswith("/"):
        path = posixpath.join("/", folder, path)
    path = posixpath.normpath(path).lstrip("/")
    return path if path in package else unquote(path)


def find_workbook(package: Package) -> WorkbookPart:
    """Find the part that a workbook begins with.

    Raises:
        BadFileError: this zip file is no workbook, or a damaged one.
    """
    relationships = _relationships(package, "")
    main = next((rel.target for rel in relationships if rel.kind == "officedocument"), None)
    if main is None:
        if package.names("xl/"):
            raise DamagedError("missing", "relationships")
        raise NotAWorkbookError(Found.ZIP)
    if main.lower().endswith(".bin"):
        return WorkbookPart(main, "xlsb")
    content_type = _content_type(package, main)
    if "wordprocessingml" in content_type:
        raise NotAWorkbookError(Found.WORD)
    if "presentationml" in content_type or "visio" in content_type:
        raise NotAWorkbookError(Found.ZIP)
    return WorkbookPart(main, "xlsm" if "macroenabled" in content_type else "xlsx")


def _content_type(package: Package, part: str) -> str:
    types: dict[str, str] = {}

    def override(attributes: Attributes, _text: str) -> None:
        name = _part_name(attributes.get("PartName", ""))
        types[name] = attributes.get("ContentType", "").lower()

    def default(attributes: Attributes, _text: str) -> None:
        extension = attributes.get("Extension", "").lower()
        types[f".{extension}"] = attributes.get("ContentType", "").lower()

    name = "[Content_Types].xml"
    if name in package:
        data = package.read(name, "content-types")
        each_element(data, "content-types", {"Override": override, "Default": default})
    return types.get(part.lower()) or types.get(posixpath.splitext(part.lower())[1], "")


# --------------------------------------------------------------------------------- the workbook


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says of itself outside its sheets."""

    keywords: str = ""
    description: str = ""
    application: str = ""
    custom: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class _SheetEntry:
    name: str
    state: SheetState
    relationship: str


def read_workbook(package: Package, part: WorkbookPart) -> RawWorkbook:
    """Read all of a workbook.

    Raises:
        BadFileError: it cannot be read.
    """
    entries, defined_names = _read_main(package, part.name)
    relationships = _relationships(package, part.name)
    by_id = {rel.id: rel.target for rel in relationships}
    by_kind = {rel.kind: rel.target for rel in relationships}
    sheet_parts = [by_id.get(entry.relationship, "") for entry in entries]
    strings_part, styles_part = by_kind.get("sharedstrings", ""), by_kind.get("styles", "")
    package.demand(*sheet_parts, strings_part, styles_part)

    strings = _read_strings(package, strings_part)
    formats = _read_formats(package, styles_part)
    room = MAX_CELLS
    sheets: list[RawSheet] = []
    for entry, name in zip(entries, sheet_parts, strict=True):
        builder = _SheetBuilder(strings, formats, room)
        _read_sheet(package.read(name, "sheet"), builder)
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


_STATES: Final[Mapping[str, SheetState]] = {"hidden": "hidden", "veryHidden": "veryHidden"}


def read_properties(package: Package) -> Properties:
    """Read core, custom and application properties, of which any may be missing."""
    found: dict[str, str] = {}
    custom: dict[str, str] = {}

    def keep(name: str) -> OnElement:
        return lambda _attributes, text: found.__setitem__(name, normalised(text.strip()))

    def custom_property(attributes: Attributes, text: str) -> None:
        custom[normalised(attributes.get("name", ""))] = normalised(text.strip())

    wanted: Mapping[str, Mapping[str, OnElement]] = {
        "coreproperties": {"keywords": keep("keywords"), "description": keep("description")},
        "extendedproperties": {"Application": keep("application")},
        "customproperties": {"property": custom_property},
    }
    for rel in _relationships(package, ""):
        if rel.kind in wanted and rel.target in package:
            data = package.read(rel.target, "properties")
            each_element(data, "properties", wanted[rel.kind], mixed=True)
    return Properties(**found, custom=custom)


# ------------------------------------------------------------------------------- shared strings

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def _decoded(text: str) -> str:
    """Resolve ``_x000D_`` and its like, in which strings carry what XML cannot."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
        # Escaped halves of one character become that character, a lone half becomes U+FFFD.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return normalised(text)


def _read_strings(package: Package, part: str) -> dict[str, str]:
    """Return the shared strings by their number, as cells write it."""
    if part not in package:
        return {}
    data = package.read(part, "strings")
    strings = _plain_strings(data)
    if strings is None:
        strings = _any_strings(data)
    return {str(index): _decoded(text) for index, text in enumerate(strings)}


def _any_strings(data: bytes) -> list[str]:
    """Read the strings however their XML is written."""
    strings: list[str] = []
    runs = _Runs()

    def end(name: str) -> None:
        if runs.end(name) == "si":
            strings.append(runs.take())
            if len(strings) > MAX_CELLS:
                raise TooLargeError("cells", MAX_CELLS, len(strings))

    parser = _parser("strings", namespaces=True)
    parser.StartElementHandler = runs.start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = runs.texts.append
    _parse(parser, data, "strings")
    return strings


class _Runs:
    """The text of a string, plain or in runs of different looks.

    What stands in ``rPh`` is left out: it says how the characters before it are pronounced.
    """

    __slots__ = ("_names", "_phonetic", "_runs", "texts")

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._names = _LocalNames()
        self._runs: list[str] = []
        self._phonetic = False

    def start(self, name: str, _attributes: Attributes) -> str:
        local = self._names[name]
        if local == "t":
            self.texts.clear()
        elif local == "rPh":
            self._phonetic = True
        return local

    def end(self, name: str) -> str:
        local = self._names[name]
        if local == "t" and not self._phonetic:
            self._runs += self.texts
        elif local == "rPh":
            self._phonetic = False
        return local

    def take(self) -> str:
        """Return the string that has come to its end."""
        text = "".join(self._runs)
        self._runs.clear()
        return text


# ------------------------------------------------------------------------------ number formats

_DATES = (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))
_BUILTIN: Mapping[str, NumberFormat] = {
    "9": "percent",
    "10": "percent",
    "49": "text",
    **dict.fromkeys(map(str, _DATES), "date"),
}
# What a code shows as it stands: quoted, escaped, padding, colours, conditions, currencies, and the
# word General, whose letters are none of the date's. [h], [mm], [ss] (time passed) are kept.
_LITERAL = re.compile(
    r'"[^"]*"?|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]|general|e[+-]', re.IGNORECASE | re.DOTALL
)
_DATE = re.compile(r"[dmyhs]", re.IGNORECASE)
_MAX_STYLES = 65_536
"""Excel's own limit is a little lower."""


def classify(code: str) -> NumberFormat:
    """Return what a number format's code makes of a positive number.

    >>> classify('#,##0 "đồng/ha"'), classify('[Red]0.0%;-0'), classify('[$-42A]dd/mm/yyyy;@')
    ('general', 'percent', 'date')
    """
    first_section = _LITERAL.sub("", code).partition(";")[0]
    if "%" in first_section:
        return "percent"
    if "@" in first_section:
        return "text"
    return "date" if _DATE.search(first_section) else "general"


def _read_formats(package: Package, part: str) -> dict[str, NumberFormat]:
    """Return what the number formats are by the number of the cell style, as cells write it."""
    codes: dict[str, str] = {}
    seen: dict[str, str] = {}
    styles: list[str] = []
    cell_styles: list[str] = []

    def code(attributes: Attributes, _text: str) -> None:
        seen[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")

    def all_codes(_attributes: Attributes, _text: str) -> None:
        codes.update(seen)  # what comes later belongs to conditional formats

    def style(attributes: Attributes, _text: str) -> None:
        if len(styles) < _MAX_STYLES:
            styles.append(attributes.get("numFmtId", "0"))

    def named_styles(_attributes: Attributes, _text: str) -> None:
        styles.clear()

    def all_cell_styles(_attributes: Attributes, _text: str) -> None:
        cell_styles.extend(styles)
        styles.clear()

    if part in package:
        wanted = {
            "numFmt": code,
            "numFmts": all_codes,
            "xf": style,
            "cellStyleXfs": named_styles,
            "cellXfs": all_cell_styles,
        }
        each_element(package.read(part, "styles"), "styles", wanted)
    known = {number: _classify_number(number, codes) for number in set(cell_styles)}
    return {str(index): known[number] for index, number in enumerate(cell_styles)}


def _classify_number(number: str, codes: Mapping[str, str]) -> NumberFormat:
    if number in codes:
        return classify(codes[number])
    return _BUILTIN.get(number, "general")


# ---------------------------------------------------------------------------------- one sheet

_REFERENCE = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})")
_ROW = re.compile(r"[1-9][0-9]{0,6}")


class _Columns(dict[str, int]):
    """From a column's letters to its number, filled on demand."""

    def __missing__(self, letters: str) -> int:
        number = 0
        for letter in letters.upper():
            number = number * 26 + ord(letter) - ord("A") + 1
        return self.setdefault(letters, number)


_COLUMNS = _Columns()


class _SheetBuilder:
    """Makes cells of what a sheet's XML says, with at most ``room`` of them."""

    __slots__ = ("_formats", "_room", "_strings", "cells", "truncated")

    def __init__(
        self, strings: Mapping[str, str], formats: Mapping[str, NumberFormat], room: int
    ) -> None:
        self.cells: dict[tuple[int, int], RawCell] = {}
        self.truncated = False
        self._strings = strings
        self._formats = formats
        self._room = room

    def add(  # noqa: PLR0913, PLR0917 — a cell's attributes and children, one by one
        self, row: int, column: int, kind: str, style: str, text: str, formula: str | None
    ) -> None:
        """Take one cell as its XML has it; ``""`` is what is absent."""
        number_format = self._formats.get(style, "general")
        if kind == "s" and text:
            cell = _string(self._shared(text), formula, number_format)
        elif kind in ("", "n"):
            cell = _number(text, formula, number_format)
        else:
            cell = _rarer(kind, text, formula, number_format)
        if cell is None:
            return
        if row > MAX_ROWS or column > MAX_COLUMNS:
            blank = cell.value is None or (isinstance(cell.value, str) and not cell.value.strip())
            self.truncated |= not blank
            return
        self.cells[row, column] = cell
        if len(self.cells) > self._room:
            raise TooLargeError("cells", MAX_CELLS, MAX_CELLS + 1)

    def _shared(self, index: str) -> str:
        text = self._strings.get(index.strip())
        if text is None:
            raise DamagedError("missing", "strings")
        return text


# Each returns None where nothing is in the cell.


def _string(text: str, formula: str | None, number_format: NumberFormat) -> RawCell | None:
    if not text and formula is None:
        return None
    return RawCell(text, "text", formula, number_format)


def _number(text: str, formula: str | None, number_format: NumberFormat) -> RawCell | None:
    stored = text.strip()
    if not stored:
        return None if formula is None else RawCell(None, "blank", formula, number_format)
    number = parse_number(stored)
    if number is None:  # nothing that a client writes, but a person can be shown it
        return RawCell(normalised(text), "text", formula, number_format)
    return RawCell(number, "number", formula, number_format)


def _rarer(
    kind: str, text: str, formula: str | None, number_format: NumberFormat
) -> RawCell | None:
    stored = text.strip()
    match kind:
        case "str" | "inlineStr":
            return _string(_decoded(text), formula, number_format)
        case "b" if stored in _BOOLEANS:
            return RawCell(_BOOLEANS[stored], "bool", formula, number_format)
        case "e" if stored:
            return RawCell(stored, "error", formula, number_format)
        case "d" if stored:
            return RawCell(stored, "text", formula, "date")
    return _number(text, formula, number_format)


_BOOLEANS = {"1": True, "0": False, "true": True, "false": False}


def _read_sheet(data: bytes, builder: _SheetBuilder) -> None:
    if not _read_plain_sheet(data, builder):
        _read_any_sheet(data, builder)


def _read_any_sheet(data: bytes, builder: _SheetBuilder) -> None:
    """Read a sheet however its XML is written."""
    handler = _SheetHandler(builder)
    parser = _parser("sheet", namespaces=True)
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.texts.append
    _parse(parser, data, "sheet")


class _SheetHandler(_Runs):
    """Follows a sheet's XML, cell by cell."""

    __slots__ = ("_attributes", "_builder", "_column", "_formula", "_in_data", "_row", "_value")

    def __init__(self, builder: _SheetBuilder) -> None:
        super().__init__()
        self._builder = builder
        self._attributes: Attributes = {}
        self._row = self._column = 0
        self._in_data = False
        self._value = ""
        self._formula: str | None = None

    def start(self, name: str, attributes: Attributes) -> str:
        local = super().start(name, attributes)
        if local in ("v", "f"):
            self.texts.clear()
        elif local == "c":
            self._attributes = attributes
            self._place(attributes.get("r"))
        elif local == "row":
            self._begin_row(attributes.get("r"))
        elif local == "sheetData":
            self._in_data = True
        return local

    def end(self, name: str) -> str:
        local = super().end(name)
        if local == "v":
            self._value = "".join(self.texts)
        elif local == "f":
            self._formula = "".join(self.texts)
        elif local == "c":
            self._end_cell()
        elif local == "sheetData":
            self._in_data = False
        return local

    def _begin_row(self, row: str | None) -> None:
        if row is None:
            self._row += 1
        elif _ROW.fullmatch(row):
            self._row = int(row)
        else:
            raise DamagedError("reference", "sheet")
        self._column = 0

    def _place(self, reference: str | None) -> None:
        if reference is None:
            self._column += 1
            return
        match = _REFERENCE.fullmatch(reference)
        if match is None:
            raise DamagedError("reference", "sheet")
        self._row, self._column = int(match[2]), _COLUMNS[match[1]]

    def _end_cell(self) -> None:
        get = self._attributes.get
        inline = self.take()
        text = self._value or inline
        if self._in_data:
            self._builder.add(
                self._row, self._column, get("t", ""), get("s", "0"), text, self._formula
            )
        self._value, self._formula = "", None


# ------------------------------------------------------------- the same for what clients write

# Handlers that expat calls for every element take most of the time. Where the XML is written just
# as Excel, LibreOffice and their like do, expat only makes sure that it is well-formed, and regular
# expressions find the cells and strings; whatever else there is goes into their last group, and
# then the handlers do it all. Both ways give the same, which tests compare.

_MUCH = 4 * 1024 * 1024
"""Above this a list of all cells takes too much memory."""
_PLAIN_STRING = re.compile(
    r'<si><t(?: xml:space="preserve")?>([^<]*+)</t></si>|<si><t ?/></si>|(.+)', re.DOTALL
)
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


def _plain_strings(data: bytes) -> list[str] | None:
    """Return the shared strings, ``None`` when any is more than plain text."""
    body = _plain_body(data, "strings", b"<si>", b"</sst>")
    if body is None:
        return None
    tokens = _PLAIN_STRING.findall("<si>" + body)
    if tokens[-1][-1]:
        return None
    return [_unescaped(text) for text, _ in tokens]


def _read_plain_sheet(data: bytes, builder: _SheetBuilder) -> bool:
    """Read a sheet that is written as all clients do; false, with nothing done, when it is not."""
    body = _plain_body(data, "sheet", b"<sheetData>", b"</sheetData>")
    if body is None:
        return False
    tokens = _PLAIN_CELL.findall(body)
    if any(token[-1] for token in tokens[-2:]):  # the very last one is the empty end
        return False
    add = builder.add
    for letters, row, style, kind, formula, formula_text, value, _ in tokens:
        if value or formula:
            text = _unescaped(formula_text) if formula else None
            add(int(row), _COLUMNS[letters], kind, style or "0", _unescaped(value), text)
    return True


def _plain_body(data: bytes, label: str, begin: bytes, end: bytes) -> str | None:
    """Return what stands between two tags, ``None`` where it cannot be read by its looks."""
    if len(data) > _MUCH or not _is_plain(data, label):
        return None
    start, stop = data.find(begin), data.rfind(end)
    if start < 0 or stop < 0:
        return None
    body = data[start + len(begin) : stop].decode()
    return body.replace("\r\n", "\n").replace("\r", "\n") if "\r" in body else body


def _is_plain(data: bytes, label: str) -> bool:
    """Whether well-formed XML is UTF-8 without prefix, comments, CDATA and instructions."""
    plain = True
    parser = _parser(label, namespaces=False)

    def odd(*_: object) -> None:
        nonlocal plain
        plain = False

    def declaration(_version: str, encoding: str | None, _standalone: int) -> None:
        _check_encoding(encoding, label)
        if encoding and encoding.lower() != "utf-8":
            odd()

    def root(name: str, _attributes: Attributes) -> None:
        parser.StartElementHandler = None
        if ":" in name:
            odd()

    parser.XmlDeclHandler = declaration
    parser.StartElementHandler = root
    parser.CommentHandler = parser.ProcessingInstructionHandler = odd
    parser.StartCdataSectionHandler = odd
    _parse(parser, data, label)
    return plain


_NUMERIC_ENTITY = re.compile(r"&#(?:x([0-9A-Fa-f]+)|([0-9]+));")


def _unescaped(text: str) -> str:
    if "&" not in text:
        return text
    text = text.replace("&lt;", "<").replace("&gt;", ">")
    text = text.replace("&quot;", '"').replace("&apos;", "'")
    if "&#" in text:
        # An ampersand written as a number must not begin another entity.
        text = _NUMERIC_ENTITY.sub(_character, text)
    return text.replace("&amp;", "&")


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else int(match[2])
    return "&amp;" if code == ord("&") else chr(code)
