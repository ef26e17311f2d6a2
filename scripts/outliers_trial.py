"""``python -m scripts.outliers_trial [PROVINCE] [SEEDS]``: how good the questions across units are.

Five quarters of a whole province are invented: units of all sizes, whose counts go up and down from
quarter to quarter. Told is how many questions the last quarter brings as it is (each of them asks
in vain), and of slips put into one count each how many are asked about.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from cchc_sheets.consolidate.consolidate import consolidate
from cchc_sheets.consolidate.usual import OWN_PAST, Background
from cchc_sheets.definition import load, packaged_templates
from cchc_sheets.findings import outliers
from cchc_sheets.model import (
    Answer,
    Definitions,
    Family,
    FindingKind,
    Kind,
    Period,
    Roster,
    State,
    Submission,
)
from scripts.invent import Invented, invent

QUARTERS = {"soc-trang": Period(2023, "Q4"), "can-tho": Period(2026, "Q3")}
SIZES, GOES = 0.8, 0.35
"""How much units differ in size, and a count from quarter to quarter: sigmas of logarithms."""
SLIPPED = 30
SLIPS = {"× 1.000": "1000", "× 100": "100", "× 10": "10", "÷ 10": "0.1", "= 0": "0"}
Sent = dict[str, Submission]
usual: dict[tuple[int, str], dict[str, Invented]] = {}
"""What each unit's answers are like in all quarters, by seed and unit."""


def main() -> int:
    """Print what the trial comes to; 2 for a province that it does not know."""
    name = sys.argv[1] if len(sys.argv) > 1 else "soc-trang"
    seeds = int(sys.argv[2]) if len(sys.argv) > 2 else 5  # noqa: PLR2004
    definitions, _ = load(packaged_templates())
    if definitions is None or name not in QUARTERS:
        return 2
    roster, period = definitions.rosters[name], QUARTERS[name]
    print(f"{name} {period}: {len(roster.expected(period))} units, {seeds} seeds", flush=True)
    in_vain: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for seed in range(seeds):
        earlier = {
            each: quarter(definitions, roster, each, seed) for each in period.alike_before(OWN_PAST)
        }
        sent = quarter(definitions, roster, period, seed)
        in_vain += asked(definitions, (roster, period), sent, Background(earlier=earlier))
        alone += asked(definitions, (roster, period), sent, Background())
        for code, key in great_counts(definitions, (roster, period), sent, seed):
            for slip, factor in SLIPS.items():
                wrong = {**sent, code: slipped(sent[code], key, Decimal(factor))}
                made = consolidate(definitions, roster, period, wrong, Background(earlier=earlier))
                found[slip] += any(
                    (f.facts.get("unit"), f.place.indicator) == (code, key) and is_asked(f.kind)
                    for f in made.findings
                )
    print(f"in vain, with {OWN_PAST} quarters before: {dict(in_vain)}")
    print(f"in vain, with none: {dict(alone)}")
    for slip in SLIPS:
        print(f"{slip}: {found[slip]} of {seeds * SLIPPED} asked about")
    return 0


def quarter(definitions: Definitions, roster: Roster, period: Period, seed: int) -> Sent:
    """Return what all units of a province send for a quarter."""
    sent: Sent = {}
    for unit in roster.expected(period):
        form = definitions.forms[unit.forms[0]]
        typical = random.Random(f"{seed} {unit.code}")  # noqa: S311 - nothing secret
        size = typical.lognormvariate(0, SIZES)
        if (seed, unit.code) not in usual:
            usual[seed, unit.code] = invent(form, definitions.catalogue, f"{seed} {unit.code}")
        own = usual[seed, unit.code]
        dice = random.Random(f"{seed} {unit.code} {period}")  # noqa: S311
        answers: dict[str, Answer] = {}
        for row in form.answer_rows:
            value = own[row.key].value if row.key in own else None
            if value is not None and row.kind is Kind.COUNT:
                value = Decimal(round(float(value) * size * dice.lognormvariate(0, GOES)))
            state = State.BLANK if value is None else State.NUMBER if value else State.NIL
            answers[row.key] = Answer(row.key, state, value)
        sent[unit.code] = Submission(form.id, period, answers)
    return sent


def is_asked(kind: FindingKind) -> bool:
    """Whether a finding is a question about what moves a figure."""
    return vars(outliers).get(kind.code.upper().replace("-", "_")) is kind


def asked(
    definitions: Definitions, period: tuple[Roster, Period], sent: Sent, known: Background
) -> Counter[str]:
    """Return how many questions there are of each kind."""
    made = consolidate(definitions, *period, sent, known)
    return Counter(each.code for each in made.findings if is_asked(each.kind))


def great_counts(
    definitions: Definitions,
    period: tuple[Roster, Period],
    sent: Mapping[str, Submission],
    seed: int,
) -> list[tuple[str, str]]:
    """Return unit and indicator of counts that are a hundredth of their sum, by the dice."""
    made = consolidate(definitions, *period, dict(sent))
    found = [
        (each.unit, figure.indicator)
        for figure in made.figures.values()
        if figure.family is Family.SUM and figure.scope == "tinh" and figure.value
        for each in figure.contributions
        if each.value >= 10 and each.value * 100 >= figure.value  # noqa: PLR2004
    ]
    return random.Random(seed).sample(found, SLIPPED)  # noqa: S311


def slipped(submission: Submission, key: str, factor: Decimal) -> Submission:
    """Return the submission with one count multiplied."""
    answer = submission.answers[key]
    value = Decimal(int((answer.value or Decimal(0)) * factor))
    return replace(submission, answers={**submission.answers, key: replace(answer, value=value)})


if __name__ == "__main__":
    raise SystemExit(main())
