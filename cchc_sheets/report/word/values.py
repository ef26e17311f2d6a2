"""A merge → every name that an outline may have, each made when an outline has it.

The figures are those of ``figures.csv``, the annex is that of ``report.html``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from cchc_sheets.consolidate.accept import Merged
from cchc_sheets.consolidate.headline import Earlier, Headline, beside_earlier
from cchc_sheets.model import Annex, Definitions, Outcome, UnitState
from cchc_sheets.report.annex import annex_for
from cchc_sheets.report.page.figures import (
    AnnexLine,
    KeyLine,
    annex_lines,
    key_lines,
    not_to_be_quoted,
)
from cchc_sheets.report.page.render import paragraph, stage_of
from cchc_sheets.report.page.units import counts_of, overdue_days, units_of
from cchc_sheets.report.papers import is_draft, outcome_texts, standing_of
from cchc_sheets.report.word.figures import of_province
from cchc_sheets.report.word.names import indicator_names, section_name
from cchc_sheets.report.word.value import PARAGRAPH, Value, ValueMark, listed, missing, text
from cchc_sheets.text import nearest_few, without_marks
from cchc_sheets.words import consolidated
from cchc_sheets.words import outline as words
from cchc_sheets.words import report_page as said

_AWAITED = {UnitState.NOT_ISSUED, UnitState.ISSUED}
_NEAR = 3
_Makers = Mapping[str, Callable[[], Value]]


@dataclass(frozen=True)
class OutlineValues:
    """What the names of an outline stand for in one merge."""

    merged: Merged
    definitions: Definitions

    def find(self, name: str) -> str | None:
        """Return the name as we write it; capitals and diacritics make no difference.

        The key of an indicator is a name too.
        """
        plain = unicodedata.normalize("NFC", name).casefold()
        return plain if plain in self._makers else self._plain_names.get(without_marks(plain))

    def near(self, name: str) -> list[str]:
        """Return a few names close to one that there is not, the closest first."""
        return [self._plain_names[each] for each in near_names(name, self._plain_names)]

    def __getitem__(self, name: str) -> Value:
        """Return what stands in place of a name that ``find`` gave."""
        return self._makers[name]()

    @cached_property
    def _plain_names(self) -> Mapping[str, str]:
        return {without_marks(name): name for name in self._makers}

    @cached_property
    def annex(self) -> Annex:
        """The province's annex, whose table is the sheet's and the page's."""
        return annex_for(self.definitions, self.merged.consolidation)

    @cached_property
    def beside(self) -> Earlier:
        """The figures beside those of earlier periods."""
        return beside_earlier(self.definitions, self.merged)

    @cached_property
    def headlines(self) -> tuple[Headline, ...]:
        """The key figures."""
        return self.beside.headlines(self.annex)

    @cached_property
    def lines(self) -> tuple[AnnexLine, ...]:
        """The lines of the annex."""
        return tuple(annex_lines(self.beside, self.annex, self.definitions.catalogue))

    @property
    def key_lines(self) -> tuple[KeyLine, ...]:
        """The lines of the table of key figures."""
        return tuple(key_lines(self.headlines, self.lines))

    @property
    def longest(self) -> int:
        """The most items that a list can have."""
        return max(len(self.merged.outcomes), len(self.definitions.catalogue.indicators))

    @cached_property
    def _makers(self) -> _Makers:
        catalogue = self.definitions.catalogue
        found: dict[str, Callable[[], Value]] = {}
        for key, (name, _) in indicator_names(catalogue):
            found[key] = found[name] = partial(self._figure, key)
        for stt, keys in self._sections():
            found[section_name(stt)] = partial(self._sentences, keys)
        own = {**self._of_period(), **self._of_units(), **self._of_annex()}
        return found | {words.GENERAL[code].name: make for code, make in own.items()}

    def _figure(self, key: str) -> Value:
        return of_province(self.beside, key).value

    def _sections(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each section of the annex with the indicators in it."""
        stt, keys = "", list[str]()
        for row in self.annex.rows:
            if row.indicator is not None:
                keys.append(row.indicator)
                continue
            if stt:
                yield stt, tuple(keys)
            stt, keys = row.stt, []
        if stt:
            yield stt, tuple(keys)

    def _sentences(self, keys: Iterable[str]) -> Value:
        told = (of_province(self.beside, key).sentence() for key in keys)
        return _paragraphs(each for each in told if each.is_solid)

    def _of_period(self) -> _Makers:
        period, roster = self.merged.period, self.merged.roster
        as_of = self.merged.standing.as_of if self.merged.standing else ""
        return {
            "period": lambda: text(said.period_full(period)),
            "period_capitals": lambda: text(period.label.upper()),
            "year": lambda: text(str(period.year)),
            "starts": lambda: text(said.day(period.start)),
            "ends": lambda: text(said.day(period.end)),
            "province": lambda: text(roster.province),
            "province_capitals": lambda: text(roster.province.upper()),
            "place": lambda: text(said.place(roster)),
            "issuer": lambda: text(roster.issuer.name),
            "stage": lambda: text(stage_of(self.merged)),
            "as_of": lambda: text(consolidated.moment(as_of)) if as_of else missing(),
            "only_with_figures": lambda: Value(ValueMark.ONLY_WITH_FIGURES),
            "if_nothing": lambda: Value(ValueMark.IF_NOTHING),
        }

    def _of_units(self) -> _Makers:
        made = self.merged.consolidation
        states = {
            "absent": {*UnitState} - {state for state in UnitState if state.counts},
            "awaited": _AWAITED,
            "returned": {UnitState.RETURNED},
            "left_out": {UnitState.LEFT_OUT},
        }
        lists = {code: partial(self._units_in, found) for code, found in states.items()}
        return {
            **lists,
            "expected": lambda: text(str(len(made.expected))),
            "counted": lambda: text(str(len(made.merged))),
            "scope": self._scope,
            "summary": lambda: text(_joined(paragraph(self.merged, self.headlines, self.lines))),
        }

    def _units_in(self, states: set[UnitState]) -> Value:
        found = [each for each in units_of(self.merged).values() if each.state in states]
        return listed(self._unit(number, each) for number, each in enumerate(found, start=1))

    def _unit(self, number: int, outcome: Outcome) -> Value:
        """A unit in a list, with what became of its report."""
        name, unit_type, state, reason, _ = outcome_texts(outcome, self.definitions.catalogue)
        days = overdue_days(self.merged)
        late = said.overdue(days) if days and outcome.state.awaited else ""
        own = {
            "number": str(number),
            "name": name,
            "type": unit_type,
            "state": state,
            "late": late,
            "reason": reason,
        }
        parts = {words.UNIT_PARTS[code].name: partial(text, told) for code, told in own.items()}
        return Value(text(name).text, parts=parts)

    def _scope(self) -> Value:
        """Of how many units the figures are, who lacks, and how many are not to be quoted."""
        as_of = self.merged.standing.as_of if self.merged.standing else ""
        counts = counts_of(self.merged)
        absent = [each.text for each in self._units_in({s for s in UnitState if not s.counts})]
        told = [_joined(said.received(counts, as_of)), words.absent_sentence(absent)]
        thin = not_to_be_quoted(self.lines) if counts.counted else 0
        told += [said.not_to_be_quoted(thin)] if thin else []
        told += [] if counts.counted else [said.NOTHING_YET]
        return text(" ".join(filter(None, (each.strip() for each in told))))

    def _of_annex(self) -> _Makers:
        annex, merged = self.annex, self.merged
        return {
            "key_figures": self._key_figures,
            "key_table": lambda: Value(ValueMark.KEY_TABLE),
            "annex_table": lambda: Value(ValueMark.ANNEX_TABLE),
            "annex_head": lambda: text(consolidated.annex_head(annex)),
            "annex_title": lambda: text(annex.title or consolidated.PLAIN_TITLE),
            "annex_period": lambda: text(said.period_line(annex, merged.period)),
            "annex_standing": self._annex_standing,
            "annex_legend": lambda: text(words.ANNEX_LEGEND),
        }

    def _key_figures(self) -> Value:
        told = (
            of_province(self.beside, each.figure.indicator, is_share=each.is_share).sentence(
                each.label
            )
            for each in self.headlines
        )
        return _paragraphs(told)

    def _annex_standing(self) -> Value:
        made = self.merged.consolidation
        banner = consolidated.preliminary if made.is_preliminary else consolidated.from_units
        draft = consolidated.DRAFT if is_draft(self.merged, self.annex) else ""
        told = (draft, banner(len(made.merged), len(made.expected)), standing_of(self.merged))
        return text(" – ".join(filter(None, told)))


def near_names(name: str, plain_names: Iterable[str]) -> list[str]:
    """Return a few of the names close to one, those that begin with it first."""
    wanted, known = without_marks(name), list(plain_names)
    longer = [each for each in known if each.startswith(wanted)]
    return list(dict.fromkeys([*longer, *nearest_few(wanted, known, _NEAR)]))[:_NEAR]


def _paragraphs(items: Iterable[Value]) -> Value:
    """A list of sentences that are paragraphs of their own."""
    found = tuple(items)
    if not found:
        return missing()
    return listed(found, joint=PARAGRAPH)


def _joined(pieces: Iterable[said.Piece]) -> str:
    return "".join(piece for piece, _ in pieces)
