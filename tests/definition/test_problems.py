"""Every kind of error in a definition names its file, line, column, text and what was meant.

In each case ``¦`` stands in the file just before what is wrong.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_sheets.definition import load
from cchc_sheets.definition.files import MAX_BYTES
from cchc_sheets.words.lint import _PROBLEMS
from tests.definition.toy import (
    ANNEX,
    CATALOGUE,
    FILES,
    FORM,
    At,
    problems,
    spoiled,
    told,
    unmarked,
    write,
)

A, R, F, U, X = "indicators.yaml", "rules.yaml", "form.yaml", "roster.yaml", "annex.yaml"


class Case(NamedTuple):
    """One slip: what stood in the file, what stands there now, and what is said of it."""

    file: str
    old: str
    new: str
    code: str
    found: str = ""
    meant: str = ""

    @property
    def title(self) -> str:
        return f"{self.code}: {self.found}"


YAML = [
    Case(A, "label: Huyện", "label: Huyện¦: X", "yaml-syntax", "label: Huyện: X"),
    Case(U, "units:\n", "units: [\n", "yaml-syntax", "- code: stc"),
    Case(X, "draft: true", "draft: true\n¦---\nkind: annex", "yaml-syntax", "---"),
    Case(F, "name: Biểu thử", "name: ¦\x07", "yaml-syntax", "\\x07"),
    Case(A, "label: Huyện", 'label: ¦"Hu\\0yện"', "yaml-control-character", "U+0000"),
    Case(A, "label: Huyện", 'label: ¦"Hu\\u202eyện"', "yaml-control-character", "U+202E"),
    Case(A, "label: Huyện", f"label: ¦{'x' * 4001}", "yaml-text-too-long", "x" * 40),
    Case(A, "label: Huyện", "label: ¦*huyen", "yaml-alias", "*huyen"),
    Case(A, "label: Huyện", "label: ¦&huyen Huyện", "yaml-alias", "&huyen"),
    Case(U, "predecessors: [stc]", "predecessors: [¦*a, stc]", "yaml-alias", "*a"),
    Case(A, "label: Huyện", "label: ¦!!str Huyện", "yaml-tag", "tag:yaml.org,2002:str"),
    Case(F, "value_column: S", "¦name: Lại\nvalue_column: S", "yaml-duplicate-key", "name"),
    Case(F, "value_column: S", "? ¦[a]\n: b\nvalue_column: S", "yaml-key"),
    Case(X, "draft: true", f"draft: {'[' * 20}¦[]{']' * 20}", "yaml-depth"),
]

SHAPE = [
    Case(F, "kind: form", "kind: ¦fom", "unknown-kind", "fom", "form"),
    Case(F, "kind: form", "kind: ¦[form]", "unknown-kind"),
    Case(F, "    max: 100", "    ¦maxx: 100", "unknown-field", "maxx", "max"),
    Case(F, "  title:", "  ¦titel: x\n  title:", "unknown-field", "titel", "title"),
    Case(F, '"1"\n    label: Chỉ đạo\n', '"1"\n', "missing-field", "label"),
    Case(F, "value_column: Số liệu\n", "", "missing-field", "value_column"),
    Case(
        X, '"2"\n    indicator: dossiers_received\n', '"2"\n', "missing-field", "label | indicator"
    ),
    Case(
        R,
        '    require: "dossiers_resolved <= dossiers_received"\n',
        "",
        "missing-field",
        "test | require | cases | alternatives",
    ),
    Case(R, '"dossiers_resolved <= dossiers_received"', '¦"  "', "missing-field", "require"),
    Case(R, "when: it == 1", 'when: ¦""', "missing-field", "when"),
    Case(
        F,
        "computed: dossiers_received + dossiers_resolved",
        'computed: ¦""',
        "missing-field",
        "computed",
    ),
    Case(R, "    cases:\n", "    ¦when: it > 1\n    cases:\n", "field-alone", "when"),
    Case(
        R,
        "    cases:\n",
        "    require: dossiers_rate > 1\n    ¦cases:\n",
        "field-beside",
        "cases",
    ),
    Case(
        R,
        "- for_each: [plan_issued]",
        "- for_each: [plan_issued]\n        ¦for_each_where: {time_basis: [ytd], kind: [count]}",
        "field-beside",
        "for_each_where",
    ),
    Case(
        R,
        "for_each: [plan_issued]",
        "for_each_where: {time_basis: [¦ydt], kind: [code]}",
        "not-one-of",
        "ydt",
        "ytd",
    ),
    Case(
        R,
        "for_each: [plan_issued]",
        "for_each_where: ¦{time_basis: [ytd]}",
        "missing-field",
        "kind",
    ),
    Case(
        R,
        "for_each: [plan_issued]",
        "for_each_where: ¦{time_basis: [legal_set], kind: [rate]}",
        "chooses-nothing",
        "for_each_where",
    ),
    Case(
        F,
        "      dossiers_resolved <= dossiers_received\n      and dossiers_rate <= 100\n",
        "      it >= previous(it)\n    for_each_where: ¦{time_basis: [stock], kind: [count]}\n",
        "chooses-nothing",
        "for_each_where",
    ),
    Case(R, "R1\n", "R1\n    compares: ¦same-start\n", "not-one-of", "same-start", "same_start"),
    Case(R, "R1\n", "R1\n    compares: ¦adjoining\n", "compares-nothing", "adjoining"),
    Case(A, "kind: code", "kind: ¦cod", "not-one-of", "cod", "code"),
    Case(R, "severity: warning", "severity: ¦warnning", "not-one-of", "warnning", "warning"),
    Case(F, "R1\n    severity: warning", "R1\n    severity: ¦off", "not-one-of", "off"),
    Case(A, "lists_add: true", "lists_add: ¦yes", "wrong-type", "yes"),
    Case(A, "value: 1\n", "value: ¦một\n", "wrong-type", "một"),
    Case(F, "max: 100", "max: ¦1e2", "wrong-type", "1e2"),
    Case(F, "unit_types: [so-nganh]", "unit_types: ¦so-nganh", "wrong-type", "so-nganh"),
    Case(F, "name: Biểu thử", "name: ¦[Biểu thử]", "wrong-type", "[…]"),
    Case(F, "name: Biểu thử", "name: ¦{a: b}", "wrong-type", "{…}"),
    Case(F, "id: toy-form", "id: ¦Toy form", "not-valid", "Toy form"),
    Case(X, "id: toy-annex\n", "id: ¦|\n  toy-annex\n", "not-valid", "toy-annex\n"),
    Case(X, "id: toy-annex\n", "id:¦\n", "wrong-type", ""),
    Case(X, "id: toy-annex\n", "id: ¦[toy-annex]\n", "wrong-type", "[…]"),
    Case(F, "id: toy-form\n", "", "missing-field", "id"),
    Case(U, "2021-03-20", "¦20/3/2021", "not-valid", "20/3/2021"),
    Case(X, "[so-nganh, huyen]", "¦[]", "not-valid", "[]"),
]

CATALOGUE_NAMES = [
    Case(A, "received\n    section: A", "received\n    section: ¦B", "unknown-name", "B"),
    Case(A, "codes: co-khong", "codes: ¦co-khon", "unknown-name", "co-khon", "co-khong"),
    Case(
        A,
        "numerator: dossiers_resolved",
        "numerator: ¦dossiers_resolve",
        "unknown-name",
        "dossiers_resolve",
        "dossiers_resolved",
    ),
    Case(A, "weight: dossiers_received", "weight: ¦zzz", "unknown-name", "zzz"),
    Case(A, "[so-nganh, huyen]", "[so-nganh, ¦huyn]", "unknown-name", "huyn", "huyen"),
    Case(
        A,
        "computed: dossiers_received + dossiers_resolved",
        "computed: dossiers_received + ¦dossier_resolved",
        "unknown-name",
        "dossier_resolved",
        "dossiers_resolved",
    ),
    Case(
        A,
        "  - key: satisfaction\n    section: A\n    label: Tỷ lệ hài lòng\n    kind: rate\n"
        '    unit_of_measure: "%"\n    time_basis: period\n    family: weighted\n'
        "    weight: dossiers_received\n",
        "  - ¦key: satisfaction\n    section: A\n    label: Tỷ lệ hài lòng\n    kind: rate\n"
        '    unit_of_measure: "%"\n    time_basis: period\n    family: weighted\n',
        "missing-field",
        "weight",
    ),
    Case(
        A,
        "  - key: plan_issued\n    section: A\n    label: Có kế hoạch\n    kind: code\n"
        "    codes: co-khong\n",
        "  - ¦key: plan_issued\n    section: A\n    label: Có kế hoạch\n    kind: code\n",
        "missing-field",
        "codes",
    ),
    Case(A, "bad: 0", "bad: ¦7", "not-one-of", "7"),
    Case(
        A,
        "    computed: dossiers_received + dossiers_resolved\n",
        "    computed: dossiers_received + dossiers_resolved\n"
        "  - key: ¦plan_issued\n    section: A\n    label: Lại\n    kind: text\n"
        "    time_basis: period\n    family: none\n",
        "repeated",
        "plan_issued",
    ),
    Case(
        A,
        "code_lists:\n",
        "  - key: ¦huyen\n    label: Lại\n    lists_add: true\ncode_lists:\n",
        "repeated",
        "huyen",
    ),
    Case(A, "unit_types:\n", "  - key: ¦A\n    label: Lại\nunit_types:\n", "repeated", "A"),
    Case(
        A,
        "computed: dossiers_received + dossiers_resolved",
        "computed: ¦dossiers_both + dossiers_resolved",
        "computed-cycle",
        "dossiers_both",
    ),
    Case(
        A,
        "indicators:\n",
        "indicators:\n  - key: ¦sum\n    section: A\n    label: Tổng\n    kind: text\n"
        "    time_basis: period\n    family: none\n",
        "reserved-name",
        "sum",
    ),
]

# In quotes, folded, in blocks, over lines, with escapes, inside other names: always the very place.
EXPRESSIONS = [
    Case(
        R,
        "<= dossiers_received",
        "<= ¦dossier_received",
        "unknown-name",
        "dossier_received",
        "dossiers_received",
    ),
    Case(
        R,
        '"dossiers_resolved <= dossiers_received"',
        "dossiers_resolved <= ¦dossier_received",
        "unknown-name",
        "dossier_received",
        "dossiers_received",
    ),
    Case(
        R,
        '"dossiers_resolved <= dossiers_received"',
        "'¦dossier_resolved <= dossiers_received'",
        "unknown-name",
        "dossier_resolved",
        "dossiers_resolved",
    ),
    Case(
        R,
        '"dossiers_resolved <= dossiers_received"',
        '"dossiers_resolved + 2 * dossiers_received <= ¦dossiers"',
        "unknown-name",
        "dossiers",
        "dossiers_rate",
    ),
    Case(
        R,
        "require: note(it)",
        "require: 'matches(it, ''document'') and ¦notes(it)'",
        "expression-unknown-function",
        "notes",
        "note",
    ),
    Case(
        R,
        "require: note(it)",
        'require: "matches(it, \\"document\\")\\n and ¦notes(it)"',
        "expression-unknown-function",
        "notes",
        "note",
    ),
    Case(R, "when: it == 1", "when: it\n          == ¦itt", "unknown-name", "itt", "it"),
    Case(
        R,
        "require: note(it)",
        "require: |  # as a block\n          it == 1\n            and ¦zzz > 1\n",
        "unknown-name",
        "zzz",
    ),
    Case(
        F,
        "and dossiers_rate <= 100",
        "and ¦dossiers_rat <= 100",
        "unknown-name",
        "dossiers_rat",
        "dossiers_rate",
    ),
    Case(
        F,
        "and dossiers_rate <= 100",
        "and dossiers_rate <= ¦dossiers_rate[0]",
        "expression-not-allowed",
        "dossiers_rate[0]",
    ),
    Case(
        F,
        "and dossiers_rate <= 100",
        "and dossiers_rate ¦≤ 100",
        "expression-not-allowed",
        "≤",
    ),
    Case(
        F,
        "and dossiers_rate <= 100",
        "and dossiers_rate <= 100¦)",
        "expression-syntax",
        ")",
    ),
    Case(R, "note(it)", "¦round(it, 99) > 1", "expression-arguments", "round(it, 99)"),
    Case(R, "note(it)", "it > ¦present(it)", "expression-number-expected", "present(it)"),
    Case(R, "note(it)", "note(it) and ¦it", "expression-condition-expected", "it"),
    Case(R, "note(it)", "it > ¦1" + "0" * 20, "expression-number-too-large", "1" + "0" * 20),
    Case(
        R,
        "note(it)",
        "it > 1" + " " * 994 + "¦and it > 1",
        "expression-too-long",
        "and it > 1",
    ),
    Case(R, "require: note(it)", "require: ¦1 <= 2", "expression-without-indicator", "1 <= 2"),
    Case(R, "at: it", "at: ¦itt", "unknown-name", "itt", "it"),
    Case(R, "[plan_issued]", "[¦plan_isued]", "unknown-name", "plan_isued", "plan_issued"),
    Case(R, "id: R2", "id: ¦R1", "repeated", "R1"),
]

FORMS = [
    Case(
        F,
        "indicator: satisfaction",
        "indicator: ¦satisfactoin",
        "unknown-name",
        "satisfactoin",
        "satisfaction",
    ),
    Case(F, "indicator: satisfaction", "indicator: ¦dossiers_rate", "repeated", "dossiers_rate"),
    Case(F, '"1.6"', '¦"1.1"', "repeated", "1.1"),
    Case(F, '"1.6"', '¦"2.6"', "no-parent", "2.6"),
    Case(
        F, "kế hoạch của {short}", "kế hoạch của ¦{shrt}", "unknown-placeholder", "{shrt}", "short"
    ),
    Case(F, "kế hoạch của {short}", "kế hoạch của ¦{period}", "unknown-placeholder", "{period}"),
    Case(
        F,
        "kế hoạch của {short}",
        "kế hoạch ¦{short!r}",
        "unknown-placeholder",
        "{short!r}",
        "short",
    ),
    Case(
        F,
        "kế hoạch của {short}",
        "kế hoạch ¦{short:>9}",
        "unknown-placeholder",
        "{short:>9}",
        "short",
    ),
    Case(
        F,
        "kế hoạch của {short}",
        "kế hoạch ¦{short.x}",
        "unknown-placeholder",
        "{short.x}",
        "short",
    ),
    Case(F, "kế hoạch của {short}", "kế hoạch ¦{}", "unknown-placeholder", "{}"),
    Case(
        F,
        "CỦA {unit_upper}",
        "CỦA ¦{unit_uper}",
        "unknown-placeholder",
        "{unit_uper}",
        "unit_upper",
    ),
    Case(
        F,
        "label: Có kế hoạch của {short}",
        "label: ¦Có kế hoạch của {short",
        "placeholder-broken",
        "Có kế hoạch của {short",
    ),
    Case(
        F,
        "unit_of_measure: Hồ sơ\n    indicator: dossiers_received",
        'unit_of_measure: ¦"%"\n    indicator: dossiers_received',
        "unit-contradicts",
        "%",
    ),
    Case(
        F,
        'unit_of_measure: "%"\n    indicator: satisfaction',
        "unit_of_measure: ¦Phiếu\n    indicator: satisfaction",
        "unit-contradicts",
        "Phiếu",
    ),
    Case(F, "Có = 1 Không = 0", "¦Có = 1 Không = 1", "repeated", "Có = 1 Không = 1"),
    Case(
        F,
        "indicator: satisfaction",
        "indicator: satisfaction\n    asked_as: percent_of ¦dossier_received",
        "unknown-name",
        "dossier_received",
        "dossiers_received",
    ),
    Case(
        F,
        "indicator: satisfaction",
        "indicator: satisfaction\n    asked_as: ¦percent_of",
        "not-valid",
        "percent_of",
    ),
    Case(
        F,
        "computed: dossiers_received + dossiers_resolved",
        "computed: ¦dossiers_both + dossiers_resolved",
        "computed-cycle",
        "dossiers_both",
    ),
    Case(
        F,
        "computed: dossiers_received + dossiers_resolved",
        "computed: ¦dossiers_received * 2",
        "computed-not-a-total",
        "dossiers_received * 2",
    ),
    Case(
        F,
        "computed: dossiers_received + dossiers_resolved",
        "computed: ¦sum(dossiers_received + 1)",
        "computed-not-a-total",
        "sum(dossiers_received + 1)",
    ),
    Case(
        F,
        'resolved\n    required: error\n  - path: "1.4"\n    label: Cả hai\n'
        "    unit_of_measure: Hồ sơ\n    indicator: dossiers_both\n    computed: ",
        'resolved\n  - path: "1.4"\n    label: Cả hai\n'
        "    unit_of_measure: Hồ sơ\n    indicator: dossiers_both\n    computed: ¦",
        "computed-part-optional",
        "dossiers_resolved",
    ),
    Case(
        F,
        "computed: dossiers_received + dossiers_resolved",
        "computed: dossiers_received + ¦dossier_resolved",
        "unknown-name",
        "dossier_resolved",
        "dossiers_resolved",
    ),
    Case(F, "rule: R1", "rule: ¦R9", "unknown-name", "R9"),
    Case(F, "unit_types: [so-nganh]", "unit_types: [so-nganh, ¦xa]", "unknown-name", "xa"),
]

PROVINCES = [
    Case(U, "annex: toy-annex", "annex: ¦toy-anex", "unknown-name", "toy-anex", "toy-annex"),
    Case(U, "  2021-Q1:", "  ¦2021-Q5:", "not-a-period", "2021-Q5"),
    Case(U, "2021-03-20", "¦2021-02-30", "not-a-date", "2021-02-30"),
    Case(U, "since: 2015-01-01", "since: ¦2015-13-01", "not-a-date", "2015-13-01"),
    Case(U, "code: snv", "code: ¦stc", "repeated", "stc"),
    Case(
        U,
        "name: Sở Nội vụ\n    short",
        "name: ¦Sở Tài chính\n    short",
        "repeated",
        "Sở Tài chính",
    ),
    Case(
        U,
        "SNV\n    type: so-nganh\n    forms: [toy-form]",
        "SNV\n    type: ¦xa\n    forms: [toy-form]",
        "unknown-name",
        "xa",
    ),
    Case(U, "predecessors: [stc]", "predecessors: [¦sct]", "unknown-name", "sct", "stc"),
    Case(
        U,
        "SNV\n    type: so-nganh\n    forms: [toy-form]",
        "SNV\n    type: so-nganh\n    forms: [¦toy-from]",
        "unknown-name",
        "toy-from",
        "toy-form",
    ),
    Case(
        U,
        "SNV\n    type: so-nganh\n    forms: [toy-form]",
        "SNV\n    type: huyen\n    forms: [¦toy-form]",
        "form-of-other-type",
        "toy-form",
    ),
    Case(X, "[so-nganh, huyen]", "[so-nganh, ¦huyn]", "unknown-name", "huyn", "huyen"),
    Case(
        X,
        "indicator: dossiers_received",
        "indicator: ¦dossier_received",
        "unknown-name",
        "dossier_received",
        "dossiers_received",
    ),
    Case(X, "indicator: dossiers_received", "indicator: ¦plan_issued", "repeated", "plan_issued"),
    Case(
        X,
        "indicator: dossiers_received",
        "indicator: dossiers_received\n    key_figure: { label: Hồ sơ, share: ¦true }",
        "no-denominator",
        "dossiers_received",
    ),
]

OWN = "and dossiers_rate <= 100"
SHARED = '"dossiers_resolved <= dossiers_received"'
UNITS = [
    Case(F, OWN, "and dossiers_rate + ¦dossiers_received <= 9", "units-added", "dossiers_received"),
    Case(F, OWN, "and dossiers_received - ¦dossiers_rate <= 9", "units-added", "dossiers_rate"),
    Case(
        F,
        OWN,
        "and sum(dossiers_received, dossiers_resolved, ¦satisfaction) <= 9",
        "units-added",
        "satisfaction",
    ),
    Case(
        F,
        OWN,
        "and max(dossiers_rate, 1, ¦dossiers_received, 2) <= 9",
        "units-added",
        "dossiers_received",
    ),
    Case(
        F,
        OWN,
        "and dossiers_received\n        + 100 * ¦dossiers_resolved / dossiers_received > 1",
        "units-added",
        "100 * dossiers_resolved / dossiers_received",
    ),
    Case(
        F,
        OWN,
        "and dossiers_received + ¦dossiers_received * dossiers_resolved > 1",
        "units-added",
        "dossiers_received * dossiers_resolved",
    ),
    Case(
        F,
        OWN,
        "and (dossiers_rate if plan_issued == 1 else ¦dossiers_received) <= 9",
        "units-added",
        "dossiers_received",
    ),
    Case(
        R,
        SHARED,
        "dossiers_resolved <= dossiers_received + previous(¦satisfaction)",
        "units-added",
        "previous(satisfaction)",
    ),
    Case(
        A,
        "computed: dossiers_received + dossiers_resolved",
        "computed: dossiers_received + ¦satisfaction",
        "units-added",
        "satisfaction",
    ),
    Case(F, OWN, "and ¦plan_issued + 1 <= 9", "units-no-quantity", "plan_issued"),
    Case(F, OWN, "and dossiers_received * ¦plan_issued <= 9", "units-no-quantity", "plan_issued"),
    Case(
        F, OWN, "and sum(dossiers_received, ¦plan_issued) <= 9", "units-no-quantity", "plan_issued"
    ),
    Case(R, "require: note(it)", "require: abs(¦it) > 1", "units-no-quantity", "plan_issued"),
    Case(F, OWN, "and dossiers_rate <= ¦dossiers_received", "units-compared", "dossiers_received"),
    Case(F, OWN, "and plan_issued == ¦dossiers_received", "units-compared", "dossiers_received"),
    Case(R, SHARED, "dossiers_resolved <= ¦satisfaction", "units-compared", "satisfaction"),
    Case(
        R, "when: it == 1", "when: it\n          == ¦satisfaction", "units-compared", "satisfaction"
    ),
    Case(
        F,
        OWN,
        "and dossiers_rate == ¦dossiers_resolved / 2",
        "units-compared",
        "dossiers_resolved / 2",
    ),
    Case(
        A,
        "    kind: count\n    time_basis: ytd\n    family: computed\n"
        "    computed: dossiers_received + dossiers_resolved",
        "    kind: count\n    unit_of_measure: hồ  sơ\n    time_basis: ytd\n    family: computed\n"
        "    computed: ¦100 * dossiers_resolved / dossiers_received",
        "units-computed",
        "100 * dossiers_resolved / dossiers_received",
    ),
    Case(
        F,
        "indicator: satisfaction",
        "indicator: satisfaction\n    computed: ¦dossiers_received - dossiers_resolved",
        "units-computed",
        "dossiers_received - dossiers_resolved",
    ),
    Case(
        R,
        f"require: {SHARED}",
        f"require: {SHARED}\n    mixed_units: ¦Cho chắc",
        "units-alike",
        "Cho chắc",
    ),
]

TOO_DEEP = f"dossiers_received <= {'max(dossiers_resolved, ' * 12}3{')' * 12}"
"""Each level doubles the formula."""

RANGE_RULE = """\
  - id: {id}
    severity: error
    code: of-a-test
    test: {test}
    says:
      vi: Thử
      en: Toy
