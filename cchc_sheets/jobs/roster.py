"""The roster without YAML: exported as an Excel file, imported from it into the definition.

A change is told in words before or after it is written. The definition keeps its comments, its
order and how it is laid out.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from cchc_sheets.decode.cells import RawWorkbook
from cchc_sheets.decode.errors import Unreadable
from cchc_sheets.decode.read import decode, load
from cchc_sheets.definition import packaged_templates
from cchc_sheets.definition.compile import compile_folder
from cchc_sheets.definition.files import definition_files, schema_of
from cchc_sheets.definition.rewrite import Rewriter, UnwritableError, Value
from cchc_sheets.definition.tree import read_tree
from cchc_sheets.intake.read import refusal
from cchc_sheets.jobs.author import file_of
from cchc_sheets.jobs.files import keep_old, write_atomically
from cchc_sheets.jobs.roster_file import (
    ReadRoster,
    RosterEdit,
    edited,
    links,
    read_roster,
    succession,
)
from cchc_sheets.jobs.workspace import TEMPLATES, Workspace, choose_roster
from cchc_sheets.model import Definitions, Roster, Speech, UsageProblem
from cchc_sheets.model.roster import RosterFields
from cchc_sheets.report.roster_import import Linted, RosterImport, RosterNote
from cchc_sheets.report.roster_sheet import MARK, TEXT_MARK, joined, write_roster
from cchc_sheets.text import tidy
from cchc_sheets.words import message
from cchc_sheets.words.roster import COLUMNS, DUE_AFTER, OFFICE, SUCCESSORS

_HEADS = {column.key: column.head for column in COLUMNS}
_HEADS |= {f"issuer.{key}": head for key, head in OFFICE.items()} | {"due_after": DUE_AFTER}
_EDITED = [column.key for column in COLUMNS if column.key not in {"code", SUCCESSORS}]
_XLSX = ".xlsx"
EDITED_MEANWHILE = "edited-meanwhile"
"""The problem of a definition that changed after somebody looked at it."""


@dataclass(frozen=True, slots=True)
class Care:
    """Whether changes are written: not for a ``trial``, nor over another text than was ``seen``.

    ``seen`` is the hash of the definition's text that the changes were told of, ``None`` for any.
    """

    trial: bool = False
    seen: str | None = None


WRITING, TRIAL = Care(), Care(trial=True)


@dataclass(frozen=True, slots=True)
class Exported:
    """The file that was written, and how many units it has."""

    path: Path
    units: int


def export_roster(
    workspace: Workspace, definitions: Definitions, target: Path, province: str | None = None
) -> Exported | UsageProblem:
    """Write a province's roster as an Excel file; one that is there is moved out of the way.

    Raises ``OSError``.
    """
    if target.suffix.lower() != _XLSX:
        return UsageProblem("not-xlsx", {"path": str(target)})
    roster = choose_roster(workspace, definitions, province)
    if isinstance(roster, UsageProblem):
        return roster
    content = roster_file(workspace, definitions, roster)
    target.parent.mkdir(parents=True, exist_ok=True)
    keep_old(target, content)
    write_atomically(target, content)
    return Exported(target, len(roster.units))


def roster_file(workspace: Workspace, definitions: Definitions, roster: Roster) -> bytes:
    """Return a roster as an Excel file in which it is edited. Raises ``OSError``."""
    forms = [
        form.id
        for form in definitions.forms.values()
        if any(unit.type in form.unit_types for unit in roster.units)
    ]
    return write_roster(roster_fields(workspace, roster), definitions.catalogue, forms)


def roster_fields(workspace: Workspace, roster: Roster) -> RosterFields:
    """Return a roster's fields as its definition has them now. Raises ``OSError``."""
    return fields_of(_text(_definition_of(workspace, roster)))


