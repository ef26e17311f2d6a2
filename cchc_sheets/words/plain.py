"""A rule explains itself: the tree of an expression → plain Vietnamese or English.

Each row is named once by its label and its place, ``“Số hồ sơ đúng hạn” [mục 3.2]``, and after
that by its place alone. *Not* is worked inwards first, which loses nothing: comparisons and
Kleene's ``and`` and ``or`` all have an exact opposite.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from cchc_sheets.expression import PATTERNS
from cchc_sheets.expression.nodes import (
    And,
    Binary,
    Call,
    Choice,
    Compare,
    Name,
    Negative,
    Node,
    Not,
    Number,
    Or,
    Previous,
    Text,
    walk,
)
from cchc_sheets.expression.operators import Comparison
from cchc_sheets.model import Code
from cchc_sheets.text import shorten
from cchc_sheets.words.places import ranged

IT = "it"
LABEL_LENGTH = 64
MOST_LISTED = 8
"""More rows that a condition holds for one by one are named by their places alone."""
_ASIDE = re.compile(r"\s*\([^()]*\)")

_OPPOSITE: Mapping[Comparison, Comparison] = {
    "<": ">=",
    "<=": ">",
    "==": "!=",
    "!=": "==",
    ">=": "<",
    ">": "<=",
}
_MIRRORED: Mapping[Comparison, Comparison] = {
    "<": ">",
    "<=": ">=",
    "==": "==",
    "!=": "!=",
    ">=": "<=",
    ">": "<",
}
_WORDS: Mapping[str, tuple[str, str]] = {
    "<": ("nhỏ hơn {0}", "is below {0}"),
    "<=": ("không lớn hơn {0}", "does not exceed {0}"),
    "==": ("bằng {0}", "equals {0}"),
    "!=": ("khác {0}", "differs from {0}"),
    ">=": ("không nhỏ hơn {0}", "is not below {0}"),
    ">": ("lớn hơn {0}", "exceeds {0}"),
    "code": ("là mã {0}", "is code {0}"),
    "other code": ("không phải mã {0}", "is not code {0}"),
    "present": ("có số liệu", "has a figure"),
    "not present": ("không có số liệu", "has no figure"),
    "blank": ("để trống", "is blank"),
    "not blank": ("không để trống", "is not blank"),
    "not_applicable": ("ghi không áp dụng (KAD)", "is marked not applicable (KAD)"),
    "not not_applicable": ("không ghi KAD", "is not marked not applicable (KAD)"),
    "note": ("có Ghi chú", "has a note"),
    "not note": ("không có Ghi chú", "has no note"),
    "document": (
        "có Ghi chú nêu số và ngày văn bản",
        "has a note with a document's number and date",
    ),
    "not document": (
        "không có Ghi chú nêu số và ngày văn bản",
        "has no note with a document's number and date",
    ),
    "+": ("{0} cộng {1}", "{0} plus {1}"),
    "-": ("{0} trừ {1}", "{0} minus {1}"),
    "*": ("{0} × {1}", "{0} × {1}"),
    "/": ("{0} / {1}", "{0} / {1}"),
    "negative": ("số đối của {0}", "the negative of {0}"),
    "sum": ("tổng của {0}", "the sum of {0}"),
    "min": ("số nhỏ nhất trong {0}", "the least of {0}"),
    "max": ("số lớn nhất trong {0}", "the greatest of {0}"),
    "abs": ("giá trị tuyệt đối của {0}", "the absolute value of {0}"),
    "difference": ("mức chênh lệch giữa {0} và {1}", "the difference between {0} and {1}"),
    "round": ("{0} làm tròn đến số nguyên", "{0} rounded to a whole number"),
    "round to": ("{0} làm tròn đến {1} chữ số thập phân", "{0} rounded to {1} decimals"),
    "unit": ("một đơn vị của chữ số cuối ở {0}", "one unit of the last digit of {0}"),
    "choice": ("nếu {0} thì {1}, nếu không thì {2}", "if {0} then {1}, otherwise {2}"),
    "row": ("[mục {0}]", "[row {0}]"),
    "row again": ("mục {0}", "row {0}"),
    "it": ("số liệu ở dòng đó", "the answer in that row"),
    "that row": ("dòng đó", "that row"),
    "previous": ("{0} của kỳ trước", "{0} of the previous period"),
    "and": (" và ", " and "),
    "or": (" hoặc ", " or "),
    "; and": ("; và ", "; and "),
    "; or": ("; hoặc ", "; or "),
    "all of": ("{0} đều", "each of {0}"),
    "total": (
        "{0} bằng {1}; còn ô trống thì tổng các ô đã có số không lớn hơn {2}",
        "{0} equals {1}; while some are blank, the sum of the others does not exceed {2}",
    ),
    "relation": ("khi {0} thì {1}", "when {0}, then {1}"),
    "for each": ("từng dòng {0}: {1}", "each of {0}: {1}"),
    "rounding": ("{0} (cho phép lệch do làm tròn)", "{0} (allowing for rounding)"),
    "unless": (
        "{0}, trừ khi đã nêu lý do ở Ghi chú của {1}",
        "{0}, unless the note of {1} says why",
    ),
}
_QUOTED = re.compile("“[^”]*”")
_SUM_LEVEL, _PRODUCT_LEVEL, _ATOM_LEVEL = 1, 2, 3


@dataclass(frozen=True, slots=True)
class NamedRow:
    """What a row is called: its printed label, its place in the form, the codes it knows."""

    label: str
    path: str = ""
    codes: tuple[Code, ...] = ()
    is_rate: bool = False


@dataclass(frozen=True, slots=True)
class _Said:
    """One statement about one value; ``word`` and ``operands`` are what is said of it."""

    subject: Node
    word: str
    operands: tuple[Node, ...] = ()


_Part = _Said | And | Or | Choice


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
        row = self._say("that row") if note_at == IT else self.name(note_at)
        return self._say("unless", said, row)

    def demand(self, require: Node, when: Node | None = None) -> str:
        """Return ``require`` in words, after the condition ``when`` where there is one."""
        condition = self.condition(when) if when is not None else None
        said = self.condition(require)
        if condition is not None:
            said = self._say("relation", condition, said)
        sides = [require, *([when] if when is not None else [])]
        return self._say("rounding", said) if any(map(self._rounds, sides)) else said

    def for_each(
        self,
        keys: Sequence[str],
        require: Node,
        when: Node | None = None,
        *,
        note_at: str | None = None,
    ) -> str:
        """Return what is demanded of each of several rows; ``it`` stands for the row."""
        codes = [self.names[key].codes for key in keys if key in self.names]
        self._codes_of_it = codes[0] if codes and all(each == codes[0] for each in codes) else ()
        return self._say("for each", self._rows(keys), self.relation(require, when, note_at))

    def _rows(self, keys: Sequence[str]) -> str:
        """Return many rows by their places; what has none, as a table's total, by its name."""
        placed = [key for key in keys if key in self.names and self.names[key].path]
        if len(keys) <= MOST_LISTED or not placed:
            return self.listed(keys)
        places = self._say("row again", ranged(self.names[key].path for key in placed))
        others = (self.name(key) for key in keys if key not in placed)
        return self._list([places, *others], "and")

    def condition(self, node: Node) -> str:
        """Return a condition in words."""
        return self._part(_settled(node))

    def name(self, key: str) -> str:
        """Return what a row is called: in full at first, then by its place."""
        if key == IT:
            return self._say("it")
        named = self.names.get(key, NamedRow(key))
        if key in self._named and named.path:
            return self._say("row again", named.path)
        self._named.add(key)
        label = f"“{short_label(named.label)}”"
        return f"{label} {self._say('row', named.path)}" if named.path else label

    def listed(self, keys: Iterable[str], word: str = "and") -> str:
        """Return the names as a list: A, B and C."""
        return self._list([self.name(key) for key in keys], word)

    def number(self, node: Node, level: int = 0) -> str:
        """Return a number in words, in parentheses where it would bind less than ``level``."""
        match node:
            case Number(value):
                return self._constant(value)
            case Name(key):
                return self.name(key)
            case Previous(key):
                return self._say("previous", self.name(key))
            case Negative(operand):
                return self._say("negative", self.number(operand, _ATOM_LEVEL))
            case Binary(operator, left, right):
                return self._binary(operator, left, right, level)
            case Call(function, arguments):
                return self._call(function, arguments, level)
            case Choice(condition, then, otherwise):
                said = self._say(
                    "choice",
                    self.condition(condition),
                    self.number(then, _ATOM_LEVEL),
                    self.number(otherwise, _ATOM_LEVEL),
                )
                return f"({said})"
            case _:
                raise TypeError(node)

    def _binary(self, operator: str, left: Node, right: Node, level: int) -> str:
        own = _SUM_LEVEL if operator in {"+", "-"} else _PRODUCT_LEVEL
        # What follows a minus or a slash must bind more closely.
        after = own + (operator in {"-", "/"})
        said = self._say(operator, self.number(left, own), self.number(right, after))
        return f"({said})" if own < level else said

    def _call(self, function: str, arguments: tuple[Node, ...], level: int) -> str:
        match function, arguments:
            case "abs", (Binary("-", left, right),):
                said = self._say("difference", self.number(left), self.number(right))
            case "round", (value, Number(places)) if places:
                said = self._say("round to", self.number(value, _ATOM_LEVEL), f"{places:f}")
            case "round", (value, *_):
                said = self._say("round", self.number(value, _ATOM_LEVEL))
            case "sum" | "min" | "max", (_, _, *_):
                said = self._say(function, self._numbers(arguments))
            case _, (value, *_):
                said = self._say(function, self.number(value, _ATOM_LEVEL))
            case _:
                raise TypeError(function)
        return f"({said})" if level > _SUM_LEVEL else said

    def _numbers(self, nodes: Iterable[Node]) -> str:
        return self._list([self.number(node, _SUM_LEVEL) for node in nodes], "and")

    def _constant(self, value: Decimal) -> str:
        text = f"{value.normalize():f}" if value else "0"
        return text if self.lang == "en" else text.replace(".", ",")

    # --------------------------------------------------------------------------- conditions

    def _part(self, part: Node) -> str:
        match part:
            case And(operands):
                return self._joined("and", operands)
            case Or(operands):
                return self._joined("or", operands)
            case Choice(condition, then, otherwise):
                sides = (self._part(condition), self._part(then), self._part(otherwise))
                return f"({self._say('choice', *sides)})"
            case _:
                return self._said([self._statement(part)], "and")

    def _statement(self, node: Node) -> _Said:
        match node:
            case Compare(operator, Number() as left, right) if not isinstance(right, Number):
                return _Said(right, _MIRRORED[operator], (left,))
            case Compare("==" | "!=" as operator, Name(key), Number(value) as code) if (
                self._meaning(key, value)
            ):
                return _Said(Name(key), "code" if operator == "==" else "other code", (code,))
            case Compare(operator, left, right):
                return _Said(left, operator, (right,))
            case Not(Call(function, (subject, *pattern))):
                return _Said(subject, f"not {_state(function, pattern)}")
            case Call(function, (subject, *pattern)):
                return _Said(subject, _state(function, pattern))
            case _:
                raise TypeError(node)

    def _joined(self, word: str, operands: tuple[Node, ...]) -> str:
        groups = list(self._groups(operands, word))
        apart = any(map(self._joins, groups))
        return self._say(f"; {word}" if apart else word).join(groups)

    def _joins(self, text: str) -> bool:
        """Whether a part joins several things itself, so that another *and* would confuse."""
        plain = _QUOTED.sub("", text)
        return any(self._say(word) in plain for word in ("and", "or"))

    def _groups(self, operands: tuple[Node, ...], word: str) -> Iterator[str]:
        """Yield the parts in words.

        What is said of one row, or the same of several, one after the other, is said at once.
        """
        pending: list[_Said] = []
        for number, node in enumerate(operands):
            if number and word == "and" and _is_total(operands[number - 1], node):
                continue
            said = self._statement_or_none(node)
            following = operands[number + 1 : number + 2]
            total = word == "and" and any(_is_total(node, after) for after in following)
            if said is not None and not total and _go_together([*pending, said]):
                pending.append(said)
                continue
            if pending:
                yield self._said(pending, word)
            pending = [said] if said is not None and not total else []
            if total:
                yield self._total(following[0])
            elif said is None:
                yield self._nested(node)
        if pending:
            yield self._said(pending, word)

    def _statement_or_none(self, node: Node) -> _Said | None:
        return None if isinstance(node, And | Or | Choice) else self._statement(node)

    def _nested(self, node: Node) -> str:
        said = self._part(node)
        return said if said.startswith("(") and isinstance(node, Choice) else f"({said})"

    def _total(self, node: Node) -> str:
        match node:
            case Compare("==", total, parts):
                whole, added = self.number(total), self._say("sum", self._numbers(_terms(parts)))
                return self._say("total", whole, added, self.number(total))
            case _:
                raise TypeError(node)

    def _said(self, statements: Sequence[_Said], word: str) -> str:
        """Say the same of several subjects, or several things of one."""
        first = statements[0]
        if len(statements) > 1 and statements[1].subject != first.subject:
            subjects = self._list([self.number(each.subject) for each in statements], word)
            if word == "and":
                subjects = self._say("all of", subjects)
            return f"{subjects} {self._predicate(first)}"
        subject = self._subject(first)
        predicates = [self._predicate(statement) for statement in statements]
        return f"{subject} {self._list(predicates, word)}"

    def _subject(self, said: _Said) -> str:
        """Name the row itself where something is said of its note, of one that has no name yet."""
        about_note = said.word.removeprefix("not ") in {"note", *PATTERNS}
        if said.subject == Name(IT) and about_note:
            return self._say("that row")
        return self.number(said.subject)

    def _predicate(self, said: _Said) -> str:
        match said:
            case _Said(Name(key), "code" | "other code" as word, (Number(value),)):
                return self._say(word, f"{value:f} ({self._meaning(key, value)})")
            case _Said(_, word, operands):
                return self._say(word, *(self.number(each, _SUM_LEVEL) for each in operands))

    def _meaning(self, key: str, value: Decimal) -> str:
        codes = self.names[key].codes if key in self.names else ()
        codes = self._codes_of_it if key == IT else codes
        return next((code.label for code in codes if code.value == value), "")

    def _rounds(self, node: Node) -> bool:
        compared = (each for each in walk(node) if isinstance(each, Compare))
        return any(
            isinstance(leaf, Name | Previous)
            and leaf.key in self.names
            and self.names[leaf.key].is_rate
            for comparison in compared
            for leaf in walk(comparison)
        )

    # -------------------------------------------------------------------------------- words

    def _say(self, word: str, *parts: str) -> str:
        text = _WORDS[word][self.lang == "en"]
        return text.format(*parts) if parts else text

    def _list(self, texts: Sequence[str], word: str) -> str:
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


