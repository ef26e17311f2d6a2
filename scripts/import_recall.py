"""How well ``import-form`` finds the keys of a form that it has not seen: leave one form out.

    python -m scripts.import_recall

Each form is drafted anew from its printed rows while its own wordings, and those of its copies,
are unknown. A form's answers are a reading by people, the measure of all columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

from cchc_sheets.definition import load, packaged_templates
from cchc_sheets.drafting.propose import Proposal, Proposer, Sureness, row_wordings
from cchc_sheets.model import Form, Row
from cchc_sheets.model.definitions import Definitions

COPIED = 0.6
"""The share of common answers above which a form is a copy; printed forms are below a half."""


class Outcome(StrEnum):
    """What became of a row."""

    RIGHT = "right, unmarked"
    MARKED_RIGHT = "marked, key right"
    MARKED_WRONG = "marked, key wrong"
    NEW = "new indicator, known nowhere else"
    MISSED = "new indicator or heading, though known"
    WRONG = "wrong and unmarked"


def measure(definitions: Definitions) -> dict[str, Counter[Outcome]]:
    """Return what became of each form's rows."""
    return {form.id: _measured(form, definitions) for form in definitions.forms.values()}


def _measured(form: Form, definitions: Definitions) -> Counter[Outcome]:
    rows = [row for row in form.rows if row.base_of is None]
    paths = [row.path for row in rows]
    copies = {name for name, other in definitions.forms.items() if _is_copy(form, other)}
    elsewhere = {
        row.key
        for name, other in definitions.forms.items()
        if name not in copies
        for row in other.answer_rows
    }
    parents = {path.rpartition(".")[0] for path in paths}
    proposer = Proposer(definitions, form.unit_types[0], copies)
    proposals = proposer.propose(row_wordings(rows), [path in parents for path in paths])
    return Counter(
        _outcome(row, proposal, elsewhere) for row, proposal in zip(rows, proposals, strict=True)
    )


def _is_copy(form: Form, other: Form) -> bool:
    """Say whether two forms have most of their answers in common, word for word."""
    own, others = ({(row.key, row.label) for row in f.answer_rows} for f in (form, other))
    return len(own & others) > COPIED * min(len(own), len(others))


def _outcome(row: Row, proposal: Proposal, elsewhere: set[str]) -> Outcome:
    true = row.key if row.indicator else ""
    found = proposal.best.key if proposal.best else ""
    match proposal.sureness:
        case Sureness.SURE:
            return Outcome.RIGHT if found == true else Outcome.WRONG
        case Sureness.UNSURE:
            return Outcome.MARKED_RIGHT if found == true else Outcome.MARKED_WRONG
        case Sureness.ANSWERED_HEADING:
            return Outcome.MARKED_RIGHT if true in {found, ""} else Outcome.MARKED_WRONG
        case Sureness.HEADING if not true:
            return Outcome.RIGHT
    return Outcome.MISSED if true in elsewhere else Outcome.NEW


def table(measured: Mapping[str, Counter[Outcome]]) -> str:
    """Return the figures as a table, with their sum."""
    total = sum(measured.values(), Counter[Outcome]())
    lines = [f"{'':38}" + "".join(f"{name[:22]:>24}" for name in (*measured, "together"))]
    for outcome in Outcome:
        figures = [counts[outcome] for counts in (*measured.values(), total)]
        lines.append(f"{outcome:38}" + "".join(f"{figure:24}" for figure in figures))
    return "\n".join(lines)


if __name__ == "__main__":
    loaded, problems = load(packaged_templates(), prove=False)
    if loaded is None:
        raise SystemExit(f"{len(problems)} problems: cchc-sheets lint")
    print(table(measure(loaded)))
