"""The bytes or parts of an .xls or .xlsb → the workbook, its cells as calamine reads them."""

from __future__ import annotations

from pathlib import Path

from cchc_sheets.decode.cells import RawWorkbook, WorkbookFormat
from cchc_sheets.decode.child import read_sheets
from cchc_sheets.decode.errors import BadFileError
from cchc_sheets.decode.ooxml import Package, Properties, read_properties

_SECTOR = 512
_BEGIN_OF_FILE, _WORKBOOK, _FILE_PASS = b"\x09\x08", b"\x05\x00", b"\x2f\x00"


def read_xls(path: Path, data: bytes) -> RawWorkbook:
    """Read a workbook of Excel 97–2003, whose content is at hand already.

    Raises:
        BadFileError: it cannot be read.
    """
    if _has_file_pass(data):
        raise BadFileError("file-encrypted")
    return read_through_calamine(path, "xls", Properties())


def _has_file_pass(data: bytes) -> bool:
    """Whether a .xls is encrypted; calamine only says that it does not know the format.

    The record that says so, which cannot be encrypted, is the first or second after the one that
    begins the workbook; a stream begins with a sector.
    """
    for start in range(_SECTOR, len(data), _SECTOR):
        if data[start : start + 2] == _BEGIN_OF_FILE and data[start + 6 : start + 8] == _WORKBOOK:
            second = start + 4 + int.from_bytes(data[start + 2 : start + 4], "little")
            third = second + 4 + int.from_bytes(data[second + 2 : second + 4], "little")
            if _FILE_PASS in (data[second : second + 2], data[third : third + 2]):
                return True
    return False


def read_xlsb(path: Path, package: Package) -> RawWorkbook:
    """Read a binary workbook.

    Raises:
        BadFileError: it cannot be read.
    """
    parts = package.names("xl/", ".bin", ".rels")
    package.demand(*parts)
    for part in parts:  # calamine inflates without a limit; the declared sizes may be false
        package.read(part, "content")
    return read_through_calamine(path, "xlsb", read_properties(package))


def read_through_calamine(
    path: Path, workbook_format: WorkbookFormat, properties: Properties
) -> RawWorkbook:
    """Make a workbook of what calamine reads in the file and of the properties, read by us.

    Raises:
        BadFileError: calamine cannot read it.
    """
    return RawWorkbook(
        format=workbook_format,
        sheets=read_sheets(path),
        defined_names={},
        keywords=properties.keywords,
        description=properties.description,
        custom_properties=properties.custom or {},
        application=properties.application,
        has_formulas=False,
    )