def import_roster(
    workspace: Workspace,
    definitions: Definitions,
    file: Path,
    province: str | None = None,
    care: Care = WRITING,
) -> RosterImport | UsageProblem:
    """Read an edited roster into the definition, unless anything is wrong with it.

    Raises ``OSError``.
    """
    raw = _is_packaged(workspace) or _book(file)
    if isinstance(raw, UsageProblem):
        return raw
    mark = raw.custom_properties.get(MARK, "")
    asked = province or (mark if mark in definitions.rosters else None)
    roster = choose_roster(workspace, definitions, asked)
    if isinstance(roster, UsageProblem):
        return roster
    path = _definition_of(workspace, roster)
    text = _text(path)
    before = fields_of(text)
    if mark and mark != roster.id:
        facts = {"found": mark, "expected": roster.id}
        return RosterImport(path, file, problems=(RosterNote("other-province", facts),))
    read = read_roster(raw, before, definitions)
    succession(read, before)
    made_of = raw.custom_properties.get(TEXT_MARK, before.text_hash)
    doubts = () if made_of == before.text_hash else (RosterNote("edited-since"),)
    done = _taken(path, text, read, care)
    return replace(done, file=file, doubts=(*(doubts if done.changes else ()), *done.doubts))


def edit_roster(
    workspace: Workspace, roster: Roster, edit: RosterEdit, care: Care = WRITING
) -> RosterImport | UsageProblem:
    """Write what somebody typed for one unit or the office, with the checks of an import.

    Raises ``OSError``.
    """
    problem = _is_packaged(workspace)
    if problem is not None:
        return problem
    path = _definition_of(workspace, roster)
    text = _text(path)
    return _taken(path, text, edited(fields_of(text), edit), care)


def _taken(path: Path, text: str, read: ReadRoster, care: Care) -> RosterImport:
    """Write what was read over the definition's text, unless anything is wrong with it."""
    before = fields_of(text)
    if read.problems:
        return RosterImport(path, problems=tuple(read.problems))
    changes = tuple(_changes(read, before))
    done = RosterImport(path, None, changes, tuple(_doubts(read, before)), seen=before.text_hash)
    try:
        new = _rewritten(text, read, before)
    except UnwritableError as error:
        return replace(done, problems=(RosterNote("comments", _unwritable(error, before)),))
    linted = tuple(_linted(path, new, read)) if changes else ()
    if linted or care.trial or not changes:
        return replace(done, linted=linted)
    if _text(path) != text or care.seen not in {None, before.text_hash}:
        return RosterImport(path, problems=(RosterNote(EDITED_MEANWHILE),))
    write_atomically(path, new.encode())
    return replace(done, is_written=True)


def fields_of(text: str) -> RosterFields:
    """Return a roster's fields as its text has them; the text is sound."""
    tree, _ = read_tree("", text.removeprefix("\ufeff"))
    value: dict[str, Any] = tree.value if tree is not None else {}
    units: list[dict[str, Value]] = [
        {key: _value(item) for key, item in unit.items()} for unit in value["units"]
    ]
    heirs: dict[str, list[str]] = {}
    for name, heir in links(units):
        heirs.setdefault(name, []).append(heir)
    for unit in units:
        unit[SUCCESSORS] = tuple(heirs.get(str(unit["code"]), ()))
    return RosterFields(
        id=value["id"],
        province=value["province"],
        issuer={key: tidy(item or "") for key, item in value["issuer"].items()},
        due=dict(value.get("due") or {}),
        due_after=value.get("due_after") or "",
        units=tuple(units),
        text_hash=hashlib.sha256(text.encode()).hexdigest(),
    )


def _value(item: Any) -> Value:  # noqa: ANN401 - a text, a list of texts or nothing
    return tuple(map(tidy, item)) if isinstance(item, list) else tidy(item or "")


def _text(path: Path) -> str:
    return path.read_bytes().decode()


def _definition_of(workspace: Workspace, roster: Roster) -> Path:
    path = file_of(workspace.templates, roster.id, "roster")
    assert path is not None, roster.id  # noqa: S101 - it was loaded from there
    return path


def _is_packaged(workspace: Workspace) -> UsageProblem | None:
    """The problem that the definitions came with the package, where nobody writes into them."""
    if workspace.templates != packaged_templates():
        return None
    return UsageProblem("no-templates", {"path": str(workspace.root / TEMPLATES)})


