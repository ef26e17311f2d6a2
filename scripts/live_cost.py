"""What a workbook's own checks cost: LibreOffice's recalculation with them and without.

``python -m scripts.live_cost [COPIES]`` writes that many filled workbooks of each published form,
once with live checks and once without, lets LibreOffice open, compute anew and save each lot in one
call, and prints the times side by side, with the sizes of the files and the time to write one. The
second ratio is without the time that LibreOffice takes to start.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from cchc_sheets.definition import load, packaged_templates
from cchc_sheets.model import Form, Identity, Kind, Period, Roster, Row, Unit
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.model.issue import Issue, Prefill
from cchc_sheets.workbook.form_plan import FormPlan, plan_form
from cchc_sheets.workbook.write import write_workbook

COPIES = 20
ROUNDS = 3
"""The best of so many counts: what else the machine does is no cost of ours."""
PROVINCE, PERIOD = "soc-trang", "2021-Q1"
ALWAYS_RECALCULATE = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
 <item oor:path="/org.openoffice.Office.Calc/Formula/Load">
  <prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
 </item>
</oor:items>
"""


@dataclass(frozen=True)
class Lot:
    """Copies of one workbook: how long one took to write, its size, and the time to recalculate."""

    written: float
    size: int
    recalculated: float


def main() -> int:
    """Print the table; 2 when LibreOffice or the definitions are not there."""
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else COPIES
    program = shutil.which("soffice") or shutil.which("libreoffice")
    definitions, _ = load(packaged_templates())
    if program is None or definitions is None:
        print("LibreOffice or the definitions are missing", file=sys.stderr)
        return 2
    print(f"{copies} filled workbooks of each form; seconds to recalculate them in one call")
    print(
        f"{'form':24}{'live':>8}{'without':>9}{'ratio':>7}{'net':>7}{'kB':>12}{'ms to write':>15}"
    )
    with tempfile.TemporaryDirectory(prefix="cchc-cost-") as folder:
        office = _Office(program, Path(folder) / "profile")
        start = office.start_twice(Path(folder))
        print(f"{'(start alone)':24}{start:8.2f}{start:9.2f}")
        for issue in _issues(definitions):
            plan = plan_form(issue.form, definitions.catalogue, issue.period)
            lots = [
                _measured(office, (issue, each), Path(folder) / f"{issue.form.id}-{name}", copies)
                for name, each in (("live", plan), ("without", replace(plan, live=None)))
            ]
            print(_line(issue.form, lots[0], lots[1], start), flush=True)
    return 0


def _line(form: Form, live: Lot, without: Lot, start: float) -> str:
    ratio = live.recalculated / without.recalculated
    net = (live.recalculated - start) / (without.recalculated - start)
    sizes = f"{live.size / 1000:.0f} / {without.size / 1000:.0f}"
    writing = f"{live.written * 1000:.0f} / {without.written * 1000:.0f}"
    times = f"{live.recalculated:8.2f}{without.recalculated:9.2f}{ratio:7.2f}{net:7.2f}"
    return f"{form.id:24}{times}{sizes:>12}{writing:>15}"


def _measured(office: _Office, what: tuple[Issue, FormPlan], folder: Path, copies: int) -> Lot:
    folder.mkdir()
    start = time.perf_counter()
    data = write_workbook(*what)
    written = time.perf_counter() - start
    paths = [folder / f"{number}.xlsx" for number in range(copies)]
    for path in paths:
        path.write_bytes(data)
    times = [office.recalculated(paths, folder / "out") for _ in range(ROUNDS)]
    return Lot(written, len(data), min(times))


@dataclass(frozen=True)
class _Office:
    program: str
    profile: Path

    def start_twice(self, folder: Path) -> float:
        """Let LibreOffice make its profile; return the seconds that it takes to start."""
        settings = self.profile / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(ALWAYS_RECALCULATE, encoding="utf-8")
        first = folder / "first.csv"
        first.write_text("1\n", encoding="utf-8")
        return min(self.recalculated([first], folder / "out") for _ in range(2))

    def recalculated(self, paths: Sequence[Path], out_dir: Path) -> float:
        """Return the seconds that opening, computing and saving took."""
        command = [self.program, f"-env:UserInstallation={self.profile.as_uri()}", "--headless"]
        command += ["--convert-to", "xlsx", "--outdir", str(out_dir), *map(str, paths)]
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        return time.perf_counter() - start


def _issues(definitions: Definitions) -> Iterator[Issue]:
    """Yield one filled issue of each form."""
    roster, period = definitions.rosters[PROVINCE], Period.parse(PERIOD)
    for form in definitions.forms.values():
        unit = next((unit for unit in roster.units if form.id in unit.forms), None)
        if unit is not None and period is not None:
            yield _filled(form, unit, roster, period)


def _filled(form: Form, unit: Unit, roster: Roster, period: Period) -> Issue:
    inputs = [row for row in form.rows if row.is_input]
    names = (PROVINCE, unit.code, form.id, form.edition, PERIOD)
    return Issue(
        form=form,
        unit=unit,
        roster=roster,
        period=period,
        identity=Identity("0" * 8, *names, 0, "0" * 12, "0", "0"),
        prefill={row.key: Prefill(_figure(row, n), "ghi chú") for n, row in enumerate(inputs)},
        previous={row.key: Decimal(1234) for row in form.answer_rows},
    )


def _figure(row: Row, number: int) -> Decimal | str:
    if row.kind is Kind.TEXT:
        return "lời"
    if row.kind is Kind.CODE:
        return Decimal(row.codes[0].value)
    return Decimal("99.5") if row.kind is Kind.RATE else Decimal(number)


if __name__ == "__main__":
    raise SystemExit(main())
