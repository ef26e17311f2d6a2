"""The records of the forms' tables, added up over the province."""

from __future__ import annotations

from decimal import Decimal

from cchc_sheets.consolidate.figure import Consolidation
from cchc_sheets.consolidate.tables import Spread, line_notes
from cchc_sheets.model import State
from cchc_sheets.report.tables_csv import record_values
from tests.consolidate.toy import PERIOD, of
from tests.consolidate.with_tables import COLUMNS, FIELDS, merged, table_of, toy

LAND = {"record": "Đất đai", "new": "10", "old": "2", "resolved": "8", "ontime": "6"}


def _three() -> Consolidation:
    return merged(
        toy(),
        so_nganh_1={"ho-so": [{"record": "Rừng", "new": "1", "old": "-", "resolved": "1"}, LAND]},
        so_nganh_2={"ho-so": [{**LAND, "record": "ĐẤT  đai", "old": "-", "happy": "90"}]},
        nganh_doc_1={
            "ho-so": [
                {**LAND, "record": "Đất đai", "happy": "99,5", "resolved": "12", "ontime": "12"}
            ]
        },
    )


def test_records_are_added_by_name_however_it_is_typed() -> None:
    land, forest = table_of(_three(), "ho-so").lines

    assert of(land, "name", "units", "records") == (
        "Đất đai",
        ("so-nganh-1", "so-nganh-2", "nganh-doc-1"),
        3,
    )
    assert of(forest, "name", "units") == ("Rừng", ("so-nganh-1",))
    assert {key: found.value for key, found in land.columns.items()} == {
        "all": 34,
        "new": 30,
        "old": 4,
        "resolved": 28,
        "ontime": 24,
        "happy": None,
        "why": None,
    }


def test_the_name_is_shown_as_most_units_write_it() -> None:
    made = merged(
        toy(),
        so_nganh_1={"ho-so": [{"record": "rừng"}]},
        so_nganh_2={"ho-so": [{"record": "Rừng "}]},
        nganh_doc_1={"ho-so": [{"record": "Rừng"}]},  # the mark is a character of its own
    )

    assert [line.name for line in table_of(made, "ho-so").lines] == ["Rừng"]


def test_shares_are_of_the_records_that_have_both_numbers() -> None:
    found = table_of(_three(), "ho-so")

    assert found.lines[0].columns["ontime"].share == Decimal(2400) / 28
    # Rừng resolved one dossier and does not say whether on time.
    assert of(found.total.columns["ontime"], "value", "share", "not_in_share") == (
        24,
        Decimal(2400) / 28,
        1,
    )


def test_rates_are_never_averaged() -> None:
    happy = table_of(_three(), "ho-so").total.columns["happy"]

    assert happy.spread == Spread(*map(Decimal, ("90", "94.75", "99.5")))
    assert of(happy, "value", "answered", "blank") == (None, 2, 2)


def test_computed_columns_are_made_of_the_sums_of_their_parts() -> None:
    made = merged(
        toy(),
        so_nganh_1={"ho-so": [{"record": "Đất đai", "new": "3"}]},
        so_nganh_2={"ho-so": [{"record": "Đất đai", "new": "4", "old": "5"}]},
    )

    columns = table_of(made, "ho-so").lines[0].columns
    assert [columns[key].value for key in ("all", "new", "old")] == [12, 7, 5]


def test_what_is_not_in_the_sums_is_said() -> None:
    made = merged(
        toy(),
        so_nganh_1={"ho-so": [{"record": "Đất đai", "new": "3", "old": "nhiều"}]},
        so_nganh_2={"ho-so": [LAND]},
    )
    found = table_of(made, "ho-so")

    assert dict(line_notes(found.table, found.lines[0])) == {
        "blank": [("Đã giải quyết", 1), ("Đúng hạn", 1), ("Hài lòng", 2)],
        "unreadable": [("Nhận: Kỳ trước chuyển qua", 1)],
    }
    assert found.lines[0].columns["old"].value == 2


def test_words_are_not_added() -> None:
    made = merged(toy(), so_nganh_1={"ho-so": [{**LAND, "why": "do lũ"}]})

    assert of(table_of(made, "ho-so").total.columns["why"], "value", "answered") == (None, 1)


def test_a_table_of_another_kind_under_the_same_id_stands_alone() -> None:
    fewer = {**FIELDS, "columns": COLUMNS[3:]}
    records = {"ho-so": [{"record": "Đất đai", "resolved": "8"}]}
    made = merged(toy(nganh_doc=fewer), so_nganh_1=records, nganh_doc_1=records)

    assert [(each.table.id, each.forms, each.alone) for each in made.tables] == [
        ("ho-so", ("so-nganh",), False),
        ("ho-so", ("nganh-doc",), False),
        ("chi-tiet", ("huyen",), True),
    ]
    assert [each.total.columns["resolved"].value for each in made.tables[:2]] == [8, 8]


def test_communes_of_one_name_in_two_districts_are_two() -> None:
    made = merged(
        toy(),
        huyen_1={"chi-tiet": [{"record": "Tân Thạnh", "sent": "1", "got": "2"}]},
        huyen_2={"chi-tiet": [{"record": "Tân Thạnh", "sent": "3", "got": "-"}]},
    )
    found = table_of(made, "chi-tiet")

    assert found.lines == ()
    assert [(each.unit, each.record.name.raw) for each in found.records] == [
        ("huyen-1", "Tân Thạnh"),
        ("huyen-2", "Tân Thạnh"),
    ]
    assert [found.total.columns[key].value for key in ("sent", "got")] == [4, 2]


def test_tables_of_which_nothing_came_are_there_and_empty() -> None:
    found = table_of(merged(toy()), "ho-so")

    assert of(found, "records", "lines", "forms") == ((), (), ("so-nganh", "nganh-doc"))
    assert found.total.columns["new"].value is None


def test_every_figure_leads_to_its_cell() -> None:
    values = record_values(_three().tables, PERIOD, "toy")
    names = ("unit", "form", "table", "record_number", "record", "column", "state", "value")

    (old,) = (v for v in values if (v.unit, v.column) == ("so-nganh-2", "old"))
    assert of(old, *names) == (
        "so-nganh-2",
        "so-nganh",
        "ho-so",
        1,
        "ĐẤT  đai",
        "old",
        State.NIL,
        0,
    )
    assert of(old, "raw", "file", "sheet", "cell") == ("-", "inbox/so-nganh-2.xlsx", "Hồ sơ", "F9")
    assert len(values) == 4 * len(COLUMNS)


def test_the_order_of_the_files_does_not_matter() -> None:
    typed = {"so_nganh_1": {"ho-so": [LAND]}, "nganh_doc_1": {"ho-so": [LAND]}}

    assert merged(toy(), **typed) == merged(toy(), **dict(reversed(typed.items())))
