"""Where a term stands in a syntax: a path that can be both followed and built.

A place is written like XPath, relative to the element of the term's group:

    cac:OrderReference/cbc:ID                       an element's text
    cbc:InvoicedQuantity/@unitCode                  an attribute
    .                                               the group's element itself
    cac:TaxScheme[cbc:ID='VAT']                     only such an element; built with this value
    cac:PartyTaxScheme[cac:TaxScheme/cbc:ID!'VAT']  only an element with another value, or none
    cac:PartyTaxScheme[cac:TaxScheme/cbc:ID='VAT|GST']  one of several, with `!` none of them; built with the first
    cac:TaxScheme[cbc:ID~'VAT']                     any such element; built with this value where it says nothing
    cac:PaymentMeans[cac:CardAccount]               only an element with this child
    cac:PaymentTerms[!cbc:SettlementDiscountPercent]  only an element without this child
    cac:CommodityClassification*/cbc:Code           repeated by this element, not by the last one
    ram:ID | ram:GlobalID                           either; which one is built is the row's choice

`$currency` and `$tax_currency` in a condition stand for the document's currencies.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from chalicelib.documents.syntaxes.node import Node, below, content, mark

Variables = Mapping[str, str]

_BOOLEANS = {"0": "false", "1": "true"}
_STEP = re.compile(r"([\w:.]+)(\*?)((?:\[[^]]*\])*)")
_CONDITION = re.compile(r"\[(!?)([^]='~!@]*?)/?(?:@(\w+))?(?:([=!~])(?:'([^']*)'|\$(\w+)))?\]")


@dataclass(frozen=True, slots=True)
class Condition:
    """What is asked of an element on the way, and what it is given when it is built."""

    path: tuple[str, ...]
    attribute: str
    operator: str
    value: str
    variable: str

    def wanted(self, variables: Variables) -> str:
        """The value to compare with or to write; empty where the document doesn't say its currency."""
        return variables.get(self.variable, "") if self.variable else self._values()[0]

    def _values(self) -> list[str]:
        return self.value.split("|")

    def holds(self, node: Node, variables: Variables) -> bool:
        """Whether the element is one that the place means."""
        if self.operator == "~":
            return True
        found = [self._said(target) for target in below(node, *self.path)]
        if self.variable:
            return self._currency_holds(found, variables)
        if self._asks_for_child():
            return bool(found) == (not self.operator)
        return any(value in found for value in self._values()) == (self.operator == "=")

    def _asks_for_child(self) -> bool:
        """Whether only the child counts, and not what it says: `[child]` or `[!child]`."""
        return not self.operator or (self.operator == "!" and not self.value)

    def _said(self, target: Node) -> str:
        said = content(target, self.attribute)
        return _BOOLEANS.get(said, said) if self.value in _BOOLEANS.values() else said

    def _currency_holds(self, found: list[str], variables: Variables) -> bool:
        wanted, main = self.wanted(variables), variables.get("currency", "")
        if self.variable == "currency":
            return not wanted or wanted in found or not any(found)
        return bool(wanted) and wanted != main and wanted in found

    def mark(self, node: Node, variables: Variables) -> None:
        """Note as read what says exactly what the place expects."""
        if self.operator not in {"=", "~"}:
            return
        for target in below(node, *self.path):
            if self._said(target) == self.wanted(variables):
                mark(target, self.attribute)

    def build(self, node: Node, variables: Variables) -> None:
        """Give a new element the value that the place expects."""
        wanted = self.wanted(variables)
        if self.operator not in {"=", "~"} or not wanted:
            return
        for tag in self.path:
            node = node.children[tag][0] if tag in node.children else node.add(tag)
        if self.attribute:
            node.attributes.setdefault(self.attribute, wanted)
        else:
            node.text = node.text or wanted


@dataclass(frozen=True, slots=True)
class Step:
    """One element on the way."""

    tag: str
    repeated: bool
    conditions: tuple[Condition, ...]

    def matches(self, node: Node, variables: Variables) -> list[Node]:
        """The children that this step leads to."""
        children = node.children.get(self.tag, [])
        if not self.conditions:
            return children
        return [child for child in children if all(condition.holds(child, variables) for condition in self.conditions)]

    def reach(self, node: Node, variables: Variables) -> Node:
        """The first such child, built where it is missing."""
        return next(iter(self.matches(node, variables)), None) or self.build(node, variables)

    def build(self, node: Node, variables: Variables) -> Node:
        """A new child that this step leads to."""
        child = node.add(self.tag)
        for condition in self.conditions:
            condition.build(child, variables)
        return child


@dataclass(frozen=True, slots=True)
class Path:
    """The way from a group's element to a term."""

    steps: tuple[Step, ...]
    attribute: str

    def find(self, node: Node, variables: Variables) -> list[Node]:
        """All elements the path leads to, each step's fixed values noted as read."""
        nodes = [node]
        for step in self.steps:
            nodes = [child for parent in nodes for child in step.matches(parent, variables)]
            for child in nodes:
                for condition in step.conditions:
                    condition.mark(child, variables)
        return nodes

    def ensure(self, node: Node, variables: Variables) -> Node:
        """The first element the path leads to, built where it is missing."""
        for step in self.steps:
            node = step.reach(node, variables)
        return node

    def append(self, node: Node, variables: Variables) -> Node:
        """A new repetition, in the parents that exist or are built."""
        before, after = self._split()
        for step in before:
            node = step.reach(node, variables)
        for step in after:
            node = step.build(node, variables)
        return node

    def everywhere(self, node: Node, variables: Variables) -> list[Node]:
        """The last element in every repetition that exists, one being built where there is none."""
        before, after = self._split()
        parent = Path(before, "").ensure(node, variables)
        repetitions = after[0].matches(parent, variables) or [after[0].build(parent, variables)]
        return [Path(after[1:], "").ensure(repetition, variables) for repetition in repetitions]

    def _split(self) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
        at = next((at for at, step in enumerate(self.steps) if step.repeated), len(self.steps) - 1)
        return self.steps[:at], self.steps[at:]


@cache
def compile_place(place: str) -> tuple[Path, ...]:
    """Turn a written place into paths, one an alternative."""
    return tuple(_path(alternative.strip()) for alternative in place.split(" | "))


def _path(text: str) -> Path:
    way, _, attribute = text.rpartition("/@") if re.search(r"/@\w+$", text) else (text, "", "")
    if text.startswith("@"):
        way, attribute = ".", text[1:]
    if way == ".":
        return Path((), attribute)
    return Path(tuple(_steps(way)), attribute)


def _steps(way: str) -> Iterator[Step]:
    position = 0
    while position < len(way):
        match = _STEP.match(way, position)
        if match is None:
            raise ValueError(f"not a place: {way!r}")
        yield Step(match[1], bool(match[2]), tuple(_conditions(match[3])))
        position = match.end() + 1


def _conditions(text: str) -> Iterator[Condition]:
    for without, path, attribute, operator, value, variable in _CONDITION.findall(text):
        yield Condition(tuple(path.split("/")) if path else (), attribute, without or operator, value, variable)
