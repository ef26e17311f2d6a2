"""Which indicator a printed row most likely is, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cchc_sheets.drafting.assign import assign
from cchc_sheets.drafting.wording import Asked, Likeness, Wording, wording, words
from cchc_sheets.model import Kind, Row
from cchc_sheets.model.definitions import Definitions


class Sureness(StrEnum):
    """How far the author can rely on a row's proposal."""

    SURE = "sure"
    UNSURE = "unsure"
    NEW = "new"
    """No indicator is like it: a new one."""
    HEADING = "heading"
    ANSWERED_HEADING = "answered_heading"
    """A heading here; other forms ask for an answer in a row like it."""


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
        """Learn from the catalogue and all forms but those to ``leave_out``.

        An ``undecided`` row (form, path) waits for a decision and teaches nothing: it holds a
        guess, which would make the next guess look sure.
        """
        self._indicators = definitions.catalogue.indicators
        self._unit_type = unit_type
        left_out, guesses = set(leave_out), set(undecided)
        sections = {section.key: section.label for section in definitions.catalogue.sections}
        self._known: list[_Known] = []
        for item in definitions.catalogue.concepts:
            seen = wording(item.label, item.unit_of_measure, None, sections.get(item.section, ""))
            self._known.append(_Known(seen, item.key, item.label))
        for form in definitions.forms.values():
            types = frozenset(form.unit_types)
            rows = tuple(row for row in form.rows if row.base_of is None)
            for row, seen in zip(rows, row_wordings(rows), strict=True):
                if form.id not in left_out and (form.id, row.path) not in guesses:
                    key = row.indicator.key if row.indicator else ""
                    self._known.append(_Known(seen, key, row.label, types, row.percent_of))
        self._like = Likeness(item.wording for item in self._known)
        self._askable: dict[tuple[Asked, str], list[_Known]] = {}

    def propose(self, rows: Sequence[Wording], parents: Sequence[bool]) -> list[Proposal]:
        """Return a proposal for each row; ``parents`` says which have rows below them."""
        tables = [self._candidates(row) for row in rows]
        answers = []
        for row, table, parent in zip(rows, tables, parents, strict=True):
            least = max(_LIKE_AT_ALL, table.get("", (0.0, None))[0])
            may_answer = not (parent and row.asks is Asked.NOTHING)
            scores = {key: score for key, (score, _) in table.items() if key and score > least}
            answers.append(scores if may_answer else {})
        chosen = assign(answers, _LIKE_AT_ALL)
        return [
            self._proposal(row, table, key, is_parent=parent)
            for row, table, key, parent in zip(rows, tables, chosen, parents, strict=True)
        ]

    def _candidates(self, row: Wording) -> dict[str, tuple[float, _Known]]:
        """Find the best wording of each indicator that the row may be, and of a heading."""
        found: dict[str, tuple[float, _Known]] = {}
        if (row.asks, row.unit) not in self._askable:  # the rows of a form share a few units
            self._askable[row.asks, row.unit] = [
                known
                for known in self._known
                if not known.key or self._asked_as(row, known) is not None
            ]
        for known in self._askable[row.asks, row.unit]:
            score = self._like.rows(row, known.wording)
            owners = self._indicators[known.key].owners if known.key else ()
            if owners and self._unit_type not in owners:
                score *= _OF_OTHERS
            if score > found.get(known.key, (0.0, known))[0]:
                found[known.key] = score, known
        return found

    def _asked_as(self, row: Wording, known: _Known) -> str | None:
        """How the row asks an indicator: "" as the catalogue does, ``None`` where it cannot."""
        indicator = self._indicators[known.key]
        match row.asks, indicator.kind:
            case (Asked.NOTHING, _) | (Asked.RATE, Kind.RATE) | (Asked.CODE, Kind.CODE):
                return ""
            case (Asked.NUMBER, Kind.COUNT | Kind.TEXT):
                return ""
            case (Asked.NUMBER, Kind.RATE):
                return "" if indicator.unit_of_measure != "%" else None
            case (Asked.NUMBER, Kind.CODE):
                # A unit of measure without numbers may be how codes are asked, as *Hình thức* is.
                asks_codes = row.unit in {known.wording.unit, words(indicator.unit_of_measure)}
                return "" if asks_codes else "count"
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
        if key is not None:
            score, known = table[key]
            others = [item for item in candidates if item.key != key]
            second = max([heading, *(item.score for item in others[:1])])
            # Communes have indicators of their own beside those of all units, and a commune's form
            # prints both in the same words: what is like one that the unit type owns is not sure.
            mine = {k for k, item in self._indicators.items() if self._unit_type in item.owners}
            rivals = {item.key for item in others if item.score >= _LIKE_ONE_OF_OWN}
            owned = key not in mine and not mine.isdisjoint(rivals)
            sure = not owned and self._is_sure(row, score, second, known)
            return Proposal(
                Sureness.SURE if sure else Sureness.UNSURE,
                Candidate(key, score, known.label),
                self._asked_as(row, known) or None,
                tuple(others[: _SHOWN - 1]),
            )
        near = candidates[:_SHOWN]
        if row.asks is not Asked.NOTHING:
            like = (item for item in near if item.score > _LIKE_AT_ALL / 1.2)
            return Proposal(Sureness.NEW, others=tuple(like))
        if is_parent and near and near[0].score > max(heading, _SURE):
            return Proposal(Sureness.ANSWERED_HEADING, near[0], others=tuple(near[1:]))
        return Proposal(Sureness.HEADING)

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


def row_wordings(rows: Sequence[Row]) -> list[Wording]:
    """Return the rows of a form as they are compared."""
    return wordings([(row.path, row.label, row.unit_of_measure) for row in rows])


def wordings(rows: Sequence[tuple[str, str, str]]) -> list[Wording]:
    """Return rows of one table (path, label, unit of measure) as they are compared."""
    labels = {path: label for path, label, _ in rows}
    beside: dict[str, list[str]] = {}
    for path, label, _ in rows:
        beside.setdefault(path.rpartition(".")[0], []).append(label)
    found = []
    for path, label, unit in rows:
        parent, section = path.rpartition(".")[0], section_of(path)
        topmost = "" if section == path else labels.get(section, "")
        found.append(wording(label, unit, labels.get(parent, ""), topmost, beside[parent]))
    return found


def section_of(path: str) -> str:
    """Return the path of the section that a row is in: parts ``A``, ``B`` hold sections."""
    first, _, rest = path.partition(".")
    second = rest.partition(".")[0]
    is_part = first.isupper() and not _ROMAN.fullmatch(first) and _ROMAN.fullmatch(second)
    return f"{first}.{second}" if is_part else first
