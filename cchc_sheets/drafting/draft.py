"""Printed rows and proposals → the draft of a form, with the indicators that it needs anew."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from cchc_sheets.definition.form import read_legend
from cchc_sheets.definition.rules import is_reserved
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
    """The unit of measure of the row above where this one prints none of its own."""

    @property
    def unit(self) -> str:
        """What the row is counted in, printed beside it or above."""
        return self.unit_of_measure or self.unit_above


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
    found = paths(printed.rows)
    parents = {path.rpartition(".")[0] for path in found}
    guessed = "unit" not in printed.head.columns
    legends = {
        path: legend(_guess(row.label) if guessed and path not in parents else row.unit)
        for row, path in zip(printed.rows, found, strict=True)
    }
    above = {
        path: _unit_above(path, legends)
        for row, path in zip(printed.rows, found, strict=True)
        if path not in parents and not _TOTAL.fullmatch(row.label)
    }
    compared = wordings(
        [
            (path, row.label, legends[path] or above.get(path, ""))
            for row, path in zip(printed.rows, found, strict=True)
        ]
    )
    proposer = Proposer(definitions, unit_type, undecided=undecided)
    proposals = proposer.propose(compared, [path in parents for path in found])
    names = dict(zip(found, _new_labels(printed.rows, found, compared), strict=True))
    keys = _keys(names.values(), proposals, set(definitions.catalogue.indicators))
    rows = tuple(
        DraftRow(
            path,
            row.stt,
            escaped(row.label),
            legends[path],
            key,
            proposal,
            path in parents,
            above.get(path, ""),
        )
        for row, path, key, proposal in zip(printed.rows, found, keys, proposals, strict=True)
    )
    return Draft(
        heading_block(printed.above),
        printed.head.label_column or "Chỉ tiêu",
        printed.head.value_column or "Số liệu",
        rows,
        tuple(_new_indicators(rows, names, definitions)),
        sum(row.filled for row in printed.rows),
        tuple(line.text for line in printed.left_out),
        printed.head.passed_over,
        guessed,
    )


def _unit_above(path: str, units: Mapping[str, str]) -> str:
    """Return the unit of measure that a part takes from its whole, where it is a number's."""
    above = units.get(path.rpartition(".")[0], "")
    return above if not units[path] and asked(above) is Asked.NUMBER else ""


def _new_labels(
    rows: Sequence[PrintedRow], found: Sequence[str], compared: Sequence[Wording]
) -> Iterator[str]:
    """Yield what each row's indicator is to be called: *Trong hạn* alone says nothing elsewhere."""
    labels = dict(zip(found, (row.label for row in rows), strict=True))
    asks = dict(zip(found, (seen.asks for seen in compared), strict=True))
    for row, path, seen in zip(rows, found, compared, strict=True):
        label, parent = _PART.sub("", row.label), path.rpartition(".")[0]
        rests = parent and is_rest(seen.label) and asks[parent] is not Asked.NOTHING
        if rests:
            label = f"{_PART.sub('', labels[parent]).rstrip(' :;.,')}: {label}"
        yield f"{label} ({comment('early-apart', _LANG)})" if seen.meaning.early_apart else label


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


def _keys(labels: Iterable[str], proposals: Sequence[Proposal], taken: set[str]) -> Iterator[str]:
    """Yield each row's key: the proposed one, one made of a new concept's label, or nothing."""
    for label, proposal in zip(labels, proposals, strict=True):
        match proposal.sureness:
            case Sureness.SURE | Sureness.UNSURE if proposal.best:
                yield proposal.best.key
            case Sureness.NEW:
                key = next(key for key in _names(label) if key not in taken)
                taken.add(key)
                yield key
            case _:
                yield ""


def _names(label: str) -> Iterator[str]:
    """Yield keys made of a label, in ASCII: *Số tổ công nghệ số* → ``so_to_cong_nghe_so``, ….."""
    plain = unicodedata.normalize("NFD", label.lower().replace("đ", "d"))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    above, _, own = letters.encode("ascii", "ignore").decode().rpartition(": ")
    most = _KEY_WORDS if not above else _KEY_WORDS_OF_TWO
    parts = [word for text in (above, own) for word in re.findall(r"[a-z0-9]+", text)[:most]]
    name = "_".join(parts)[:_LONGEST_KEY].strip("_")
    if not name[:1].isalpha() or is_reserved(name):
        name = f"chi_tieu_{name}".rstrip("_")
    yield name
    yield from (f"{name}_{number}" for number in count(2))


def _new_indicators(
    rows: Sequence[DraftRow], labels: Mapping[str, str], definitions: Definitions
) -> Iterator[NewIndicator]:
    sections = _sections(rows, definitions)
    for row in rows:
        if row.proposal.sureness is not Sureness.NEW:
            continue
        codes = read_legend(row.unit)
        kind = {Asked.RATE: Kind.RATE, Asked.CODE: Kind.CODE}.get(asked(row.unit), Kind.COUNT)
        if kind is Kind.CODE and not codes:
            codes = (Code(1, "Có"), Code(0, "Không"))
        section, family = sections[section_of(row.path)], _family(kind, codes)
        label = escaped(labels[row.path])
        yield NewIndicator(row.indicator, section, label, kind, row.unit, family, codes)


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
