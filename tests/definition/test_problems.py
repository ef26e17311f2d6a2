"""Every kind of error in a definition names its file, line, column, text and what was meant.

In each case ``¦`` stands in the file just before what is wrong.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

import pytest

from cchc_sheets.definition import load
from cchc_sheets.definition.load import MAX_BYTES
from tests.definition.toy import FILES, FORM, At, problems, spoiled, told, unmarked, write

A, R, F, U, X = "indicators.yaml", "rules.yaml", "form.yaml", "roster.yaml", "annex.yaml"

# File, what stood there, what stands there now, code, offending text, what was probably meant.
Case: TypeAlias = tuple[str, str, str, str, str, str]

YAML: list[Case] = [
    (A, "label: Huyện", "label: Huyện¦: thị xã", "yaml-syntax", "label: Huyện: thị xã", ""),
    (U, "units:\n", "units: [\n  ¦", "yaml-syntax", "- code: stc", ""),
    (X, "draft: true", "draft: true\n¦---\nkind: annex", "yaml-syntax", "---", ""),
    (F, "name: Biểu thử", "name: ¦\x07", "yaml-syntax", "\\x07", ""),
    (A, "label: Huyện", "label: ¦*huyen", "yaml-alias", "*huyen", ""),
    (A, "label: Huyện", "label: ¦&huyen Huyện", "yaml-alias", "&huyen", ""),
    (U, "[toy-form]\n    source: to confirm\n    since", "[¦*form, toy-form]\n    source: to confirm\n    since", "yaml-alias", "*form", ""),
    (A, "label: Huyện", "label: ¦!!str Huyện", "yaml-tag", "tag:yaml.org,2002:str", ""),
    (F, "value_column: S", "¦name: Lần nữa\nvalue_column: S", "yaml-duplicate-key", "name", ""),
    (F, "value_column: S", "? ¦[a]\n: b\nvalue_column: S", "yaml-key", "", ""),
    (X, "draft: true", f"draft: {'[' * 20}¦[]{']' * 20}", "yaml-depth", "", ""),
]

SHAPE: list[Case] = [
    (F, "kind: form", "kind: ¦fom", "unknown-kind", "fom", "form"),
    (F, "kind: form", "kind: ¦[form]", "unknown-kind", "", ""),
    (F, "    required: error\n  - path: \"1.3\"", "    ¦requird: error\n    required: error\n  - path: \"1.3\"", "unknown-field", "requird", "required"),
    (F, "title: \"THỐNG", "¦titel: x\n  title: \"THỐNG", "unknown-field", "titel", "title"),
    (F, "  - path: \"1\"\n    label: Chỉ đạo\n", "  - ¦path: \"1\"\n", "missing-field", "label", ""),
    (F, "value_column: Số liệu\n", "", "missing-field", "value_column", ""),
    (R, "    require: \"dossiers_resolved <= dossiers_received\"\n", "", "missing-field", "test | require | cases | alternatives", ""),
    (R, "code: part-above-whole\n", "code: part-above-whole\n    ¦when: dossiers_received > 0\n    cases:\n      - require: dossiers_resolved > 0\n", "field-alone", "when", ""),
    (R, "code: part-above-whole\n", "code: part-above-whole\n    ¦cases:\n      - require: dossiers_resolved > 0\n", "field-beside", "cases", ""),
    (A, "kind: code", "kind: ¦cod", "not-one-of", "cod", "code"),
    (R, "severity: warning", "severity: ¦warnning", "not-one-of", "warnning", "warning"),
    (F, "overrides:\n  - rule: R1\n    severity: warning", "overrides:\n  - rule: R1\n    severity: ¦off", "not-one-of", "off", ""),
    (A, "lists_add: true", "lists_add: ¦yes", "wrong-type", "yes", ""),
    (A, "value: 1\n", "value: ¦một\n", "wrong-type", "một", ""),
    (F, "max: 100", "max: ¦1e2", "wrong-type", "1e2", ""),
    (F, "unit_types: [so-nganh]", "unit_types: ¦so-nganh", "wrong-type", "so-nganh", ""),
    (F, "name: Biểu thử", "name: ¦[Biểu thử]", "wrong-type", "[…]", ""),
    (F, "name: Biểu thử", "name: ¦", "wrong-type", "", ""),
    (F, "heading:", "help: x\nheading:", "", "", ""),
    (F, "id: toy-form", "id: ¦Toy form", "not-valid", "Toy form", ""),
    (F, "id: toy-form\n", "id: ¦|\n  toy-form\n", "not-valid", "toy-form\n", ""),
    (U, "2021-03-20", "¦20/3/2021", "not-valid", "20/3/2021", ""),
    (X, "columns: [so-nganh, huyen]", "columns: ¦[]", "not-valid", "[]", ""),
]
