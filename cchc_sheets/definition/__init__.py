"""Definitions: YAML → JSON Schema → typed model → semantic checks, every error with its place."""

from cchc_sheets.definition.files import Definitions
from cchc_sheets.definition.load import load, load_form
from cchc_sheets.definition.packaged import packaged_templates
from cchc_sheets.definition.problem import DefinitionProblem, nearest
from cchc_sheets.definition.schema import KINDS, schema_of

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
