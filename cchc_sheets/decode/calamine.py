"""The bytes or parts of an .xls or .xlsb → the workbook, its cells as calamine reads them."""

from __future__ import annotations

from cchc_sheets.decode.cells import RawWorkbook, WorkbookFormat
from cchc_sheets.decode.child import read_sheets
from cchc_sheets.decode.errors import BadFileError
from cchc_sheets.decode.ooxml import Package, Properties, read_properties
from cchc_sheets.decode.sniff import has_file_pass


def read_xls(data: bytes) -> RawWorkbook:
    """Read a workbook of Excel 97–2003.

    Raises:
        BadFileError: it cannot be read.
    """
    if has_file_pass(data):
        raise BadFileError("file-encrypted")
    return read_through_calamine(data, "xls", Properties())


def read_xlsb(data: bytes, package: Package) -> RawWorkbook:
    """Read a binary workbook; ``package`` is the same bytes, opened.

    Raises:
        BadFileError: it cannot be read.
    """
    parts = package.names("xl/", ".bin", ".rels")
    package.demand(*parts)
    for part in parts:  # calamine inflates without a limit; the declared sizes may be false
        package.read(part, "content")
    return read_through_calamine(data, "xlsb", read_properties(package))


def read_through_calamine(
    data: bytes, workbook_format: WorkbookFormat, properties: Properties
) -> RawWorkbook:
    """Make a workbook of what calamine reads in the file and of the properties, read by us.

    Raises:
        BadFileError: calamine cannot read it.
    """
    return RawWorkbook(
        format=workbook_format,
        sheets=read_sheets(data),
        defined_names={},
        keywords=properties.keywords,
        description=properties.description,
        custom_properties=properties.custom or {},
        application=properties.application,
        has_formulas=False,
    )
