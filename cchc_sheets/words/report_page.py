"""What ``report.html`` says of figures, changes and units; always Vietnamese.

Titles, heads and legends, which every page has alike, are in the page's templates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from cchc_sheets.model import Annex, Period, Roster
from cchc_sheets.words.consolidated import moment, number

Piece = tuple[str, bool]
"""A part of a sentence, and whether it is to be seen first."""
NAMED = 4
"""More units than these are counted, not named."""
NOBODYS = "Không rõ của đơn vị nào"
BY_LEVEL = "theo khối"
_UNCHANGED = {
    "nothing-before": "Chưa có số {period}",
    "thin": "Không nêu khi chưa đủ một nửa số đơn vị",
    "break": "Cách tính đã khác {period}, không so sánh",
    "not-added": "Không có số chung toàn tỉnh",
}


def short_period(period: Period) -> str:
    """Return the period as a table's head names it: *Quý I/2021*."""
    is_short = period.part[0] in "Q01"
    return period.label.replace(" năm ", "/") if is_short else period.label


def period_full(period: Period) -> str:
    """Return the period within a title: *quý I năm 2021*."""
    return period.label[0].lower() + period.label[1:]


def period_line(annex: Annex, period: Period) -> str:
    """Return the line of the annex that names its period."""
    return annex.period_line.format(period=period.label.upper())


def period_in_text(period: Period) -> str:
    """Return the period within a sentence: *quý I/2021*."""
    name = short_period(period)
    return name[0].lower() + name[1:]


def whole(roster: Roster) -> str:
    """Return what all units together are called: *toàn tỉnh*, *toàn thành phố*."""
    return "Toàn thành phố" if roster.province.lower().startswith("thành phố") else "Toàn tỉnh"


def place(roster: Roster) -> str:
    """Return where a province's papers are dated: its name without *tỉnh*, *thành phố*."""
    for word in ("tỉnh ", "thành phố "):
        if roster.province.lower().startswith(word):
            return roster.province[len(word) :]
    return roster.province


def figure(value: Decimal | None, *, is_rate: bool) -> str:
    """Return a key figure: a count as it is, a rate with one decimal."""
    if value is None:
        return "–"
    return f"{one_decimal(value)}%" if is_rate else number(value)


def one_decimal(value: Decimal) -> str:
    """Return the number with one decimal, also where that is 0."""
    rounded = value.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return f"{rounded:,.1f}".translate(str.maketrans(",.", ".,"))


def change(amount: Decimal, measure: str) -> str:
    """Return a change with its sign: *+4,8%*, *−1,0 điểm*, *+2*; *0* where there is none."""
    shown = number(abs(amount)) if measure == "units" else one_decimal(abs(amount))
    if shown.strip("0,") == "":
        return "0"
    sign = "+" if amount > 0 else "−"
    return f"{sign}{shown}" + {"percent": "%", "points": " điểm"}.get(measure, "")


def change_in_text(amount: Decimal, measure: str) -> str:
    """Return a change within a sentence: *tăng 4,8%*, *giảm 1,0 điểm*, *không đổi*."""
    shown = change(amount, measure)
    if shown == "0":
        return "không đổi"
    return f"{'tăng' if amount > 0 else 'giảm'} {shown[1:]}"


def on_units(units: int) -> str:
    """Say on how many units a change is computed."""
    return f"trên {units} đơn vị có số cả hai kỳ"


def unchanged(code: str, period: Period) -> str:
    """Say why no change is stated."""
    return _UNCHANGED[code].format(period=period_in_text(period))


@dataclass(frozen=True, slots=True)
class Counts:
    """How many units are where; ``overdue`` is ``None`` where nobody can say."""

    counted: int
    expected: int
    awaited: int
    returned: int
    overdue: int | None
    left_out: int
    not_issued: int = 0
    breakdown: str = ""


def breakdown(accepted: int, decided: int, to_review: int) -> str:
    """Say of the units in the figures how many were accepted, and how."""
    counts = (
        f"{accepted} đã nhận" if accepted else "",
        f"{decided} nhận kèm lý do" if decided else "",
        f"{to_review} chờ soát" if to_review else "",
    )
    return ", ".join(filter(None, counts))


