"""Printed rows and proposals → the draft of a form, with the indicators that it needs anew."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from cchc_sheets.definition import Definitions
from cchc_sheets.definition.form import read_legend
from cchc_sheets.definition.rules import is_reserved
from cchc_sheets.importing.heading import HeadingBlock, escaped, heading_block
from cchc_sheets.importing.outline import paths
from cchc_sheets.importing.printed import Printed, PrintedRow
from cchc_sheets.importing.propose import Proposal, Proposer, Sureness, section_of, wordings
from cchc_sheets.importing.wording import Asked, asked
from cchc_sheets.model import Code, Family, Kind

_AFTER_CODE = re.compile(r"(?<=\d)\s*[;,/.]+(?=\D|$)")
_PAIR = re.compile(r"(?P<label>[^=:;,()\d]+?)\s*[=:(]\s*(?P<value>\d{1,2})(?=\W|$)\)?")
_REVERSED = re.compile(r"(?P<value>\d{1,2})\s*[=:.)-]\s*(?P<label>[^=:;,\d]+)")
_AROUND = " .-/;,"
_KEY_WORDS = 8
_LONGEST_KEY = 60
_YES_NO = {0: "không", 1: "có"}


@dataclass(frozen=True, slots=True)
class NewIndicator:
    """A concept that the catalogue lacks; what the form cannot say is the author's to decide."""

    key: str
    section: str
    label: str
    kind: Kind
    unit_of_measure: str
    family: Family
    codes: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A row as it will be written; ``indicator`` is empty for a heading."""

    path: str
    stt: str
    label: str
    unit_of_measure: str
    indicator: str
    proposal: Proposal
    has_children: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """A first form, the indicators to add to the catalogue, and what was counted on the way."""

    heading: HeadingBlock
    label_column: str
    value_column: str
    rows: tuple[DraftRow, ...]
    new: tuple[NewIndicator, ...]
    filled: int
    left_out: tuple[str, ...]
    units_guessed: bool

    def count(self, *kinds: Sureness) -> int:
        """Return how many rows are of these kinds."""
        return sum(row.proposal.sureness in kinds for row in self.rows)


def make_draft(printed: Printed, definitions: Definitions, unit_type: str) -> Draft:
    """Propose an indicator for each row, and a new one where none is like it."""
    found = paths(printed.rows)
    parents = {path.rpartition(".")[0] for path in found}
    guessed = "unit" not in printed.head.columns
    legends = [
        legend(_guess(row.label) if guessed and path not in parents else row.unit)
        for row, path in zip(printed.rows, found, strict=True)
    ]
    compared = wordings(
        [
            (path, row.label, unit)
            for row, unit, path in zip(printed.rows, legends, found, strict=True)
        ]
    )
    proposals = Proposer(definitions, unit_type).propose(compared, [p in parents for p in found])
    keys = _keys(printed.rows, proposals, set(definitions.catalogue.indicators))
    rows = tuple(
        DraftRow(path, row.stt, escaped(row.label), unit, key, proposal, path in parents)
        for row, path, unit, key, proposal in zip(
            printed.rows, found, legends, keys, proposals, strict=True
        )
    )
    return Draft(
        heading_block(printed.above),
        printed.head.label_column or "Chỉ tiêu",
        printed.head.value_column or "Số liệu",
        rows,
        tuple(_new_indicators(rows, definitions)),
        sum(row.filled for row in printed.rows),
        tuple(line.text for line in printed.left_out),
        guessed,
    )


def _guess(label: str) -> str:
    """Return a unit of measure for a question in a table that has no column for it."""
    text = label.lower()
    if "tỷ lệ" in text or "%" in text:
        return "%"
    return "Có/Không" if text.startswith("có ") else "Số lượng"


def legend(unit: str) -> str:
    """Return a unit of measure; a legend of codes as forms write it: ``Không = 0 Có = 1``."""
    tidy = _AFTER_CODE.sub(" ", unit)
    for codes in (read_legend(tidy), _variant(_PAIR, tidy), _variant(_REVERSED, tidy)):
        if len(codes) > 1:
            return " ".join(f"{code.label.strip(_AROUND)} = {code.value}" for code in codes)
    return unit


def _variant(pattern: re.Pattern[str], unit: str) -> tuple[Code, ...]:
    found = pattern.finditer(unit)
    return tuple(Code(int(match["value"]), match["label"].strip()) for match in found)


def _keys(
    rows: Sequence[PrintedRow], proposals: Sequence[Proposal], taken: set[str]
) -> Iterator[str]:
    """Yield each row's key: the proposed one, one made of a new concept's label, or nothing."""
    for row, proposal in zip(rows, proposals, strict=True):
        match proposal.sureness:
            case Sureness.SURE | Sureness.UNSURE if proposal.best:
                yield proposal.best.key
            case Sureness.NEW:
                key = next(key for key in _names(row.label) if key not in taken)
                taken.add(key)
                yield key
            case _:
                yield ""


def _names(label: str) -> Iterator[str]:
    """Yield keys made of a label, in ASCII: *Số tổ công nghệ số* → ``so_to_cong_nghe_so``, ….."""
    plain = unicodedata.normalize("NFD", label.lower().replace("đ", "d"))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    parts = re.findall(r"[a-z0-9]+", letters.encode("ascii", "ignore").decode())[:_KEY_WORDS]
    name = "_".join(parts)[:_LONGEST_KEY].strip("_")
    if not name[:1].isalpha() or is_reserved(name):
        name = f"chi_tieu_{name}".rstrip("_")
    yield name
    yield from (f"{name}_{number}" for number in count(2))


def _new_indicators(rows: Sequence[DraftRow], definitions: Definitions) -> Iterator[NewIndicator]:
    sections = _sections(rows, definitions)
    for row in rows:
        if row.proposal.sureness is not Sureness.NEW:
            continue
        codes = read_legend(row.unit_of_measure)
        kind = {Asked.RATE: Kind.RATE, Asked.CODE: Kind.CODE}.get(
            asked(row.unit_of_measure), Kind.COUNT
        )
        if kind is Kind.CODE and not codes:
            codes = (Code(1, "Có"), Code(0, "Không"))
        section = sections[section_of(row.path)]
        yield NewIndicator(
            row.indicator,
            section,
            row.label,
            kind,
            row.unit_of_measure,
            _family(kind, codes),
            codes,
        )


def _family(kind: Kind, codes: Sequence[Code]) -> Family:
    if kind is Kind.COUNT:
        return Family.SUM
    if kind is Kind.RATE:
        return Family.NONE
    yes_no = {code.value: code.label.lower() for code in codes} == _YES_NO
    return Family.COUNT_YES if yes_no else Family.DISTRIBUTION


def _sections(rows: Sequence[DraftRow], definitions: Definitions) -> dict[str, str]:
    """Return the catalogue's section of each part of the form: what most of its rows belong to."""
    votes: dict[str, Counter[str]] = {section_of(row.path): Counter() for row in rows}
    for row in rows:
        known = definitions.catalogue.indicators.get(row.indicator)
        if known:
            votes[section_of(row.path)][known.section] += 1
    chosen, last = {}, definitions.catalogue.sections[0].key
    for part, found in votes.items():
        last = found.most_common(1)[0][0] if found else last
        chosen[part] = last
    return chosen
