"""Printed rows and proposals → the draft of a form, with the indicators that it needs."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count

from cchc_sheets.definition.expressions import is_reserved
from cchc_sheets.definition.form import read_legend
from cchc_sheets.drafting.contrast import is_rest
from cchc_sheets.drafting.heading import HeadingBlock, escaped, heading_block
from cchc_sheets.drafting.outline import paths
from cchc_sheets.drafting.printed import Printed, PrintedRow
from cchc_sheets.drafting.propose import Proposal, Proposer, Sureness, section_of, wordings
from cchc_sheets.drafting.wording import Asked, Wording, asked
from cchc_sheets.model import Code, Family, Kind
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.words.authoring import comment

_AFTER_CODE = re.compile(r"(?<=\d)\s*[;,/.]+(?=\D|$)")
_PAIR = re.compile(r"(?P<label>[^=:;,()\d]+?)\s*[=:(]\s*(?P<value>\d{1,2})(?=\W|$)\)?")
_REVERSED = re.compile(r"(?P<value>\d{1,2})\s*[=:.)-]\s*(?P<label>[^=:;,\d]+)")
_AROUND = " .-/;,"
_KEY_WORDS = 8
_KEY_WORDS_OF_TWO = 6
_PART = re.compile(r"^[-+–•*\s]*(?:trong đó\s*:?)?[-+–•*\s]*", re.IGNORECASE)
_LONGEST_KEY = 60
_TOTAL = re.compile(r"(tổng|cộng|tổng cộng|tổng số)\W*", re.IGNORECASE)
_MEAN = re.compile(
    r"(?<!loại )(?<!mức )(?<!độ )(?<!đạt )(?<!khá )(?<!, )\b(?:trung bình|bình quân)\b",
    re.IGNORECASE,
)
"""A mean is the sum of nothing; *xếp loại trung bình* is a grade, whose holders are counted."""
_LANG = "vi"  # a definition is the province's own paper, whatever the terminal says
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
    unit_above: str = ""
    """The unit of measure of the row above, where this row prints none."""

    @property
    def unit(self) -> str:
        """What the row is counted in, printed beside it or above."""
        return self.unit_of_measure or self.unit_above


@dataclass(frozen=True, slots=True)
class Parts:
    """A row that asks a number, and rows right below it that are counted in the same unit."""

    whole: DraftRow
    parts: tuple[DraftRow, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A first form, the indicators to add to the catalogue, and what was counted on the way."""

    heading: HeadingBlock
    label_column: str
    value_column: str
    rows: tuple[DraftRow, ...]
    new: tuple[NewIndicator, ...]
    parts: tuple[Parts, ...]
    filled: int
    left_out: tuple[str, ...]
    passed_over: tuple[str, ...]
    units_guessed: bool

    def count(self, *kinds: Sureness) -> int:
        """Return how many rows are of these kinds."""
        return sum(row.proposal.sureness in kinds for row in self.rows)


def make_draft(
    printed: Printed,
    definitions: Definitions,
    unit_type: str,
    undecided: Iterable[tuple[str, str]] = (),
) -> Draft:
    """Propose an indicator for each row, and a new one where none is like it.

    ``undecided``: rows of other drafts that still wait for a decision.
    """
    by_path = dict(zip(paths(printed.rows), printed.rows, strict=True))
    parents = {path.rpartition(".")[0] for path in by_path}
    guessed = "unit" not in printed.head.columns
    units, above = _units(by_path, parents, guessed=guessed)
    compared = wordings(
        [(path, row.label, units[path] or above.get(path, "")) for path, row in by_path.items()]
    )
    proposer = Proposer(definitions, unit_type, undecided=undecided)
    proposals = proposer.propose(compared, [path in parents for path in by_path])
    labels = _new_labels(by_path, dict(zip(by_path, compared, strict=True)))
    keys = _keys(labels.values(), proposals, definitions.catalogue.indicators)
    rows = tuple(
        DraftRow(
            path,
            row.stt,
            escaped(row.label),
            units[path],
            key,
            proposal,
            path in parents,
            above.get(path, ""),
        )
        for (path, row), key, proposal in zip(by_path.items(), keys, proposals, strict=True)
    )
    return Draft(
        heading_block(printed.above),
        printed.head.label_column or "Chỉ tiêu",
        printed.head.value_column or "Số liệu",
        rows,
        tuple(_new_indicators(rows, labels, definitions)),
        tuple(parts_of(rows)),
        sum(row.filled for row in printed.rows),
        tuple(line.text for line in printed.left_out),
        printed.head.passed_over,
        guessed,
    )


def _units(
    rows: Mapping[str, PrintedRow], parents: set[str], *, guessed: bool
) -> tuple[dict[str, str], dict[str, str]]:
    """Find the rows' own units of measure, and by path those that parts take from their wholes.

    Where the table has no column for units, they are ``guessed``.
    """
    units, above = {}, {}
    for path, row in rows.items():
        unit, text = row.unit, row.label.lower()
        if guessed and path not in parents:
            is_rate = "tỷ lệ" in text or "%" in text
            unit = "%" if is_rate else "Có/Không" if text.startswith("có ") else "Số lượng"
        units[path] = legend(unit)
        whole = units.get(path.rpartition(".")[0], "")
        is_part = path not in parents and not _TOTAL.fullmatch(row.label)
        if is_part and not units[path] and asked(whole) is Asked.NUMBER:
            above[path] = whole
    return units, above


