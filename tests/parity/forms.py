"""Random small forms with random rules, as the definitions would make them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

from cchc_sheets.definition.bases import with_base, with_bases
from cchc_sheets.model import (
    AskedAs,
    Case,
    Catalogue,
    Code,
    Family,
    Form,
    Indicator,
    Kind,
    Row,
    Rule,
    Section,
    Severity,
    Speech,
    UnitType,
)
from tests.expressions import condition_of, number_of
from tests.parity.expressions import Expressions

LONGEST = 1000
"""Characters of a rule's expression."""
RELATIONS_A_FORM = 22
_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
_SPEECHES = (
    "phải đúng",
    'số “đúng hạn” và "quá hạn" cộng lại',
    "A & B < C, 100%; xem mục {1}",
    "một câu rất dài " * 20,
    "hai dòng\nmột câu",
)
_LABELS = ("Số hồ sơ", "Tỷ lệ hài lòng của {unit}", 'Số "văn bản" đã ban hành', "Dòng dài " * 15)
# Tests of cells, and what they may weigh. Where an answer cannot be a number, or not a whole one,
# the relations rest on that being an error.
TESTS: Sequence[tuple[str, str, tuple[Severity, ...]]] = (
    ("readable", "not-a-number", (_ERROR,)),
    ("whole", "not-whole", (_ERROR,)),
    ("in_code_list", "not-in-code-list", (_ERROR,)),
    ("within_limits", "below-minimum", (_ERROR, _ERROR, _WARNING)),
    ("percent_range", "out-of-range", (_ERROR, _ERROR, _WARNING)),
    ("fraction", "rate-as-fraction", (_WARNING, _WARNING, _ERROR, _INFO)),
    ("answered", "missing-answer", (_WARNING,)),
    ("number_in_note", "value-in-note", (_ERROR, _ERROR, _WARNING)),
    ("code_for_note", "code-for-note", (_WARNING, _WARNING, _ERROR, _INFO)),
    ("note_for_not_applicable", "note-for-not-applicable", (_ERROR, _WARNING)),
    ("heading_blank", "heading-value", (_WARNING, _ERROR, _INFO)),
    ("nil_section", "figure-in-nil-section", (_ERROR,)),
    ("confirmed", "figure-unconfirmed", (_WARNING,)),
    ("note_dates", "note-date", (_ERROR,)),
    ("note_leftover", "note-leftover", (_WARNING,)),
    ("note_share", "note-share-differs", (_WARNING,)),
    ("ratio", "rate-mismatch", (_ERROR, _WARNING)),
)


