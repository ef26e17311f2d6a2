"""Slips put into consistent reports of every form, and what is said of which cell is wrong.

``python -m scripts.suspects_trial`` prints the table of ``docs/explanation/suspects.md``.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import product
from typing import TypeAlias

from cchc_sheets.checks.bonds import Bonds, bonds
from cchc_sheets.checks.check import Check
from cchc_sheets.checks.judge import SubmissionScope
from cchc_sheets.checks.lower import of_form
from cchc_sheets.checks.suspects import suspicions
from cchc_sheets.checks.validate import validate
from cchc_sheets.definition import load, packaged_templates
from cchc_sheets.expression import compile_expression
from cchc_sheets.model import Answer, Finding, Form, Kind, Period, Severity, State, Submission
from cchc_sheets.model.definitions import Definitions
from scripts.invent import invent

PERIOD = Period(2021, "Q1")
Failing: TypeAlias = "tuple[str | None, str | None]"
KINDS = ("dropped", "added", "changed", "transposed", "tenfold", "random")


@dataclass
class Tally:
    """What a trial found."""

    counts: Counter[str] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def report(definitions: Definitions, form: Form, seed: str, share: float = 1.0) -> Submission:
    """Return an invented report without a finding of relations; ``share`` of it is answered."""
    chosen = random.Random(seed)  # noqa: S311 - nothing secret
    answers: dict[str, Answer] = {}
    for key, invented in invent(form, definitions.catalogue, seed).items():
        row = form.by_key[key]
        value = invented.value if row.kind is not Kind.TEXT else None
        blank = value is None or (row.is_input and chosen.random() > share)
        state = State.BLANK if blank else State.NUMBER
        answers[key] = Answer(key, state, None if blank else value, str(value or ""), invented.note)
    return computed(form, Submission(form.id, PERIOD, answers))


def computed(form: Form, submission: Submission) -> Submission:
    """Return the submission with what is computed from its answers."""
    answers = dict(submission.answers)
    rates = frozenset(row.key for row in form.answer_rows if row.kind is Kind.RATE)
    for row in form.answer_rows:
        if row.computed is not None:
            scope = SubmissionScope(answers, {})
            value = compile_expression(row.computed, rates).number(scope)
            state = State.BLANK if value is None else State.NUMBER
            answers[row.key] = Answer(row.key, state, value)
    return replace(submission, answers=answers)


def slipped(value: Decimal, kind: str, chosen: random.Random) -> Decimal | None:
    """Return the number as a slip of the hand leaves it; ``None`` where it cannot happen."""
    digits = f"{value:f}"
    places = [place for place, each in enumerate(digits) if each.isdigit()]
    place = chosen.choice(places)
    match kind:
        case "dropped" if len(places) > 1:
            text = digits[:place] + digits[place + 1 :]
        case "added":
            text = digits[:place] + chosen.choice("0123456789") + digits[place:]
        case "changed":
            text = digits[:place] + chosen.choice("0123456789") + digits[place + 1 :]
        case "transposed" if place + 1 < len(digits) and digits[place + 1].isdigit():
            text = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
        case "tenfold":
            return value * 10
        case "random":
            return Decimal(chosen.randrange(int(value) * 3 + 10))
        case _:
            return None
    return Decimal(text.strip(".") or "0")


@dataclass(frozen=True)
class Sound:
    """A report without an error of relations, and what it is checked with.

    ``previous`` are figures of the period before; ``failing`` is what fails all the same.
    """

    bound: Bonds
    checks: tuple[Check, ...]
    sent: Submission
    previous: Mapping[str, Decimal]
    failing: frozenset[Failing] = frozenset()

    def told(self, sent: Submission) -> tuple[list[Finding], frozenset[Failing]]:
        """Return the findings of a report, and the errors of relations among them that are new."""
        found = validate(self.bound.form, self.checks, sent, self.previous)
        errors = (f for f in found if f.related and f.severity is Severity.ERROR)
        failing = frozenset((finding.rule, finding.place.indicator) for finding in errors)
        return found, failing - self.failing


def trial(definitions: Definitions, seeds: int, share: float, *, earlier: bool = False) -> Tally:
    """Put one slip of each kind into answers of every form.

    With ``earlier`` figures of the period before are known: those of the sound report itself.
    """
    tally = Tally()
    for form in definitions.forms.values():
        checks = of_form(form, definitions.catalogue, PERIOD)
        bound = bonds(form, checks)
        for seed in range(seeds):
            good = report(definitions, form, f"{form.id} {seed}", share)
            figures = {
                k: a.value for k, a in good.answers.items() if earlier and a.value is not None
            }
            sound = Sound(bound, checks, good, figures)
            sound = replace(sound, failing=sound.told(good)[1])
            for key, bad in _slips(form, good, f"{form.id} {seed}"):
                _try(tally, sound, key, bad)
    return tally


def _slips(form: Form, good: Submission, seed: str) -> Iterator[tuple[str, Submission]]:
    chosen = random.Random(seed)  # noqa: S311 - nothing secret
    for row in form.answer_rows:
        answer = good.answers.get(row.key)
        if answer is None or answer.value is None or not row.is_input or row.fed_by:
            continue
        for kind in KINDS:
            value = slipped(answer.value, kind, chosen)
            if value is not None and value != answer.value:
                changed: Mapping[str, Answer] = {
                    **good.answers,
                    row.key: replace(answer, value=value, raw=str(value)),
                }
                yield row.key, computed(form, replace(good, answers=changed))


def _try(tally: Tally, sound: Sound, key: str, bad: Submission) -> None:
    form = sound.bound.form
    findings, failing = sound.told(bad)
    if not failing:
        return
    tally.counts["slips with findings"] += 1
    if len(failing) > 1:
        tally.counts["two findings or more"] += 1
    start = time.perf_counter()
    found = suspicions(sound.bound, bad, findings, sound.previous)
    tally.times.append(time.perf_counter() - start)
    if not found:
        tally.counts["nothing said"] += 1
        return
    truth = sound.sent.answers[key].value
    for said in found:
        if not {(f.rule, f.place.indicator) for f in said.settles} & failing:
            continue  # of what was there before
        named = [suspect.place.indicator for suspect in said.suspects]
        what = (
            "exchanged"
            if said.exchanged
            else f"{'all of' if said.together else 'one of'} {len(named)}"
        )
        tally.counts[what] += 1
        if len(failing) > 1:
            tally.counts[f"{what} (two findings or more)"] += 1
        if key not in named:
            tally.counts[f"{what}: not the cell"] += 1
            tally.wrong.append(f"{form.id} {key} {bad.answers[key].value} was {truth}: {said}")
            continue
        suspect = next(each for each in said.suspects if each.place.indicator == key)
        if suspect.forced is not None:
            right = suspect.forced == truth
            tally.counts[f"{what}: value {'right' if right else 'WRONG'}"] += 1
        inside = (suspect.low is None or (truth or 0) >= suspect.low) and (
            suspect.high is None or (truth or 0) <= suspect.high
        )
        if not inside:
            tally.counts[f"{what}: truth outside"] += 1
            tally.wrong.append(f"{form.id} {key} {bad.answers[key].value} was {truth}: {said}")


def main(seeds: int = 1) -> int:
    """Print what was found, fully answered and at seven tenths; 1 where a claim was wrong.

    Both without figures of the period before, and with them.
    """
    definitions, _ = load(packaged_templates())
    if definitions is None:
        return 2
    wrong = 0
    for share, earlier in product((1.0, 0.7), (False, True)):
        tally = trial(definitions, seeds, share, earlier=earlier)
        print(f"answered: {share:.0%}, the period before {'known' if earlier else 'not known'}")
        for name, count in sorted(tally.counts.items()):
            print(f"  {count:6} {name}")
        times = sorted(tally.times) or [0.0]
        middle, late, most = statistics.median(times), times[int(0.95 * len(times))], times[-1]
        shown = ", ".join(f"{1000 * each:.1f}" for each in (middle, late, most))
        print(f"  milliseconds (median, at 95 %, most): {shown}")
        for line in tally.wrong[:20]:
            print("  wrong:", line)
        wrong += len(tally.wrong)
    return min(wrong, 1)


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1))
