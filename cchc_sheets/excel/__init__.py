"""The only room that knows spreadsheets: layout, writer, reader, consolidated workbook."""
