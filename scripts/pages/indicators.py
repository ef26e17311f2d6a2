"""``docs/reference/indicators.md`` and ``docs/reference/forms/``: what is asked, and where."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_sheets.model import Column, Form, Indicator, Row
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.model.form import Table
from scripts.pages.markdown import MADE, code, plain, table


def indicators_page(definitions: Definitions) -> Iterator[str]:
    """Yield the lines of the catalogue's page, section by section."""
    catalogue = definitions.catalogue
    yield "# Danh mục chỉ tiêu / Catalogue of indicators"
    yield ""
    yield MADE
    yield ""
    indicators = catalogue.concepts
    yield (
        f"{len(indicators)} chỉ tiêu. `kind` là kiểu câu trả lời, `time_basis` là cách "
        "tính theo thời gian, `family` là [cách tổng hợp](../consolidation.md). / "
        f"{len(indicators)} indicators: kind of answer, time basis, and [how it is "
        "consolidated](../consolidation.md)."
    )
    yield ""
    yield "Các biểu / forms: " + "; ".join(
        f"[{number}](forms/{form.id}.md) {plain(form.name)}"
        for number, form in enumerate(definitions.forms.values(), start=1)
    )
    for section in catalogue.sections:
        found = [each for each in indicators if each.section == section.key]
        yield ""
        yield f"## {section.key}. {plain(section.label)}"
        heads = ("Chỉ tiêu", "Đơn vị tính", "kind", "time\\_basis", "family", "Biểu")
        yield from table(heads, (_indicator(each, definitions) for each in found))


def _indicator(indicator: Indicator, definitions: Definitions) -> tuple[str, ...]:
    return (
        f"{plain(indicator.label)}<br>{code(indicator.key)}",
        plain(indicator.unit_of_measure),
        plain(indicator.kind.value),
        plain(indicator.time_basis),
        plain(indicator.family.value),
        ", ".join(
            f"[{number}](forms/{form.id}.md)"
            for number, form in enumerate(definitions.forms.values(), start=1)
            if any(row.key == indicator.key for row in form.answer_rows)
        ),
    )


def form_pages(definitions: Definitions) -> dict[str, Iterator[str]]:
    """Return the lines of each form's page and of their index."""
    forms = definitions.forms.values()
    pages = {f"reference/forms/{form.id}.md": _form(form) for form in forms}
    return {**pages, "reference/forms/README.md": _index(definitions)}


def _index(definitions: Definitions) -> Iterator[str]:
    yield "# Các biểu mẫu / Forms"
    yield ""
    yield MADE
    heads = ("Biểu / form", "Đơn vị / units", "Dòng / rows", "Chỉ tiêu / indicators")
    yield from table(heads, map(_index_entry, definitions.forms.values()))


def _index_entry(form: Form) -> tuple[str, str, str, str]:
    name = f"[{plain(form.name)}]({form.id}.md)"
    answers = str(len(form.answer_rows))
    return (
        name,
        ", ".join(map(code, form.unit_types)),
        str(len(form.rows) - len(form.base_rows)),
        answers,
    )


def _form(form: Form) -> Iterator[str]:
    yield f"# {plain(form.name)}"
    yield ""
    yield MADE
    yield ""
    yield (
        f"`{form.id}`, {len(form.rows)} dòng theo thứ tự in. [Quy tắc của "
        f"biểu](../../rules/{form.id}.md) · [Mọi biểu / all forms](README.md)"
    )
    if form.source:
        yield ""
        yield f"**Nguồn / source:** {plain(form.source)}"
    heads = ("Mục / path", "STT", "Nội dung / label", "Đơn vị tính", "Chỉ tiêu / indicator")
    yield from table(heads, map(_row, form.printed_rows))
    for each in form.tables:
        yield from _table(each)


def _table(asked: Table) -> Iterator[str]:
    yield ""
    yield f"## {plain(asked.title)}"
    yield ""
    yield f"Trang / sheet *{plain(asked.sheet)}*; mỗi dòng là / a record is: {asked.name_label}."
    heads = ("", "Cột / column", "Đơn vị tính", "Chỉ tiêu / indicator")
    yield from table(heads, map(_column, asked.columns))


def _column(column: Column) -> tuple[str, ...]:
    same = f" = {code(column.same_as)}" if column.same_as else ""
    *shown, key = _row(column.row)[2:]
    return plain(column.group), *shown, f"{key}{same}"


def _row(row: Row) -> tuple[str, ...]:
    label = plain(row.label) if row.indicator else f"**{plain(row.label)}**"
    key = code(row.indicator.key) if row.indicator else ""
    return plain(row.path), plain(row.stt), label, plain(row.unit_of_measure), key
