"""What the local stack says when it is ready: where everything is, an account, and three lines to paste."""

from dataclasses import dataclass
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "build" / "samples"

EMAIL = "demo@example.com"
PASSWORD = "open-the-books"  # of an account that lives and dies with the local stack
_SECONDS = 60  # the first request imports what later ones have; a busy machine takes its time


@dataclass(frozen=True)
class Account:
    """The demo account."""

    email: str
    password: str


def make_account(url: str) -> Account:
    """Register the demo account through the API itself."""
    body = {"email": EMAIL, "password": PASSWORD, "name": "Demo", "company_name": "Demo Ltd"}
    requests.post(f"{url}/auth/register", json=body, timeout=_SECONDS).raise_for_status()
    return Account(EMAIL, PASSWORD)


def write_sample() -> Path:
    """Write one sample invoice for the curl line and return its path."""
    from infra.samples import generate

    sample = generate()[0]
    SAMPLES.mkdir(parents=True, exist_ok=True)
    path = SAMPLES / f"{Path(sample.name).stem}.pdf"
    path.write_bytes(sample.pdf)
    return path


def text(url: str, aws_url: str, account: Account) -> str:
    """Return the welcome."""
    sample = write_sample()
    login = f'{{"email": "{account.email}", "password": "{account.password}"}}'
    read_token = "python3 -c 'import json, sys; print(json.load(sys.stdin)[\"access\"])'"
    return f"""
API            {url}        (health: {url}/health)
Mails          {url}/_local/mails
AWS (moto)     {aws_url}        (AWS_ENDPOINT_URL for the AWS command line)
Demo account   {account.email} / {account.password}

Paste:
  TOKEN=$(curl -sS {url}/auth/login -H 'Content-Type: application/json' -d '{login}' | {read_token})
  curl -sS {url}/invoices -H "Authorization: Bearer $TOKEN" -F file=@{sample}
  curl -sS {url}/invoices -H "Authorization: Bearer $TOKEN"

make demo uploads all samples. Ctrl-C ends it.
"""