def _book(file: Path) -> RawWorkbook | UsageProblem:
    data = load(file)
    raw = data if isinstance(data, Unreadable) else decode(data)
    if not isinstance(raw, Unreadable):
        return raw
    finding = refusal(raw)
    says = Speech(message(finding, "vi"), message(finding, "en"))
    return UsageProblem("roster-unreadable", {"path": str(file), "says": says})


# ------------------------------------------------------------------------------ what it changes


def _changes(read: ReadRoster, before: RosterFields) -> Iterator[RosterNote]:
    """Yield each change: of the office, of due dates, then unit by unit in the file's order."""
    for key, now in (read.issuer or {}).items():
        was = before.issuer.get(key, "")
        if was != now:
            yield RosterNote("office", {"field": OFFICE[key], "before": was, "now": now})
    for period in dict.fromkeys((*before.due, *(read.due or before.due))):
        was, now = before.due.get(period, ""), _due(read, before).get(period, "")
        if was != now:
            facts = {"period": period, "before": _day(was), "now": _day(now)}
            yield RosterNote("due", facts)
    if read.issuer is not None and read.due_after != before.due_after:
        facts = {"before": before.due_after, "now": read.due_after}
        yield RosterNote("due-after", facts)
    known = {str(unit["code"]): unit for unit in before.units}
    for code, fields in read.units.items():
        who = {"unit": str(fields["name"]), "code": code}
        if code not in known:
            yield RosterNote("added", who)
            continue
        for key, now_value in _changed(fields, known[code]).items():
            was_value = known[code].get(key, "")
            facts = {"before": _shown(key, was_value), "now": _shown(key, now_value)}
            name = {"unit": str(known[code]["name"]), "code": code}
            if key == "name":
                yield RosterNote("renamed", {**name, **facts})
            else:
                yield RosterNote("changed", {**name, "field": _HEADS[key], **facts})


def _due(read: ReadRoster, before: RosterFields) -> Mapping[str, str]:
    return before.due if read.due is None else read.due


def _changed(fields: Mapping[str, Value], was: Mapping[str, Value]) -> dict[str, Value]:
    """The fields that differ; empty ones are those that are to go."""
    return {
        key: fields[key]
        for key in _EDITED
        if (fields[key] or was.get(key)) and fields[key] != was.get(key, "")
    }


def _shown(key: str, value: Value) -> str:
    if isinstance(value, tuple):
        return joined(value)
    return _day(value) if key in {"since", "until"} else value


def _day(text: str) -> str:
    return f"{date.fromisoformat(text):%d/%m/%Y}" if text else ""


def _doubts(read: ReadRoster, before: RosterFields) -> Iterator[RosterNote]:
    """Yield what follows for series of new links, and what may not be meant."""
    known = {str(unit["code"]): unit for unit in before.units}
    units: dict[str, Mapping[str, Value]] = {**known, **read.units}
    for code, unit in known.items():
        if code not in read.units:
            yield RosterNote("not-in-file", {"unit": str(unit["name"]), "code": code})
    new = set(links(list(read.units.values()))) - set(links(list(before.units)))
    heirs: dict[str, list[str]] = {}
    for name, heir in links(list(units.values())):
        heirs.setdefault(name, []).append(heir)
    for name in dict.fromkeys(name for name, _ in sorted(new) if name in units):
        yield from _of_old(name, heirs[name], units)
    for heir in dict.fromkeys(heir for _, heir in sorted(new)):
        yield from _of_heir(heir, heirs, units)


def _named(codes: list[str] | tuple[str, ...], units: Mapping[str, Mapping[str, Value]]) -> str:
    return ", ".join(str(units[code]["name"]) if code in units else code for code in codes)


def _of_old(
    name: str, heirs: list[str], units: Mapping[str, Mapping[str, Value]]
) -> Iterator[RosterNote]:
    facts = {"other": _named([name], units), "units": _named(heirs, units)}
    if len(heirs) > 1:
        yield RosterNote("split", facts)
    if not units[name].get("until"):
        yield RosterNote("still-there", facts)