"""
L1 = """\
  - id: L1
    severity: warning
    code: out-of-bounds
    require: >-
      dossiers_resolved <= dossiers_received
      and dossiers_rate <= 100
"""
R2 = """\
  - id: R2
    severity: warning
    code: note-needed
    cases:
      - for_each: [plan_issued]
        when: it == 1
"""
WITH_RANGE = RANGE_RULE.format(id="L0", test="percent_range") + L1.partition(">-")[0]
WITH_LIST = RANGE_RULE.format(id="R0", test="in_code_list") + R2.partition("it ==")[0]
PROOFS = [
    Case(R, SHARED, "¦dossiers_resolved >= 0", "rule-never-fails", "dossiers_resolved >= 0"),
    Case(
        R,
        SHARED,
        "¦dossiers_resolved <= dossiers_resolved",
        "rule-never-fails",
        "dossiers_resolved <= dossiers_resolved",
    ),
    Case(
        R,
        SHARED,
        "¦'dossiers_resolved <= dossiers_resolved + dossiers_received'",
        "rule-never-fails",
        "dossiers_resolved <= dossiers_resolved + dossiers_received",
    ),
    Case(
        R,
        SHARED,
        "¦dossiers_resolved > 3\n    when: dossiers_resolved > 5",
        "rule-never-fails",
        "dossiers_resolved > 3",
    ),
    Case(
        F,
        L1,
        f"{WITH_RANGE}¦dossiers_rate <= 100\n",
        "rule-never-fails",
        "dossiers_rate <= 100",
    ),
    Case(R, SHARED, "¦dossiers_resolved < 0", "rule-never-passes", "dossiers_resolved < 0"),
    Case(
        R,
        SHARED,
        "¦sum(dossiers_resolved) == 0.5",
        "rule-never-passes",
        "sum(dossiers_resolved) == 0.5",
    ),
    Case(
        F,
        L1,
        f"{WITH_RANGE}¦dossiers_rate > 100\n",
        "rule-never-passes",
        "dossiers_rate > 100",
    ),
    Case(
        R,
        SHARED,
        "¦1 / 0 > dossiers_resolved",
        "rule-never-known",
        "1 / 0 > dossiers_resolved",
    ),
    Case(
        R,
        "when: it == 1",
        "when: ¦present(it) and blank(it)",
        "rule-never-applies",
        "present(it) and blank(it)",
    ),
    Case(R, R2, f"{WITH_LIST}¦it == 2\n", "rule-never-applies", "it == 2"),
    Case(R, SHARED, f"¦{TOO_DEEP}", "formula-beyond-excel", TOO_DEEP),
    Case(
        R,
        "[plan_issued]\n        when: it == 1",
        "[plan_issued, ¦dossiers_received]\n        when: it < 0",
        "rule-never-applies",
        "dossiers_received < 0",
    ),
]

ROW = """\
  - path: "1.6"
    label: Tỷ lệ hài lòng
    unit_of_measure: "%"
    indicator: satisfaction
