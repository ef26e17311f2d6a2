"""A small set of definitions in which everything is right, to be spoiled one line at a time."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from cchc_sheets.definition import DefinitionProblem, load
from cchc_sheets.words.lint import problem_sentence

CATALOGUE = """\
kind: catalogue
id: indicators
sections:
  - key: A
    label: Chỉ đạo điều hành
unit_types:
  - key: so-nganh
    label: "Sở, ban, ngành"
    lists_add: true
  - key: huyen
    label: Huyện
    lists_add: false
code_lists:
  - key: co-khong
    codes:
      - value: 1
        label: Có
      - value: 0
        label: Không
indicators:
  - key: plan_issued
    section: A
    label: Có kế hoạch
    kind: code
    codes: co-khong
    time_basis: plan_year
    family: count_yes
    bad: 0
  - key: dossiers_received
    section: A
    label: Số hồ sơ tiếp nhận
    kind: count
    unit_of_measure: Hồ sơ
    time_basis: ytd
    family: sum
    owner: [so-nganh, huyen]
  - key: dossiers_resolved
    section: A
    label: Số hồ sơ đã giải quyết
    kind: count
    unit_of_measure: Hồ sơ
    time_basis: ytd
    family: sum
  - key: dossiers_rate
    section: A
    label: Tỷ lệ giải quyết
    kind: rate
    unit_of_measure: "%"
    time_basis: ytd
    family: ratio
    numerator: dossiers_resolved
    denominator: dossiers_received
  - key: satisfaction
    section: A
    label: Tỷ lệ hài lòng
    kind: rate
    unit_of_measure: "%"
    time_basis: period
    family: weighted
    weight: dossiers_received
  - key: dossiers_both
    section: A
    label: Cả hai
    kind: count
    time_basis: ytd
    family: computed
    computed: dossiers_received + dossiers_resolved
"""

RULES = """\
kind: rules
id: rules
rules:
  - id: R1
    severity: error
    code: part-above-whole
    require: "dossiers_resolved <= dossiers_received"
    says:
      vi: Số đã giải quyết không lớn hơn số tiếp nhận
      en: Resolved dossiers do not exceed received ones
  - id: R2
    severity: warning
    code: note-needed
    cases:
      - for_each: [plan_issued]
        when: it == 1
        require: note(it)
        at: it
    says:
      vi: Có kế hoạch thì nêu số văn bản
      en: A plan has its number in the note
"""

FORM = """\
kind: form
id: toy-form
edition: "2021"
name: Biểu thử
unit_types: [so-nganh]
heading:
  appendix: Phụ lục 1
  title: "THỐNG KÊ CỦA {unit_upper}"
  period_line: "{period}"
  attached_to: "(Kèm theo Báo cáo số {number} ngày {date} của {unit})"
value_column: Số liệu
rows:
  - path: "1"
    label: Chỉ đạo
  - path: "1.1"
    label: Có kế hoạch của {short}
    unit_of_measure: Có = 1 Không = 0
    indicator: plan_issued
  - path: "1.2"
    label: Số hồ sơ tiếp nhận
    unit_of_measure: Hồ sơ
    indicator: dossiers_received
    required: error
  - path: "1.3"
    label: Số hồ sơ đã giải quyết
    unit_of_measure: Hồ sơ
    indicator: dossiers_resolved
    required: error
  - path: "1.4"
    label: Cả hai
    unit_of_measure: Hồ sơ
    indicator: dossiers_both
    computed: dossiers_received + dossiers_resolved
  - path: "1.5"
    label: Tỷ lệ giải quyết
    unit_of_measure: "%"
    indicator: dossiers_rate
    max: 100
  - path: "1.6"
    label: Tỷ lệ hài lòng
    unit_of_measure: "%"
    indicator: satisfaction
rules:
  - id: L1
    severity: warning
    code: out-of-bounds
    require: >-
      dossiers_resolved <= dossiers_received
      and dossiers_rate <= 100
    says:
      vi: Thử
      en: Toy
overrides:
  - rule: R1
    severity: warning
    reason: Chỉ để thử
"""

ROSTER = """\
kind: roster
id: toy-province
province: tỉnh Thử
annex: toy-annex
issuer:
  name: Sở Nội vụ
due:
  2021-Q1: 2021-03-20
units:
  - code: stc
    name: Sở Tài chính
    short: STC
    type: so-nganh
    forms: [toy-form]
    source: to confirm
    since: 2015-01-01
  - code: snv
    name: Sở Nội vụ
    short: SNV
    type: so-nganh
    forms: [toy-form]
    source: to confirm
    predecessors: [stc]
"""

ANNEX = """\
kind: annex
id: toy-annex
draft: true
title: THỐNG KÊ
period_line: "{period}"
columns: [so-nganh, huyen]
rows:
  - stt: A
    label: Chỉ đạo
  - stt: "1"
    indicator: plan_issued
  - stt: "2"
    indicator: dossiers_received
"""

ADDITION = """\
kind: addition
id: more-indicators
code_lists:
  - key: chua-roi
    codes:
      - value: 0
        label: Chưa
      - value: 1
        label: Rồi
indicators:
  - key: plan_published
    section: A
    label: Đã công khai kế hoạch
    kind: code
    codes: chua-roi
    time_basis: ytd
    family: count_yes
"""

FILES = {
    "indicators.yaml": CATALOGUE,
    "more.yaml": ADDITION,
    "rules.yaml": RULES,
    "form.yaml": FORM,
    "roster.yaml": ROSTER,
    "annex.yaml": ANNEX,
}
HERE = "¦"
"""Stands in a spoiled text before what is wrong."""


class At(NamedTuple):
    """A problem as tests compare it."""

    file: str
    line: int
    column: int
    code: str
    found: str = ""
    suggestion: str = ""


def spoiled(file: str, *changes: tuple[str, str]) -> dict[str, str]:
    """Return the definitions with texts of one file replaced; each must be there once."""
    text = FILES[file]
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        text = text.replace(old, new)
    return {**FILES, file: text}


def unmarked(files: dict[str, str]) -> tuple[dict[str, str], list[tuple[str, int, int]]]:
    """Return the texts without their marks, and file, line and column of each mark."""
    places: list[tuple[str, int, int]] = []
    plain: dict[str, str] = {}
    for name, text in files.items():
        before, *after = text.split(HERE)
        for part in after:
            places.append((name, before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1))
            before += part
        plain[name] = before
    return plain, places


def write(folder: Path, files: dict[str, str]) -> None:
    """Write the files of a templates folder."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def problems(folder: Path, files: dict[str, str]) -> list[At]:
    """Load the files and return what is wrong with them; each problem has its sentences."""
    write(folder, files)
    return told(load(folder)[1])


def told(found: Iterable[DefinitionProblem]) -> list[At]:
    """Return the problems as tests compare them, once they are proved to have sentences."""
    result = []
    for problem in found:
        for lang in ("vi", "en"):
            facts = dict(problem.facts)
            sentence = problem_sentence(
                problem.code, problem.found, problem.suggestion, facts, lang
            )
            assert sentence
            assert "None" not in sentence.replace(problem.found or "-", "")
            assert problem.suggestion in sentence
        result.append(
            At(
                Path(problem.file).name,
                problem.line,
                problem.column,
                problem.code,
                problem.found,
                problem.suggestion,
            )
        )
    return result
