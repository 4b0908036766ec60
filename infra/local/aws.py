"""`/_local/aws`: how commands on this machine reach what the local stack has in its AWS, as environment variables."""

import json
import os

from infra.local.cloud import credentials
from infra.local.gateway import Answer

PATH = "/_local/aws"


def answer() -> Answer:
    """The variables that lead to the local server, and the name of the files' bucket in it."""
    variables = {**credentials(os.environ["AWS_ENDPOINT_URL"]), "FILES_BUCKET": os.environ["FILES_BUCKET"]}
    return Answer(200, {"Content-Type": "application/json"}, json.dumps(variables).encode())
