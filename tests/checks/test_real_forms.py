"""Two published reports: what is really wrong in them is found, and nothing is made up."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from cchc_sheets.model import Finding, Form, Severity, State, Status, Submission, status_of
from cchc_sheets.model.definitions import Definitions
from tests.sent import findings, submission

DATA = Path(__file__).parents[1] / "data"
REPORTS = {
    "bhxh-soc-trang-2021": ("bhxh-2021-y.csv", "2021-Y", ""),
    "stc-soc-trang-2021q1": ("stc-2021-q1.csv", "2021-Q1", "17/03/2021"),
}


class Anomaly(NamedTuple):
    id: str
    form: str
    severity: Severity
    paths: frozenset[str]
    rule: str


def lines(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV file; remarks begin with ``#``."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


ANOMALIES = [
    Anomaly(
        line["id"],
        line["form"],
        Severity(line["severity"]),
        frozenset(line["paths"].split()),
        line["rule"],
    )
    for line in lines("anomalies.csv")
]


def as_sent(form: Form) -> Submission:
    """Return the report as it was typed: every value a text, a heading's value left alone."""
    name, period, signed_on = REPORTS[form.id]
    rows = list(lines(name))
    return submission(
        form,
        {line["path"]: line["value"] for line in rows if line["value"]},
        notes={line["path"]: line["note"] for line in rows if line["note"]},
        period=period,
        signed_on=signed_on,
    )


def found_in(definitions: Definitions, form: str) -> list[Finding]:
    return findings(
        definitions.forms[form], definitions.catalogue, as_sent(definitions.forms[form])
    )


def explains(anomaly: Anomaly, finding: Finding) -> bool:
    """Whether the finding is of the anomaly's rule and about one of its rows."""
    about = {place.path for place in (finding.place, *finding.related)}
    return group(finding.rule) == group(anomaly.rule) and not about.isdisjoint(anomaly.paths)


def group(rule: str | None) -> str:
    """Return the number that the variants of a rule share: R36 of R36.l3."""
    return (rule or "").partition(".")[0]


@pytest.mark.parametrize("anomaly", ANOMALIES, ids=lambda anomaly: anomaly.id)
def test_an_anomaly_is_found_where_it_is_with_its_severity_and_rule(
    definitions: Definitions, anomaly: Anomaly
) -> None:
    found = [f for f in found_in(definitions, anomaly.form) if explains(anomaly, f)]
    assert [f.severity for f in found] == [anomaly.severity]


@pytest.mark.parametrize("form", REPORTS)
def test_there_is_no_error_beyond_the_anomalies(definitions: Definitions, form: str) -> None:
    found = found_in(definitions, form)
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    anomalies = [anomaly for anomaly in ANOMALIES if anomaly.form == form]
    assert errors
    for finding in errors:
        assert any(explains(anomaly, finding) for anomaly in anomalies), finding
    assert status_of(found) is Status.REJECTED


# Beside the anomalies of the table: what a person has to look at, too.
WARNINGS = {
    "bhxh-soc-trang-2021": {
        ("R50", "6.4.5"),  # all online, and 10.732 dossiers by post
        ("R57", "5.3"),  # no number and date of the document
        ("R57", "6.6.1"),
        ("R66", "1.1"),  # a note, and no code
        ("R66", "1.5.2"),
    },
    "stc-soc-trang-2021q1": {("R66", "I.1"), ("R66", "I.3")},
}


BLANK = {"missing-answer", "parts-missing", "total-missing"}
"""What is said of blanks that must be answered."""
ASKING = BLANK | {"whole-missing", "answer-needed", "survey-incomplete"}


@pytest.mark.parametrize("form", REPORTS)
def test_every_warning_is_accounted_for(definitions: Definitions, form: str) -> None:
    """Blank cells apart, too many warnings would drown the errors."""
    anomalies = [anomaly for anomaly in ANOMALIES if anomaly.form == form]
    others = {
        (finding.rule, finding.place.path)
        for finding in found_in(definitions, form)
        if finding.severity is Severity.WARNING
        and finding.code not in BLANK
        and not any(explains(anomaly, finding) for anomaly in anomalies)
    }
    assert others == WARNINGS[form]


@pytest.mark.parametrize("form", REPORTS)
def test_every_blank_answer_is_a_warning_once(definitions: Definitions, form: str) -> None:
    sent = as_sent(definitions.forms[form])
    found = found_in(definitions, form)
    missing = [f.place.indicator for f in found if f.code == "missing-answer"]
    told = {f.place.indicator for f in found if f.code in {"value-in-note", "code-for-note"}}
    blank = {
        row.key
        for row in definitions.forms[form].answer_rows
        if row.required and sent.answers[row.key].state is State.BLANK
    }
    asking = (f for f in found if f.code in ASKING)
    asked = {place.indicator for f in asking for place in (f.place, *f.related)}
    assert set(missing) <= blank - told <= asked
    assert len(missing) == len(set(missing))


@pytest.mark.parametrize(
    ("form", "path", "value"),
    [
        ("bhxh-soc-trang-2021", "2.5.1", "171034"),
        ("bhxh-soc-trang-2021", "2.5.2", "169800"),
        ("bhxh-soc-trang-2021", "2.5.3", "99.10"),
        ("bhxh-soc-trang-2021", "1.3.2", "4"),
        ("bhxh-soc-trang-2021", "6.2.(2)", "2875"),
        ("bhxh-soc-trang-2021", "6.2.(2).(1)", "84.94"),
        ("bhxh-soc-trang-2021", "6.5.5", "48984"),
        ("stc-soc-trang-2021q1", "VII.1.(1)", "1248"),
        ("stc-soc-trang-2021q1", "IV.1.(7)", "14.3"),
    ],
)
def test_a_figure_is_read_as_it_was_meant(
    definitions: Definitions, form: str, path: str, value: str
) -> None:
    sent = as_sent(definitions.forms[form])
    key = next(row.key for row in definitions.forms[form].rows if row.path == path)
    assert str(sent.answers[key].value) == value


def test_the_reports_are_whole() -> None:
    assert len(list(lines("bhxh-2021-y.csv"))) == 75
    assert len(list(lines("stc-2021-q1.csv"))) == 51
