"""One report saved by each client in each of its formats → the table of ``docs/``.

``python -m tests.spoiled.clients report.xlsx`` writes the report, for the clients that tests do not
start; ``python -m tests.spoiled.clients`` writes the table anew.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from cchc_sheets.model import Period, Received
from cchc_sheets.record.values import value_rows as rows_of
from cchc_sheets.record.values import values_csv
from tests.libreoffice import LibreOffice
from tests.spoiled.report import Desk, open_desk, opened, saved

ROOT = Path(__file__).parents[2]
STORED = ROOT / "tests" / "data" / "programs"
PAGE = ROOT / "docs" / "reference" / "clients.md"
FORMATS = ("xlsx", "ods", "xls")
HEAD = "| chương trình / client | lưu / saves | `values.csv` | nói thêm / says besides |"


def table(desk: Desk, libreoffice: LibreOffice, gnumeric: Path) -> list[str]:
    """Return the lines of the table: what an ordinary save of a good report comes to."""
    report = desk.folder / "report.xlsx"
    report.write_bytes(desk.filled())
    before = desk.check(report.read_bytes())
    lines = [HEAD, "|---|---|---|---|"]
    for client, path in _saves(desk.folder, report, libreoffice, gnumeric):
        after = desk.check(path.read_bytes())
        same = _values(desk, after) == _values(desk, before)
        told = Counter(f.kind.code for f in after.findings)
        told -= Counter(f.kind.code for f in before.findings)
        besides = ", ".join(f"[{code}](../findings/{code}.md)" for code in sorted(told))
        what = "như cũ / the same" if same else "**khác / differs**"
        lines.append(f"| {client} | {path.suffix} | {what} | {besides or '–'} |")
    return lines


def _saves(
    folder: Path, report: Path, libreoffice: LibreOffice, gnumeric: Path
) -> Iterator[tuple[str, Path]]:
    for extension in FORMATS:
        (path,) = libreoffice.convert([report], extension, folder / "saved")
        yield "LibreOffice", path
    for extension in FORMATS:
        path = folder / f"gnumeric.{extension}"
        subprocess.run([gnumeric, report, path], check=True, capture_output=True)
        yield "Gnumeric", path
    path = folder / "openpyxl.xlsx"
    path.write_bytes(saved(opened(report.read_bytes())))
    yield "openpyxl", path
    yield "ExcelJS 4.4.0", STORED / "report-exceljs.xlsx"
    for extension in FORMATS:
        yield "SheetJS 0.18.5", STORED / f"report-sheetjs.{extension}"


def _values(desk: Desk, file: Received) -> tuple[bytes, Mapping[str, object]]:
    """What enters of a file: ``values.csv``, without the file's name and hash, and the records."""
    roster, period = desk.definitions.rosters["toy-province"], Period.parse("2021-Q1")
    assert period is not None
    if file.submission is None:
        return b"", {}
    rows = rows_of(desk.definitions, roster, period, {"stc": file.submission})
    return values_csv(replace(row, file="", sha256="") for row in rows), file.submission.records


def main() -> int:
    """Write the report where told, or else the table."""
    with tempfile.TemporaryDirectory() as name:
        desk, gnumeric = open_desk(Path(name)), shutil.which("ssconvert") or "ssconvert"
        if len(sys.argv) > 1:
            Path(sys.argv[1]).write_bytes(desk.filled())
            return 0
        libreoffice = LibreOffice(Path(shutil.which("soffice") or "soffice"), Path(name) / "lo")
        text = PAGE.read_text(encoding="utf-8")
        made = "\n".join(table(desk, libreoffice, Path(gnumeric)))
        PAGE.write_text(f"{text[: text.index(HEAD)]}{made}\n", encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
