"""Definitions: YAML → JSON Schema → typed model → semantic checks, every error with its place."""

from cchc_sheets.definition.files import KINDS, packaged_templates, schema_of
from cchc_sheets.definition.load import load, load_form
from cchc_sheets.definition.problem import DefinitionProblem
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.text import nearest

__all__ = [
    "KINDS",
    "DefinitionProblem",
    "Definitions",
    "load",
    "load_form",
    "nearest",
    "packaged_templates",
    "schema_of",
]
