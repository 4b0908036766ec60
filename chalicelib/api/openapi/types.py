"""Reading type annotations."""

import inspect
import types
from typing import Annotated, TypeGuard, TypeVar, Union, get_args, get_origin

_T = TypeVar("_T")


class Undescribable(TypeError):
    """A route's types leave open what it answers."""


def members_of(annotation: object) -> tuple[object, ...]:
    """Return the members of a union, or the one type that it is; what `Annotated` adds is left out.

    >>> members_of(int | None)
    (<class 'int'>, <class 'NoneType'>)
    """
    if get_origin(annotation) is Annotated:
        return members_of(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return tuple(member for part in get_args(annotation) for member in members_of(part))
    return (type(None),) if annotation is None else (annotation,)


def is_kind(annotation: object, kind: type[_T]) -> TypeGuard[type[_T]]:
    """Tell whether an annotation is a class of a kind."""
    return inspect.isclass(annotation) and issubclass(annotation, kind)
