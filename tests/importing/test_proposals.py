"""Proposals: the best assignment, how forms ask, and what is found of a form never seen."""

from __future__ import annotations

import random
from itertools import permutations

import pytest

from cchc_sheets.definition import Definitions, load, packaged_templates
from cchc_sheets.importing.assign import assign
from cchc_sheets.importing.draft import make_draft
from cchc_sheets.importing.grid import read_tsv
from cchc_sheets.importing.printed import read_printed
from cchc_sheets.importing.propose import Proposer, Sureness
from cchc_sheets.importing.wording import Asked, asked, wording, words
from scripts.import_recall import Outcome, measure


@pytest.fixture(scope="module")
def definitions() -> Definitions:
    loaded, problems = load(packaged_templates(), prove=False)
    assert loaded is not None, problems
    return loaded


def test_the_assignment_is_the_best_of_all_there_are() -> None:
    chance = random.Random(7)  # noqa: S311 - examples, no secrets
    for _ in range(60):
        keys = [f"k{n}" for n in range(4)]
        rows = [{k: chance.random() for k in chance.sample(keys, 3)} for _ in range(4)]
        found = assign(rows, nothing=0.3)
        used = [key for key in found if key]
        assert len(used) == len(set(used))
        best = max(
            sum(row.get(key, 0.3) if key else 0.3 for row, key in zip(rows, chosen, strict=True))
            for chosen in permutations([*keys, None, None, None, None], 4)
            if all(key is None or key in row for row, key in zip(rows, chosen, strict=True))
        )
        got = sum(row[key] if key else 0.3 for row, key in zip(rows, found, strict=True))
        assert got == pytest.approx(best)


def test_a_worse_likeness_gives_way_to_the_better_row() -> None:
    """Greedily the first row would take the key that only the second can have."""
    assert assign([{"a": 0.9, "b": 0.85}, {"a": 0.88}], nothing=0.5) == ["b", "a"]
    assert assign([], nothing=0.5) == []


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("", Asked.NOTHING),
        ("%", Asked.RATE),
        ("Tỷ lệ %", Asked.RATE),
        ("Không = 0 Có = 1", Asked.CODE),
        ("Có/Không", Asked.CODE),
        ("Hồ sơ", Asked.NUMBER),
    ],
)
def test_what_a_unit_of_measure_asks(unit: str, expected: Asked) -> None:
    assert asked(unit) is expected


def test_names_of_one_thing_are_one() -> None:
    assert words("Số TTHC cung cấp DVC toàn trình:") == (
        "số thủ tục hành chính cung cấp dịch vụ công mức độ 4"
    )
    assert words("Uỷ ban nhân dân") == words("UBND") == "ủy ban nhân dân"


def test_the_unit_of_measure_decides_how_an_indicator_is_asked(definitions: Definitions) -> None:
    label, parent = "Có kế hoạch kiểm tra CCHC", "Kiểm tra CCHC"
    rows = [wording(label, unit, parent, parent) for unit in ("Có = 1 Không = 0", "Đơn vị", "%")]
    for row, expected in zip(rows, (None, "count", None), strict=True):
        (proposal,) = Proposer(definitions, "so-nganh").propose([row], [False])
        if row.asks is Asked.RATE:
            # A percentage of what, nobody knows: never this indicator.
            assert proposal.best is None or proposal.best.key != "par_inspection_plan_issued"
        else:
            assert proposal.best is not None
            assert (proposal.best.key, proposal.asked_as) == (
                "par_inspection_plan_issued",
                expected,
            )


def test_what_no_form_asks_is_new(definitions: Definitions) -> None:
    row = wording("Số lượt người dân tham quan vườn hoa", "Lượt", "Vườn hoa", "Khác")
    (proposal,) = Proposer(definitions, "xa").propose([row], [False])
    assert proposal.sureness is Sureness.NEW


def test_a_table_without_units_of_measure_still_asks_something(definitions: Definitions) -> None:
    text = "TT\tNội dung\tSố liệu\nI\tTin bài\n1\tTỷ lệ bài hay\n2\tSố bài\n3\tCó chuyên mục\n"
    printed = read_printed(read_tsv(text.encode()))
    assert printed is not None
    draft = make_draft(printed, definitions, "xa")
    assert draft.units_guessed
    assert [row.unit_of_measure for row in draft.rows] == ["", "%", "Số lượng", "Có/Không"]
    assert [row.indicator != "" for row in draft.rows] == [False, True, True, True]


def test_a_form_never_seen_is_nearly_never_read_wrongly_without_a_mark(
    definitions: Definitions,
) -> None:
    """Each packaged form, drafted while its own wordings are unknown (``import_recall``)."""
    for form, counts in measure(definitions).items():
        rows = counts.total()
        assert counts[Outcome.WRONG] <= rows / 100, (form, counts)
        right = counts[Outcome.RIGHT] + counts[Outcome.MARKED_RIGHT]
        assert right >= 0.8 * rows, (form, counts)
        assert counts[Outcome.RIGHT] >= 0.4 * rows, (form, counts)
