"""How fast we are beside others, on one machine, in one run: ``make bench``.

Everything is measured in turn on the same workbooks, several times, and reported as medians and as
ratios: a ratio stays when the machine is another. The floor F of a file is to inflate the parts
that anybody must look at and to parse them with expat without a handler. Results are written to
``docs/benchmarks.md``.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import importlib.metadata
import io
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

import openpyxl
import xlsxwriter

from cchc_sheets.definition import load, packaged_templates
from cchc_sheets.history.before import read_history
from cchc_sheets.intake.read import read_returned
from cchc_sheets.jobs.check import Checker
from cchc_sheets.jobs.issue import slug
from cchc_sheets.model import Form, Identity, Period, UsageProblem
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.model.issue import Issue
from cchc_sheets.record.keys import read_keys
from cchc_sheets.sheet.form import FORM_SHEET, LIVE_SHEET, VALUE, Layout
from cchc_sheets.workbook.form_plan import plan_form
from cchc_sheets.workbook.write import write_workbook
from scripts.fill import fill
from scripts.invent import invent

ROOT = Path(__file__).parent.parent
PROVINCE, PERIOD, FORM = "can-tho", "2025-Q3", "xa-2025"
FILES, ROUNDS = 40, 5
# In an environment of its own: it brings a package named `tests`, which would hide ours.
_DATAMAPS = (
    shutil.which("uv", path=str(Path(sys.executable).parent)) or "",
    "tool",
    "run",
    "--from",
    "datamaps==1.1.9",
    "datamaps",
)


@dataclass(frozen=True)
class Line:
    """One thing that was measured: milliseconds a file, and those of what it is compared with."""

    name: str
    milliseconds: float
    unit: float

    @property
    def ratio(self) -> float:
        """How many times the unit it took."""
        return self.milliseconds / self.unit


def main() -> int:
    """Measure, print the tables and write the page; 2 where the definitions are not sound."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("files", nargs="?", type=int, default=FILES, help="workbooks of each kind")
    options.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    chosen = options.parse_args()
    definitions, _ = load(packaged_templates())
    if definitions is None:
        return 2
    with tempfile.TemporaryDirectory(prefix="cchc-bench-") as name:
        page = "\n".join(_page(definitions, Path(name), chosen.files))
    print(page)
    if chosen.write:
        (ROOT / "docs" / "benchmarks.md").write_text(page + "\n", encoding="utf-8")
    return 0


def _page(definitions: Definitions, folder: Path, files: int) -> Iterator[str]:
    workspace = _workspace(definitions, folder / "workspace", files)
    sets = dict(_sets(workspace, folder))
    yield from _INTRODUCTION.format(files=files, rounds=ROUNDS, machine=_machine()).splitlines()
    for kind, paths in sets.items():
        lines = _reading(definitions, workspace, paths)
        yield from ("", f"## {kind}", "", *_table(lines, "F"))
    yield from (
        "",
        "## A whole folder",
        "",
        *_table(_folders(definitions.forms[FORM], workspace, folder, files), "ours"),
    )
    yield from ("", "## Issuing", "", *_table(_issuing(definitions), "XlsxWriter"))
    yield from ("", "## Start-up", "", *_table(_starting(workspace), "import typer"))


_INTRODUCTION = """\
# Benchmarks

Measured by `make bench` in one run on one machine, {files} workbooks of each kind, medians of \
{rounds} rounds, CPU time of one process; what else the machine does moves the milliseconds and \
leaves the ratios nearly alone. F is the floor: the needed parts of a file inflated, and parsed by \
expat without a handler.

{machine}"""


def _machine() -> str:
    names = ("openpyxl", "XlsxWriter", "python-calamine", "typer")
    found = (f"{name} {importlib.metadata.version(name)}" for name in names if _installed(name))
    return f"Python {platform.python_version()}, {', '.join(found)}."


def _installed(name: str) -> bool:
    return any(importlib.metadata.distributions(name=name))


# ---------------------------------------------------------------------------- workbooks


