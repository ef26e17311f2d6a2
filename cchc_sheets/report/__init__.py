"""Results for people and programs: workbook, page, text, JSON and CSV."""
