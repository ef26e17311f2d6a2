"""Every kind of finding has its sentences, in two languages that say the same."""

from __future__ import annotations

import ast
import string
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
import yaml

import cchc_sheets
from cchc_sheets.answers import TypeProblem, Typed, read_answer
from cchc_sheets.definition import Definitions, load, packaged_templates
from cchc_sheets.model import Finding, Form, Severity
from cchc_sheets.validate import validate
from cchc_sheets.words import consolidated, explain, guidance, lint, message, remedy, says, usage
from cchc_sheets.words import cli as cli_words
from cchc_sheets.words import terms, workbook
from cchc_sheets.words.message import Message
from cchc_sheets.words.say import MESSAGES, _FALLBACK, placeholders, title
from tests.sent import Cell, findings, submission
from tests.test_rules import CASES, definitions  # noqa: F401 - a fixture

PACKAGE = Path(cchc_sheets.__file__).parent
LANGUAGES = ("vi", "en")
