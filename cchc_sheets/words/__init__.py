"""The only room with sentences: messages, prompts and guidance, in Vietnamese and English."""

from cchc_sheets.words.say import message, remedy, says, severity_word
from cchc_sheets.words.terms import term

__all__ = ["message", "remedy", "says", "severity_word", "term"]
