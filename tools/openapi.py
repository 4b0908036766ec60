"""The API's description as a file: `.venv/bin/python -m tools.openapi build/openapi.json`."""

import os
import sys
from pathlib import Path

from chalicelib.api.http.blueprint import endpoints_of
from chalicelib.api.openapi.text import document_json
from infra.package import stage_variables


def main() -> None:
    """Write the description to the file that the command line names."""
    os.environ.update(stage_variables("dev") | {"AWS_DEFAULT_REGION": "eu-central-1"})
    from app import app

    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(document_json(tuple(endpoints_of(app))), encoding="utf-8")


if __name__ == "__main__":
    main()
