"""*Tóm tắt*: one page for who has one minute, and the numbers that its charts are drawn of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from cchc_sheets.consolidate.accept import Merged
from cchc_sheets.consolidate.figure import PROVINCE
from cchc_sheets.consolidate.headline import ChangeIn, Earlier, Headline
from cchc_sheets.model import Annex, Family
from cchc_sheets.report.annex import answered
from cchc_sheets.report.annex_sheet import AnnexPlan
from cchc_sheets.report.formulas import AnnexFormulas
from cchc_sheets.report.looks import ACCENT, BAD, INK_2, LINE, MUTE, SANS, THIN, Sheet
from cchc_sheets.report.page.figures import MUCH_WORSE, is_rate_of
from cchc_sheets.report.page.units import counts_of, levels
from cchc_sheets.report.papers import standing_of
from cchc_sheets.report.source_sheet import SourceLines
from cchc_sheets.words import consolidated as words
from cchc_sheets.words import report_page as said

OVERVIEW_WIDTHS = (44, 14, 14, 22, 11, 9)
CHARTS_WIDTHS = (40, 14, 14, 14)
_LAST = len(OVERVIEW_WIDTHS) - 1
_LABEL, _VALUE, _BEFORE, _CHANGE, _COVERAGE, _REF = range(6)
_CARDS = ((0, 0), (1, 2), (3, 3), (4, 5))
"""The first and last column of each card."""
_PIXELS, _HALF = 822, 408
_ROW_PIXELS = 20
_WIDE_HEIGHT, _SMALL_HEIGHT = 260, 220
_UNITS_DRAWN, _WORST = 40, 3
_HUNDRED = Decimal(100)
_TOLD = 6
_FONT = {"name": SANS, "size": 8, "color": INK_2}
_PALE = "#B5CADD"
_PAINT = {"gap": 45}
_NO_GRID = {"visible": False}


@dataclass(frozen=True)
class Overview:
    """The page, and the working sheet with what its charts show."""

    sheet: Sheet
    data: Sheet
    book: Workbook
    merged: Merged
    annex: Annex
    beside: Earlier
    plan: AnnexPlan
    formulas: AnnexFormulas
    source: SourceLines

    def write(self) -> None:
        """Write cards, key figures, charts, who is missing, and sentences for the report."""
        made = self.merged.consolidation
        headlines = self.beside.headlines(self.annex)
        place = self.merged.roster.province
        title = f"Cải cách hành chính {said.period_full(made.period)} – {place}"
        self.sheet.wide(0, title, "tool", "headline")
        banner = words.preliminary if made.is_preliminary else words.from_units
        parts = [banner(len(made.merged), len(made.expected)), standing_of(self.merged) or ""]
        self.sheet.wide(1, " · ".join(filter(None, parts)), "tool", "over")
        self._write_cards(2)
        row = self._write_figures(5, headlines)
        row = self._draw(row + 1, headlines)
        row = self._write_missing(row + 1)
        row = self._write_sentences(row + 1, headlines)
        self.sheet.page(row)
        self.data.working(words.CHARTS_LEGEND, 0, 0, len(CHARTS_WIDTHS))

    def _write_cards(self, row: int) -> None:
        counts = counts_of(self.merged)
        numbers = (
            (f"{counts.counted}/{counts.expected}", counts.breakdown),
            (f"{counts.awaited}", f"{counts.overdue} quá hạn" if counts.overdue else ""),
            (f"{counts.returned}", ""),
            (f"{counts.left_out}", ""),
        )
        for (first, last), label, (number, more) in zip(_CARDS, words.CARDS, numbers, strict=True):
            marked = "accent" if first == 0 else "warning" if number != "0" else "quiet"
            self.sheet.merged((row, first), (row, last), number, "tool", "card", marked)
            text = f"{label}\n{more}"
            self.sheet.merged((row + 1, first), (row + 1, last), text, "tool", "card_label", "wrap")
        self.sheet.heights[row], self.sheet.heights[row + 1] = 30, 28

    def _write_figures(self, row: int, headlines: Sequence[Headline]) -> int:
        """The key figures from ``row`` on; return the row below them."""
        self.sheet.texts(row, (*words.KEY_HEAD, ""), "tool", "tool_head", "right")
        self.sheet.text(row, _LABEL, words.KEY_HEAD[0], "tool", "tool_head")
        for at, each in enumerate(headlines, start=row + 1):
            rate, figure = is_rate_of(each), each.figure
            unit = "" if rate else f", {each.row.unit_of_measure.lower()}"
            self.sheet.text(at, _LABEL, f"{each.label}{unit}", "tool", "line")
            self._write_value(at, each)
            before, compared = each.value_before, each.comparison
            if before is None:
                self.sheet.text(at, _BEFORE, "–", "tool", "line", "quiet", "right")
            else:
                traits = ["rate"] if rate else []
                self.sheet.number(at, _BEFORE, before, "tool", "line", "quiet", *traits)
            change, text = compared.change, "–"
            if change is not None:
                shown = said.change(change, compared.measure)
                arrow = {"+": "▲ ", "−": "▼ "}.get(shown[0], "")
                text = f"{arrow}{shown} ({compared.units} đơn vị)"
            worse = rate and change is not None and change < MUCH_WORSE
            self.sheet.text(
                at, _CHANGE, text, "tool", "line", "right", *(["wrong"] if worse else [])
            )
            shade = ["thin"] if each.is_thin else []
            self.sheet.text(at, _COVERAGE, answered(figure), "tool", "line", "right", *shade)
            to = self.plan.rows[figure.indicator], 1
            self.sheet.link((at, _REF), to, words.SUMMARY_SHEET)
            ref = each.row.stt or "›"
            self.sheet.text(at, _REF, f"dòng {ref}", "tool", "line", "accent", "right")
        below = row + 1 + len(headlines)
        self.sheet.merged((below, 0), (below, _LAST), words.KEY_LEGEND, "tool", "legend")
        return below + 1

    def _write_value(self, row: int, headline: Headline) -> None:
        """The figure, which moves with *Tổng hợp*; not bold where it is thin."""
        figure, value = headline.figure, headline.value
        traits = ["tool", "line", *(["quiet"] if headline.is_thin else ["key"])]
        traits += ["rate"] if is_rate_of(headline) else []
        if value is None:
            self.sheet.text(row, _VALUE, "–", *traits, "right")
            return
        cell = self.plan.cells[figure.indicator, PROVINCE]
        shown = f"'{words.SUMMARY_SHEET}'!{cell}"
        formula = self.formulas.share_of(figure) if headline.is_share else shown
        self.source.lead(self.sheet, (row, _VALUE), figure)
        if formula is None:
            self.sheet.number(row, _VALUE, value, *traits)
        else:
            self.sheet.formula(row, _VALUE, formula, value, *traits)

    def _draw(self, row: int, headlines: Sequence[Headline]) -> int:
        """Draw what there is; return the row below."""
        charts = self._rates_by_unit(headlines)
        if charts is not None:
            charts.set_size({"width": _PIXELS, "height": _WIDE_HEIGHT})
            self.sheet.sheet.insert_chart(row, 0, charts, {"object_position": 2})
            row += -(-_WIDE_HEIGHT // _ROW_PIXELS)
        coverage, rates = self._coverage(), self._rates_then_and_now(headlines)
        width = _HALF if rates else _PIXELS
        coverage.set_size({"width": width, "height": _SMALL_HEIGHT})
        self.sheet.sheet.insert_chart(row, 0, coverage, {"object_position": 2})
        if rates is not None:
            rates.set_size({"width": _HALF, "height": _SMALL_HEIGHT})
            offset = {"object_position": 2, "x_offset": _PIXELS - _HALF}
            self.sheet.sheet.insert_chart(row, 0, rates, offset)
        return row + -(-_SMALL_HEIGHT // _ROW_PIXELS)

    def _table(
        self, first: int, heads: Sequence[str], lines: Sequence[tuple[str, Sequence[Decimal]]]
    ) -> tuple[int, int]:
        """Write a chart's numbers; return the first and last row of its lines."""
        self.data.texts(first, heads, "tool", "tool_head")
        for number, (label, values) in enumerate(lines, start=first + 1):
            self.data.text(number, 0, label, "tool", "line")
            for column, value in enumerate(values, start=1):
                self.data.number(number, column, value, "tool", "line")
        return first + 1, first + len(lines)

    def _chart(self, kind: str, subtype: str, title: str) -> Chart:
        options = {"type": kind, **({"subtype": subtype} if subtype else {})}
        chart = cast("Chart", self.book.add_chart(options))
        font = {"name": SANS, "size": 9, "bold": True, "color": INK_2}
        chart.set_title({"name": title, "name_font": font, "overlay": False})
        chart.set_legend({"position": "bottom", "font": _FONT})
        chart.set_chartarea({"border": {"none": True}})
        return chart

    def _series(self, chart: Chart, rows: tuple[int, int], column: int, **look: object) -> None:
        name, (first, last) = words.CHARTS_SHEET, rows
        series = {
            "name": [name, first - 1, column],
            "categories": [name, first, 0, last, 0],
            "values": [name, first, column, last, column],
            **_PAINT,
            **look,
        }
        chart.add_series(series)

    def _coverage(self) -> Chart:
        """How many units of each type are in the figures, returned, and not here."""
        made = self.merged.consolidation
        lines = [
            (
                level.label,
                [
                    Decimal(level.counted),
                    Decimal(sum(not each.state.awaited for each in level.absent)),
                    Decimal(sum(each.state.awaited for each in level.absent)),
                ],
            )
            for level in levels(self.merged, self.plan.catalogue)
            if level.expected
        ]
        rows = self._table(2, ("", "Đã tổng hợp", "Trả lại, loại ra", "Chưa gửi"), lines)
        counts = {"counted": len(made.merged), "expected": len(made.expected)}
        chart = self._chart("bar", "stacked", words.COVERAGE_TITLE.format(**counts))
        for column, (fill, ink) in enumerate(
            ((ACCENT, "#FFFFFF"), (THIN, INK_2), (MUTE, INK_2)), start=1
        ):
            shown = {"value": True, "num_format": "0;;", "font": {**_FONT, "color": ink}}
            border = {"color": INK_2, "width": 0.5}
            self._series(
                chart, rows, column, fill={"color": fill}, border=border, data_labels=shown
            )
        chart.set_y_axis(
            {"reverse": True, "num_font": _FONT, "major_gridlines": {"visible": False}}
        )
        chart.set_x_axis(
            {"num_font": _FONT, "min": 0, "major_gridlines": {"visible": False}, "visible": False}
        )
        return chart

    def _rates_by_unit(self, headlines: Sequence[Headline]) -> Chart | None:
        """The first key rate by unit, the lowest first and named."""
        units = {unit.code: unit for unit in self.merged.consolidation.expected}
        for each in headlines:
            if each.figure.family is not Family.RATIO or each.value is None:
                continue
            rates = sorted(
                (_HUNDRED * c.value / c.base, number, units[c.unit])
                for number, c in enumerate(each.figure.contributions)
                if c.base
            )[:_UNITS_DRAWN]
            if not rates:
                continue
            low = [r for r in rates[:_WORST] if r[0] - each.value < MUCH_WORSE]
            rows = self._table(20, ("", each.label), [(u.short, [rate]) for rate, _, u in rates])
            whole = f"{said.whole(self.merged.roster).lower()} {said.one_decimal(each.value)}%"
            title = f"{said.lowest_title([u.short for *_, u in low], each.label)} ({whole})"
            chart = self._chart("column", "", title)
            points = [{"fill": {"color": BAD}} for _ in low] + [None] * (len(rates) - len(low))
            labels = [{} if n < len(low) else {"delete": True} for n in range(len(rates))]
            shown = {"value": True, "num_format": "0.0", "font": _FONT, "custom": labels}
            self._series(chart, rows, 1, fill={"color": _PALE}, points=points, data_labels=shown)
            chart.set_legend({"none": True})
            chart.set_x_axis({"num_font": {**_FONT, "rotation": -90}, "interval_unit": 1})
            grid = {"visible": True, "line": {"color": LINE, "width": 0.5}}
            top = {"max": 100} if rates[-1][0] <= _HUNDRED else {}
            chart.set_y_axis({"num_font": _FONT, "min": 0, "major_gridlines": grid, **top})
            return chart
        return None

    def _rates_then_and_now(self, headlines: Sequence[Headline]) -> Chart | None:
        """The key rates on the units that are in both periods."""
        found = [
            (each.label, [each.comparison.now, each.comparison.then])
            for each in headlines
            if each.comparison.measure is ChangeIn.POINTS and each.comparison.change is not None
        ]
        lines = [(label, [v for v in values if v is not None]) for label, values in found]
        if not lines:
            return None
        worse = [
            each.label
            for each in headlines
            if each.comparison.measure is ChangeIn.POINTS
            and (each.comparison.change or 0) < MUCH_WORSE
        ]
        rows = self._table(70, ("", "Kỳ này", "Kỳ so sánh"), lines)
        chart = self._chart("bar", "", said.changes_title(worse))
        shown = {"value": True, "num_format": "0.0", "font": _FONT}
        self._series(chart, rows, 1, fill={"color": ACCENT}, data_labels=shown)
        self._series(chart, rows, 2, fill={"color": _PALE})
        chart.set_y_axis(
            {"reverse": True, "num_font": _FONT, "major_gridlines": {"visible": False}}
        )
        chart.set_x_axis(
            {"num_font": _FONT, "min": 0, "major_gridlines": {"visible": False}, "visible": False}
        )
        return chart

    def _write_missing(self, row: int) -> int:
        self.sheet.wide(row, words.MISSING_HEAD, "tool", "over")
        for level in levels(self.merged, self.plan.catalogue):
            row += 1
            count = f": {level.counted}/{level.expected}" if level.expected else ""
            self.sheet.text(row, 0, f"{level.label}{count}", "tool", "line")
            absent = [
                f"{each.name} ({', '.join(filter(None, (each.word, each.overdue))).lower()})"
                for each in level.absent
            ]
            named = "; ".join(absent[: words.MAX_NAMED])
            more = len(absent) - words.MAX_NAMED
            named += f"; và {more} đơn vị khác" if more > 0 else ""
            text = named or words.NOBODY_MISSING
            self.sheet.merged((row, 1), (row, _LAST), text, "tool", "line")
        return row + 1

    def _write_sentences(self, row: int, headlines: Sequence[Headline]) -> int:
        """A sentence a cell, as they go into a report; none of a figure that is thin."""
        self.sheet.wide(row, words.SENTENCES_HEAD, "tool", "over")
        standing = self.merged.standing
        sentences = [
            "".join(
                t
                for t, _ in said.received(
                    counts_of(self.merged), standing.as_of if standing else ""
                )
            )
        ]
        for each in headlines:
            if each.value is None or each.is_thin or len(sentences) > _TOLD:
                continue
            rate, found = is_rate_of(each), each.comparison
            told = said.Told(
                each.label,
                said.figure(each.value, is_rate=rate),
                "" if rate else each.row.unit_of_measure.lower(),
                found.period,
                found.change,
                found.measure,
                found.units,
            )
            sentences.append("".join(text for text, _ in said.told(told)))
        for sentence in sentences:
            row += 1
            self.sheet.wide(row, sentence.strip(), "sentence")
        return row + 1
