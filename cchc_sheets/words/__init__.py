"""Sentences in Vietnamese and English that are in no row of a table; rows' ones are filled in."""

from cchc_sheets.words.say import message, remedy, says, severity_word
from cchc_sheets.words.terms import term

__all__ = ["message", "remedy", "says", "severity_word", "term"]