rules:
"""
NOT_IN_FORM = [
    Case(
        F,
        ROW + L1,
        "rules:\n" + L1.replace("dossiers_rate", "¦satisfaction"),
        "not-in-form",
        "satisfaction",
    ),
    Case(
        F,
        ROW + L1,
        "rules:\n" + L1.replace("dossiers_rate", "previous(¦satisfaction)"),
        "not-in-form",
        "satisfaction",
    ),
    Case(F, ROW + L1, "rules:\n" + L1 + "    at: ¦satisfaction\n", "not-in-form", "satisfaction"),
    Case(
        F,
        '  - path: "1.5"\n    label: Tỷ lệ giải quyết\n    unit_of_measure: "%"\n'
        "    indicator: dossiers_rate\n    max: 100\n" + ROW + L1,
        ROW + L1.replace("and dossiers_rate", "and ¦dossiers_rate"),
        "not-in-form",
        "dossiers_rate",
        "dossiers_both",
    ),
    Case(
        F,
        '    computed: dossiers_received + dossiers_resolved\n  - path: "1.5"\n'
        '    label: Tỷ lệ giải quyết\n    unit_of_measure: "%"\n'
        "    indicator: dossiers_rate\n    max: 100\n" + ROW,
        "    computed: dossiers_received + ¦satisfaction\n"
        '  - path: "1.5"\n    label: Tỷ lệ giải quyết\n    unit_of_measure: "%"\n'
        "    indicator: dossiers_rate\n    max: 100\nrules:\n",
        "not-in-form",
        "satisfaction",
    ),
]

CASES = [
    *YAML,
    *SHAPE,
    *CATALOGUE_NAMES,
    *EXPRESSIONS,
    *FORMS,
    *PROVINCES,
    *UNITS,
    *PROOFS,
    *NOT_IN_FORM,
]


def test_the_toy_itself_is_sound(tmp_path: Path) -> None:
    assert problems(tmp_path, FILES) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_a_slip_is_named_at_its_place_and_nothing_else_is(tmp_path: Path, case: Case) -> None:
    files, marks = unmarked(spoiled(case.file, (case.old, case.new)))
    found = problems(tmp_path, files)
    assert [(p.file, p.code, p.found) for p in found] == [(case.file, case.code, case.found)]
    assert found[0].suggestion == case.meant
    if marks:
        assert [(p.file, p.line, p.column) for p in found] == marks


# -------------------------------------------------------------------------------- whole files


def test_a_file_that_is_not_utf8_is_named_at_the_byte(tmp_path: Path) -> None:
    assert problems(tmp_path, FILES) == []
    (tmp_path / X).write_bytes(ANNEX.encode().replace("Chỉ".encode(), b"Ch\xe6"))
    line = ANNEX[: ANNEX.index("Chỉ")].count("\n") + 1
    column = len("    label: Ch") + 1
    assert told(load(tmp_path)[1]) == [At(X, line, column, "not-utf8", "e620c491")]


@pytest.mark.parametrize("name", sorted(FILES))
def test_an_unreadable_file_has_no_other_consequence(tmp_path: Path, name: str) -> None:
    assert problems(tmp_path, FILES) == []
    (tmp_path / name).write_bytes(b"\xff")
    assert told(load(tmp_path)[1]) == [At(name, 1, 1, "not-utf8", "ff")]


def test_a_byte_order_mark_is_nothing(tmp_path: Path) -> None:
    assert problems(tmp_path, {**FILES, X: f"\ufeff{ANNEX}"}) == []


def test_windows_line_ends_are_nothing_and_lines_are_still_counted(tmp_path: Path) -> None:
    assert problems(tmp_path, FILES) == []
    for name, text in FILES.items():
        (tmp_path / name).write_bytes(text.replace("\n", "\r\n").encode())
    assert told(load(tmp_path)[1]) == []
    spoilt = FORM.replace("and dossiers_rate", "and dossiers_rat").replace("\n", "\r\n")
    (tmp_path / F).write_bytes(spoilt.encode())
    line = FORM[: FORM.index("and dossiers_rate")].count("\n") + 1
    wanted = At(F, line, 11, "unknown-name", "dossiers_rat", "dossiers_rate")
    assert told(load(tmp_path)[1]) == [wanted]


@pytest.mark.parametrize("text", ["", "# nothing but a remark\n", "---\n"])
def test_an_empty_file_is_named(tmp_path: Path, text: str) -> None:
    found = problems(tmp_path, {**FILES, "z.yaml": text})
    assert [p.file for p in found] == ["z.yaml"]
    assert found[0].code in {"yaml-empty", "unknown-kind"}


@pytest.mark.parametrize("text", ["- a\n- b\n", "just words\n", "a: b\n"])
def test_a_file_of_no_kind_is_named(tmp_path: Path, text: str) -> None:
    found = problems(tmp_path, {**FILES, "z.yaml": text})
    assert found == [At("z.yaml", 1, 1, "unknown-kind")]


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    size = MAX_BYTES + 1
    found = problems(tmp_path, {**FILES, "z.yaml": "#" * size})
    assert found == [At("z.yaml", 1, 1, "file-too-large", f"{size} B")]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "z.yaml").mkdir()
    found = problems(tmp_path, FILES)
    assert [(p.file, p.code) for p in found] == [("z.yaml", "file-unreadable")]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    definitions, found = load(tmp_path / "none")
    assert definitions is None
    assert [(p.file, p.code) for p in told(found)] == [("none", "folder-unreadable")]


def test_a_folder_without_a_catalogue_is_named(tmp_path: Path) -> None:
    found = problems(tmp_path, {X: ANNEX, "notes.txt": "no definition", ".hidden.yaml": "["})
    assert found == [At(A, 1, 1, "no-catalogue")]


def test_a_second_catalogue_is_named_and_the_first_is_used(tmp_path: Path) -> None:
    found = problems(tmp_path, {**FILES, "other.yaml": CATALOGUE})
    assert found == [At("other.yaml", 1, 1, "second-catalogue")]


def test_an_addition_brings_indicators_and_lists_of_codes(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    definitions, found = load(tmp_path)
    assert definitions is not None
    assert found == []
    added = definitions.catalogue.indicators["plan_published"]
    assert [code.label for code in added.codes] == ["Chưa", "Rồi"]


def test_an_addition_may_not_define_again_what_the_catalogue_has(tmp_path: Path) -> None:
    files = {**FILES, "z.yaml": FILES["more.yaml"].replace("plan_published", "plan_issued")}
    assert problems(tmp_path, files) == [
        At("z.yaml", 4, 10, "repeated", "chua-roi"),
        At("z.yaml", 11, 10, "repeated", "plan_issued"),
    ]


def test_levels_of_two_files_may_not_have_one_key(tmp_path: Path) -> None:
    lists = """\
