"""The commands of a period: its workbooks issued, returned files checked, merged, asked after."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cchc_sheets.cli.console import NOT_ALL_WELL, progress, say, say_json
from cchc_sheets.cli.options import (
    Format,
    FormatOption,
    InPeriod,
    InProvince,
    OutOption,
    OwnInbox,
    PreviousOption,
    TableFormat,
    TableFormatOption,
    TrustKeyOption,
    UnitsOption,
    ValuesOption,
    flat,
)
from cchc_sheets.cli.start import begin, sound
from cchc_sheets.model import Received, Status
from cchc_sheets.words.cli import sentence
from cchc_sheets.words.usage import usage

if TYPE_CHECKING:
    from cchc_sheets.jobs.returned import Returned

NOT_CARRIED_SHOWN = 20

VIETNAM = timezone(timedelta(hours=7))


@flat
def generate(
    *,
    asked: InProvince,
    period: Annotated[str, typer.Option("--period", metavar="PERIOD")],
    unit: UnitsOption = None,
    values: ValuesOption = None,
    previous: PreviousOption = None,
    out: OutOption = None,
    output: FormatOption = Format.TEXT,
) -> None:
    """Write a workbook for each unit."""
    from cchc_sheets.jobs.issue import GenerateCall
    from cchc_sheets.jobs.issue import generate as issue

    place, definitions = begin(asked, prove=True)
    units, earlier = tuple(unit or ()), tuple(previous or ())
    call = GenerateCall(period, asked.province, units, values, earlier, out)
    with progress(sentence("issuing", asked.lang)) as tick:
        issued = sound(issue(place, definitions, call, tick), asked.lang)
    order = issued.order
    not_carried = [usage(each.code, each.facts, asked.lang) for each in issued.not_carried]
    if output is Format.JSON:
        say_json(
            {
                "province": order.roster.id,
                "period": str(order.period),
                "files": [str(path) for path in issued.files],
                "set_aside": [str(path) for path in issued.set_aside],
                "not_carried": not_carried,
            }
        )
        return
    folder = str(issued.files[0].parent if issued.files else order.out)
    say(
        sentence(
            "issued", asked.lang, n=len(issued.files), period=order.period.label, folder=folder
        )
    )
    if issued.set_aside:
        aside = issued.set_aside[0].parent
        say(sentence("set-aside", asked.lang, n=len(issued.set_aside), folder=str(aside)))
    if not_carried:
        say(sentence("not-carried-head", asked.lang, n=len(not_carried), path=str(values)))
        say(*(f"  {line}" for line in not_carried[:NOT_CARRIED_SHOWN]))
        more = len(not_carried) - NOT_CARRIED_SHOWN
        say(*([f"  {sentence('not-carried-more', asked.lang, n=more)}"] if more > 0 else []))


@flat
def check(
    *,
    asked: InProvince,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...")],
    previous: PreviousOption = None,
    return_to: Annotated[Path | None, typer.Option("--return", metavar="DIR")] = None,
    code: Annotated[str | None, typer.Option("--code", metavar="XXX-XXX")] = None,
    trust_key: TrustKeyOption = None,
    output: FormatOption = Format.TEXT,
) -> None:
    """Check returned files."""
    from cchc_sheets.jobs.check import CheckCall, folder_shows
    from cchc_sheets.jobs.check import check as check_files
    from cchc_sheets.report.checked import (
        file_json,
        file_lines,
        folder_json,
        folder_lines,
        summary_lines,
    )
    from cchc_sheets.words.returned import NOT_RETURNED, RETURNED, WHY_NOT

    place, definitions = begin(asked)
    call = CheckCall(tuple(files), tuple(previous or ()), trust_key, asked.province, code)
    checked: list[tuple[Received, Returned]]
    with progress(sentence("checking", asked.lang)) as tick:
        if return_to is None:
            found = sound(check_files(place, definitions, call, tick), asked.lang)
            checked = [(file, None) for file in found]
        else:  # what writes workbooks takes longer to import than one file takes to check
            from cchc_sheets.jobs.returned import check_and_return

            checked = sound(check_and_return(place, definitions, call, return_to, tick), asked.lang)
    results = []
    for file, made in checked:
        path, why = None, None
        if isinstance(made, Path):
            path = str(made)
        elif made is not None:
            why = WHY_NOT[made.code].in_language(asked.lang)
        results.append(file_json(file, asked.lang, path, why) if output is Format.JSON else {})
        if output is Format.TEXT:
            says = [RETURNED.in_language(asked.lang).format(path=path)] if path else []
            says += [NOT_RETURNED.in_language(asked.lang).format(why=why)] if why else []
            say(*file_lines(file, asked.lang, code), *(f"  {line}" for line in says), "")
    folder = folder_shows(place, definitions, call, [file for file, _ in checked])
    if output is Format.JSON:
        say_json({"files": results, "folder": folder_json(folder)})
    else:
        say(*(folder_lines(folder, asked.lang) if folder else ()), *([""] if folder else []))
        say(*summary_lines([file for file, _ in checked], asked.lang))
    if any(file.status is Status.REJECTED for file, _ in checked):
        raise SystemExit(NOT_ALL_WELL)


@flat
def merge(
    *,
    asked: InPeriod,
    inbox: Annotated[Path, typer.Argument(metavar="INBOX")],
    out: OutOption = None,
    previous: PreviousOption = None,
    trust_key: TrustKeyOption = None,
    output: FormatOption = Format.TEXT,
) -> None:
    """Check and consolidate returned files."""
    from cchc_sheets.jobs.merge import MergeCall
    from cchc_sheets.jobs.merge import merge as merge_inbox
    from cchc_sheets.report.merged import merged_json, merged_lines

    place, definitions = begin(asked)
    call = MergeCall(inbox, asked.province, asked.period, out, tuple(previous or ()), trust_key)
    with progress(sentence("checking", asked.lang)) as tick:
        found = merge_inbox(place, definitions, call, tick)
    done = sound(found, asked.lang)
    merged = done.merged
    if output is Format.JSON:
        say_json(
            merged_json(merged, definitions.catalogue, done.published, done.changes, asked.lang)
        )
    else:
        say(*merged_lines(merged, done.published, done.changes, asked.lang))
    if merged.has_errors:
        raise SystemExit(NOT_ALL_WELL)


@flat
def status(
    *,
    asked: InPeriod,
    inbox: OwnInbox = None,
    output: TableFormatOption = TableFormat.TEXT,
) -> None:
    """Say who sent what."""
    from cchc_sheets.jobs.merge import MergeCall
    from cchc_sheets.jobs.merge import status as status_of_units
    from cchc_sheets.report.status import status_csv, status_json, status_lines

    place, definitions = begin(asked)
    call = MergeCall(inbox, asked.province, asked.period)
    with progress(sentence("checking", asked.lang)) as tick:
        merged = sound(status_of_units(place, definitions, call, tick), asked.lang)
    day = today()
    if output is TableFormat.JSON:
        say_json(status_json(merged, day, asked.lang))
    elif output is TableFormat.CSV:
        say(status_csv(merged, day).rstrip())
    else:
        say(*status_lines(merged, definitions.catalogue, day, asked.lang))


@flat
def remind(
    *,
    asked: InPeriod,
    inbox: OwnInbox = None,
    out: OutOption = None,
    output: FormatOption = Format.TEXT,
) -> None:
    """Write what chases units."""
    from cchc_sheets.jobs.merge import MergeCall
    from cchc_sheets.jobs.merge import remind as write_reminders

    place, definitions = begin(asked)
    call = MergeCall(inbox, asked.province, asked.period, out)
    with progress(sentence("checking", asked.lang)) as tick:
        files = sound(write_reminders(place, definitions, call, today(), tick), asked.lang)
    if output is Format.JSON:
        say_json({"files": [str(path) for path in files]})
    elif not files:
        say(sentence("nobody-chased", asked.lang))
    else:
        say(sentence("chased", asked.lang, n=len(files) - 2, folder=str(files[0].parent)))


def today() -> date:
    """Return what day it is in Việt Nam."""
    return datetime.now(UTC).astimezone(VIETNAM).date()
