"""Recent proof: the person at an open session proves again who they are, before what a thief would do first.

A log-in counts, and so does `POST /auth/proof` with the password (and a code, where there is a second factor). A proof
from before the newest factor does not: a thief who has the password alone could take the factor away again.
"""

from datetime import datetime, timedelta

from chalicelib.authorization import Caller
from chalicelib.clock import now
from chalicelib.errors import AddressUnproven, ProofNeeded
from chalicelib.settings import settings
from chalicelib.storage.accounts.sessions import note_proof


def require_recent_proof(caller: Caller) -> None:
    """Refuse a session whose person has not proven recently who they are.

    Raises:
        ProofNeeded: it is longer ago than `PROOF_SECONDS`.

    """
    oldest = now() - timedelta(seconds=settings().proof_seconds)
    if caller.proof_at is None or caller.proof_at < oldest:
        raise ProofNeeded


def note_new_factor(caller: Caller, instant: datetime) -> None:
    """Keep the session that has just shown the new factor as proven.

    It comes before the factor: after a crash between the two, the repeat would be refused.
    """
    note_proof(caller.user_id, caller.session_id, instant)


def require_own_address(caller: Caller) -> None:
    """Refuse an account that may be a stranger's, whose second factor would lock the address's owner out.

    Raises:
        AddressUnproven: nobody has opened a link that was mailed to its address.

    """
    if not caller.proven:
        raise AddressUnproven
