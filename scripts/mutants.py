"""``make mutants``: small faults are put into the code, one at a time, and tests must notice each.

A fault that the quick tests of its own room let pass is named, with the place and both readings:
either it changes nothing that anybody could see, or a test is missing. The same seed draws the same
faults from the same code: ``python -m scripts.mutants --sample 60 --seed 1 consolidate checks``.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from copy import deepcopy
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
ROOMS = {
    "answers": (["answers.py"], ["tests/test_answers.py"]),
    "consolidate": (["consolidate"], ["tests/consolidate"]),
    "checks": (["checks"], ["tests/checks", "tests/test_rules.py"]),
    "intake": (["intake"], ["tests/jobs", "--deselect=tests/jobs/test_authoring.py"]),
    "formulas": (
        ["expression/formula.py", "expression/functions.py", "expression/operators.py"],
        ["tests/expression", "tests/parity", "tests/workbook"],
    ),
}
"""Of each room its code, and its own tests."""
SECONDS = 300
"""Of the processor's time, however busy the machine is: what takes longer never ends."""
OTHERS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
}


class Mutant(NamedTuple):
    """A module with one fault in it: where, what stood there, what stands there now."""

    path: Path
    line: int
    before: str
    after: str
    source: str


def exchanged(nodes: list[ast.expr]) -> Iterator[list[ast.expr]]:
    """Yield the list with each two neighbours that differ exchanged."""
    for i, (left, right) in enumerate(pairwise(nodes)):
        if ast.dump(left) != ast.dump(right):
            yield [*nodes[:i], right, left, *nodes[i + 2 :]]


def faulty(node: ast.AST) -> Iterator[ast.AST]:  # noqa: C901, PLR0912 — a kind of slip each
    """Yield what may stand in the place of a node by a slip."""
    nothing = ast.Constant(None)
    match node:
        case ast.Compare(left, [operator], others):
            yield ast.Compare(left, [OTHERS[type(operator)]()], others)  # type: ignore[list-item]
        case ast.BinOp(left, operator, right) if type(operator) in OTHERS:
            yield ast.BinOp(left, OTHERS[type(operator)](), right)  # type: ignore[arg-type]
        case ast.BoolOp(operator, values):
            for i in range(len(values)):
                rest = [*values[:i], *values[i + 1 :]]
                yield rest[0] if len(rest) == 1 else ast.BoolOp(operator, rest)
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.Constant(bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(int() as value):
            yield ast.Constant(value + 1)
        case ast.Call(function, arguments, keywords):
            for others in exchanged(arguments):
                yield ast.Call(function, others, keywords)
            for others in exchanged([each.value for each in keywords]):
                pairs = zip(keywords, others, strict=True)
                yield ast.Call(function, arguments, [ast.keyword(k.arg, v) for k, v in pairs])
        case ast.Tuple(elements, ast.Load()) if len(elements) > 1:
            for i in range(len(elements)):
                yield ast.Tuple([*elements[:i], *elements[i + 1 :]], ast.Load())
        case ast.If(test) | ast.IfExp(test) if not isinstance(test, ast.Compare | ast.UnaryOp):
            yield ast.copy_location(_with(node, test=ast.UnaryOp(ast.Not(), test)), node)
        case ast.Return(ast.expr() as value) if ast.dump(value) != ast.dump(nothing):
            yield ast.Return(nothing)


def _with(node: ast.AST, **fields: ast.AST) -> ast.AST:
    changed = deepcopy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def mutants(path: Path) -> Iterator[Mutant]:
    """Yield every mutant of a module; what only types, decorates or documents is left alone."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for parent, name, at in list(_places(tree)):
        field = getattr(parent, name)
        node = field if at is None else field[at]
        for other in faulty(node):
            _put(other, parent, name, at)
            source = ast.unparse(ast.fix_missing_locations(tree))
            _put(node, parent, name, at)
            before, after = (ast.unparse(each).split("\n")[0] for each in (node, other))
            yield Mutant(path, node.lineno, before, after, source)


def _places(node: ast.AST) -> Iterator[tuple[ast.AST, str, int | None]]:
    """Yield where every node below this one stands: in which node, field and place of a list."""
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list"}:
            continue
        is_list = isinstance(value, list)
        for at, child in enumerate(value if is_list else [value]):
            if isinstance(child, ast.AST):
                yield node, name, at if is_list else None
                yield from _places(child)


def _put(node: ast.AST, parent: ast.AST, name: str, at: int | None) -> None:
    if at is None:
        setattr(parent, name, node)
    else:
        getattr(parent, name)[at] = node


def main() -> int:
    """Run a sample of the mutants; 1 when some pass the tests of their room."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "rooms", nargs="*", default=list(ROOMS), metavar="ROOM", help=" ".join(ROOMS)
    )
    parser.add_argument("--sample", type=int, default=60, help="mutants of each room (0: all)")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    tracked = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 — whichever git there is
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\0")
    survivors = 0
    with tempfile.TemporaryDirectory(prefix="cchc-mutants-") as folder:
        copy = Path(folder)
        for name in filter(None, tracked):
            if (ROOT / name).is_file():
                (copy / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, copy / name)
        for room in asked.rooms:
            survivors += _run_room(copy, room, asked.sample, asked.seed)
    return 1 if survivors else 0


def _run_room(copy: Path, room: str, sample: int, seed: int) -> int:
    code, tests = ROOMS[room]
    found = [copy / "cchc_sheets" / name for name in code]
    modules = [m for p in found for m in (sorted(p.rglob("*.py")) if p.is_dir() else [p])]
    drawn = [mutant for module in modules for mutant in mutants(module)]
    total = len(drawn)
    if 0 < sample < total:
        chosen = sorted(random.Random(seed).sample(range(total), sample))  # noqa: S311
        drawn = [drawn[i] for i in chosen]
    if not _passes(copy, tests):
        raise SystemExit(f"{room}: the tests fail as it is")
    survivors = 0
    for mutant in drawn:
        original = mutant.path.read_text(encoding="utf-8")
        mutant.path.write_text(mutant.source, encoding="utf-8")
        if _passes(copy, tests):
            survivors += 1
            place = f"{mutant.path.relative_to(copy)}:{mutant.line}"
            print(f"{place}: {mutant.before}  →  {mutant.after}", flush=True)
        mutant.path.write_text(original, encoding="utf-8")
    print(f"{room}: {survivors} of {len(drawn)} survived ({total} in all, seed {seed})", flush=True)
    return survivors


def _passes(copy: Path, tests: list[str]) -> bool:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-m", "not slow", *tests]
    command += ["-p", "no:cacheprovider", "-n", "0"]
    command += ["--hypothesis-seed=0", "--hypothesis-profile=mutants"]
    environment = os.environ | {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    limited = ["sh", "-c", f'ulimit -t {SECONDS}; exec "$@"', "sh", *command]
    done = subprocess.run(limited, cwd=copy, env=environment, check=False, capture_output=True)
    return done.returncode == 0


if __name__ == "__main__":
    raise SystemExit(main())
