"""The bytes of an .xlsx or .xlsm → its cells: our own sparse reader.

It reads what other readers drop (formulas, number formats, error values, names, properties) and
survives what kills them: limits are checked before anything is inflated, document types and with
them entities are refused, a far cell costs nothing. Names are matched regardless of the prefix and
of the namespace (transitional or strict), parts regardless of case and kind of slash.

``read_workbook`` reads them; the other names serve .xlsb and .ods, which are zip files too.
"""

from cchc_sheets.decode.ooxml.package import Package, open_package
from cchc_sheets.decode.ooxml.properties import Properties, read_properties
from cchc_sheets.decode.ooxml.workbook import find_workbook, read_workbook
from cchc_sheets.decode.ooxml.xml import Attributes, OnElement, each_element

__all__ = [
    "Attributes",
    "OnElement",
    "Package",
    "Properties",
    "each_element",
    "find_workbook",
    "open_package",
    "read_properties",
    "read_workbook",
]
