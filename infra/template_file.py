"""The template as data, for those who read it before CloudFormation does: packaging's checks and the local stack."""

from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from chalice.package import YAMLTemplateSerializer

HOLDS = "true"
TEMPLATE = Path(__file__).with_name("template.yaml")


class UnknownReference(LookupError):
    """The template refers to something that is not made here."""

    def __init__(self, name: str) -> None:
        """Name it as the template does."""
        super().__init__(f"nothing is known of {name!r}, to which the template refers")


def load() -> dict[str, Any]:
    """Return the template with its intrinsic functions in their long form; it is the caller's own."""
    return deepcopy(_parsed())


@cache
def _parsed() -> dict[str, Any]:
    template: dict[str, Any] = YAMLTemplateSerializer().load_template(TEMPLATE.read_text(), TEMPLATE.name)
    return template


def resources_of(template: Mapping[str, Any], kind: str) -> dict[str, dict[str, Any]]:
    """Return the properties of each resource of a type, by logical name."""
    return {
        name: resource.get("Properties", {})
        for name, resource in template["Resources"].items()
        if resource.get("Type") == kind
    }


def resolve(value: Any, known: Mapping[str, str]) -> Any:
    """Return a value with its references put in; `known` has names, `Name.Attribute`, and conditions (`HOLDS` or not).

    >>> resolve({"Queue": {"Fn::GetAtt": ["Work", "Arn"]}, "Size": [1, {"Ref": "Limit"}]},
    ...         {"Work.Arn": "arn:work", "Limit": "9"})
    {'Queue': 'arn:work', 'Size': [1, '9']}
    """
    match value:
        case {"Ref": "AWS::NoValue"}:
            return None
        case {"Ref": str(name)}:
            return _known(known, name)
        case {"Fn::GetAtt": [name, attribute]}:
            return _known(known, f"{name}.{attribute}")
        case {"Fn::If": [condition, chosen, other]}:
            return resolve(chosen if _known(known, condition) == HOLDS else other, known)
        case dict():
            resolved = {key: resolve(inner, known) for key, inner in value.items()}
            return {key: inner for key, inner in resolved.items() if inner is not None}  # but for `AWS::NoValue`
        case list():
            return [resolve(inner, known) for inner in value]
        case _:
            return value


def _known(known: Mapping[str, str], name: str) -> str:
    try:
        return known[name]
    except KeyError as error:
        raise UnknownReference(name) from error
