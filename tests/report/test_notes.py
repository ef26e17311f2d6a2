"""What is said beside figures: every note has its sentence, and numbers read as in print."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cchc_sheets.consolidate.figure import Consolidation, Reason, Remark
from cchc_sheets.findings.kinds import KINDS
from cchc_sheets.model import AskedAs, Code, Family, FindingKind, Group, Kind
from cchc_sheets.report.annex import Note, cell_of, in_words, notes_of
from cchc_sheets.words import consolidated as words
from cchc_sheets.words.say import message
from tests.consolidate.shown import shown
from tests.consolidate.toy import Toy, indicator, province
from tests.sentences import placeholders


def _said(toy: Toy, merged: Consolidation, key: str) -> str:
    return in_words(notes_of(merged, toy.definitions.catalogue, key))


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_sentence(reason: Reason) -> None:
    said = words.note_text(f"left-out-{reason.value}", {}, [("SỞ A", None), ("SỞ B", None)])

    assert said.endswith(": SỞ A; SỞ B")


@pytest.mark.parametrize("remark", Remark)
def test_every_remark_has_a_sentence(remark: Remark) -> None:
    assert words.note_text(remark.value, {}, [("Sở", None)])


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    "kind", [each for each in KINDS.values() if each.group is Group.CONSOLIDATION]
)
def test_questions_use_only_facts_that_they_get(kind: FindingKind, lang: str) -> None:
    found = kind.found.in_language(lang)
    about_all = {"label", "name", "found", "expected", "base"}
    about_outliers = {"times", "share", "total", "hint_vi", "hint_en"}
    about_outliers |= {"factor", "periods", "count", "whose", "rate"}
    assert placeholders(found) <= about_all | about_outliers
    assert kind.title.in_language(lang)
    assert kind.mend.in_language(lang)


def test_questions_are_said_in_both_languages() -> None:
    for finding in shown().merged.consolidation.findings:
        for lang in ("vi", "en"):
            assert "{" not in message(finding, lang)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("171034", "171.034"),
        ("99.10", "99,1"),
        ("93.333333", "93,33"),
        ("0", "0"),
        ("1000000", "1.000.000"),
        ("0.005", "0,01"),
        ("100", "100"),
        ("-1234.5", "-1.234,5"),
    ],
)
def test_numbers_as_in_print(value: str, text: str) -> None:
    assert words.number(Decimal(value)) == text


def test_many_units_are_not_all_named() -> None:
    items = [(f"Xã {number}", None) for number in range(20)]

    assert words.listed(items).endswith("Xã 11; và 8 đơn vị khác")


def test_yes_and_no_in_the_catalogues_own_words() -> None:
    codes = (Code(1, "Đã thực hiện"), Code(0, "Chưa thực hiện"))
    toy = province(
        [indicator("a", Family.COUNT_YES, Kind.CODE, codes=codes)], {"huyen": ["a"]}, huyen=4
    )
    merged = toy.merge(huyen_1={"a": "1"}, huyen_2={"a": "0"}, huyen_3={"a": "KAD"})

    assert _said(toy, merged, "a") == (
        "Đã thực hiện 1 / Chưa thực hiện 1 / chưa trả lời 1. Không áp dụng: 1 đơn vị"
    )


def test_asked_otherwise_is_said_in_the_cell_and_beside_it() -> None:
    toy = province(
        [indicator("n", Family.SUM), indicator("y", Family.COUNT_YES, Kind.CODE)],
        {
            "so-nganh": [("n", AskedAs.YES_NO, None), "y"],
            "huyen": ["n", ("y", AskedAs.COUNT, None)],
        },
        so_nganh=2,
        huyen=1,
    )
    merged = toy.merge(
        so_nganh_1={"n": "1", "y": "1"}, so_nganh_2={"n": "0"}, huyen_1={"n": "7", "y": "11"}
    )

    assert _said(toy, merged, "n") == ("2 đơn vị chỉ được hỏi Có/Không: Có 1, Không 1 (không cộng)")
    assert "1 đơn vị được hỏi bằng số, cộng riêng: 11" in _said(toy, merged, "y")
    for key, scope, text in (("n", "so-nganh", "Có 1, Không 1"), ("y", "huyen", "(số: 11)")):
        figure = merged.figure(key, scope)
        assert figure
        cell = cell_of(figure, toy.definitions.catalogue.indicators[key])
        assert words.note_text(cell.code, cell.facts, cell.items) == text  # type: ignore[union-attr]


def test_counts_made_of_shares_are_shown_as_they_entered() -> None:
    toy = province(
        [indicator("all", Family.SUM), indicator("e", Family.SUM)],
        {"so-nganh": ["all", ("e", AskedAs.PERCENT_OF, "all")]},
        so_nganh=2,
    )
    merged = toy.merge(so_nganh_1={"all": "1248", "e": "99,2"}, so_nganh_2={"all": "10", "e": "5"})

    assert _said(toy, merged, "e").endswith("làm tròn (SO-NGANH-1: 1.238; SO-NGANH-2: 1)")


def test_counts_that_are_all_alike_are_no_rate() -> None:
    toy = province([indicator("a", Family.NONE)], {"huyen": ["a"]}, huyen=2)
    merged = toy.merge(huyen_1={"a": "3"}, huyen_2={"a": "3"})

    assert "Cùng một số (2 đơn vị)" in _said(toy, merged, "a")
    assert "tỷ lệ" not in _said(toy, merged, "a")


def test_owners_and_levels_are_named() -> None:
    toy = province(
        [indicator("a", Family.SUM, owners=("so-nganh",)), indicator("l", Family.MUST_AGREE)],
        {"so-nganh": ["a"], "nganh-doc": ["l"], "huyen": ["a", "l"]},
        so_nganh=1,
        nganh_doc=2,
        huyen=3,
    )
    merged = toy.merge(
        so_nganh_1={"a": "1"},
        nganh_doc_1={"l": "3"},
        huyen_1={"a": "2", "l": "9"},
        huyen_2={"l": "9"},
        huyen_3={"l": "8"},
    )

    assert _said(toy, merged, "a") == "Toàn tỉnh chỉ tính khối: Sở, ban, ngành"
    assert _said(toy, merged, "l") == (
        "Toàn tỉnh chỉ tính khối: Huyện. Khối Cơ quan ngành dọc: mỗi đơn vị một danh mục riêng, "
        "không đối chiếu. Đa số báo 9; khác: HUYEN-3: 8"
    )


def test_an_indicator_that_nobody_asks_has_nothing_beside_it() -> None:
    toy = province([indicator("a", Family.SUM)], {"huyen": []}, huyen=1)

    assert notes_of(toy.merge(), toy.definitions.catalogue, "a") == ()


@pytest.mark.parametrize(
    ("second", "cell", "note"),
    [
        ("91.7", "91,7", "Không cộng được. Cùng một tỷ lệ (2 đơn vị)"),
        ("90", "90,85 (90–91,7)", "Không cộng được. Thấp nhất 90 – trung vị 90,85 – cao nhất"),
    ],
)
def test_rates_that_are_one_are_said_once(second: str, cell: str, note: str) -> None:
    toy = province([indicator("a", Family.NONE, Kind.RATE)], {"huyen": ["a"]}, huyen=2)
    merged = toy.merge(huyen_1={"a": "91.7"}, huyen_2={"a": second})
    figure = merged.figure("a", "tinh")
    assert figure
    said = cell_of(figure, toy.definitions.catalogue.indicators["a"])
    assert isinstance(said, Note)
    assert words.note_text(said.code, said.facts, said.items) == cell
    assert _said(toy, merged, "a").startswith(note)
