"""The commands that look across editions and periods."""

from __future__ import annotations

from pathlib import Path

from cchc_sheets.cli.commands import Workplace
from cchc_sheets.cli.console import say, say_json
from cchc_sheets.cli.options import Format
from cchc_sheets.cli.start import sound, stop_for_definitions


def diff(before: str, after: str, place: Workplace) -> None:
    """Say what an edition changes against an older one, form by form."""
    from cchc_sheets.history.editions import compare
    from cchc_sheets.jobs.compare import pair_editions
    from cchc_sheets.report.editions import alone_lines, difference_json, difference_lines

    start = place.begin()
    paired = pair_editions(before, after, start.definitions)
    if isinstance(paired, list):
        stop_for_definitions(paired, place.lang)
    named = sound(paired, place.lang)
    found = [compare(*forms, start.definitions.catalogue) for forms in named.pairs]
    if place.output is Format.JSON:
        only = {"only_before": named.only_before, "only_after": named.only_after}
        ids = {name: [form.id for form in forms] for name, forms in only.items()}
        say_json({"forms": [difference_json(each, place.lang) for each in found], **ids})
        return
    for number, each in enumerate(found):
        if number:
            say("")
        for line in difference_lines(each, place.lang):
            say(line)
    for line in alone_lines(named.only_before, named.only_after, place.lang):
        say(line)


def series(
    indicator: str, values: tuple[Path, ...], units: tuple[str, ...], place: Workplace
) -> None:
    """Say an indicator's figures period by period, and where the series breaks."""
    from cchc_sheets.history.series import find_indicator, read_record, series_of
    from cchc_sheets.report.series import series_json, series_lines

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
