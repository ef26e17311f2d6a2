"""Files that just came → a sentence for each: whose it is, whether it counts, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cchc_sheets.consolidate.versions import SetAside, Why
from cchc_sheets.desk.office import View
from cchc_sheets.jobs.receive import Arrived
from cchc_sheets.model import Received, Severity, Status, UnitState
from cchc_sheets.report.merged import reason_of
from cchc_sheets.text import legible
from cchc_sheets.words import desk_page as said
from cchc_sheets.words.report_page import period_in_text


@dataclass(frozen=True, slots=True)
class ArrivedLine:
    """One file that came.

    ``mark`` is *counted*, *review*, *returned*, *aside*, *unknown* or *refused*; ``unit`` is the
    code of the unit whose page tells more, empty where none does.
    """

    name: str
    text: str
    mark: str
    unit: str = ""


def arrived_lines(arrived: Iterable[Arrived], view: View) -> Iterator[ArrivedLine]:
    """Yield a line a file, in their order; ``view`` is the period after they were received."""
    for each in arrived:
        name = legible(each.name)
        if each.file is None:
            yield ArrivedLine(name, said.REFUSED[each.refused], "refused")
        else:
            mark, text = _told(each.file, view)
            known = each.file.unit is not None and each.file.period == view.period
            code = each.file.unit.code if known and each.file.unit else ""
            yield ArrivedLine(name, text, mark, code)


def _told(file: Received, view: View) -> tuple[str, str]:
    merged, sha256 = view.merged, file.sha256
    unit = file.unit.name if file.unit else ""
    if file.unit is None:
        return "unknown", said.arrived_unknown(reason_of(file, "vi"))
    if file.period is not None and file.period != view.period:
        return "aside", said.arrived_elsewhere(unit, period_in_text(file.period))
    turn = max(len(merged.files_of(file.unit)), 1)
    for outcome in merged.outcomes:
        if outcome.file is not None and outcome.file.sha256 == sha256 and outcome.state.counts:
            settled = outcome.state is UnitState.ACCEPTED
            errors, warnings = counts_of(outcome.file)
            text = said.arrived_counted(unit, turn, errors, warnings, settled=settled)
            return ("counted" if settled else "review"), text
    if any(double.sha256 == sha256 for double in merged.doubles):
        return "aside", said.arrived_same(unit)
    aside = next((each for each in merged.set_aside if each.file.sha256 == sha256), None)
    if aside is not None:
        return "aside", _set_aside(aside, unit)
    rejected = next((each for each in merged.rejected if each.sha256 == sha256), file)
    if rejected.status is not Status.REJECTED:
        return "aside", said.arrived_same(unit)
    errors, _ = counts_of(rejected)
    return "returned", said.arrived_returned(unit, turn, errors, reason_of(rejected, "vi"))


def _set_aside(aside: SetAside, unit: str) -> str:
    match aside.why:
        case Why.LEFT_OUT:
            return said.arrived_left_out(unit)
        case Why.WITHDRAWN:
            return said.arrived_withdrawn(unit)
        case _:
            return said.arrived_older(unit, aside.counted.path if aside.counted else "")


def counts_of(file: Received) -> tuple[int, int]:
    """Return how many errors a file has, and how much there is to look at."""
    severities = [finding.severity for finding in file.findings]
    return severities.count(Severity.ERROR), severities.count(Severity.WARNING)
