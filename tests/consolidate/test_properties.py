"""What holds whatever the units send."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from cchc_sheets.consolidate.consolidate import consolidate
from cchc_sheets.consolidate.figure import Figure
from cchc_sheets.model import AskedAs, Family, Kind
from tests.consolidate.toy import PERIOD, Toy, indicator, province
from tests.expressions import number_of

TOY: Toy = province(
    [
        indicator("whole", Family.SUM),
        indicator("part", Family.SUM, numerator="part", denominator="whole"),
        indicator("rate", Family.RATIO, Kind.RATE, numerator="part", denominator="whole"),
        indicator("mean", Family.WEIGHTED, Kind.RATE, weight="whole"),
        indicator("list", Family.MUST_AGREE),
        indicator("yes", Family.COUNT_YES, Kind.CODE),
        indicator("any", Family.NONE),
        indicator("total", Family.COMPUTED, computed=number_of("whole + part")),
    ],
    {
        "so-nganh": ["whole", ("part", AskedAs.PERCENT_OF, "whole"), "rate", "mean", "yes"],
        "huyen": ["whole", "part", "mean", "list", "yes", "any", "total"],
    },
    so_nganh=2,
    huyen=3,
)
UNITS = [unit.code for unit in TOY.roster.units]

counts = st.none() | st.sampled_from(["-", "KAD", "..."]) | st.integers(0, 10**6).map(str)
rates = st.none() | st.decimals(0, 100, places=2).map(lambda d: str(d).replace(".", ","))
codes = st.sampled_from([None, "0", "1"])
_BY_KIND = {Kind.COUNT: counts, Kind.RATE: rates, Kind.CODE: codes}


def _typed(code: str) -> st.SearchStrategy[dict[str, str | None]]:
    unit = TOY.roster.unit(code)
    assert unit
    rows = TOY.definitions.forms[unit.type].rows
    return st.fixed_dictionaries({row.key: _BY_KIND[row.kind] for row in rows})


sent = st.fixed_dictionaries({}, optional={code: _typed(code) for code in UNITS})


@given(sent, st.randoms())
def test_the_order_of_arrival_changes_nothing(typed, random) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    submissions = TOY.submissions(typed)
    shuffled = list(submissions.items())
    random.shuffle(shuffled)

    one = consolidate(TOY.definitions, TOY.roster, PERIOD, submissions)
    other = consolidate(TOY.definitions, TOY.roster, PERIOD, dict(shuffled))

    assert one == other
    assert repr(one) == repr(other)  # the order within mappings, too


@given(sent)
def test_sums_and_ratios_equal_those_made_by_hand(typed: dict[str, dict[str, str | None]]) -> None:
    wholes = {code: _number(answers["whole"]) for code, answers in typed.items()}
    figure = _figure(typed, "whole")

    given_ones = [value for value in wholes.values() if value is not None]
    assert figure.value == (sum(given_ones) if given_ones else None)
    assert figure.value == _added(typed, "whole")

    top, bottom = Fraction(0), Fraction(0)
    for code, answers in typed.items():
        whole = wholes[code]
        part = _number(answers["part"])
        if whole is None or part is None:
            continue
        if code.startswith("so-nganh"):
            part = Fraction(int(part * whole / 100 + Fraction(1, 2)))
        top, bottom = top + part, bottom + whole
    share = _figure(typed, "part").share
    assert (share is None) == (bottom == 0)
    if share is not None:
        assert abs(Fraction(share) - 100 * top / bottom) < Fraction(1, 10**20)


@given(sent)
def test_the_province_is_the_sum_of_its_levels(typed: dict[str, dict[str, str | None]]) -> None:
    for key in ("whole", "part", "yes"):
        levels = [_figure(typed, key, scope) for scope in ("so-nganh", "huyen")]
        values = [level.value for level in levels if level.value is not None]

        whole = _figure(typed, key)
        assert whole.value == (sum(values) if values else None)
        assert whole.answered == sum(level.answered for level in levels)


@given(sent, st.sampled_from(UNITS))
def test_an_empty_form_changes_only_counts(
    typed: dict[str, dict[str, str | None]], code: str
) -> None:
    without = {key: answers for key, answers in typed.items() if key != code}
    before = consolidate(TOY.definitions, TOY.roster, PERIOD, TOY.submissions(without))
    blank = {**without, code: {}}
    after = consolidate(TOY.definitions, TOY.roster, PERIOD, TOY.submissions(blank))

    assert before.figures.keys() == after.figures.keys()
    assert before.findings == after.findings
    for place, figure in before.figures.items():
        assert _without_counts(figure) == _without_counts(after.figures[place])
        assert after.figures[place].blank - figure.blank == figure.missing - (
            after.figures[place].missing
        )


@given(sent)
def test_every_expected_unit_is_counted_once(typed: dict[str, dict[str, str | None]]) -> None:
    merged = consolidate(TOY.definitions, TOY.roster, PERIOD, TOY.submissions(typed))

    for figure in merged.figures.values():
        counts = (figure.answered, figure.not_applicable, figure.blank, figure.unreadable)
        assert sum(counts) + figure.missing == figure.expected
        assert figure.missing >= 0


def _without_counts(figure: Figure) -> tuple[object, ...]:
    counts = {"blank", "expected", "answered", "not_applicable", "unreadable"}
    return tuple(getattr(figure, name) for name in Figure.__slots__ if name not in counts)


def _figure(typed: dict[str, dict[str, str | None]], key: str, scope: str = "tinh") -> Figure:
    merged = consolidate(TOY.definitions, TOY.roster, PERIOD, TOY.submissions(typed))
    figure = merged.figure(key, scope)
    assert figure
    return figure


def _added(typed: dict[str, dict[str, str | None]], key: str) -> Decimal | None:
    contributions = _figure(typed, key).contributions
    return sum((c.value for c in contributions), Decimal(0)) if contributions else None


def _number(text: str | None) -> Fraction | None:
    if text in {None, "KAD", "..."}:
        return None
    return Fraction(0) if text == "-" else Fraction(str(text).replace(",", "."))
