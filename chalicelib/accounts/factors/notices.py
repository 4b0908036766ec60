"""Mails to the person when a second factor changes, or a recovery code was used: so a thief's doing is noticed."""

from chalicelib.storage.queues.mail_jobs import Job, JobKind, try_enqueue


def notify(user_id: str, kind: JobKind, **words: str) -> None:
    """Have the person mailed what has happened already; a queue that is out of reach undoes nothing of it."""
    try_enqueue(Job(kind, {"user_id": user_id, **words}))
