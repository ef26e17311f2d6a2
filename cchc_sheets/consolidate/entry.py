"""One unit's answers → what it brings to one indicator, before anything is added up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto

from cchc_sheets.answers import MOST
from cchc_sheets.consolidate.figure import Contribution, How, Reason
from cchc_sheets.consolidate.reporter import Reporter
from cchc_sheets.expression.operators import round_half_away
from cchc_sheets.model import Answer, AskedAs, Family, Indicator, State

HUNDRED = Decimal(100)
_OTHERWISE = {
    AskedAs.YES_NO: How.TALLIED,
    AskedAs.COUNT: How.APART,
    AskedAs.PERCENT: How.SHARE_APART,
}


class Standing(Enum):
    """Which of the counts beside a figure the answer belongs to, the worst first."""

    MISSING = auto()
    BLANK = auto()
    NOT_APPLICABLE = auto()
    UNREADABLE = auto()
    ANSWERED = auto()


@dataclass(frozen=True, slots=True)
class Entry:
    """One unit's answer to one indicator, in the catalogue's unit of measure.

    ``value`` is ``None`` unless it can enter a figure; ``reason`` says why an answer that is there
    cannot. ``base`` is the denominator (ratio) or the weight beside it.
    """

    reporter: Reporter
    standing: Standing
    value: Decimal | None = None
    how: How = How.AS_IS
    answer: Answer | None = None
    base: Decimal | None = None
    reason: Reason | None = None

    @property
    def unit(self) -> str:
        """The unit's code."""
        return self.reporter.unit.code

    @property
    def is_plain(self) -> bool:
        """Whether the value is of the catalogue's own kind, and not asked otherwise."""
        return self.value is not None and self.how not in _OTHERWISE.values()

    def contribution(self) -> Contribution:
        """Return the lineage of an entry that has a value."""
        if self.value is None or self.answer is None or self.reporter.submission is None:
            raise ValueError(self)
        return Contribution(
            unit=self.unit,
            value=self.value,
            how=self.how,
            state=self.answer.state,
            raw=self.answer.origin.raw,
            path=self.reporter.submission.source.path,
            sheet=self.answer.sheet,
            cell=self.answer.origin.cell,
            base=self.base,
        )


def entry_of(reporter: Reporter, indicator: Indicator) -> Entry:
    """Return what the unit brings to the indicator, by its family."""
    match indicator.family:
        case Family.RATIO:
            return _ratio(reporter, indicator)
        case Family.WEIGHTED:
            rate = plain_entry(reporter, indicator.key)
            if rate.value is None:
                return rate
            weight = plain_entry(reporter, indicator.weight or "")
            if weight.is_plain and weight.value:
                return replace(rate, base=weight.value)
            # A weight of 0 leaves the rate without any weight just as a blank does.
            reason = Reason.RATE_WITHOUT_WEIGHT
            return Entry(reporter, Standing.ANSWERED, answer=rate.answer, reason=reason)
        case _:
            return plain_entry(reporter, indicator.key)


def plain_entry(reporter: Reporter, key: str) -> Entry:
    """Return the answer itself; where the form asks a share, the count that follows from it."""
    row = reporter.rows.get(key)
    if row is None or reporter.submission is None:
        return Entry(reporter, Standing.MISSING)
    # A row that the file has lost counts as blank.
    answer = reporter.submission.answers.get(key) or Answer(key, State.BLANK)
    standing = _standing(answer)
    if standing is not Standing.ANSWERED or answer.value is None:
        return _without_value(reporter, standing, answer)
    if row.asked_as is AskedAs.PERCENT_OF:
        given = reporter.submission.answers.get(row.percent_of) if row.percent_of else None
        if given is None or given.value is None or _standing(given) is not Standing.ANSWERED:
            reason = Reason.RATE_WITHOUT_BASE
            return Entry(reporter, standing, None, How.FROM_SHARE, answer, reason=reason)
        count = round_half_away(answer.value * given.value / HUNDRED, 0)
        return Entry(reporter, standing, count, How.FROM_SHARE, answer, given.value)
    how = _OTHERWISE.get(row.asked_as, How.AS_IS) if row.asked_as else How.AS_IS
    return Entry(reporter, standing, answer.value, how, answer)


def _standing(answer: Answer) -> Standing:
    if answer.value is not None and abs(answer.value) >= MOST:
        return Standing.UNREADABLE
    return _STANDING[answer.state]


_STANDING = {
    State.NUMBER: Standing.ANSWERED,
    State.NIL: Standing.ANSWERED,
    State.TEXT: Standing.ANSWERED,
    State.NOT_APPLICABLE: Standing.NOT_APPLICABLE,
    State.BLANK: Standing.BLANK,
    State.UNREADABLE: Standing.UNREADABLE,
}


def _without_value(reporter: Reporter, standing: Standing, answer: Answer) -> Entry:
    reason = Reason.UNREADABLE if standing is Standing.UNREADABLE else None
    return Entry(reporter, standing, answer=answer, reason=reason)


def _ratio(reporter: Reporter, indicator: Indicator) -> Entry:
    top = plain_entry(reporter, indicator.numerator or "")
    bottom = plain_entry(reporter, indicator.denominator or "")
    if top.is_plain and bottom.is_plain:
        return Entry(reporter, Standing.ANSWERED, top.value, top.how, top.answer, bottom.value)
    if indicator.key not in reporter.rows:
        # The form asks two numbers instead of the rate: the worse of them speaks for both.
        worse = min((top, bottom), key=lambda entry: entry.standing.value)
        if worse.standing is Standing.ANSWERED:
            return Entry(reporter, Standing.ANSWERED, reason=Reason.RATE_WITHOUT_BASE)
        return _without_value(reporter, worse.standing, worse.answer or Answer("", State.BLANK))
    rate = plain_entry(reporter, indicator.key)
    if rate.value is None:
        return rate
    if not bottom.is_plain or bottom.value is None:
        reason = Reason.RATE_WITHOUT_BASE
        return Entry(reporter, Standing.ANSWERED, answer=rate.answer, reason=reason)
    count = round_half_away(rate.value * bottom.value / HUNDRED, 0)
    return Entry(reporter, Standing.ANSWERED, count, How.FROM_RATE, rate.answer, bottom.value)
