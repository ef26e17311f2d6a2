"""The bytes of an .ods → its cells: our own sparse reader, with the limits of ``ooxml``.

What is repeated up to the end of a sheet costs nothing unless it holds something. The figure is the
one stored with the cell (``office:value``), what it looks like follows from the styles.
"""

from cchc_sheets.decode.opendocument.workbook import opendocument_kind, read_ods

__all__ = ["opendocument_kind", "read_ods"]
