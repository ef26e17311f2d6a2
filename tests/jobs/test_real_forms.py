"""Two published reports, typed in exactly as the units typed them: every anomaly, and no other."""

import csv
from pathlib import Path

import pytest

from cchc_sheets.sheet.form import Layout
from scripts.real_figures import BHXH, DATA, STC, real_figures
from tests.desk import Desk

REPORTS = [
    pytest.param("bhxh", "2021-Y", BHXH, id="bhxh"),
    pytest.param("stc", "2021-Q1", STC, id="stc"),
]


def anomalies(form: str) -> list[dict[str, str]]:
    with (DATA / "anomalies.csv").open(encoding="utf-8", newline="") as stream:
        lines = csv.DictReader(line for line in stream if not line.startswith("#"))
        return [line for line in lines if line["form"] == form]


def returned(desk: Desk, code: str, period: str, report: Path, *, corrected: bool = False) -> Path:
    typed = real_figures(report, desk.form_of(code), corrected=corrected)
    return desk.returned(code, typed, period=period)


@pytest.mark.parametrize(("code", "period", "report"), REPORTS)
def test_each_anomaly_is_found_at_its_cell_with_its_severity(
    desk: Desk, code: str, period: str, report: Path
) -> None:
    path = returned(desk, code, period, report)
    form = desk.form_of(code)
    cell_of = {row.path: Layout(form).value_cell(row.key) for row in form.rows}
    found = {
        (f["rule"], f["severity"], cell)
        for f in desk.findings(path)
        for cell in (f["cell"], *f["related"])
    }
    expected = anomalies(form.id)
    assert expected
    for line in expected:
        cells = {cell_of[at] for at in line["paths"].split()}
        hits = {
            cell
            for rule, severity, cell in found
            if rule
            and rule.split(".")[0] == line["rule"].split(".")[0]
            and severity == line["severity"]
        }
        assert cells & hits, line


@pytest.mark.parametrize(("code", "period", "report"), REPORTS)
def test_no_error_is_reported_that_the_table_does_not_support(
    desk: Desk, code: str, period: str, report: Path
) -> None:
    path = returned(desk, code, period, report)
    form = desk.form_of(code)
    path_of = {Layout(form).value_cell(row.key): row.path for row in form.rows}
    supported = {
        at
        for line in anomalies(form.id)
        if line["severity"] == "error"
        for at in line["paths"].split()
    }
    errors = [f for f in desk.findings(path) if f["severity"] == "error"]
    assert errors
    assert {path_of[f["cell"]] for f in errors} <= supported


@pytest.mark.parametrize(("code", "period", "report"), REPORTS)
def test_the_report_is_sent_back_as_it_is_and_merged_once_corrected(
    desk: Desk, code: str, period: str, report: Path
) -> None:
    returned(desk, code, period, report)
    first = desk.run("merge", desk.inbox, "--format", "json")
    assert first.status == 1
    assert [rejected["unit"] for rejected in first.json["rejected"]] == [code]
    assert first.json["merged"] == []

    path = returned(desk, code, period, report, corrected=True)
    assert desk.check(path).json["files"][0]["status"] == "accepted_with_warnings"
    second = desk.run("merge", desk.inbox, "--format", "json")
    assert second.status == 0, second.out
    assert second.json["merged"] == [code]
    assert second.json["period"] == period


def test_what_was_typed_is_kept_beside_what_was_read(desk: Desk) -> None:
    returned(desk, "bhxh", "2021-Y", BHXH, corrected=True)
    outputs = desk.run("merge", desk.inbox, "--format", "json").json["outputs"]
    with Path(outputs["values.csv"]).open(encoding="utf-8-sig", newline="") as stream:
        values = {line["indicator"]: line for line in csv.DictReader(stream)}
    assert values["dossiers_received"]["raw"] == "171.034"
    assert values["dossiers_received"]["value"] == "171034"
    assert values["satisfaction_rate"]["raw"] == "99,82"
    assert values["satisfaction_rate"]["value"] == "99.82"
    assert values["par_news_provincial_site"]["value"] == "4"
    assert values["procedures_newly_announced"]["state"] == "blank"
    assert values["procedures_newly_announced"]["value"] == ""
