"""The secrets: the token keys, and what an identity provider knows us by.

Reading one is expensive. Token keys are often asked for, so callers keep them; the other is read at each log-in by it.
"""

import json

from chalicelib.json_data import JsonObject
from chalicelib.settings import settings
from chalicelib.storage.aws.clients import secrets_client


def read_token_keys() -> JsonObject:
    """Return the secret's JSON object as it stands now."""
    return _read(settings().token_keys_secret)


def read_oidc_client_secret() -> str:
    """Return the secret that the identity provider knows us by: `{"client_secret"}`; empty where none is named."""
    name = settings().oidc_client_secret
    return str(_read(name)["client_secret"]) if name else ""


def _read(name: str) -> JsonObject:
    secret = json.loads(secrets_client().get_secret_value(SecretId=name)["SecretString"])
    if not isinstance(secret, dict):
        raise TypeError(f"the secret {name} is not a JSON object")
    return secret
