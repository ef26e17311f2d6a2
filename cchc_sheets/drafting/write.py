"""A draft → the YAML text of a form and of the addition to the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from cchc_sheets.definition.review import MARK
from cchc_sheets.drafting.draft import Draft, DraftRow, NewIndicator
from cchc_sheets.drafting.parts import Parts
from cchc_sheets.drafting.propose import Candidate, Sureness
from cchc_sheets.model import Code, Kind
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


def form_text(draft: Draft, named: Named, parts: Sequence[Parts]) -> str:
    """Return the form as YAML, with a rule for each whole and its ``parts``."""
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
        *_rules(parts),
    ]
    return "\n".join(lines) + "\n"


def _rules(groups: Sequence[Parts]) -> Iterator[str]:
    if groups:
        yield "rules:"
        yield f"  # {MARK}: {comment('part-rules', _LANG)}"
    for number, group in enumerate(groups, start=1):
        label = _PLACEHOLDER.sub("", group.whole.label).strip(_AROUND)
        says = {lang: comment("part-says", lang, label=label) for lang in ("vi", "en")}
        yield f"  - id: P{number}"
        yield "    severity: warning"
        yield "    code: part-above-whole"
        yield f"    for_each: [{', '.join(part.indicator for part in group.parts)}]"
        yield f'    require: "it <= {group.whole.indicator}"'
        yield "    note_answers: true"
        yield "    says:"
        yield from (f"      {lang}: {quoted(text)}" for lang, text in says.items())


def addition_text(draft: Draft, named: Named) -> str:
    """Return the catalogue's addition as YAML: the indicators that no form had before."""
    lists = _code_lists(draft.new, named.id)
    lines = [
        SCHEMA_LINE.format(kind="addition"),
        *_comments("addition-head", form=named.id),
        "kind: addition",
        f"id: {named.id}-indicators",
        *(["code_lists:"] if lists else []),
        *(line for codes, key in lists.items() for line in _code_list(key, codes)),
        "indicators:",
        *(line for item in draft.new for line in _indicator(item, lists)),
    ]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """Return a text as a YAML scalar on one line."""
    dumped = str(yaml.safe_dump(text, allow_unicode=True, width=10**6, default_style=None))
    return dumped.removesuffix("\n").removesuffix("\n...")


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
    yield f'  - path: "{row.path}"'
    yield from (f"    {name}: {quoted(text)}" for name, text in fields.items() if text)


def _remark(row: DraftRow, named: Named) -> str:
    """Return what the author has to decide about a row, nothing where it is clear."""
    proposal = row.proposal
    others = ", ".join(f"{item.key} {_percent(item)}" for item in proposal.others)
    facts = {"others": others, "form": named.id}
    if proposal.best:
        best = proposal.best
        facts |= {"percent": _percent(best), "label": best.label, "key": best.key}
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


def _percent(candidate: Candidate) -> str:
    return f"{candidate.score:.0%}"


def _comments(key: str, **facts: str) -> Iterator[str]:
    return (f"# {line}".rstrip() for line in comment(key, _LANG, **facts).splitlines())


def _code_lists(new: Sequence[NewIndicator], form: str) -> dict[tuple[Code, ...], str]:
    """Return a key for each different list of codes."""
    lists = dict.fromkeys(item.codes for item in new if item.kind is Kind.CODE)
    return {codes: f"{form}-{number}" for number, codes in enumerate(lists, start=1)}


def _code_list(key: str, codes: Sequence[Code]) -> Iterator[str]:
    yield f"  - key: {key}"
    yield "    codes:"
    for code in codes:
        yield f"      - value: {code.value}"
        yield f"        label: {quoted(code.label)}"


def _indicator(item: NewIndicator, lists: dict[tuple[Code, ...], str]) -> Iterator[str]:
    yield f"  # {MARK}: {comment(f'new-{item.kind}', _LANG)}"
    yield f"  - key: {item.key}"
    yield f"    section: {item.section}"
    yield f"    label: {quoted(item.label)}"
    yield f"    kind: {item.kind}"
    if item.kind is Kind.CODE:
        yield f"    codes: {lists[item.codes]}"
    else:
        yield f"    unit_of_measure: {quoted(item.unit_of_measure)}"
    yield "    time_basis: ytd"
    yield f"    family: {item.family}"
