"""The token keys' secret. Reading it is expensive, so callers keep the answer."""

import json

from chalicelib.json_data import JsonObject
from chalicelib.settings import settings
from chalicelib.storage.aws.clients import secrets_client


def read_token_keys() -> JsonObject:
    """Return the secret's JSON object as it stands now."""
    answer = secrets_client().get_secret_value(SecretId=settings().token_keys_secret)
    secret = json.loads(answer["SecretString"])
    if not isinstance(secret, dict):
        raise TypeError("the token keys' secret is not a JSON object")
    return secret
