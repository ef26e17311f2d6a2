"""Which indicator a printed row most likely is, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cchc_sheets.drafting.assign import assign
from cchc_sheets.drafting.wording import Asked, Likeness, Wording, wording, words
from cchc_sheets.model import Catalogue, Form, Indicator, Kind, Row
from cchc_sheets.model.definitions import Definitions


class Sureness(StrEnum):
    """What to tell the author of a row's proposal."""

    SURE = "sure"
    UNSURE = "unsure"
    NEW = "new"
    """No indicator is like it: a new one."""
    HEADING = "heading"
    ANSWERED_HEADING = "answered_heading"
    """A heading here; other forms have an answer in the like of it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator that a row may be, because of a wording of it in a form or the catalogue."""

    key: str
    score: float
    label: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a row is taken for; ``others`` are the next best, best first."""

    sureness: Sureness
    best: Candidate | None = None
    asked_as: str | None = None
    others: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    """A wording of an indicator that is known; ``key`` is empty for a heading."""

    wording: Wording
    key: str
    label: str
    unit_types: frozenset[str] = frozenset()
    percent_of: str | None = None


# Chosen on the packaged forms, each imported without itself (scripts/import_recall.py).
_SURE = 0.82
_MARGIN = 0.05
_MARGIN_OF_OTHER_TYPES = 0.08
_MARGIN_OF_OTHER_WORDS = 0.1
_SAME_SECTION = 0.5
_LIKE_AT_ALL = 0.62
_LIKE_ONE_OF_OWN = 0.58
_SHOWN = 3
_OF_OTHERS = 0.9
_ROMAN = re.compile(r"[IVX]+")


class Proposer:
    """Knows every wording of the workspace; proposes for the rows of one form."""

    def __init__(
        self,
        definitions: Definitions,
        unit_type: str,
        leave_out: Iterable[str] = (),
        undecided: Iterable[tuple[str, str]] = (),
    ) -> None:
        """What must not be known: ``leave_out`` forms, and rows that wait for a decision.

        An ``undecided`` row (form, path) holds a guess; taken for knowledge it would make the next
        guess look sure.
        """
        self._indicators = definitions.catalogue.indicators
        self._unit_type = unit_type
        forms = [form for name, form in definitions.forms.items() if name not in set(leave_out)]
        self._known = [
            *_catalogue_wordings(definitions.catalogue),
            *_form_wordings(forms, frozenset(undecided)),
        ]
        self._like = Likeness(item.wording for item in self._known)

    def propose(self, rows: Sequence[Wording], parents: Sequence[bool]) -> list[Proposal]:
        """Return a proposal for each row; ``parents`` says which have rows below them."""
        tables = [self._candidates(row) for row in rows]
        answers = [
            {} if parent and row.asks is Asked.NOTHING else _scores(table)
            for row, table, parent in zip(rows, tables, parents, strict=True)
        ]
        chosen = assign(answers, _LIKE_AT_ALL)
        return [
            self._proposal(row, table, key, is_parent=parent)
            for row, table, key, parent in zip(rows, tables, chosen, parents, strict=True)
        ]

    def _candidates(self, row: Wording) -> dict[str, tuple[float, _Known]]:
        """Return the best wording of each indicator that the row may be, and of a heading."""
        found: dict[str, tuple[float, _Known]] = {}
        for known in self._known:
            if known.key and self._asked_as(row, known) is None:
                continue
            score = self._like.rows(row, known.wording)
            if known.key and self._is_of_others(known.key):
                score *= _OF_OTHERS
            if score > found.get(known.key, (0.0, known))[0]:
                found[known.key] = score, known
        return found

    def _asked_as(self, row: Wording, known: _Known) -> str | None:
        """Return how the row asks an indicator: "" as the catalogue does, ``None``: it cannot."""
        indicator = self._indicators[known.key]
        match row.asks, indicator.kind:
            case (Asked.NOTHING, _) | (Asked.RATE, Kind.RATE) | (Asked.CODE, Kind.CODE):
                return ""
            case (Asked.NUMBER, Kind.COUNT | Kind.TEXT):
                return ""
            case (Asked.NUMBER, Kind.RATE):
                return "" if indicator.unit_of_measure != "%" else None
            case (Asked.NUMBER, Kind.CODE):
                return "" if _is_word_for_codes(row, known, indicator) else "count"
            case (Asked.CODE, Kind.COUNT):
                return "yes_no"
            case (Asked.RATE, Kind.COUNT) if known.percent_of:
                return f"percent_of {known.percent_of}"
        return None

    def _proposal(
        self,
        row: Wording,
        table: Mapping[str, tuple[float, _Known]],
        key: str | None,
        *,
        is_parent: bool,
    ) -> Proposal:
        ranked = sorted(table.items(), key=lambda item: (-item[1][0], item[0]))
        candidates = [Candidate(k, score, known.label) for k, (score, known) in ranked if k]
        heading = table.get("", (0.0, None))[0]
        if key is None:
            return _without_key(row, candidates, heading, is_parent=is_parent)
        score, known = table[key]
        others = tuple(item for item in candidates if item.key != key)
        second = max([heading, *(item.score for item in others[:1])])
        sure = self._is_sure(row, score, second, known) and not self._is_owned(key, others)
        return Proposal(
            Sureness.SURE if sure else Sureness.UNSURE,
            Candidate(key, score, known.label),
            self._asked_as(row, known) or None,
            others[: _SHOWN - 1],
        )

    def _is_sure(self, row: Wording, score: float, second: float, known: _Known) -> bool:
        same_type = self._unit_type in known.unit_types
        margin = _MARGIN if same_type else _MARGIN_OF_OTHER_TYPES
        if row.label != known.wording.label:
            margin = _MARGIN_OF_OTHER_WORDS
        same_numbers = row.numbers == known.wording.numbers
        asks = row.asks is known.wording.asks and row.asks is not Asked.NOTHING
        section = self._like.texts(row.section, known.wording.section) >= _SAME_SECTION
        same_meaning = not row.meaning.unlike(known.wording.meaning)
        near = score >= _SURE and score - second >= margin
        return all((asks, same_numbers, same_meaning, section, near))

    def _is_of_others(self, key: str) -> bool:
        """Whether other unit types alone are counted."""
        owners = self._indicators[key].owners
        return bool(owners) and self._unit_type not in owners

    def _is_owned(self, key: str, others: Iterable[Candidate]) -> bool:
        """Whether another indicator is like the row and, unlike this one, the unit type's own.

        Figures of communes have indicators of their own beside those of all units, and a commune's
        form prints both in the same words.
        """
        if self._unit_type in self._indicators[key].owners:
            return False
        rivals = (other.key for other in others if other.score >= _LIKE_ONE_OF_OWN)
        return any(self._unit_type in self._indicators[rival].owners for rival in rivals)


def _without_key(
    row: Wording, candidates: list[Candidate], heading: float, *, is_parent: bool
) -> Proposal:
    others = tuple(candidates[:_SHOWN])
    if row.asks is not Asked.NOTHING:
        return Proposal(
            Sureness.NEW, others=tuple(c for c in others if c.score > _LIKE_AT_ALL / 1.2)
        )
    if is_parent and candidates and candidates[0].score > max(heading, _SURE):
        return Proposal(Sureness.ANSWERED_HEADING, candidates[0], others=others[1:])
    return Proposal(Sureness.HEADING)


def _scores(table: Mapping[str, tuple[float, _Known]]) -> dict[str, float]:
    """Return the scores of the indicators, of those only that score above a heading."""
    heading = table.get("", (0.0, None))[0]
    return {k: score for k, (score, _) in table.items() if k and score > max(heading, _LIKE_AT_ALL)}


def _is_word_for_codes(row: Wording, known: _Known, indicator: Indicator) -> bool:
    """Say whether a unit of measure without numbers is how codes are asked, as in *Hình thức*."""
    return row.unit in {known.wording.unit, words(indicator.unit_of_measure)}


def _catalogue_wordings(catalogue: Catalogue) -> Iterable[_Known]:
    sections = {section.key: section.label for section in catalogue.sections}
    for item in catalogue.indicators.values():
        row = wording(item.label, item.unit_of_measure, None, sections.get(item.section, ""))
        yield _Known(row, item.key, item.label)


def _form_wordings(
    forms: Iterable[Form], undecided: frozenset[tuple[str, str]]
) -> Iterable[_Known]:
    for form in forms:
        for row, seen in zip(form.rows, row_wordings(form.rows), strict=True):
            if (form.id, row.path) in undecided:
                continue
            key = row.indicator.key if row.indicator else ""
            yield _Known(seen, key, row.label, frozenset(form.unit_types), row.percent_of)


def row_wordings(rows: Sequence[Row]) -> list[Wording]:
    """Return the rows of a form as they are compared."""
    return wordings([(row.path, row.label, row.unit_of_measure) for row in rows])


def wordings(rows: Sequence[tuple[str, str, str]]) -> list[Wording]:
    """Return rows of one table (path, label, unit of measure) as they are compared."""
    labels = {path: label for path, label, _ in rows}
    beside: dict[str, list[str]] = {}
    for path, label, _ in rows:
        beside.setdefault(path.rpartition(".")[0], []).append(label)
    return [
        wording(label, unit, *_above(path, labels), beside[path.rpartition(".")[0]])
        for path, label, unit in rows
    ]


def section_of(path: str) -> str:
    """Return the path of the section that a row stands in: parts ``A``, ``B`` hold sections."""
    first, _, rest = path.partition(".")
    second = rest.partition(".")[0]
    is_part = first.isupper() and not _ROMAN.fullmatch(first) and _ROMAN.fullmatch(second)
    return f"{first}.{second}" if is_part else first


def _above(path: str, labels: Mapping[str, str]) -> tuple[str, str]:
    """Return the labels of the row above a path and of its section, empty where there is none."""
    parent = path.rpartition(".")[0]
    section = section_of(path)
    return labels.get(parent, ""), labels.get(section, "") if section != path else ""