def _workspace(definitions: Definitions, workspace: Path, files: int) -> Path:
    """Make a workspace with issued workbooks of communes, filled in by openpyxl."""
    _ours("init", str(workspace), "--province", PROVINCE)
    _ours("generate", "--period", PERIOD, "--province", PROVINCE, "--workspace", str(workspace))
    form, issued = definitions.forms[FORM], workspace / "generated" / PROVINCE / PERIOD
    units = [unit for unit in definitions.rosters[PROVINCE].units if unit.forms == (FORM,)]
    for unit in units[:files]:
        source = issued / f"CCHC_{PERIOD}_{slug(unit.name)}.xlsx"
        answers = invent(form, definitions.catalogue, unit.code)
        typed = [(key, answer.value, answer.note) for key, answer in answers.items()]
        fill(source, workspace / "inbox" / source.name, typed)
    return workspace


def _ours(*arguments: str) -> None:
    command = [sys.executable, "-m", "cchc_sheets", *arguments]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, cwd=ROOT)


def _sets(workspace: Path, folder: Path) -> Iterator[tuple[str, list[Path]]]:
    """Yield the workbooks by what wrote them."""
    filled = sorted((workspace / "inbox").glob("*.xlsx"))
    yield "Filled in, as openpyxl saves", filled
    soffice = shutil.which("soffice")
    if soffice:
        target = folder / "libreoffice"
        to = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(target)]
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [soffice, profile, "--headless", *to, *map(str, filled)]
        subprocess.run(command, check=True, capture_output=True)
        yield "Filled in, as LibreOffice saves", sorted(target.glob("*.xlsx"))
    issued = {path.name: path for path in (workspace / "generated").rglob("*.xlsx")}
    yield "Blank, as issued", [issued[path.name] for path in filled]


# ---------------------------------------------------------------------------- measuring


def _each(work: Callable[[Path], object], paths: Sequence[Path]) -> float:
    """Return the milliseconds of CPU that work takes a file: the median of the rounds."""
    work(paths[0])
    times: list[float] = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        for path in paths:
            work(path)
        times.append((time.process_time() - begun) * 1000 / len(paths))
    return statistics.median(times)


def _whole(command: Sequence[str], environment: Mapping[str, str] | None = None) -> float:
    """Return the milliseconds of CPU of a whole process and its children."""
    times: list[float] = []
    for _ in range(ROUNDS + 1):
        before = os.times()
        subprocess.run(
            command,
            check=False,
            capture_output=True,
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
        )
        after = os.times()
        used = after.children_user + after.children_system
        times.append((used - before.children_user - before.children_system) * 1000)
    return statistics.median(times[1:])


def _table(lines: Sequence[Line], unit: str) -> Iterator[str]:
    yield f"| what | ms | × {unit} |"
    yield "|---|---:|---:|"
    for line in lines:
        yield f"| {line.name} | {line.milliseconds:.1f} | {line.ratio:.1f} |"


# ------------------------------------------------------------------------------ reading


def _reading(definitions: Definitions, workspace: Path, paths: Sequence[Path]) -> list[Line]:
    keys, history = read_keys(workspace / ".cchc"), read_history((), definitions)
    if isinstance(keys, UsageProblem) or isinstance(history, UsageProblem):
        raise SystemExit(2)
    checker = Checker(definitions, keys, history)
    works: dict[str, Callable[[Path], object]] = {
        "the floor F": floor,
        "ours, read": lambda path: read_returned(path, path.name, definitions),
        "ours, read and check": lambda path: checker.check(path, path.name),
        "openpyxl, values and formulas": _by_openpyxl,
    }
    if _installed("python-calamine"):
        works["python-calamine, values alone"] = _by_calamine
    times = {name: _each(work, paths) for name, work in works.items()}
    return [Line(name, taken, times["the floor F"]) for name, taken in times.items()]


_RELATIONSHIP = re.compile(r"<Relationship [^>]*>")
_SHEET = re.compile(r"<sheet [^>]*>")


def floor(path: Path) -> None:
    """Inflate and parse what a reader of the file cannot do without."""
    with zipfile.ZipFile(path) as package:
        for part in _needed(package):
            expat.ParserCreate().Parse(package.read(part), True)  # noqa: FBT003 — its signature