def _of_heir(
    heir: str, heirs: Mapping[str, list[str]], units: Mapping[str, Mapping[str, Value]]
) -> Iterator[RosterNote]:
    unit = units[heir]
    olds = tuple(unit.get("predecessors", ()))
    facts = {"unit": str(unit["name"]), "others": _named(olds, units)}
    if len(olds) > 1:
        yield RosterNote("merged", facts)
    elif olds and len(heirs.get(olds[0], ())) == 1:
        yield RosterNote("continues", facts)
    since = str(unit.get("since", ""))
    for name in olds:
        until = str(units.get(name, {}).get("until", ""))
        if until and since <= until:
            days = {"since": _day(since) or "–", "until": _day(until)}
            facts = {"unit": str(unit["name"]), "other": _named([name], units), **days}
            yield RosterNote("overlap", facts)


# ------------------------------------------------------------------------------ how it is written


def _rewritten(text: str, read: ReadRoster, before: RosterFields) -> str:
    """Return the definition's text with all changes; raises ``UnwritableError``."""
    schema = schema_of("roster")
    order = list(schema["$defs"]["unit"]["properties"])
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    made = Rewriter(text.removeprefix(mark))
    places = {str(unit["code"]): at for at, unit in enumerate(before.units)}
    after = len(before.units) - 1
    for code, fields in read.units.items():
        if code in places:
            after = places[code]
            made.put(("units", after), _changed(fields, before.units[after]), order)
        else:
            own = {"code": code, **{key: fields[key] for key in order if key in _EDITED}}
            made.add(("units",), after, {key: own[key] for key in order if key in own})
    if read.issuer is not None:
        issuer = {k: now for k, now in read.issuer.items() if now != before.issuer.get(k, "")}
        made.put(("issuer",), issuer, list(schema["properties"]["issuer"]["properties"]))
        after_days = {"due_after": read.due_after} if read.due_after != before.due_after else {}
        made.put((), after_days, list(schema["properties"]))
    due = _due(read, before)
    gone = dict.fromkeys((period for period in before.due if period not in due), "")
    changed = {period: day for period, day in due.items() if day != before.due.get(period, "")}
    if changed or gone:
        made.put_entries(("due",), {**changed, **gone}, after="issuer")
    return mark + made.result()


def _unwritable(error: UnwritableError, before: RosterFields) -> dict[str, str]:
    """What of the file cannot be changed, in words."""
    unit = ""
    if error.path[:1] == ("units",) and isinstance(error.path[1], int):
        unit = str(before.units[error.path[1]]["name"])
    key = str(error.path[-1])
    return {"unit": unit or before.province, "field": _HEADS.get(key, key)}


def _linted(path: Path, new: str, read: ReadRoster) -> Iterator[Linted]:
    """Yield what ``lint`` would say, with the cell that it is about, where there is one."""
    with tempfile.TemporaryDirectory() as folder:
        for each in definition_files(path.parent):
            shutil.copyfile(each, Path(folder) / each.name)
        (Path(folder) / path.name).write_bytes(new.encode())
        _, problems = compile_folder(Path(folder), prove=False)
    tree, _ = read_tree("", new.removeprefix("\ufeff"))
    places = [*tree.keys.items(), *tree.positions.items()] if tree else []
    by_place = {place: steps for steps, place in sorted(places, key=lambda each: len(each[0]))}
    for problem in problems:
        if not problem.fatal:
            continue
        steps = by_place.get((problem.line, problem.column), ())
        key, code = ".".join(map(str, steps)), ""
        if tree and len(steps) > 1 and steps[0] == "units":
            code = str(tree.value["units"][steps[1]].get("code", ""))
            key = str(steps[2]) if len(steps) > 2 else "code"  # noqa: PLR2004 - unit, then field
        own = Path(problem.file).name == path.name
        cell = read.cells.get((code, key), "") if own else ""
        file = str(path.parent / Path(problem.file).name)
        yield Linted(replace(problem, file=file), cell, _HEADS.get(key, "") if cell else "")
