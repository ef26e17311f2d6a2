"""The parts of an OpenDocument spreadsheet → the workbook."""

from __future__ import annotations

from cchc_sheets.decode.cells import RawWorkbook, normalised
from cchc_sheets.decode.errors import BadFileError, DamagedError, FileType, NotAWorkbookError
from cchc_sheets.decode.ooxml import Attributes, OnElement, Package, Properties, each_element
from cchc_sheets.decode.ooxml.xml import new_parser, parse
from cchc_sheets.decode.opendocument.content import ContentReader
from cchc_sheets.decode.opendocument.styles import Styles

_KIND = "application/vnd.oasis.opendocument."
_MANIFEST, _CONTENT, _STYLES = "META-INF/manifest.xml", "content.xml", "styles.xml"
_LONGEST = 200
"""No name of a kind is longer."""


def opendocument_kind(package: Package) -> str:
    """Return the kind of OpenDocument a zip file is (``spreadsheet``), ``""`` when it is none.

    The file ``mimetype`` says it; where that was lost, the manifest does.
    """
    if package.size("mimetype") in range(1, _LONGEST):
        mimetype = package.read("mimetype", "mimetype").decode("ascii", errors="replace").strip()
        return mimetype.removeprefix(_KIND) if mimetype.startswith(_KIND) else ""
    if _CONTENT not in package or _MANIFEST not in package:
        return ""
    kinds = [kind for path, kind in _entries(package)[0] if path == "/"]
    return kinds[0].removeprefix(_KIND) if kinds and kinds[0].startswith(_KIND) else ""


def _entries(package: Package) -> tuple[list[tuple[str, str]], bool]:
    """Return the paths and media types of the manifest, and whether any is encrypted."""
    entries: list[tuple[str, str]] = []
    encrypted: list[Attributes] = []

    def file_entry(attributes: Attributes, _text: str) -> None:
        said = {name.rpartition(" ")[2]: value for name, value in attributes.items()}
        entries.append((said.get("full-path", ""), said.get("media-type", "").strip()))

    wanted: dict[str, OnElement] = {
        "file-entry": file_entry,
        "encryption-data": lambda attributes, _text: encrypted.append(attributes),
    }
    each_element(package.read(_MANIFEST, "manifest"), "manifest", wanted)
    return entries, bool(encrypted)


def read_ods(package: Package, kind: str, skipped: str | None = None) -> RawWorkbook:
    """Read an OpenDocument spreadsheet; other OpenDocuments are no workbooks.

    Sheets whose names begin with ``skipped`` are passed over.

    Raises:
        BadFileError: it cannot be read.
    """
    if kind not in {"spreadsheet", "spreadsheet-template"}:
        raise NotAWorkbookError(FileType.WORD if kind.startswith("text") else FileType.ZIP)
    if _MANIFEST in package and _entries(package)[1]:
        raise BadFileError("file-encrypted")
    package.demand(_CONTENT, _STYLES)
    styles = Styles()
    if _STYLES in package:
        _walk(package.read(_STYLES, "styles"), "styles", styles)
    content = ContentReader(styles, skipped)
    _walk(package.read(_CONTENT, "content"), "content", content)
    if not content.sheets:
        raise DamagedError("missing", "sheet")
    properties = _properties(package)
    return RawWorkbook(
        format="ods",
        sheets=tuple(content.sheets),
        defined_names={},
        keywords=properties.keywords,
        description=properties.description,
        custom_properties=properties.custom or {},
        application=properties.application,
    )


def _walk(data: bytes, label: str, reader: Styles | ContentReader) -> None:
    """Follow all that is inside the outermost element."""
    parser = new_parser(label, namespaces=True)

    def root(_name: str, _attributes: Attributes) -> None:
        parser.StartElementHandler = reader.start
        parser.EndElementHandler = reader.end
        parser.CharacterDataHandler = reader.text

    parser.StartElementHandler = root
    parse(parser, data, label)


def _properties(package: Package) -> Properties:
    found: dict[str, list[str]] = {"keyword": [], "description": [], "generator": []}
    custom: dict[str, str] = {}

    def keep(name: str) -> OnElement:
        return lambda _attributes, text: found[name].append(normalised(text.strip()))

    def user_defined(attributes: Attributes, text: str) -> None:
        name = next((v for k, v in attributes.items() if k.endswith(" name")), "")
        custom[normalised(name)] = normalised(text.strip())

    if "meta.xml" in package:
        wanted = {name: keep(name) for name in found} | {"user-defined": user_defined}
        each_element(package.read("meta.xml", "properties"), "properties", wanted, mixed=True)
    return Properties(
        keywords=" ".join(found["keyword"]),
        description=" ".join(found["description"]),
        application=" ".join(found["generator"]),
        custom=custom,
    )
