"""What a figure is made of adds up to it, in every family; who has no part in it is told why."""

from decimal import Decimal

import pytest

from cchc_sheets.consolidate.figure import PROVINCE, Consolidation, Figure
from cchc_sheets.consolidate.pieces import FigurePiece, Outside, pieces_of
from cchc_sheets.consolidate.reporter import reporters_of
from cchc_sheets.model import AskedAs, Family, Kind
from tests.consolidate.toy import BHXH, PERIOD, STC, Toy, Typing, indicator, province, soc_trang

HUNDRED = Decimal(100)


def pieces(toy: Toy, made: Consolidation, figure: Figure, **typed: Typing) -> list[FigurePiece]:
    named = {name.replace("_", "-"): answers for name, answers in typed.items()}
    reporters = reporters_of(toy.definitions, toy.roster, PERIOD, toy.submissions(named))
    return list(pieces_of(figure, made, toy.definitions.catalogue, reporters))


def adds_up(figure: Figure, found: list[FigurePiece], yes: int) -> bool:
    """Whether the pieces come to the figure in the way that its family says."""
    inside = [p for p in found if p.outside is None and p.entry.value is not None]
    values = [p.entry.value for p in inside if p.entry.value is not None]
    bases = [p.entry.base for p in inside if p.entry.base is not None]
    if figure.value is None:
        return True
    match figure.family:
        case Family.SUM | Family.COMPUTED:
            return sum(values) == figure.value
        case Family.RATIO:
            return (sum(values), sum(bases)) == (figure.numerator, figure.denominator)
        case Family.WEIGHTED:
            shares = [p.share for p in inside if p.share is not None]
            weighed = sum(v * s for v, s in zip(values, shares, strict=True)) / HUNDRED
            return abs(weighed - figure.value) < Decimal("1e-20")
        case Family.COUNT_YES:
            return values.count(Decimal(yes)) == figure.value
        case Family.MUST_AGREE | Family.SUM_OR_AGREE:
            return set(values) == {figure.value}
        case _:
            return False


def test_every_figure_of_real_reports_is_the_sum_of_its_pieces() -> None:
    toy = soc_trang()
    typed: dict[str, Typing] = {"bhxh": BHXH, "stc": STC}
    made = toy.merge(**typed)
    catalogue = toy.definitions.catalogue
    seen = set()
    for (key, scope), figure in made.figures.items():
        found = pieces(toy, made, figure, **typed)
        if scope == PROVINCE and figure.value is not None:
            seen.add(figure.family)
            assert adds_up(figure, found, catalogue.indicators[key].yes), key
        shares = [p.share for p in found if p.share is not None]
        if shares and figure.family is not Family.COMPUTED and figure.value is not None:
            assert abs(sum(shares) - HUNDRED) < Decimal("1e-20"), key
        # Whoever answered is in the figure, or it is said why not.
        told = [p for p in found if p.entry.value is not None or p.outside]
        assert len(told) == len(found) or figure.family is Family.NONE, key
    assert {Family.SUM, Family.RATIO, Family.WEIGHTED, Family.COUNT_YES} <= seen


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (None, Outside.MISSING),
        ({}, Outside.BLANK),
        ({"a": "KAD"}, Outside.NOT_APPLICABLE),
        ({"a": "chưa rõ"}, Outside.UNREADABLE),
    ],
)
def test_who_brings_nothing_is_told_why(typed: Typing | None, why: Outside) -> None:
    toy = province([indicator("a", Family.SUM)], {"so-nganh": ["a"]}, so_nganh=2)
    given: dict[str, Typing] = {"so_nganh_1": {"a": "5"}}
    given |= {"so_nganh_2": typed} if typed is not None else {}
    made = toy.merge(**given)
    figure = made.figure("a")
    assert figure
    first, second = pieces(toy, made, figure, **given)
    assert (first.share, first.outside) == (HUNDRED, None)
    assert (second.share, second.outside) == (None, why)


def test_what_is_asked_otherwise_or_of_others_has_no_part() -> None:
    toy = province(
        [indicator("a", Family.SUM, owners=("so-nganh", "huyen"))],
        {"so-nganh": ["a"], "huyen": [("a", AskedAs.YES_NO, None)], "xa": ["a"]},
        so_nganh=1,
        huyen=1,
        xa=1,
    )
    typed: dict[str, Typing] = {"so_nganh_1": {"a": "5"}, "huyen_1": {"a": "1"}, "xa_1": {"a": "7"}}
    made = toy.merge(**typed)
    figure = made.figure("a")
    assert figure
    found = pieces(toy, made, figure, **typed)
    assert [p.outside for p in found] == [None, Outside.TALLIED, Outside.OTHER_LEVEL]
    assert figure.value == sum(p.entry.value for p in found if p.outside is None and p.entry.value)


def test_a_unit_that_deviates_did_not_make_the_figure() -> None:
    toy = province([indicator("a", Family.MUST_AGREE)], {"huyen": ["a"]}, huyen=3)
    typed: dict[str, Typing] = {"huyen_1": {"a": "5"}, "huyen_2": {"a": "5"}, "huyen_3": {"a": "6"}}
    made = toy.merge(**typed)
    figure = made.figure("a")
    assert figure
    found = pieces(toy, made, figure, **typed)
    assert [p.outside for p in found] == [None, None, Outside.DEVIATES]


def test_a_list_that_all_hold_weighs_once() -> None:
    made_of = [
        indicator("w", Family.MUST_AGREE),
        indicator("a", Family.WEIGHTED, Kind.RATE, weight="w"),
    ]
    toy = province(made_of, {"so-nganh": ["w", "a"], "huyen": ["w", "a"]}, so_nganh=1, huyen=2)
    typed: dict[str, Typing] = {
        "so_nganh_1": {"w": "100", "a": "90"},
        "huyen_1": {"w": "100", "a": "50"},
        "huyen_2": {"w": "100", "a": "70"},
    }
    made = toy.merge(**typed)
    figure = made.figure("a")
    assert figure
    found = pieces(toy, made, figure, **typed)
    assert [p.share for p in found] == [50, 25, 25]
    assert adds_up(figure, found, 1)