def random_form(dice: Random, name: str) -> tuple[Form, Catalogue]:
    """Return a form and the catalogue that it rests on."""
    rows = list(_rows(dice))
    shared = [*_test_rules(dice), *relations(dice, rows, "G", RELATIONS_A_FORM // 2)]
    local = list(relations(dice, rows, "F", RELATIONS_A_FORM - RELATIONS_A_FORM // 2))
    return made_of(name, rows, shared, local)


def _with_bases(form: Form, catalogue: Catalogue) -> tuple[Form, Catalogue]:
    """Return the form with counts beside the rates that have an indicator for them."""
    indicators = {
        each.key: each
        for key, own in catalogue.indicators.items()
        for each in ((own,) if own.numerator or key not in form.by_key else with_base(own))
    }
    rows = tuple(
        replace(row, indicator=indicators[row.key]) if row.indicator else row for row in form.rows
    )
    catalogue = replace(catalogue, indicators=indicators)
    return with_bases(replace(form, rows=rows), catalogue), catalogue


def made_of(
    name: str, rows: Sequence[Row], shared: Sequence[Rule], local: Sequence[Rule]
) -> tuple[Form, Catalogue]:
    """Return a form of the rows with its own and the catalogue's rules."""
    catalogue = Catalogue(
        sections=(Section("a", "Mục"),),
        unit_types=(UnitType("so-nganh", "Sở, ngành", lists_add=True),),
        indicators={row.key: row.indicator for row in rows if row.indicator},
        rules=tuple(shared),
    )
    form = Form(
        id=name,
        edition="1",
        name="Biểu thử",
        unit_types=("so-nganh",),
        appendix="PHỤ LỤC",
        title="BIỂU THỬ",
        period_line="{period}",
        attached_to="(Kèm theo)",
        label_column="Chỉ tiêu",
        value_column="Số liệu",
        rows=tuple(rows),
        rules=tuple(local),
    )
    return _with_bases(form, catalogue)


# ------------------------------------------------------------------------------------- the rows


def _rows(dice: Random) -> Iterator[Row]:
    yield Row("1", "1", "Dòng tiêu đề")
    counts: list[str] = []
    for number in range(1, dice.randint(8, 25)):
        path = f"1.{number}"
        match dice.choice("hcccccrrrrkkts"):
            case "h":
                yield Row(path, str(number), f"Tiêu đề {number}")
            case "s" if len(counts) > 1:
                row = _computed(dice, path, counts)
                counts.append(row.key)
                yield row
            case "c" | "s":
                row = _asked(dice, path, Kind.COUNT)
                counts.append(row.key)
                yield row
            case "r":
                yield _rate(dice, path, counts)
            case "k":
                yield _code_row(dice, path)
            case _:
                yield _asked(dice, path, Kind.TEXT)


def asked(path: str, kind: Kind) -> Row:
    """Return a row whose key is its kind and path."""
    indicator = Indicator(
        key=f"{kind.value}_{path.replace('.', '_')}",
        section="a",
        label="Chỉ tiêu",
        kind=kind,
        unit_of_measure="",
        time_basis="stock" if path.endswith(("3", "6", "9")) else "period",
        family=Family.NONE,
    )
    return Row(path, path, "Chỉ tiêu", indicator=indicator, kind=kind)


def _asked(dice: Random, path: str, kind: Kind) -> Row:
    limited = kind in {Kind.COUNT, Kind.RATE}
    return replace(
        asked(path, kind),
        label=dice.choice(_LABELS),
        required=dice.choice((_ERROR, _WARNING, _WARNING, None)),
        not_applicable=dice.random() < 0.6,
        minimum=Decimal(dice.choice((0, 1, 2))) if limited and dice.random() < 0.6 else None,
        maximum=Decimal(dice.choice((5, 90, 200))) if limited and dice.random() < 0.3 else None,
    )


def _rate(dice: Random, path: str, counts: Sequence[str]) -> Row:
    row = _asked(dice, path, Kind.RATE)
    if row.indicator is None:
        raise TypeError(row)
    if counts and dice.random() < 0.2:
        indicator = replace(row.indicator, kind=Kind.COUNT)
        base = dice.choice(counts)
        return replace(row, indicator=indicator, asked_as=AskedAs.PERCENT_OF, percent_of=base)
    if len(counts) > 1 and dice.random() < 0.5:
        part, whole = dice.sample(counts, 2)
        row = replace(row, indicator=replace(row.indicator, numerator=part, denominator=whole))
    if row.indicator and dice.random() < 0.2:
        row = replace(row, indicator=replace(row.indicator, against_plan=True))
    return row


def _code_row(dice: Random, path: str) -> Row:
    values = dice.choice(((1, 0), (1, 2, 3), (0, 1, 2, 3, 4)))
    codes = tuple(Code(value, f"mã {value}") for value in values)
    return replace(_asked(dice, path, Kind.CODE), codes=codes)


def _computed(dice: Random, path: str, counts: Sequence[str]) -> Row:
    parts = dice.sample(counts, min(len(counts), dice.randint(2, 3)))
    total = f"sum({', '.join(parts)})"
    computed = dice.choice((total, " + ".join(parts), f"{parts[0]} - {parts[1]}", total))
    row = _asked(dice, path, Kind.COUNT)
    return replace(row, computed=number_of(computed), required=None)


# ------------------------------------------------------------------------------------ the rules


def _test_rules(dice: Random) -> Iterator[Rule]:
    for number, (test, code, severities) in enumerate(TESTS, 1):
        says = Speech(dice.choice(_SPEECHES), "")
        yield Rule(f"T{number}", dice.choice(severities), code, says, test=test)


def relations(dice: Random, rows: Sequence[Row], letter: str, count: int) -> Iterator[Rule]:
    """Yield random rules about the rows, their ids beginning with the letter."""
    asked = [row for row in rows if row.indicator]
    numbers = [row.key for row in asked if row.kind is not Kind.TEXT]
    language = Expressions(dice, numbers, [row.key for row in asked])
    for number in range(count if numbers else 0):
        rule = Rule(
            id=f"{letter}{number}",
            severity=dice.choice((_ERROR, _ERROR, _WARNING, _WARNING, _INFO)),
            code="odd-figures",
            says=Speech(dice.choice(_SPEECHES), ""),
            note_answers=dice.random() < 0.25,
        )
        yield _with_demand(dice, rule, language)


def _with_demand(dice: Random, rule: Rule, language: Expressions) -> Rule:
    numbers = list(language.numbers)
    kind = dice.random()
    if kind < 0.25 and len(numbers) > 1:
        part, whole = dice.sample(numbers, 2)
        return replace(
            rule, code="part-above-whole", cases=(Case(condition_of(f"{part} <= {whole}")),)
        )
    if kind < 0.35:
        several = tuple(dice.sample(numbers, min(3, len(numbers))))
        text = f"it {dice.choice(('<=', '==', '>'))} {dice.choice(numbers)} or blank(it)"
        return replace(rule, cases=(Case(condition_of(text), at="it", for_each=several),))
    if kind < 0.45:
        either = tuple(_case(dice, language) for _ in range(2))
        return replace(rule, alternatives=either)
    return replace(rule, cases=tuple(_case(dice, language) for _ in range(dice.choice((1, 1, 2)))))


def _case(dice: Random, language: Expressions) -> Case:
    """Return a relation that names an answer, not too long for a rule."""
    require = _condition(language, dice.choice((1, 1, 2, 2, 3)))
    when = _condition(language, dice.choice((0, 1, 2))) if dice.random() < 0.4 else None
    at = dice.choice(language.states) if dice.random() < 0.3 else None
    return Case(condition_of(require), condition_of(when) if when else None, at)


def _condition(language: Expressions, depth: int) -> str:
    while True:
        text = language.condition(depth)
        if len(text) <= LONGEST and any(key in text for key in language.states):
            return text
