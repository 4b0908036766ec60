"""Recent proof: who sits at an open session says again who it is, before what a thief would do first.

A log-in counts, and so does `POST /auth/proof` with the password (and a code, where there is a second factor).
"""

from datetime import timedelta

from chalicelib.authorization import Caller
from chalicelib.clock import now
from chalicelib.errors import AddressUnproven, ProofNeeded
from chalicelib.settings import settings


def require_recent_proof(caller: Caller) -> None:
    """Refuse a session whose person has not given the password for a while.

    Raises:
        ProofNeeded: it is longer ago than `PROOF_SECONDS`.

    """
    oldest = now() - timedelta(seconds=settings().proof_seconds)
    if caller.proof_at is None or caller.proof_at < oldest:
        raise ProofNeeded


def require_own_address(caller: Caller) -> None:
    """Refuse an account that may be a stranger's, whose second factor would lock the address's owner out.

    Raises:
        AddressUnproven: nobody has opened a link that was mailed to its address.

    """
    if not caller.proven:
        raise AddressUnproven
