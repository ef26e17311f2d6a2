"""``python -m scripts.many_units [190 3400]``: what the outputs of a merge cost by the unit.

Made-up communes of one province, with invented answers; nothing is issued or read. For whoever
changes something that costs time by the unit: twice the time a unit is too much.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from cchc_sheets.consolidate.accept import accept
from cchc_sheets.definition import load, packaged_templates
from cchc_sheets.jobs.merge import WORKBOOK, contents_of
from cchc_sheets.model import (
    Answer,
    Definitions,
    Identity,
    Period,
    Received,
    Roster,
    Source,
    State,
    Submission,
)
from scripts.invent import Invented, invent

PROVINCE, PERIOD, TYPE = "can-tho", Period(2025, "Q3"), "xa"
DIFFERENT = 40
"""So many sets of answers are invented; units take turns."""
_T = TypeVar("_T")


def main() -> int:
    """Print seconds, by the unit in milliseconds, and how large the outputs are."""
    definitions, _ = load(packaged_templates())
    if definitions is None:
        return 2
    folder = Path(tempfile.mkdtemp(prefix="cchc-many-"))
    for number in map(int, sys.argv[1:] or ("190", "3400")):
        made, files = reports(definitions, number)
        roster = made.rosters[PROVINCE]
        merged = _timed("merge", number, partial(accept, made, files, roster, PERIOD))
        contents = _timed("outputs", number, partial(contents_of, made, merged))
        for name, content in contents.items():
            print(f"{number:>5} units  {len(content):>12} bytes  {name}")
        path = folder / f"{number}-{WORKBOOK}"
        path.write_bytes(contents[WORKBOOK])
        print(path)
    return 0


def reports(definitions: Definitions, number: int) -> tuple[Definitions, list[Received]]:
    """Return the definitions with so many communes in the province, and a report of each."""
    roster = definitions.rosters[PROVINCE]
    pattern = next(unit for unit in roster.units if unit.type == TYPE)
    units = tuple(
        replace(pattern, code=f"xa-{n}", name=f"Ủy ban nhân dân xã {n}", short=f"Xã {n}")
        for n in range(1, number + 1)
    )
    form = definitions.forms[pattern.forms[0]]
    sets = [invent(form, definitions.catalogue, str(n)) for n in range(min(DIFFERENT, number))]
    files = [
        Received(
            path := f"{unit.code}.xlsx",
            f"{n:064x}",
            identity=_identity(roster, unit.code, form.id, form.edition),
            form=form,
            unit=unit,
            period=PERIOD,
            submission=_submission(form.id, sets[n % len(sets)], path, f"{n:064x}"),
        )
        for n, unit in enumerate(units)
    ]
    rosters = {**definitions.rosters, PROVINCE: replace(roster, units=units)}
    return replace(definitions, rosters=rosters), files


def _submission(form: str, answers: dict[str, Invented], path: str, sha256: str) -> Submission:
    given = {}
    for row, (key, each) in enumerate(answers.items(), start=12):
        state = State.BLANK if each.value is None else State.NUMBER
        raw = "" if each.value is None else f"{each.value:f}"
        given[key] = Answer(key, state, each.value, raw, sheet="Biểu", cell=f"F{row}")
    return Submission(form, PERIOD, given, source=Source(path, sha256))


def _identity(roster: Roster, unit: str, form: str, edition: str) -> Identity:
    return Identity("", roster.id, unit, form, edition, str(PERIOD), 1, "", "")


def _timed(what: str, number: int, step: Callable[[], _T]) -> _T:
    begun = time.perf_counter()
    done = step()
    took = time.perf_counter() - begun
    print(
        f"{number:>5} units  {what}: {took:.1f} s, {1000 * took / number:.1f} ms each", flush=True
    )
    return done


if __name__ == "__main__":
    raise SystemExit(main())
