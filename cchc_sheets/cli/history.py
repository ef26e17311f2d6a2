"""The commands that look across editions and periods."""

from __future__ import annotations

from pathlib import Path

from cchc_sheets.cli.commands import Place
from cchc_sheets.cli.console import say, say_json
from cchc_sheets.cli.options import Format
from cchc_sheets.cli.start import Start, sound, stop_for_definitions
from cchc_sheets.model import Form


def diff(before: str, after: str, place: Place) -> None:
    """Say what an edition changes against an older one."""
    from cchc_sheets.editions import compare
    from cchc_sheets.report.editions import difference_json, difference_lines

    start = place.begin()
    forms = _edition(before, start), _edition(after, start)
    found = compare(*forms, start.definitions.catalogue)
    if place.output is Format.JSON:
        say_json(difference_json(found, place.lang))
        return
    for line in difference_lines(found, place.lang):
        say(line)


def _edition(name: str, start: Start) -> Form:
    from cchc_sheets.workflow.editions import find_edition

    found = find_edition(name, start.definitions)
    if isinstance(found, list):
        stop_for_definitions(found, start.lang)
    return sound(found, start.lang)


def series(indicator: str, values: tuple[Path, ...], units: tuple[str, ...], place: Place) -> None:
    """Say an indicator's figures period by period, and where the series breaks."""
    from cchc_sheets.report.series import series_json, series_lines
    from cchc_sheets.workflow.series import find_indicator, read_record, series_of

    start = place.begin()
    roster = start.roster(place.province)
    found = sound(find_indicator(indicator, start.definitions), start.lang)
    record = sound(read_record(values, roster, start.definitions), start.lang)
    all_series = sound(series_of(found, record, roster, units), start.lang)
    if place.output is Format.JSON:
        say_json(series_json(found, roster, all_series, place.lang))
        return
    for line in series_lines(found, roster, all_series, place.lang):
        say(line)