kind: addition
id: opinions-1
level_lists:
  - key: levels-1
    levels:
      - key: all_good
        label: Tốt cả
      - key: other
        label: Còn lại
indicators:
  - key: view
    section: A
    label: Ý kiến
    kind: distribution
    levels: levels-1
    denominator: plan_issued
    time_basis: ytd
    family: distribution
"""
    more = lists.replace("-1", "-2").replace("all_good", "good").replace("view", "view_all")
    found = problems(tmp_path, {**FILES, "y.yaml": lists, "z.yaml": more})
    assert found == [At("z.yaml", 15, 13, "repeated", "view_all_good")]


def test_what_an_addition_names_is_known_from_the_catalogue(tmp_path: Path) -> None:
    changes = (("section: A", "section: B"), ("codes: chua-roi", "codes: co-khong"))
    assert problems(tmp_path, spoiled("more.yaml", *changes)) == [
        At("more.yaml", 12, 14, "unknown-name", "B")
    ]


def test_what_an_author_marked_is_said_and_stops_nothing(tmp_path: Path) -> None:
    files = {**FILES, F: FILES[F].replace("rows:", "# Kiểm tra lại: giống 80% “…”\nrows:")}
    write(tmp_path, files)
    definitions, found = load(tmp_path)
    assert definitions is not None
    (problem,) = found
    line = files[F].splitlines().index("# Kiểm tra lại: giống 80% “…”") + 1
    assert told(found) == [At(F, line, 1, "to-review", "giống 80% “…”")]
    assert not problem.fatal


def test_a_second_file_of_one_name_is_named(tmp_path: Path) -> None:
    found = problems(tmp_path, {**FILES, "z.yaml": FORM})
    assert found == [At("z.yaml", 2, 5, "repeated", "toy-form")]


def test_a_rule_of_another_file_with_the_same_id_is_named_once(tmp_path: Path) -> None:
    other = FILES[R].replace("id: rules", "id: more").replace("id: R2", "id: R3")
    found = problems(tmp_path, {**FILES, "z.yaml": other})
    assert found == [At("z.yaml", 4, 9, "repeated", "R1")]


SEVERAL = {"override-of-nothing"}
"""What takes more than one slip."""
OF_TABLES = {
    "sheet-name",
    "sheet-taken",
    "name-of-total",
    "fed-twice",
    "not-added-up",
    "units-same-as",
    "too-many-parts",
}
"""What is tried in ``test_tables``."""
FOLDERS = {
    "edition-issued",  # in test_issued
    "issued-unreadable",
    "not-utf8",
    "yaml-empty",
    "file-too-large",
    "file-unreadable",
    "folder-unreadable",
    "no-catalogue",
    "second-catalogue",
    "to-review",
}


def test_every_kind_of_problem_that_has_a_sentence_is_tried_here() -> None:
    """A new kind needs a case above; one without a case may never have been seen to work."""
    assert {case.code for case in CASES} | FOLDERS | SEVERAL | OF_TABLES == set(_PROBLEMS)


# ------------------------------------------------------------------------------- several slips


def test_all_slips_of_all_files_are_named_at_once(tmp_path: Path) -> None:
    """Of YAML, of shape and of meaning, in the same files, none hiding another."""
    files = spoiled(
        F,
        ("    max: 100", "    ¦maxx: 100"),
        ("name: Biểu thử\n", ""),
        ("indicator: satisfaction", "indicator: ¦satisfactoin"),
        ("and dossiers_rate", "and ¦dossiers_rat"),
        ("rule: R1", "rule: ¦R9"),
        ("của {short}", "của ¦{shrt}"),
        ("value_column: S", "¦id: again\nvalue_column: S"),
        ("reason: Chỉ để thử", "reason:¦"),
    )
    files |= {
        A: spoiled(A, ("kind: code", "kind: ¦cod"), ("weight: d", "weight: ¦D"))[A],
        R: spoiled(R, ("severity: error", "severity: ¦eror"), ("note(it)", "¦notes(it)"))[R],
        U: spoiled(U, ("    short: SNV\n", ""), ("[stc]", "[¦sct]"))[U],
        X: spoiled(X, ("draft: true", "draft: ¦ja"), ("plan_issued", "¦plan_isued"))[X],
    }
    plain, marks = unmarked(files)
    found = problems(tmp_path, plain)
    missing = [(p.file, p.found) for p in found if p.code == "missing-field"]
    assert missing == [(F, "name"), (U, "short")]
    others = sorted((p.file, p.line, p.column) for p in found if p.code != "missing-field")
    assert others == sorted(marks)


def test_two_missing_fields_are_two_problems(tmp_path: Path) -> None:
    files = spoiled(X, ("draft: true\ntitle: THỐNG KÊ\n", ""), ('period_line: "{period}"\n', ""))
    found = problems(tmp_path, files)
    assert set(found) == {At(X, 1, 1, "missing-field", name) for name in ("period_line", "title")}
    assert len(found) == 2


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (F, "kind: form", "kind: [form"),
        (F, "id: toy-form", "id: Toy Form"),
        (F, "rows:\n", "rows: 5\nx:\n"),
        (X, "kind: annex", "kind: annexe"),
        (A, "  - key: dossiers_received\n    section: A\n", "  - key: dossiers_received\n"),
        (A, "dossiers_received\n    section: A\n    label", "dossiers_received\n    labl"),
        (A, "kind: catalogue", "kind: [catalogue"),
        (R, "kind: rules", "kind: [rules"),
        (R, "id: R1", "id: r1"),
        (U, "code: stc", "code: STC"),
        (F, 'path: "1"\n', 'path: ["1"]\n'),
    ],
)
def test_what_only_follows_from_a_slip_is_not_said(
    tmp_path: Path, file: str, old: str, new: str
) -> None:
    """Nobody is told that a name is unknown when the place that gives it is the one at fault."""
    found = problems(tmp_path, spoiled(file, (old, new)))
    assert found
    assert {problem.file for problem in found} == {file}
    assert not {"unknown-name", "no-parent", "no-catalogue"} & {p.code for p in found}


# -------------------------------------------------------------------------------- anything else


@settings(max_examples=200)
@given(data=st.data())
def test_no_text_whatever_breaks_the_loader(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Lines lost, doubled, shifted, and odd words put in: problems, and each within its file."""
    file = data.draw(st.sampled_from(sorted(FILES)))
    lines = FILES[file].split("\n")
    words = [
        "",
        "{",
        "[",
        "- ",
        "*a",
        "&a x",
        "no",
        "null",
        "{x}",
        "it",
        "R1",
        "'",
        '"',
        "\t",
        "é: [",
    ]
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.integers(0, 3)):
            case 0:
                del lines[at : at + data.draw(st.integers(1, 3))]
                lines = lines or [""]
            case 1:
                lines[at:at] = lines[at : at + 3]
            case 2:
                lines[at] = " " * data.draw(st.integers(0, 6)) + lines[at].strip()
            case _:
                cut = data.draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:cut] + data.draw(st.sampled_from(words))
    text = "\n".join(lines)
    folder = tmp_path_factory.mktemp("mangled")
    found = problems(folder, {**FILES, file: text})
    for problem in found:
        near = (FILES | {file: text}).get(problem.file, "").split("\n")
        assert 1 <= problem.line <= len(near)
        assert 1 <= problem.column <= len(near[problem.line - 1]) + 1
