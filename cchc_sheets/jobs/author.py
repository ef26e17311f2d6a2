"""New definitions from what is there: a form, a roster, an annex, a draft from a printed table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from cchc_sheets.drafting.write import SCHEMA_LINE, quoted
from cchc_sheets.jobs.files import write_atomically
from cchc_sheets.model import Form, Roster
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.model.problem import UsageProblem
from cchc_sheets.text import nearest
from cchc_sheets.words.authoring import comment

_LANG = "vi"  # definitions are the province's own papers
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
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


def write_all(texts: dict[Path, str]) -> list[Path]:
    """Write new definitions; raises ``OSError``."""
    for path, text in texts.items():
        write_atomically(path, text.encode())
    return list(texts)


def existing_form(templates: Path, definitions: Definitions, found: str) -> Path | UsageProblem:
    """Return the file of a form that is named by its id or its path."""
    path = Path(found)
    if path.suffix in {".yaml", ".yml"} and path.is_file():
        return path
    own = re.compile(rf"^id:\s*[\"']?{re.escape(found)}[\"']?\s*$", re.MULTILINE)
    if found in definitions.forms:
        for file in sorted(templates.glob("*.y*ml")):
            if own.search(file.read_text("utf-8-sig")):
                return file
    near = nearest(found, definitions.forms)
    return UsageProblem("unknown-form", {"found": found, "near": near})


def chosen_forms(definitions: Definitions, wanted: Sequence[str]) -> list[Form] | UsageProblem:
    """Return the forms of these ids, all forms when there are none."""
    for name in wanted:
        if name not in definitions.forms:
            near = nearest(name, definitions.forms)
            return UsageProblem("unknown-form", {"found": name, "near": near})
    return [definitions.forms[name] for name in wanted or sorted(definitions.forms)]


def copied_form(text: str, name: str, called: str | None, edition: str | None) -> str:
    """Return a form's text under another id: its comments and layout stay, its source does not."""
    original = dict(re.findall(r"^(id|edition|name):\s*(.*?)\s*$", text, re.MULTILINE))
    fresh = {"id": name, "source": quoted(comment("copied", _LANG, form=original.get("id", "")))}
    if called:
        fresh["name"] = quoted(called)
    if edition:
        fresh["edition"] = quoted(edition)
    text = _FIELD.sub(lambda m: f"{m[1]}: {fresh[m[1]]}" if m[1] in fresh else m[0], text)
    return SCHEMA_LINE.format(kind="form") + "\n" + _SCHEMA.sub("", text.removeprefix("\ufeff"))


def roster_text(name: str, province: str, forms: Iterable[Form], definitions: Definitions) -> str:
    """Return a roster with one example of each unit type that the forms are for."""
    by_type = {unit_type: form for form in forms for unit_type in form.unit_types}
    types = [known for known in definitions.catalogue.unit_types if known.key in by_type]
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
    for known in types:
        lines += [
            f"  # {comment('roster-unit', _LANG)}",
            f"  - code: {known.key}-1",
            f"    name: {quoted(comment('unit-name', _LANG, type=known.label))}",
            f"    short: {quoted(known.key.upper())}",
            f"    type: {known.key}",
            f"    forms: [{by_type[known.key].id}]",
            f"    source: {quoted(comment('to-confirm', _LANG))}",
        ]
    return "\n".join(lines) + "\n"


def annex_text(name: str, roster: Roster, definitions: Definitions) -> str:
    """Return a draft annex: every indicator that the province's forms ask, in catalogue order."""
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
    return "\n".join(lines) + "\n"


def name_annex(templates: Path, roster: Roster, annex: str) -> Path | None:
    """Name the annex in the roster's file, below its province, when the roster names none."""
    if roster.annex:
        return None
    own = re.compile(rf"^id:\s*[\"']?{re.escape(roster.id)}[\"']?\s*$", re.MULTILINE)
    for path in sorted(templates.glob("*.y*ml")):
        text = path.read_text("utf-8")
        if own.search(text) and re.search(r"^kind:\s*roster", text, re.MULTILINE):
            changed = _PROVINCE.sub(rf"\g<0>\nannex: {annex}", text, count=1)
            write_atomically(path, changed.encode())
            return path
    return None
