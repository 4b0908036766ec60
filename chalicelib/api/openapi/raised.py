"""Which of the domain's errors a function lets through, as docstrings say.

A docstring's `Raises:` section is a function's whole word on the matter; a function without one lets through what the
functions of ours that it calls raise. What a function calls is read off its byte code: the names of our functions, and
of those in our modules, that it mentions.
"""

import inspect
import re
from collections.abc import Callable, Iterator
from types import CodeType, FunctionType, ModuleType
from typing import Any, TypeGuard

from chalicelib import errors
from chalicelib.authorization import Role, proof_needed, role_needed
from chalicelib.errors import AddressUnproven, DomainError, NoCompany, RoleNeeded

_OURS = "chalicelib."
_SECTION = re.compile(r"^Raises:\n((?:[ \t]+.*\n?|\n)+)", re.MULTILINE)
_NAMES = re.compile(r"^ {4}([A-Z]\w*(?:, [A-Z]\w*)*):", re.MULTILINE)


def errors_raised(function: Callable[..., Any]) -> frozenset[type[DomainError]]:
    """Return the domain errors that a function and what it calls tell of."""
    return frozenset(_told(function, set()))


def named_errors(docstring: str) -> Iterator[type[DomainError]]:
    r"""Yield the domain's errors that a docstring's `Raises:` section names.

    >>> [error.__name__ for error in named_errors("Do it.\n\nRaises:\n    Conflict, LastAdmin: why.\n    OSError: no.")]
    ['Conflict', 'LastAdmin']
    """
    for section in _SECTION.findall(docstring):
        for names in _NAMES.findall(section):
            for name in names.split(", "):
                kind = getattr(errors, name, None)
                if inspect.isclass(kind) and issubclass(kind, DomainError):
                    yield kind


def _told(function: Callable[..., Any], seen: set[Any]) -> Iterator[type[DomainError]]:
    plain = inspect.unwrap(function)
    if plain in seen or not isinstance(plain, FunctionType):
        return
    seen.add(plain)
    role = role_needed(function)
    if role:
        yield NoCompany
    if role is Role.ADMIN:
        yield RoleNeeded
    if proof_needed(function):
        yield AddressUnproven
    docstring = inspect.getdoc(plain) or ""
    if "Raises:" in docstring:
        yield from named_errors(docstring)
        return
    for called in _called(plain):
        yield from _told(called, seen)


def _called(function: FunctionType) -> Iterator[Callable[..., Any]]:
    names = set(_names(function.__code__))
    for value in (function.__globals__[name] for name in names if name in function.__globals__):
        mentioned = [vars(value).get(name) for name in names] if _is_our_module(value) else [value]
        yield from filter(_is_ours, mentioned)


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)


def _is_our_module(value: Any) -> bool:
    return isinstance(value, ModuleType) and value.__name__.startswith(_OURS)


def _is_ours(value: Any) -> TypeGuard[FunctionType]:
    return isinstance(value, FunctionType) and value.__module__.startswith(_OURS)
