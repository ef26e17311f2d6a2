"""The parts of an OpenDocument spreadsheet → the workbook, its cells as calamine reads them."""

from __future__ import annotations

from cchc_sheets.decode.calamine import read_through_calamine
from cchc_sheets.decode.cells import RawWorkbook, normalised
from cchc_sheets.decode.errors import BadFileError, FileType, NotAWorkbookError
from cchc_sheets.decode.ooxml import Attributes, OnElement, Package, Properties, each_element


def read_ods(data: bytes, package: Package) -> RawWorkbook:
    """Read an OpenDocument spreadsheet; other OpenDocuments are no workbooks.

    ``package`` is the same bytes, opened.

    Raises:
        BadFileError: it cannot be read.
    """
    if package.opendocument not in ("spreadsheet", "spreadsheet-template"):
        found = FileType.WORD if package.opendocument.startswith("text") else FileType.ZIP
        raise NotAWorkbookError(found)
    manifest = "META-INF/manifest.xml"
    if manifest in package:
        encrypted: list[Attributes] = []
        wanted: dict[str, OnElement] = {
            "encryption-data": lambda attributes, _text: encrypted.append(attributes)
        }
        each_element(package.read(manifest, "manifest"), "manifest", wanted)
        if encrypted:
            raise BadFileError("file-encrypted")
    package.demand("content.xml")
    package.read("content.xml", "content")  # calamine inflates it without a limit
    return read_through_calamine(data, "ods", _properties(package))


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
