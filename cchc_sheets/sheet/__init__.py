"""What the writer and the reader of a workbook share: where each cell is, and how it looks."""
