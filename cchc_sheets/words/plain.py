"""A rule explains itself: the tree of an expression → plain Vietnamese or English.

Each row is named once by its label and its place, ``“Số hồ sơ đúng hạn” [mục 3.2]``, and after
that by its place alone. *Not* is worked inwards first, which loses nothing: comparisons and
Kleene's ``and`` and ``or`` all have an exact opposite.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from cchc_sheets.expression.functions import NUMBER_FUNCTIONS, PREVIOUS, NumberFunction
from cchc_sheets.expression.nodes import (
    And,
    Binary,
    Call,
    Choice,
    Compare,
    Name,
    Negative,
    Node,
    Number,
    Or,
    Previous,
    walk,
)
from cchc_sheets.expression.operators import OPERATORS, Words
from cchc_sheets.model import Code
from cchc_sheets.text import shorten
from cchc_sheets.words import plain_words as words
from cchc_sheets.words.places import ranged
from cchc_sheets.words.plain_parts import (
    Statement,
    go_together,
    settled,
    stated,
    total_of_parts,
)

IT = "it"
LABEL_LENGTH = 64
MOST_LISTED = 8
"""More rows that a condition holds for one by one are named by their places alone."""
_ASIDE = re.compile(r"\s*\([^()]*\)")

_QUOTED = re.compile("“[^”]*”")
_SUM_LEVEL, _PRODUCT_LEVEL, _ATOM_LEVEL = 1, 2, 3


@dataclass(frozen=True, slots=True)
class NamedRow:
    """What a row is called: its printed label, its place in the form, the codes it knows."""

    label: str
    path: str = ""
    codes: tuple[Code, ...] = ()
    is_rate: bool = False


@dataclass(slots=True)
class Plain:
    """Speaks of the rows of one form, in one language; it remembers which it has named."""

    names: Mapping[str, NamedRow]
    lang: str
    _named: set[str] = field(default_factory=set)
    _codes_of_it: tuple[Code, ...] = ()

    def relation(self, require: Node, when: Node | None = None, note_at: str | None = None) -> str:
        """Return what a relation demands; a filled note at ``note_at`` settles it."""
        said = self.demand(require, when)
        if note_at is None:
            return said
        row = self._say(words.THAT_ROW) if note_at == IT else self.name(note_at)
        return self._say(words.UNLESS, said, row)

    def demand(self, require: Node, when: Node | None = None) -> str:
        """Return ``require`` in words, after the condition ``when`` where there is one."""
        condition = self.condition(when) if when is not None else None
        said = self.condition(require)
        if condition is not None:
            said = self._say(words.RELATION, condition, said)
        sides = (require,) if when is None else (require, when)
        compared = (each for side in sides for each in walk(side) if isinstance(each, Compare))
        leaves = (leaf for comparison in compared for leaf in walk(comparison))
        rates = {key for key, row in self.names.items() if row.is_rate}
        if any(isinstance(leaf, Name | Previous) and leaf.key in rates for leaf in leaves):
            return self._say(words.ROUNDING, said)
        return said

    def for_each(
        self,
        keys: Sequence[str],
        require: Node,
        when: Node | None = None,
        *,
        note_at: str | None = None,
    ) -> str:
        """Return what is demanded of each of several rows; ``it`` is each row in turn."""
        codes = [self.names[key].codes for key in keys if key in self.names]
        self._codes_of_it = codes[0] if codes and all(each == codes[0] for each in codes) else ()
        return self._say(words.FOR_EACH, self._rows(keys), self.relation(require, when, note_at))

    def _rows(self, keys: Sequence[str]) -> str:
        """Return many rows by their places; what has none, as a table's total, by its name."""
        placed = [key for key in keys if key in self.names and self.names[key].path]
        if len(keys) <= MOST_LISTED or not placed:
            return self.listed(keys)
        places = self._say(words.ROW_AGAIN, ranged(self.names[key].path for key in placed))
        others = (self.name(key) for key in keys if key not in placed)
        return self._list([places, *others], words.AND)

    def condition(self, node: Node) -> str:
        """Return a condition in words."""
        return self._part(settled(node))

    def name(self, key: str) -> str:
        """Return what a row is called: in full at first, then by its place."""
        if key == IT:
            return self._say(words.ANSWER_OF_IT)
        named = self.names.get(key, NamedRow(key))
        if key in self._named and named.path:
            return self._say(words.ROW_AGAIN, named.path)
        self._named.add(key)
        label = f"“{short_label(named.label)}”"
        return f"{label} {self._say(words.ROW, named.path)}" if named.path else label

    def listed(self, keys: Iterable[str], word: Words = words.AND) -> str:
        """Return the names as a list: A, B and C."""
        return self._list([self.name(key) for key in keys], word)

    def number(self, node: Node, level: int = 0) -> str:
        """Return a number in words, in parentheses where it would bind less than ``level``."""
        match node:
            case Number(value):
                text = f"{value.normalize():f}" if value else "0"
                return text if self.lang == "en" else text.replace(".", ",")
            case Name(key):
                return self.name(key)
            case Previous(key):
                return self._say(PREVIOUS.says, self.name(key))
            case Negative(operand):
                return self._say(words.NEGATIVE, self.number(operand, _ATOM_LEVEL))
            case Binary(operator, left, right):
                own = _SUM_LEVEL if operator in {"+", "-"} else _PRODUCT_LEVEL
                # What follows a minus or a slash must bind more closely.
                after = own + (operator in {"-", "/"})
                sides = self.number(left, own), self.number(right, after)
                said = self._say(OPERATORS[operator].says, *sides)
                return f"({said})" if own < level else said
            case Call(function, arguments):
                return self._call(NUMBER_FUNCTIONS[function], arguments, level)
            case Choice(condition, then, otherwise):
                said = self._say(
                    words.CHOICE,
                    self.condition(condition),
                    self.number(then, _ATOM_LEVEL),
                    self.number(otherwise, _ATOM_LEVEL),
                )
                return f"({said})"
            case _:
                raise TypeError(node)

    def _call(self, function: NumberFunction, arguments: tuple[Node, ...], level: int) -> str:
        match arguments:
            case (Binary("-", left, right),) if function.says_of_difference:
                sides = self.number(left), self.number(right)
                said = self._say(function.says_of_difference, *sides)
            case (value, Number(places)) if function.says_decimals and places:
                number = self.number(value, _ATOM_LEVEL)
                said = self._say(function.says_decimals, number, f"{places:f}")
            case (_, _, *_) if not function.says_decimals:
                said = self._say(function.says, self._numbers(arguments))
            case _:
                said = self._say(function.says, self.number(arguments[0], _ATOM_LEVEL))
        return f"({said})" if level > _SUM_LEVEL else said

    def _numbers(self, nodes: Iterable[Node]) -> str:
        return self._list([self.number(node, _SUM_LEVEL) for node in nodes], words.AND)

    # --------------------------------------------------------------------------- conditions

    def _part(self, part: Node) -> str:
        match part:
            case And(operands):
                return self._joined(words.AND, operands)
            case Or(operands):
                return self._joined(words.OR, operands)
            case Choice(condition, then, otherwise):
                sides = (self._part(condition), self._part(then), self._part(otherwise))
                return f"({self._say(words.CHOICE, *sides)})"
            case _:
                return self._said([self._statement(part)], words.AND)

    def _statement(self, node: Node) -> Statement:
        match node:
            case Compare("==" | "!=" as operator, Name(key) as row, Number(value) as code) if (
                self._meaning(key, value)
            ):
                says = words.IS_CODE if operator == "==" else words.IS_OTHER_CODE
                return Statement(row, says, (code,), of_code=True)
            case _:
                return stated(node)

    def _joined(self, word: Words, operands: tuple[Node, ...]) -> str:
        groups = list(self._groups(operands, word))
        joint = self._say(word)
        # A part that joins several things itself is set apart, lest one *and* be taken for another.
        unquoted = [_QUOTED.sub("", group) for group in groups]
        joints = self._say(words.AND), self._say(words.OR)
        if any(each in group for each in joints for group in unquoted):
            joint = f";{joint}"
        return joint.join(groups)

    def _groups(self, operands: tuple[Node, ...], word: Words) -> Iterator[str]:
        """Yield the parts in words; neighbours that share a row, or a statement, make one part."""
        pending: list[Statement] = []
        ahead = deque(operands)
        while ahead:
            node = ahead.popleft()
            total = total_of_parts(node, ahead[0]) if ahead and word == words.AND else None
            whole = total is not None or isinstance(node, And | Or | Choice)
            statement = None if whole else self._statement(node)
            if statement is not None and go_together([*pending, statement]):
                pending.append(statement)
                continue
            if pending:
                yield self._said(pending, word)
            pending = [] if statement is None else [statement]
            if total is not None:
                ahead.popleft()
                name, parts = self.number(total[0]), self._numbers(total[1])
                added = self._say(NUMBER_FUNCTIONS["sum"].says, parts)
                yield self._say(words.TOTAL, name, added, self.number(total[0]))
            elif statement is None:
                said = self._part(node)
                is_enclosed = said.startswith("(") and isinstance(node, Choice)
                yield said if is_enclosed else f"({said})"
        if pending:
            yield self._said(pending, word)

    def _said(self, statements: Sequence[Statement], word: Words) -> str:
        """Say the same of several subjects, or several things of one."""
        first = statements[0]
        if len(statements) > 1 and statements[1].subject != first.subject:
            subjects = self._list([self.number(each.subject) for each in statements], word)
            if word == words.AND:
                subjects = self._say(words.ALL_OF, subjects)
            return f"{subjects} {self._predicate(first)}"
        # A note is that of the row itself, not of the answer in it.
        names_row = first.of_note and first.subject == Name(IT)
        subject = self._say(words.THAT_ROW) if names_row else self.number(first.subject)
        predicates = [self._predicate(statement) for statement in statements]
        return f"{subject} {self._list(predicates, word)}"

    def _predicate(self, said: Statement) -> str:
        match said:
            case Statement(Name(key), of_code=True, operands=(Number(value),)):
                return self._say(said.says, f"{value:f} ({self._meaning(key, value)})")
            case _:
                operands = (self.number(each, _SUM_LEVEL) for each in said.operands)
                return self._say(said.says, *operands)

    def _meaning(self, key: str, value: Decimal) -> str:
        codes = self.names[key].codes if key in self.names else ()
        codes = self._codes_of_it if key == IT else codes
        return next((code.label for code in codes if code.value == value), "")

    # -------------------------------------------------------------------------------- words

    def _say(self, says: Words, *parts: str) -> str:
        text = says[self.lang == "en"]
        return text.format(*parts) if parts else text

    def _list(self, texts: Sequence[str], word: Words) -> str:
        *head, last = texts
        return f"{', '.join(head)}{self._say(word)}{last}" if head else last


def short_label(label: str, length: int = LABEL_LENGTH) -> str:
    """Return a label as running text names it: no list marks, no asides where it is long."""
    text = shorten(label, len(label) + 1).strip("-–+•:.; ") or label
    if len(text) > length:
        text = _ASIDE.sub("", text)
    if len(text) <= length:
        return text
    return text[:length].rpartition(" ")[0].rstrip("(,;:- ") + "…"


def sentence(text: str) -> str:
    """Return the text as a sentence: a capital first, a full stop at the end."""
    return f"{text[:1].upper()}{text[1:]}."
