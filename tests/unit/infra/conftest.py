"""The template as it is deployed, made once for the tests that read it."""

import json
from typing import Any

import pytest

from infra.package import package_template


@pytest.fixture(scope="session")
def prod_template(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return production's finished template."""
    out = tmp_path_factory.mktemp("prod")
    package_template("prod", out)
    made: dict[str, Any] = json.loads((out / "template.json").read_text())
    return made
