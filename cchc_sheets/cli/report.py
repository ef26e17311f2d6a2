"""The command that writes the province's report in Word."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cchc_sheets.cli.console import progress, say, say_json
from cchc_sheets.cli.options import Format, FormatOption, InPeriod, OutOption, flat
from cchc_sheets.cli.start import begin, sound
from cchc_sheets.words.cli import sentence


@flat
def report(
    *,
    asked: InPeriod,
    outline: Annotated[Path | None, typer.Argument(metavar="[WORD.docx]")] = None,
    annex: Annotated[bool, typer.Option("--annex")] = False,
    pdf: Annotated[bool, typer.Option("--pdf")] = False,
    names: Annotated[bool, typer.Option("--names")] = False,
    save_outline: Annotated[Path | None, typer.Option("--save-outline", metavar="FILE")] = None,
    inbox: Annotated[Path | None, typer.Option("--inbox", metavar="DIR")] = None,
    out: OutOption = None,
    output: FormatOption = Format.TEXT,
) -> None:
    """Fill the province's report in Word."""
    from cchc_sheets.jobs import report as job
    from cchc_sheets.jobs.workspace import choose_roster
    from cchc_sheets.report.word.told import names_json, names_lines, report_json, report_lines

    place, definitions = begin(asked)
    if names:
        roster = sound(choose_roster(place, definitions, asked.province), asked.lang)
        if output is Format.JSON:
            say_json(names_json(definitions, roster))
        else:
            say(*names_lines(definitions, roster))
        return
    if save_outline is not None:
        path = sound(job.save_outline(definitions, save_outline), asked.lang)
        say(sentence("outline-saved", asked.lang, path=path))
        return
    call = job.ReportCall(outline, inbox, asked.province, asked.period, out, annex, pdf)
    with progress(sentence("checking", asked.lang)) as tick:
        done = sound(job.report(place, definitions, call, tick), asked.lang)
    if output is Format.JSON:
        say_json(report_json(done))
    else:
        say(*report_lines(done, asked.lang))