def _settled(node: Node, *, holds: bool = True) -> Node:
    """Return the condition, or its opposite, with *not* only at tests of a state."""
    match node:
        case Not(operand):
            return _settled(operand, holds=not holds)
        case And(operands) | Or(operands):
            inner = tuple(_settled(operand, holds=holds) for operand in operands)
            kind = And if isinstance(node, And) == holds else Or
            return kind(tuple(_flat(kind, inner)))
        case Compare(operator, left, right):
            return node if holds else Compare(_OPPOSITE[operator], left, right)
        case Choice(condition, then, otherwise):
            return Choice(
                _settled(condition),
                _settled(then, holds=holds),
                _settled(otherwise, holds=holds),
            )
        case _:
            return node if holds else Not(node)


def _flat(kind: type[And | Or], operands: tuple[Node, ...]) -> Iterator[Node]:
    for operand in operands:
        if isinstance(operand, kind):
            yield from operand.operands
        else:
            yield operand


def _state(function: str, pattern: Sequence[Node]) -> str:
    """Return the word for a test of a state; of ``matches`` the pattern is the word."""
    match pattern:
        case [Text(value)]:
            return value
        case _:
            return function


def _go_together(statements: Sequence[_Said]) -> bool:
    """Whether all are about one subject, or say the same of different ones."""
    if len(statements) == 1:
        return True
    subjects = {statement.subject for statement in statements}
    if len(subjects) == 1:
        return True
    said = {(statement.word, statement.operands) for statement in statements}
    about_answers = all(isinstance(s.subject, Name | Previous) for s in statements)
    no_codes = all(statement.word not in {"code", "other code"} for statement in statements)
    return len(said) == 1 and len(subjects) == len(statements) and about_answers and no_codes


def _is_total(first: Node, second: Node) -> bool:
    """Whether both say together what people mean by a total of parts.

    That is ``sum(a, b) <= total and total == a + b``, which also speaks where a part is blank.
    """
    match first, second:
        case (
            Compare("<=", Call("sum", parts), Name(total)),
            Compare("==", Name(again), Binary("+") as added),
        ):
            return total == again and tuple(_terms(added)) == parts
        case _:
            return False


def _terms(node: Node) -> Iterator[Node]:
    match node:
        case Binary("+", left, right):
            yield from _terms(left)
            yield from _terms(right)
        case _:
            yield node
