"""The structure in figures: sizes of folders, files and functions, conditions, complexity, `Any`, circles of imports.

.venv/bin/python -m tools.structure   # a table of chalicelib, and of its extraction
"""

import ast
import statistics
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "chalicelib"
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
BRANCHES = (ast.If, ast.IfExp, ast.For, ast.While, ast.ExceptHandler, ast.Assert, ast.comprehension, ast.match_case)
COMPLEX = 11  # cyclomatic complexity from which radon ranks a function C
NINETY = 0.9


def main() -> None:
    """Print the table."""
    files = sorted((ROOT / PACKAGE).rglob("*.py"))
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in files}
    functions = [node for tree in trees.values() for node in _functions(tree)]
    lengths = [len(path.read_text(encoding="utf-8").splitlines()) for path in files]
    print(f"modules a folder, at most      {max(map(len, _folders(files)))}")
    print(f"lines a file                   {_spread(lengths)}")
    print(f"lines a function               {_spread(map(_length, functions))}")
    inner = {path: tree for path, tree in trees.items() if "extraction" in path.parts}
    lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in inner) / 1000
    print(f"extraction, a 1,000 lines      {_count(inner, ast.BoolOp) / lines:.0f} and/or, "
          f"{_count(inner, *COMPREHENSIONS) / lines:.0f} comprehensions")  # fmt: skip
    print(f"functions of complexity > 10   {sum(_complexity(node) >= COMPLEX for node in functions)}")
    print(f"uses of Any                    {sum(_names(tree, 'Any') for tree in trees.values())}")
    print(f"constants                      {sum(_constants(tree) for tree in trees.values())}")
    print(f"circles of imports             {_circles(trees)}")


def _functions(tree: ast.Module) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def _folders(files: Iterable[Path]) -> Iterator[list[Path]]:
    """The modules of each folder, without what makes it a package."""
    for folder in {path.parent for path in files}:
        yield [path for path in folder.glob("*.py") if path.stem != "__init__"]


def _length(node: ast.FunctionDef) -> int:
    """Lines of code after the docstring."""
    body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
    return (body[-1].end_lineno or body[-1].lineno) - body[0].lineno + 1


def _spread(numbers: Iterable[int]) -> str:
    known = sorted(numbers)
    return f"median {statistics.median(known):.0f}, 90 % {known[int(len(known) * NINETY)]}, most {known[-1]}"


def _count(trees: dict[Path, ast.Module], *kinds: type[ast.AST]) -> int:
    return sum(isinstance(node, kinds) for tree in trees.values() for node in ast.walk(tree))


def _complexity(function: ast.FunctionDef) -> int:
    """Cyclomatic complexity: one more than the branches; each further operand of `and` and `or` is a branch."""
    nodes = list(ast.walk(function))
    return (
        1
        + sum(isinstance(node, BRANCHES) for node in nodes)
        + sum(len(node.values) - 1 for node in nodes if isinstance(node, ast.BoolOp))
    )


def _names(tree: ast.Module, name: str) -> int:
    return sum(isinstance(node, ast.Name) and node.id == name for node in ast.walk(tree))


def _constants(tree: ast.Module) -> int:
    """Numbers with a name at the top of a module."""
    return sum(
        isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, int | float)
        for node in tree.body
    )


def _circles(trees: dict[Path, ast.Module]) -> str:
    """Modules that import each other at the top, in a circle; none is the aim."""
    known = {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in trees}
    graph = {}
    for path, tree in trees.items():
        wanted = {name for node in tree.body if isinstance(node, ast.ImportFrom) for name in _imported(node)}
        graph[".".join(path.relative_to(ROOT).with_suffix("").parts)] = wanted & known
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return " > ".join(str(one) for one, _ in pairwise(error.args[1]))
    return "0"


def _imported(node: ast.ImportFrom) -> Iterator[str]:
    yield node.module or ""
    yield from (f"{node.module}.{alias.name}" for alias in node.names)


if __name__ == "__main__":
    main()
