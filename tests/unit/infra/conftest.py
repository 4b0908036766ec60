"""The templates as they are deployed, each made once for the tests that read it."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from infra.package import package_template

Template = dict[str, Any]


@pytest.fixture(scope="session")
def template_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Template]:
    """Return a function that returns the finished template of a stage."""

    @cache
    def made(stage: str) -> Template:
        out = tmp_path_factory.mktemp(stage)
        package_template(stage, out)
        template: Template = json.loads((out / "template.json").read_text())
        return template

    return made


@pytest.fixture(scope="session")
def prod_template(template_of: Callable[[str], Template]) -> Template:
    """Return production's finished template."""
    return template_of("prod")
