"""``submissions.csv``: who sent which report, beside ``values.csv``."""

import csv
import io
from datetime import date

from cchc_sheets.model import Outcome, Period, Received, Source, Submission, Unit, UnitState
from cchc_sheets.record.submissions import submissions_csv

PERIOD = Period(2021, "Q1")
UNIT = Unit("stc", "Sở Tài chính", "STC", "so-nganh", (), "thử")


def rows(*outcomes: Outcome) -> list[dict[str, str]]:
    data = submissions_csv(outcomes, PERIOD, "soc-trang")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def sent(**fields: str | date) -> Outcome:
    submission = Submission("stc-2021", PERIOD, {}, source=Source("stc.xlsx", "ab"), **fields)  # type: ignore[arg-type]
    file = Received("stc.xlsx", "ab", unit=UNIT, period=PERIOD, submission=submission)
    return Outcome(UnitState.TO_REVIEW, UNIT, file)


def test_a_report_says_who_signed_and_whom_to_ask() -> None:
    (row,) = rows(
        sent(
            report_number="12/BC-STC",
            signed_on=date(2021, 3, 17),
            signed_on_typed="17/3/2021",
            filled_by="Nguyễn Văn A",
            telephone="0299 3821 234",
        )
    )
    assert row["unit"] == "stc"
    assert row["name"] == "Sở Tài chính"
    assert row["status"] == "to_review"
    assert (row["report_number"], row["filled_by"]) == ("12/BC-STC", "Nguyễn Văn A")
    assert (row["signed_on"], row["signed_on_typed"]) == ("2021-03-17", "17/3/2021")
    assert (row["telephone"], row["file"], row["sha256"]) == ("0299 3821 234", "stc.xlsx", "ab")


def test_a_day_that_is_none_stays_as_typed() -> None:
    (row,) = rows(sent(signed_on_typed="32/13/2021"))
    assert (row["signed_on"], row["signed_on_typed"]) == ("", "32/13/2021")


def test_what_a_spreadsheet_would_compute_is_guarded() -> None:
    (row,) = rows(sent(report_number="=1+1", telephone="+84 299", filled_by=" @x"))
    guarded = row["report_number"], row["telephone"], row["filled_by"]
    assert guarded == ("'=1+1", "'+84 299", "' @x")


def test_units_without_a_report_and_files_of_nobody_have_a_line() -> None:
    missing = Outcome(UnitState.ISSUED, UNIT)
    nobodys = Outcome(UnitState.RETURNED, None, Received("x.xlsx", "cd"))
    first, second = rows(missing, nobodys)
    assert (first["unit"], first["status"], first["file"]) == ("stc", "issued", "")
    assert (second["unit"], second["status"], second["file"]) == ("", "returned", "x.xlsx")
