"""Tokens of mailed links: unguessable, kept only as a hash, void after their time.

A token is derived from the newest signing key and the job that mails it, not drawn at random, so that the queue never
carries one, and a job that is delivered twice mails the same link twice instead of voiding its first mail.
"""

import base64
import hashlib
import hmac
from datetime import timedelta

from chalicelib.accounts.tokens import signing_key
from chalicelib.errors import LinkExpired
from chalicelib.ids import is_id, time_of
from chalicelib.records.accounts import Link, Purpose, User, hash_token
from chalicelib.storage.accounts import links, users
from chalicelib.storage.queues.mail_jobs import Job

_PURPOSE = b"mailed link"


def derive_token(*parts: str) -> str:
    """Return the token of a job: 256 bits, URL-safe."""
    message = b"\0".join([_PURPOSE, *(part.encode() for part in parts)])
    digest = hmac.new(signing_key(), message, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def issue_link(
    job: Job, user: User, purpose: Purpose, *, path: str, seconds: int, new_email: str | None = None
) -> str | None:
    """Return the address of a job's link, valid for a while from the request on; None where it may not be mailed."""
    token = derive_token(purpose, job.job_id, user.user_id)
    end = time_of(job.job_id) + timedelta(seconds=seconds)
    link = Link(user.user_id, purpose, hash_token(token), job.job_id, end, new_email)
    return f"{job.data['base_url']}{path}/{user.user_id}/{token}" if links.put_link(link) else None


def check_link(user_id: str, token: str, purpose: Purpose) -> tuple[Link, User]:
    """Return an unused link and its user, using nothing up.

    Raises:
        LinkExpired: it was used, replaced, or has ended; or never was.

    """
    link = links.find_link(user_id, purpose, hash_token(token)) if is_id(user_id) else None
    user = users.find_user(user_id) if link else None
    if link is None or user is None:
        raise LinkExpired
    return link, user