def legend(unit: str) -> str:
    """Return a unit of measure; a legend of codes as forms write it: ``Không = 0 Có = 1``."""
    tidy = _AFTER_CODE.sub(" ", unit)
    variants = (
        tuple(Code(int(match["value"]), match["label"].strip()) for match in pattern.finditer(tidy))
        for pattern in (_PAIR, _REVERSED)
    )
    for codes in (read_legend(tidy), *variants):
        if len(codes) > 1:
            return " ".join(f"{code.label.strip(_AROUND)} = {code.value}" for code in codes)
    return unit


def _new_labels(rows: Mapping[str, PrintedRow], compared: Mapping[str, Wording]) -> dict[str, str]:
    """Name each row's indicator so that it can be understood away from the row above it."""
    labels = {}
    for path, row in rows.items():
        label, parent, seen = _PART.sub("", row.label), path.rpartition(".")[0], compared[path]
        rests = parent and is_rest(seen.label) and compared[parent].asks is not Asked.NOTHING
        if rests or (parent and _TOTAL.fullmatch(label)):
            label = f"{_PART.sub('', rows[parent].label).rstrip(' :;.,')}: {label}"
        if seen.meaning.early_apart:
            label = f"{label} ({comment('early-apart', _LANG)})"
        labels[path] = label
    return labels


def _keys(
    labels: Iterable[str], proposals: Sequence[Proposal], known: Iterable[str]
) -> Iterator[str]:
    """Choose the proposed key, one made of a new concept's label, or nothing for a heading.

    A new key is ASCII: *Số tổ công nghệ số* → ``so_to_cong_nghe_so``.
    """
    taken = set(known)
    for label, proposal in zip(labels, proposals, strict=True):
        if proposal.sureness is not Sureness.NEW:
            is_answer = proposal.sureness in {Sureness.SURE, Sureness.UNSURE}
            yield proposal.best.key if is_answer and proposal.best else ""
            continue
        plain = unicodedata.normalize("NFD", label.lower().replace("đ", "d"))
        letters = "".join(c for c in plain if not unicodedata.combining(c))
        above, _, own = letters.encode("ascii", "ignore").decode().rpartition(": ")
        most = _KEY_WORDS if not above else _KEY_WORDS_OF_TWO
        words = [word for text in (above, own) for word in re.findall(r"[a-z0-9]+", text)[:most]]
        name = "_".join(words)[:_LONGEST_KEY].strip("_")
        if not name[:1].isalpha() or is_reserved(name):
            name = f"chi_tieu_{name}".rstrip("_")
        numbered = (f"{name}_{number}" for number in count(2))
        key = next(key for key in chain([name], numbered) if key not in taken)
        taken.add(key)
        yield key


def _new_indicators(
    rows: Sequence[DraftRow], labels: Mapping[str, str], definitions: Definitions
) -> Iterator[NewIndicator]:
    """A new concept belongs to the section of most known ones in the same part of the form."""
    votes: dict[str, Counter[str]] = {section_of(row.path): Counter() for row in rows}
    for row in rows:
        known = definitions.catalogue.indicators.get(row.indicator)
        if known:
            votes[section_of(row.path)][known.section] += 1
    sections, last = {}, definitions.catalogue.sections[0].key
    for part, found in votes.items():
        last = found.most_common(1)[0][0] if found else last
        sections[part] = last
    for row in rows:
        if row.proposal.sureness is not Sureness.NEW:
            continue
        asks, codes = asked(row.unit), read_legend(row.unit)
        kind, family = Kind.COUNT, Family.SUM
        if asks is Asked.RATE:
            kind, family = Kind.RATE, Family.NONE
        elif asks is Asked.NUMBER and _MEAN.search(row.label):
            family = Family.NONE
        elif asks is Asked.CODE:
            codes = codes or (Code(1, "Có"), Code(0, "Không"))
            yes_no = {code.value: code.label.lower() for code in codes} == _YES_NO
            kind, family = Kind.CODE, Family.COUNT_YES if yes_no else Family.DISTRIBUTION
        section, label = sections[section_of(row.path)], escaped(labels[row.path])
        yield NewIndicator(row.indicator, section, label, kind, row.unit, family, codes)


def parts_of(rows: Sequence[DraftRow]) -> Iterator[Parts]:
    """Yield the wholes that the printed order suggests, with their parts.

    The catalogue has rules for the indicators that it knows, so one of whole and part is new.
    """
    counted = [
        row
        for row in rows
        if row.indicator
        and not row.proposal.asked_as
        and asked(row.unit_of_measure) is Asked.NUMBER
        and not _MEAN.search(row.label)
    ]
    below: dict[str, list[DraftRow]] = {row.path: [] for row in rows}
    for row in counted:
        below.get(row.path.rpartition(".")[0], []).append(row)
    for whole in counted:
        parts = tuple(
            part
            for part in below[whole.path]
            if part.unit_of_measure.casefold() == whole.unit_of_measure.casefold()
            and Sureness.NEW in {part.proposal.sureness, whole.proposal.sureness}
        )
        if parts:
            yield Parts(whole, parts)
