"""The commands that look across editions and periods."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cchc_sheets.cli.console import progress, say, say_json
from cchc_sheets.cli.options import (
    Asked,
    Format,
    FormatOption,
    InPeriod,
    InProvince,
    TableFormat,
    TableFormatOption,
    UnitsOption,
    flat,
)
from cchc_sheets.cli.start import begin, sound, stop_for_definitions
from cchc_sheets.words.cli import sentence


@flat
def diff(
    *,
    asked: Asked,
    before: Annotated[str, typer.Argument(metavar="EDITION")],
    after: Annotated[str, typer.Argument(metavar="EDITION")],
    output: FormatOption = Format.TEXT,
) -> None:
    """Compare two editions of a form."""
    from cchc_sheets.history.editions import compare
    from cchc_sheets.jobs.compare import pair_editions
    from cchc_sheets.report.history import alone_lines, difference_json, difference_lines

    _, definitions = begin(asked)
    paired = pair_editions(before, after, definitions)
    if isinstance(paired, list):
        stop_for_definitions(paired, asked.lang)
    named = sound(paired, asked.lang)
    found = [compare(*forms, definitions.catalogue) for forms in named.pairs]
    if output is Format.JSON:
        only = {"only_before": named.only_before, "only_after": named.only_after}
        ids = {name: [form.id for form in forms] for name, forms in only.items()}
        say_json({"forms": [difference_json(each, asked.lang) for each in found], **ids})
        return
    for number, each in enumerate(found):
        say(*([""] if number else []), *difference_lines(each, asked.lang))
    say(*alone_lines(named.only_before, named.only_after, asked.lang))


@flat
def trace(
    *,
    asked: InPeriod,
    indicator: Annotated[list[str], typer.Argument(metavar="INDICATOR...")],
    unit: UnitsOption = None,
    inbox: Annotated[Path | None, typer.Option("--inbox", metavar="DIR")] = None,
    output: TableFormatOption = TableFormat.TEXT,
) -> None:
    """Say where a provincial figure came from."""
    from cchc_sheets.jobs.trace import TraceCall
    from cchc_sheets.jobs.trace import trace as trace_figure
    from cchc_sheets.report.trace import trace_csv, trace_json, trace_lines

    place, definitions = begin(asked)
    call = TraceCall(" ".join(indicator), tuple(unit or ()), inbox, asked.period, asked.province)
    with progress(sentence("checking", asked.lang)) as tick:
        found = sound(trace_figure(place, definitions, call, tick), asked.lang)
    if output is TableFormat.JSON:
        say_json(trace_json(found, definitions.catalogue))
    elif output is TableFormat.CSV:
        say(trace_csv(found).rstrip())
    else:
        say(*trace_lines(found, definitions.catalogue, asked.lang))


@flat
def series(
    *,
    asked: InProvince,
    words: Annotated[list[str] | None, typer.Argument(metavar="WORDS...")] = None,
    values: Annotated[list[Path] | None, typer.Option("--values", metavar="FILE")] = None,
    unit: UnitsOption = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE")] = None,
    output: FormatOption = Format.TEXT,
) -> None:
    """Print indicators' figures through the periods."""
    from cchc_sheets.jobs.series import SeriesCall
    from cchc_sheets.jobs.series import series as find_series
    from cchc_sheets.report.history import many_series_json, many_series_lines

    place, definitions = begin(asked)
    text, files, units = " ".join(words or ()), tuple(values or ()), tuple(unit or ())
    call = SeriesCall(text, files, units, asked.province, out)
    done = sound(find_series(place, definitions, call), asked.lang)
    if output is Format.JSON:
        say_json(many_series_json(done.roster, done.found, asked.lang))
    elif out is None:
        say(*many_series_lines(done.roster, done.found, asked.lang))
    else:
        say(str(out))
