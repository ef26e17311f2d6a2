"""What an outline's tags may do: show names, ask whether there is a figure, go through a list.

docxtpl hands every part of a document to Jinja. Before it is rendered its tree is held against a
whitelist of what tags there are, and every name against those that there are: an outline cannot
call, compute, reach into anything, or grow beyond bounds.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from cchc_sheets.model import UsageProblem
from cchc_sheets.report.word.value import Value
from cchc_sheets.report.word.values import OutlineValues, near_names
from cchc_sheets.text import shorten, without_marks

_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr),
    *(nodes.If, nodes.Not, nodes.And, nodes.Or, nodes.For),
)
_MOST_LISTED = 12
_LENGTH = 90
_DEEPEST = 2
"""So many loops may stand one in another."""
_MOST_TEXT = 30_000_000
"""Characters of a part's XML when it is filled."""


class OutlineError(Exception):
    """An outline that cannot be filled, and why; it never leaves this package."""

    def __init__(self, problem: UsageProblem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def wrong_tags(found: list[str]) -> OutlineError:
    """Return the error that these tags cannot be filled, the first of them listed."""
    shown = [*found[:_MOST_LISTED], *(["…"] if len(found) > _MOST_LISTED else [])]
    return OutlineError(
        UsageProblem("outline-tags", {"n": len(found), "listed": "\n  ".join(shown)})
    )


class OutlineEnvironment(ImmutableSandboxedEnvironment):
    """Jinja, with nothing in it but the values of one merge."""

    def __init__(self, values: OutlineValues) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.values = values
        for table in (self.globals, self.filters, self.tests):
            table.clear()

    def from_string(
        self,
        source: str | nodes.Template,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002, ARG002 - Jinja's names
        template_class: type[Template] | None = None,
    ) -> Template:
        """Check a part of an outline and make it ready; raises ``OutlineError``."""
        tree = source if isinstance(source, nodes.Template) else self._parsed(source)
        checked = _Check(self.values)
        checked.body(tree, {}, 0)
        if checked.wrong:
            raise wrong_tags(checked.wrong)
        return super().from_string(tree, checked.used, template_class)

    def _parsed(self, source: str) -> nodes.Template:
        try:
            return self.parse(source)
        except TemplateSyntaxError as error:
            raise wrong_tags([error.message or ""]) from error

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - Jinja's
        """Return a part of a value; nothing else has parts."""
        make = obj.parts.get(attribute) if isinstance(obj, Value) else None
        return self.undefined(obj=obj, name=attribute) if make is None else make()

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ANN401, ARG002 - Jinja's
        """Nothing may be called."""
        return False


_Scope = Mapping[str, Value | None]
"""The names that loops give, each with an item to tell its parts by; ``None`` of an empty list."""


class _Check:
    """Walks a tree once: notes what is wrong, and writes every name as we do."""

    def __init__(self, values: OutlineValues) -> None:
        self.values = values
        self.used: dict[str, Value] = {}
        self.wrong: list[str] = []
        self.length = 0

    def body(self, node: nodes.Node, scope: _Scope, depth: int) -> None:
        """Check a node and all below it."""
        match node:
            case nodes.TemplateData(data=data):
                self._grow(len(data) * self.values.longest**depth)
            case nodes.Name(ctx="load") | nodes.Getattr():
                found = self._value(node, scope)
                self._grow(len(str(found or "")) * self.values.longest**depth)
            case nodes.For():
                self._loop(node, scope, depth)
            case _ if isinstance(node, _ALLOWED):
                for each in node.iter_child_nodes():
                    self.body(each, scope, depth)
            case _:
                self.wrong.append(type(node).__name__)

    def _grow(self, by: int) -> None:
        self.length += by
        if self.length > _MOST_TEXT:
            raise OutlineError(UsageProblem("outline-grows"))

    def _loop(self, node: nodes.For, scope: _Scope, depth: int) -> None:
        if node.recursive or not isinstance(node.target, nodes.Name) or depth == _DEEPEST:
            raise OutlineError(UsageProblem("outline-grows"))
        found = self._value(node.iter, scope)
        item = found.items[0] if found is not None and found.items else None
        inner = {**scope, node.target.name: item}
        for each in (*node.body, *filter(None, [node.test])):
            self.body(each, inner, depth + 1)
        for each in node.else_:
            self.body(each, scope, depth)

    def _value(self, node: nodes.Node, scope: _Scope) -> Value | None:
        """What a name or a part of one stands for; ``None`` where that is wrong or not known."""
        match node:
            case nodes.Name(name=name) if name in scope:
                return scope[name]
            case nodes.Name(name=name):
                found = self.values.find(name)
                if found is None:
                    self.wrong.append(_unknown(name, self.values.near(name)))
                    return None
                node.name = found
                if found not in self.used:
                    self.used[found] = self.values[found]
                return self.used[found]
            case nodes.Getattr():
                whole = self._value(node.node, scope)
                if whole is None:
                    return None
                parts = {without_marks(part): part for part in whole.parts}
                part = parts.get(without_marks(node.attr))
                if part is None:
                    found = _dotted(node.node)
                    near = [f"{found}.{parts[each]}" for each in near_names(node.attr, parts)]
                    self.wrong.append(_unknown(f"{found}.{node.attr}", near))
                    return None
                node.attr = part
                return whole.parts[part]()
            case _:
                self.wrong.append(type(node).__name__)
                return None


def _dotted(node: nodes.Node) -> str:
    """A name with its parts as it was written."""
    if isinstance(node, nodes.Getattr):
        return f"{_dotted(node.node)}.{node.attr}"
    return str(node.name) if isinstance(node, nodes.Name) else "…"


def _unknown(name: str, near: list[str]) -> str:
    return meant("{{" + shorten(name, _LENGTH) + "}}", near)


def meant(shown: str, near: list[str]) -> str:
    """Return what is written wrongly, with the names that may be meant."""
    names = ", ".join(f"{{{{{each}}}}}" for each in near)
    return f"{shown} → {names}?" if near else shown
