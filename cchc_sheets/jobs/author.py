"""New definitions from those that there are: a form, a roster, an annex."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from cchc_sheets.definition.review import MARK
from cchc_sheets.drafting.write import SCHEMA_LINE, quoted
from cchc_sheets.jobs.files import write_atomically
from cchc_sheets.model import Definitions, Roster, UsageProblem
from cchc_sheets.text import nearest
from cchc_sheets.words.authoring import comment

_LANG = "vi"  # definitions are the province's own papers
# What Windows keeps for itself is no name of a file.
_ID = re.compile(r"(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$)[a-z0-9][a-z0-9-]*")
# With the lines below it that are its own, as in a text written with > or |.
_FIELD = re.compile(r"^(id|edition|name|source):.*$(?:\n[ \t]+.*$)*", re.MULTILINE)
_PROVINCE = re.compile(r"^province:.*$", re.MULTILINE)
_SCHEMA = re.compile(r"\A# yaml-language-server:.*\n")


def target(templates: Path, name: str) -> Path | UsageProblem:
    """Return where a new definition goes, unless its id is none or something is there already."""
    if not _ID.fullmatch(name):
        return UsageProblem("not-an-id", {"found": name})
    path = templates / f"{name}.yaml"
    if path.exists():
        return UsageProblem("already-there", {"path": str(path)})
    return path


def new_form(  # noqa: PLR0913, PLR0917 - what a form is made of
    templates: Path,
    definitions: Definitions,
    name: str,
    source: str,
    called: str | None,
    edition: str | None,
) -> Path | UsageProblem:
    """Write a copy of a form, which ``source`` names by its id or path, under the id ``name``.

    Its comments and layout stay, its source does not. Raises ``OSError``.
    """
    original: Path | None = Path(source)
    if not (Path(source).suffix in {".yaml", ".yml"} and Path(source).is_file()):
        original = file_of(templates, source) if source in definitions.forms else None
    if original is None:
        near = nearest(source, definitions.forms)
        return UsageProblem("unknown-form", {"found": source, "near": near})
    path = target(templates, name)
    if isinstance(path, UsageProblem):
        return path
    text = original.read_text("utf-8-sig")
    old = dict(re.findall(r"^(id|edition|name):\s*(.*?)\s*$", text, re.MULTILINE))
    fresh = {"id": name, "source": quoted(comment("copied", _LANG, form=old.get("id", "")))}
    if called:
        fresh["name"] = quoted(called)
    if edition:
        fresh["edition"] = quoted(edition)
    kept = {"source", *({"name", "edition"} - fresh.keys())}  # true of the old form alone

    def line(match: re.Match[str]) -> str:
        field = match[1]
        mark = f"# {MARK}: {comment('of-the-old', _LANG)}\n" if field in kept else ""
        return mark + (f"{field}: {fresh[field]}" if field in fresh else match[0])

    text = _FIELD.sub(line, text)
    text = SCHEMA_LINE.format(kind="form") + "\n" + _SCHEMA.sub("", text.removeprefix("\ufeff"))
    write_atomically(path, text.encode())
    return path


def file_of(templates: Path, name: str, kind: str = "") -> Path | None:
    """Return the file of the definition with this id, of a kind where it matters."""
    own = re.compile(rf"^id:\s*[\"']?{re.escape(name)}[\"']?\s*$", re.MULTILINE)
    of_kind = re.compile(rf"^kind:\s*{kind}" if kind else "", re.MULTILINE)
    for path in sorted(templates.glob("*.y*ml")):
        text = path.read_text("utf-8-sig")
        if own.search(text) and of_kind.search(text):
            return path
    return None


def new_roster(
    templates: Path, definitions: Definitions, name: str, province: str, wanted: Sequence[str]
) -> Path | UsageProblem:
    """Write a roster with an example of each unit type that the forms are for.

    ``wanted`` are the ids of these forms, all when there are none. Raises ``OSError``.
    """
    path = target(templates, name)
    if isinstance(path, UsageProblem):
        return path
    for form in wanted:
        if form not in definitions.forms:
            near = nearest(form, definitions.forms)
            return UsageProblem("unknown-form", {"found": form, "near": near})
    forms = [definitions.forms[form] for form in wanted or sorted(definitions.forms)]
    by_type = {unit_type: form for form in forms for unit_type in form.unit_types}
    lines = [
        SCHEMA_LINE.format(kind="roster"),
        *(f"# {line}" for line in comment("roster-head", _LANG, province=province).splitlines()),
        "kind: roster",
        f"id: {name}",
        f"province: {quoted(province)}",
        "issuer:",
        f"  name: {quoted(comment('issuer-name', _LANG, province=province))}",
        '  address: ""',
        '  telephone: ""',
        '  email: ""',
        f"# {comment('roster-due', _LANG)}",
        "due: {}",
        "units:",
    ]
    for known in definitions.catalogue.unit_types:
        if known.key in by_type:
            lines += [
                f"  # {comment('roster-unit', _LANG)}",
                f"  - code: {known.key}-1",
                f"    name: {quoted(comment('unit-name', _LANG, type=known.label))}",
                f"    short: {quoted(known.key.upper())}",
                f"    type: {known.key}",
                f"    forms: [{by_type[known.key].id}]",
                f"    source: {quoted(comment('to-confirm', _LANG))}",
            ]
    write_atomically(path, ("\n".join(lines) + "\n").encode())
    return path


def new_annex(
    templates: Path, definitions: Definitions, name: str, roster: Roster
) -> tuple[Path, Path | None] | UsageProblem:
    """Write a draft annex: every indicator that the province's forms ask, in catalogue order.

    A roster that names no annex is made to name this one; its file is the second path. Raises
    ``OSError``.
    """
    path = target(templates, name)
    if isinstance(path, UsageProblem):
        return path
    forms = {form for unit in roster.units for form in unit.forms}
    asked = {row.key for form in forms for row in definitions.forms[form].answer_rows}
    reporting = {unit.type for unit in roster.units}
    columns = [known.key for known in definitions.catalogue.unit_types if known.key in reporting]
    province = roster.province
    lines = [
        SCHEMA_LINE.format(kind="annex"),
        *(f"# {line}" for line in comment("annex-head", _LANG, province=province).splitlines()),
        "kind: annex",
        f"id: {name}",
        "draft: true",
        f"appendix: {quoted(comment('annex-appendix', _LANG))}",
        f"title: {quoted(comment('annex-title', _LANG))}",
        f"period_line: {quoted(comment('annex-period', _LANG, province=province.upper()))}",
        f"columns: [{', '.join(columns)}]",
        "rows:",
    ]
    for section in definitions.catalogue.sections:
        items = [i for i in definitions.catalogue.indicators.values() if i.section == section.key]
        keys = [item.key for item in items if item.key in asked]
        if keys:
            lines += [f'  - stt: "{section.key}"', f"    label: {quoted(section.label)}"]
        for number, key in enumerate(keys, start=1):
            lines += [f'  - stt: "{number}"', f"    indicator: {key}"]
    write_atomically(path, ("\n".join(lines) + "\n").encode())
    named = None if roster.annex else file_of(templates, roster.id, "roster")
    if named is not None:
        # Below the province, where the packaged rosters have it.
        text = _PROVINCE.sub(rf"\g<0>\nannex: {name}", named.read_text("utf-8"), count=1)
        write_atomically(named, text.encode())
    return path, named