def _needed(package: zipfile.ZipFile) -> Iterator[str]:
    names = set(package.namelist())
    book = package.read("xl/workbook.xml").decode()
    relations = package.read("xl/_rels/workbook.xml.rels").decode()
    targets = {
        _attribute(tag, "Id"): _attribute(tag, "Target") for tag in _RELATIONSHIP.findall(relations)
    }
    yield from ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml")
    yield from names & {"xl/sharedStrings.xml"}
    for tag in _SHEET.findall(book):
        if not _attribute(tag, "name").startswith(LIVE_SHEET):
            target = targets[_attribute(tag, "r:id")]
            yield target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return found[1] if found else ""


def _by_openpyxl(path: Path) -> int:
    found = 0
    for values in (False, True):
        book = openpyxl.load_workbook(path, data_only=values, read_only=True)
        for sheet in book.worksheets:
            found += sum(len(row) for row in sheet.iter_rows(values_only=True))
        book.close()
    return found


def _by_calamine(path: Path) -> int:
    book = importlib.import_module("python_calamine").CalamineWorkbook.from_path(path)
    return sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)


# ------------------------------------------------------------------------ whole folders


def _folders(form: Form, workspace: Path, folder: Path, files: int) -> list[Line]:
    """Measure our merge and, where it is installed, the import of ``datamaps``; a file each."""
    common = ("--workspace", str(workspace), "--province", PROVINCE)
    merge = [sys.executable, "-m", "cchc_sheets", "merge", str(workspace / "inbox"), *common]
    times = {"ours: read, check, consolidate, write all outputs": _whole(merge)}
    if _DATAMAPS[0]:
        home = folder / "home"
        home.mkdir()
        datamap = home / "datamap.csv"
        _write_datamap(datamap, form)
        inbox = ["-m", "-d", str(datamap), "--inputdir", str(workspace / "inbox")]
        command = [*_DATAMAPS, "import", "templates", *inbox]
        times["datamaps: import the same cells"] = _whole(command, {"HOME": str(home)})
    ours = next(iter(times.values())) / files
    return [Line(name, taken / files, ours) for name, taken in times.items()]


def _write_datamap(path: Path, form: Form) -> None:
    """Name every answer of the form, as ``datamaps`` wants it."""
    rows = Layout(form).row_of
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(("cell_key", "template_sheet", "cell_reference", "type"))
        letter = chr(ord("A") + VALUE - 1)
        for row in form.answer_rows:
            table.writerow((row.key, FORM_SHEET, f"{letter}{rows[row.key]}", "NUMBER"))


# --------------------------------------------------------------------- issuing, start-up


def _issuing(definitions: Definitions) -> list[Line]:
    form, roster, period = (
        definitions.forms[FORM],
        definitions.rosters[PROVINCE],
        Period.parse(PERIOD),
    )
    unit = next(unit for unit in roster.units if FORM in unit.forms)
    if period is None:
        raise SystemExit(2)
    plan = plan_form(form, definitions.catalogue, period)
    names = (PROVINCE, unit.code, form.id, form.edition, PERIOD)
    issue = Issue(form, unit, roster, period, Identity("0" * 8, *names, 0, "0" * 12, "0", "0"))
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(issue, plan)))
    cells = {
        sheet.title: [[getattr(c, "text", c) for c in row] for row in sheet.values]
        for sheet in book.worksheets
    }
    works: dict[str, Callable[[Path], object]] = {
        "XlsxWriter, the same cells without looks": lambda _: _plain(cells),
        "ours, beyond the first of a form": lambda _: write_workbook(issue, plan),
    }
    times = {name: _each(work, [Path()]) for name, work in works.items()}
    plain = next(iter(times.values()))
    return [Line(name, taken, plain) for name, taken in times.items()]


def _plain(cells: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as copy:
        for title, rows in cells.items():
            sheet = copy.add_worksheet(title)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return target.getvalue()


def _starting(workspace: Path) -> list[Line]:
    one = next((workspace / "inbox").glob("*.xlsx"))
    commands = {
        "import typer": [sys.executable, "-c", "import typer"],
        "cchc-sheets --version": [sys.executable, "-m", "cchc_sheets", "--version"],
        "cchc-sheets check ONE_FILE": [
            sys.executable,
            "-m",
            "cchc_sheets",
            "check",
            str(one),
            "--workspace",
            str(workspace),
        ],
    }
    times = {name: _whole(command) for name, command in commands.items()}
    return [Line(name, taken, times["import typer"]) for name, taken in times.items()]


if __name__ == "__main__":
    raise SystemExit(main())
