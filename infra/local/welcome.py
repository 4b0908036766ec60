"""What the local stack says when it is ready: where everything is, an account, and three lines to paste."""

import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import requests

from infra.local.mail.mailbox import prove_address
from samples import Sample, generate

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "build" / "samples"

EMAIL = "demo@example.com"
PASSWORD = "open-the-books"  # of an account that lives and dies with the local stack
LAST_WORDS = "Ctrl-C ends it."
_SECONDS = 60  # the first request imports what later ones have; a busy machine takes its time


@dataclass(frozen=True)
class Account:
    """The demo account."""

    email: str
    password: str


def make_account(url: str) -> Account:
    """Register the demo account through the API itself, and open the link that it gets by mail."""
    body = {"email": EMAIL, "password": PASSWORD, "name": "Demo", "company_name": "Demo Ltd"}
    requests.post(f"{url}/auth/register", json=body, timeout=_SECONDS).raise_for_status()
    prove_address(url, EMAIL, PASSWORD)
    return Account(EMAIL, PASSWORD)


def write_samples(samples: Iterable[Sample]) -> list[Path]:
    """Write sample invoices to where people find them, and return their paths."""
    SAMPLES.mkdir(parents=True, exist_ok=True)
    paths = []
    for sample in samples:
        paths.append(SAMPLES / f"{sample.name}.pdf")
        if not paths[-1].exists() or paths[-1].read_bytes() != sample.pdf:  # a file that is just being read stays whole
            paths[-1].write_bytes(sample.pdf)
    return paths


def text(url: str, aws_url: str, account: Account) -> str:
    """Return the welcome."""
    (sample,) = write_samples(generate()[:1])
    login = f'{{"email": "{account.email}", "password": "{account.password}"}}'
    read_token = r"""sed 's/.*"access":"\([^"]*\)".*/\1/'"""
    listed = f"""curl -sS {url}/invoices -H "Authorization: Bearer $TOKEN\""""
    none_unfinished = """grep -vE '"status":"(queued|processing)"'"""
    return f"""
Console        {url}/app        (upload, review, send)
API            {url}/
Swagger UI     {url}/swagger        (tries every route out)
ReDoc          {url}/redoc          (for reading)
Mails          {url}/_local/mails
AWS (moto)     {aws_url}        (AWS_ENDPOINT_URL for the AWS command line)
Demo account   {account.email} / {account.password}

Paste, to log in, upload an invoice, and see what was read once it is:
  TOKEN=$(curl -sS {url}/auth/login -H 'Content-Type: application/json' -d '{login}' | {read_token})
  {listed} -F {shlex.quote(f"file=@{sample}")} -w '\\n'
  for _ in $(seq 60); do {listed} | {none_unfinished} && break; sleep 1; done

make demo uploads all samples. {LAST_WORDS}
"""