def received(counts: Counts, as_of: str) -> Iterator[Piece]:
    """Say of how many units the figures are, and what became of the others."""
    since = f"Đến {moment(as_of)}, " if as_of else ""
    yield since, False
    yield f"{counts.counted}/{counts.expected} đơn vị", True
    late = f" ({counts.overdue} quá hạn)" if counts.overdue else ""
    others = [
        f"{counts.awaited} chưa gửi{late}" if counts.awaited else "",
        f"{counts.returned} trả lại để sửa" if counts.returned else "",
        f"{counts.left_out} loại ra" if counts.left_out else "",
    ]
    rest = ", ".join(filter(None, others))
    yield " đã tổng hợp" + (f"; {rest}" if rest else "") + ". ", False


@dataclass(frozen=True, slots=True)
class Told:
    """A key figure in a sentence; without ``units`` no change is told."""

    label: str
    value: str
    unit: str
    period: Period
    amount: Decimal | None = None
    measure: str = ""
    units: int = 0


def told(each: Told) -> Iterator[Piece]:
    """Say a key figure and its change."""
    yield f"{each.label}: ", False
    yield f"{each.value} {each.unit}".strip(), True
    if each.amount is not None:
        changed = change_in_text(each.amount, each.measure)
        before = period_in_text(each.period)
        yield f", {changed} so với {before} ({on_units(each.units)})", False
    yield ". ", False


def not_to_be_quoted(count: int) -> str:
    """Say how many figures rest on fewer than half the units."""
    return f"Số của {count} chỉ tiêu do dưới một nửa số đơn vị trả lời, chưa nên trích dẫn."


NOTHING_YET = "Chưa có báo cáo nào được tổng hợp nên chưa có số liệu để nêu."


def named(units: Sequence[str], count: int = NAMED) -> str:
    """Return units by name, of many only how many more there are."""
    more = len(units) - count
    shown = ", ".join(units[:count])
    return f"{shown} và {more} đơn vị khác" if more > 0 else shown


def asked_about(kind: str, labels: Sequence[str]) -> str:
    """Return what a question is about: the only indicator, or what all have in common."""
    if len(labels) == 1:
        label = labels[0].rstrip(":.;")
        return f"{label}: {kind[0].lower()}{kind[1:]}"
    return f"{kind}, ở {len(labels)} chỉ tiêu" if labels else kind


def of_units(units: Sequence[str]) -> str:
    """Say whom a question is for: how many units, and by name the first of them."""
    return f"{len(units)} đơn vị: {named(units)}" if len(units) > 1 else units[0]


def example(unit: str, sentence: str) -> str:
    """Return one unit's sentence as an example."""
    return f"Ví dụ, {unit}: {sentence}"


def lowest_title(units: Sequence[str], subject: str) -> str:
    """Say which units are far below the others."""
    if not units:
        return f"{subject}: không đơn vị nào thấp hơn mức chung quá 5 điểm"
    return f"{subject}: thấp nhất là {', '.join(units)}"


def changes_title(worse: Sequence[str]) -> str:
    """Say which rates fell by much."""
    if not worse:
        return "Không tỷ lệ nào giảm quá 5 điểm"
    return f"Giảm quá 5 điểm: {'; '.join(worse)}"


def overdue(days: int) -> str:
    """Say for how many days a report is overdue."""
    return f"Quá hạn {days} ngày"


def day(found: date) -> str:
    """Return a day: *17/03/2021*."""
    return f"{found:%d/%m/%Y}"


def places(cells: int, files: int) -> str:
    """Say how many cells are meant, or how many files where it is about whole files."""
    return f"{cells} ô" if cells else f"{files} tệp"


def found_in(errors: int, warnings: int, others: int) -> str:
    """Say how many findings a file has."""
    counts = (f"{errors} lỗi" if errors else "", f"{warnings} điểm cần xem" if warnings else "")
    more = f"{others} lưu ý" if others else ""
    return ", ".join(filter(None, (*counts, more)))
