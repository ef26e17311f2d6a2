"""The commands of what is kept: decisions with their reasons, a period closed and reopened."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cchc_sheets.cli.console import NOT_ALL_WELL, progress, say, say_json
from cchc_sheets.cli.options import (
    Asked,
    Format,
    FormatOption,
    InPeriod,
    OutOption,
    ReasonOption,
    UnitArgument,
    ValuesOption,
    flat,
)
from cchc_sheets.cli.start import begin, sound
from cchc_sheets.model.decision import Decision
from cchc_sheets.model.event import EventKind
from cchc_sheets.words.cli import sentence


@flat
def accept(
    *,
    asked: InPeriod,
    unit: UnitArgument,
    reason: ReasonOption,
    file: Annotated[str, typer.Option("--file", metavar="FILE")] = "",
    without: Annotated[list[str] | None, typer.Option("--without", metavar="INDICATOR")] = None,
    output: FormatOption = Format.TEXT,
) -> None:
    """Accept a unit's report for a reason."""
    keys = tuple(without or ())
    kind = EventKind.ACCEPTED
    decision = Decision(kind, reason, unit, file, keys, None, asked.period, asked.province)
    _decide(asked, decision, output)


@flat
def exclude(
    *,
    asked: InPeriod,
    unit: UnitArgument,
    reason: ReasonOption,
    output: FormatOption = Format.TEXT,
) -> None:
    """Leave a unit out for a reason."""
    kind = EventKind.EXCLUDED
    decision = Decision(kind, reason, unit, period=asked.period, province=asked.province)
    _decide(asked, decision, output)


@flat
def withdraw(
    *,
    asked: InPeriod,
    file: Annotated[str, typer.Argument(metavar="FILE")],
    reason: ReasonOption,
    output: FormatOption = Format.TEXT,
) -> None:
    """Do not count a file for a reason."""
    kind = EventKind.WITHDRAWN
    decision = Decision(kind, reason, file=file, period=asked.period, province=asked.province)
    _decide(asked, decision, output)


@flat
def enter(
    *,
    asked: InPeriod,
    unit: UnitArgument,
    source: Annotated[str, typer.Option("--source", metavar="TEXT")],
    values: ValuesOption = None,
    output: FormatOption = Format.TEXT,
) -> None:
    """Enter a unit's figures for it."""
    kind = EventKind.ENTERED
    decision = Decision(
        kind, source, unit, values=values, period=asked.period, province=asked.province
    )
    _decide(asked, decision, output)


def _decide(asked: Asked, decision: Decision, output: Format) -> None:
    from cchc_sheets.jobs.decide import decide

    place, definitions = begin(asked)
    decided = sound(decide(place, definitions, decision), asked.lang)
    event = decided.event
    if output is Format.JSON:
        facts = dict(event.facts)
        say_json(
            {
                "decision": event.kind,
                "province": event.province,
                "period": event.period,
                "unit": event.unit or None,
                "file": event.name or None,
                "sha256": event.sha256 or None,
                "without": facts.get("without", "").split(),
                "reason": event.reason,
            }
        )
        return
    name = decided.unit.name if decided.unit else ""
    facts = {
        "unit": name,
        "period": decided.period.label,
        "file": event.name,
        "reason": event.reason,
    }
    say(sentence(f"decided-{event.kind}", asked.lang, **facts))


@flat
def give_back(
    *,
    asked: InPeriod,
    units: Annotated[list[str] | None, typer.Argument(metavar="[UNIT...]")] = None,
    out: OutOption = None,
    output: FormatOption = Format.TEXT,
) -> None:
    """Make workbooks to be corrected."""
    from cchc_sheets.jobs.give_back import ReturnCall, return_units
    from cchc_sheets.words.returned import NOT_RETURNED, RETURNED, WHY_NOT

    place, definitions = begin(asked)
    call = ReturnCall(tuple(units or ()), asked.period, asked.province, out)
    with progress(sentence("checking", asked.lang)) as tick:
        given = sound(return_units(place, definitions, call, tick), asked.lang)
    if output is Format.JSON:
        say_json(
            {
                "units": [
                    {
                        "unit": unit.code,
                        "returned": str(made) if isinstance(made, Path) else None,
                        "not_returned": None
                        if isinstance(made, Path)
                        else WHY_NOT[made.code].in_language(asked.lang),
                    }
                    for unit, made in given
                ]
            }
        )
    else:
        for unit, made in given:
            told = (
                RETURNED.in_language(asked.lang).format(path=made)
                if isinstance(made, Path)
                else NOT_RETURNED.in_language(asked.lang).format(
                    why=WHY_NOT[made.code].in_language(asked.lang)
                )
            )
            say(f"{unit.name}: {told}")
        if not given:
            say(sentence("nobody-returned", asked.lang))
    if not all(isinstance(made, Path) for _, made in given):
        raise SystemExit(NOT_ALL_WELL)


@flat
def close(
    *,
    asked: InPeriod,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT")] = "",
    output: FormatOption = Format.TEXT,
) -> None:
    """Close a period."""
    from cchc_sheets.jobs.closing import PeriodCall
    from cchc_sheets.jobs.closing import close as close_period
    from cchc_sheets.report.merged import merged_json, merged_lines

    place, definitions = begin(asked)
    with progress(sentence("checking", asked.lang)) as tick:
        call = PeriodCall(asked.period, asked.province, reason)
        found = close_period(place, definitions, call, tick)
    done = sound(found, asked.lang)
    if output is Format.JSON:
        say_json(
            merged_json(
                done.merged, definitions.catalogue, done.published, done.changes, asked.lang
            )
        )
        return
    closing = done.merged.standing.closing if done.merged.standing else 0
    say(sentence("closed", asked.lang, period=done.merged.period.label, n=closing))
    say(*merged_lines(done.merged, done.published, done.changes, asked.lang))


@flat
def reopen(
    *,
    asked: InPeriod,
    reason: ReasonOption,
) -> None:
    """Reopen a period."""
    from cchc_sheets.jobs.closing import PeriodCall
    from cchc_sheets.jobs.closing import reopen as reopen_period

    place, definitions = begin(asked)
    found = sound(
        reopen_period(place, definitions, PeriodCall(asked.period, asked.province, reason)),
        asked.lang,
    )
    say(sentence("reopened", asked.lang, period=found.label))


@flat
def verify(
    *,
    asked: Asked,
    output: FormatOption = Format.TEXT,
) -> None:
    """Compare archive, record and results."""
    from cchc_sheets.jobs.closing import verify as verify_all

    place, definitions = begin(asked)
    with progress(sentence("checking", asked.lang)) as tick:
        done = sound(verify_all(place, definitions, tick), asked.lang)
    if output is Format.JSON:
        faults = [
            {"code": each.code, "path": str(each.path), "period": each.period or None}
            for each in done.faults
        ]
        say_json({"files": done.files, "versions": done.versions, "faults": faults})
    else:
        say(sentence("verified", asked.lang, files=done.files, versions=done.versions))
        for each in done.faults:
            say("  - " + sentence(each.code, asked.lang, path=str(each.path), period=each.period))
    if done.faults:
        raise SystemExit(NOT_ALL_WELL)
