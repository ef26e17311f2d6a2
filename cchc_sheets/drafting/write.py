"""A draft → the YAML text of a form and of the addition to the catalogue."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from cchc_sheets.definition.review import MARK
from cchc_sheets.drafting.draft import Draft, DraftRow
from cchc_sheets.drafting.propose import Sureness
from cchc_sheets.model import Family, Kind
from cchc_sheets.words.authoring import comment

SCHEMA_LINE = "# yaml-language-server: $schema=schemas/{kind}.schema.json"
_PLACEHOLDER = re.compile(r"[{}]")
_AROUND = " :;.,"
_LANG = "vi"  # a definition is the province's own paper, whatever the terminal says


@dataclass(frozen=True, slots=True)
class Named:
    """What a form is called: its id, its name, the unit type that fills it in, its source file."""

    id: str
    name: str
    unit_type: str
    source: str


def form_text(draft: Draft, named: Named) -> str:
    """Return the form as YAML, with a rule for each whole and its parts."""
    heading = draft.heading
    lines = [
        SCHEMA_LINE.format(kind="form"),
        *_comments("form-head", file=named.source, mark=MARK),
        "kind: form",
        f"id: {named.id}",
        'edition: "1"',
        f"name: {quoted(named.name)}",
        f"unit_types: [{named.unit_type}]",
        f"source: {quoted(named.source)}",
        "heading:",
        f"  appendix: {quoted(heading.appendix)}",
        f"  title: {quoted(heading.title)}",
        f"  period_line: {quoted(heading.period_line)}",
        f"  attached_to: {quoted(heading.attached_to)}",
        f"label_column: {quoted(draft.label_column)}",
        f"value_column: {quoted(draft.value_column)}",
        "required: warning",
        "not_applicable: true",
        "rows:",
        *(line for row in draft.rows for line in _row(row, named)),
    ]
    if draft.parts:
        lines += ["rules:", f"  # {MARK}: {comment('part-rules', _LANG)}"]
    for number, group in enumerate(draft.parts, start=1):
        label = _PLACEHOLDER.sub("", group.whole.label).strip(_AROUND)
        lines += [
            f"  - id: P{number}",
            "    severity: warning",
            "    code: part-above-whole",
            f"    for_each: [{', '.join(part.indicator for part in group.parts)}]",
            f'    require: "it <= {group.whole.indicator}"',
            "    note_answers: true",
            "    says:",
            f"      vi: {quoted(comment('part-says', 'vi', label=label))}",
            f"      en: {quoted(comment('part-says', 'en', label=label))}",
        ]
    return "\n".join(lines) + "\n"


def addition_text(draft: Draft, named: Named) -> str:
    """Return the new indicators as YAML, an addition to the catalogue."""
    codes = dict.fromkeys(item.codes for item in draft.new if item.kind is Kind.CODE)
    lists = {own: f"{named.id}-{number}" for number, own in enumerate(codes, start=1)}
    lines = [
        SCHEMA_LINE.format(kind="addition"),
        *_comments("addition-head", form=named.id),
        "kind: addition",
        f"id: {named.id}-indicators",
        *(["code_lists:"] if lists else []),
    ]
    for own, key in lists.items():
        lines += [f"  - key: {key}", "    codes:"]
        for code in own:
            lines += [f"      - value: {code.value}", f"        label: {quoted(code.label)}"]
    lines.append("indicators:")
    for item in draft.new:
        asks = f"unit_of_measure: {quoted(item.unit_of_measure)}"
        if item.kind is Kind.CODE:
            asks = f"codes: {lists[item.codes]}"
        is_mean = item.kind is Kind.COUNT and item.family is Family.NONE
        lines += [
            f"  # {MARK}: {comment('new-mean' if is_mean else f'new-{item.kind}', _LANG)}",
            f"  - key: {item.key}",
            f"    section: {item.section}",
            f"    label: {quoted(item.label)}",
            f"    kind: {item.kind}",
            f"    {asks}",
            "    time_basis: ytd",
            f"    family: {item.family}",
        ]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """Return a text as a YAML scalar on one line."""
    dumped = str(yaml.safe_dump(text, allow_unicode=True, width=10**6, default_style=None))
    return dumped.removesuffix("\n").removesuffix("\n...")


def _comments(key: str, **facts: str) -> Iterator[str]:
    return (f"# {line}".rstrip() for line in comment(key, _LANG, **facts).splitlines())


def _row(row: DraftRow, named: Named) -> Iterator[str]:
    remark = _remark(row, named)
    # A new indicator is marked where it is defined, unless there is one that it may be after all.
    marked = row.proposal.sureness is not Sureness.NEW or row.proposal.others or row.unit_above
    if row.unit_above and row.indicator:
        above = comment("unit-above", _LANG, unit=row.unit_above)
        remark = f"{above}; {remark}" if remark else above
    if remark:
        yield f"  # {MARK}: {remark}" if marked else f"  # {remark}"
    fields = {
        "stt": row.stt,
        "label": row.label,
        "unit_of_measure": row.unit_of_measure,
        "indicator": row.indicator,
        "asked_as": (row.proposal.asked_as or "") if row.indicator else "",
    }
    yield f"  - path: {json.dumps(row.path, ensure_ascii=False)}"
    yield from (f"    {name}: {quoted(text)}" for name, text in fields.items() if text)


def _remark(row: DraftRow, named: Named) -> str:
    """What the author has to decide about a row; nothing where it is clear."""
    best, proposal = row.proposal.best, row.proposal
    others = ", ".join(f"{item.key} {item.score:.0%}" for item in proposal.others)
    facts = {"others": others, "form": named.id}
    if best:
        facts |= {"percent": f"{best.score:.0%}", "label": best.label, "key": best.key}
    match proposal.sureness:
        case Sureness.UNSURE:
            return comment("unsure" if others else "unsure-alone", _LANG, **facts)
        case Sureness.NEW:
            return comment("new" if others else "new-alone", _LANG, **facts)
        case Sureness.ANSWERED_HEADING:
            return comment("answered-heading", _LANG, **facts)
        case Sureness.HEADING if not row.has_children:
            return comment("heading-alone", _LANG)
    return ""
