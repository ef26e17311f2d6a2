"""A desk at Sở Nội vụ: a workspace, the command line, and units that fill in what they get."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from cchc_sheets.cli.app import app
from cchc_sheets.jobs.issue import slug
from cchc_sheets.model import Form, Unit
from cchc_sheets.model.definitions import Definitions
from scripts.fill import Typed, fill
from scripts.invent_report import InventedReport, invent_report

PROVINCE = "soc-trang"
PROVINCIAL = {
    *("generate", "check", "merge", "report", "status", "series", "trace"),
    *("accept", "exclude", "withdraw", "enter", "close", "reopen", "remind", "return"),
}


@dataclass(frozen=True)
class Result:
    """What a command printed and how it ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - any JSON value
        """The JSON that it printed."""
        return json.loads(self.out)


@dataclass
class _Shared:
    """The signing key that workspaces share, by its file's name, and what was issued with it."""

    key: tuple[str, str] | None = None
    issued: dict[tuple[str, str], bytes] = field(default_factory=dict)


_SHARED = _Shared()


@dataclass
class Desk:
    """One throw-away workspace."""

    root: Path
    definitions: Definitions
    runner: CliRunner = field(default_factory=CliRunner)

    @property
    def inbox(self) -> Path:
        """Where returned files arrive."""
        folder = self.root / "inbox"
        folder.mkdir(exist_ok=True)
        return folder

    def run(self, *arguments: object) -> Result:
        """Run a command in this workspace; an exception in it fails the test."""
        words = [*map(str, arguments), "--workspace", str(self.root)]
        if words[0] in PROVINCIAL and "--province" not in words:
            words += ["--province", PROVINCE]
        done = self.runner.invoke(app, words, catch_exceptions=False)
        return Result(done.exit_code, done.stdout, done.stderr)

    def run_init(self) -> Result:
        """Lay out this workspace with the packaged definitions."""
        done = self.runner.invoke(app, ["init", str(self.root)], catch_exceptions=False)
        return Result(done.exit_code, done.stdout, done.stderr)

    def unit(self, code: str) -> Unit:
        """Return a unit of the roster."""
        unit = self.definitions.rosters[PROVINCE].unit(code)
        assert unit is not None
        return unit

    def form_of(self, code: str) -> Form:
        """Return the form that a unit answers."""
        return self.definitions.forms[self.unit(code).forms[0]]

    def issued(self, code: str, period: str = "2021-Q1") -> Path:
        """Return the workbook issued to a unit, issuing it on first use.

        Workspaces of the packaged definitions share one key, so that what was issued in one is
        copied to the next: making a workbook takes most of the time of many tests.
        """
        name = f"CCHC_{period}_{slug(self.unit(code).name)}.xlsx"
        path = self.root / "generated" / PROVINCE / period / name
        if path.exists():
            return path
        keys, plain = self.root / ".cchc" / "keys", not (self.root / "templates").exists()
        if plain and _SHARED.key and not keys.exists():
            keys.mkdir(mode=0o700, parents=True)
            (keys / _SHARED.key[0]).write_text(_SHARED.key[1], "utf-8")
            (keys / _SHARED.key[0]).chmod(0o600)
        own = next(iter(sorted(keys.glob("*.json"))), None)
        shares = own is not None and _SHARED.key is not None and own.name == _SHARED.key[0]
        if plain and shares and (code, period) in _SHARED.issued:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_SHARED.issued[code, period])
            return path
        done = self.run("generate", "--period", period, "--unit", code)
        assert done.status == 0, done
        (made,) = keys.glob("*.json")
        if plain and _SHARED.key is None:
            _SHARED.key = made.name, made.read_text("utf-8")
        if plain and _SHARED.key and made.name == _SHARED.key[0]:
            _SHARED.issued[code, period] = path.read_bytes()
        return path

    def returned(
        self,
        code: str,
        typed: Iterable[Typed] | None = None,
        *,
        period: str = "2021-Q1",
        name: str | None = None,
    ) -> Path:
        """Fill in a unit's workbook (with invented answers unless told) and put it in the inbox."""
        target = self.inbox / (name or f"{code}.xlsx")
        invented = self.report(code) if typed is None else InventedReport({})
        fill(self.issued(code, period), target, typed or invented.typed, invented.tables)
        return target

    def invented(self, code: str) -> list[Typed]:
        """Return answers for a unit that contradict nothing."""
        return self.report(code).typed

    def report(self, code: str) -> InventedReport:
        """Return a whole report of a unit that contradicts nothing."""
        return invent_report(self.form_of(code), self.definitions.catalogue, self.unit(code), code)

    def check(self, *paths: Path) -> Result:
        """Check files, as JSON."""
        return self.run("check", *paths, "--format", "json")

    def findings(self, path: Path) -> list[dict[str, Any]]:
        """Return the findings of one file."""
        files: list[dict[str, Any]] = self.check(path).json["files"]
        findings: list[dict[str, Any]] = files[0]["findings"]
        return findings

    def codes(self, path: Path, severity: str = "error") -> list[str]:
        """Return the codes of one file's findings of a severity."""
        return [f["code"] for f in self.findings(path) if f["severity"] == severity]
