"""Whether a login's time tells if an e-mail address has an account: it must not.

Both kinds take turns against moto in this process, with the real parameters of argon2id.
"""

import os
import statistics
import time

os.environ.update({"AWS_DEFAULT_REGION": "eu-central-1", "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x"})
os.environ["LOG_LEVEL"] = "ERROR"

from moto import mock_aws

ROUNDS = 200
PASSWORD, WRONG = "a long enough passphrase", "the wrong one"


def main() -> None:
    """Print both medians."""
    with mock_aws():
        from infra.local.cloud import make_resources

        os.environ.update(make_resources().variables())
        from chalicelib.accounts import sessions
        from chalicelib.clock import now
        from chalicelib.storage.accounts import users
        from chalicelib.storage.aws.table import commit

        login = sessions.register(
            email="known@example.com",
            password=PASSWORD,
            name="",
            company_name="",
            language="en",
            source_ip="bench",
            base_url="https://api.example.com",
        )
        commit(lambda transaction: users.prove_address(transaction, login.user, now(), ()))
        times: dict[str, list[float]] = {"known": [], "unknown": []}
        for number in range(ROUNDS):
            for kind, taken in times.items():
                taken.append(_seconds(f"{kind}@example.com", number))
    known, unknown = (statistics.median(times[kind][10:]) * 1000 for kind in ("known", "unknown"))
    print(f"wrong password, known address    {known:8.2f} ms   (median of {ROUNDS - 10})")
    print(f"wrong password, unknown address  {unknown:8.2f} ms")
    print(f"difference                       {abs(known - unknown) / max(known, unknown):8.1%}")


def _seconds(email: str, number: int) -> float:
    from chalicelib.accounts import sessions, throttling
    from chalicelib.errors import WrongCredentials

    started = time.perf_counter()
    try:
        sessions.log_in(email=email, password=WRONG, source_ip=f"bench-{number}")
    except WrongCredentials:
        elapsed = time.perf_counter() - started
        throttling.forgive_account(throttling.Action.LOGIN, email)
        return elapsed
    raise AssertionError("the wrong password was right")


if __name__ == "__main__":
    main()
