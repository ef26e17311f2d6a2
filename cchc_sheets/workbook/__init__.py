"""An issue → the bytes of a unit's workbook."""
