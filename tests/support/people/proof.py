"""The mail that proves an address, taken out of the mailbox as if its reader had deleted it."""

from moto.ses.models import ses_backends

from infra.local.cloud import ACCOUNT, REGION


def open_proof_link(email: str) -> str:
    """Have the waiting mails sent, and return the path of the newest link that proves an address; its mail goes."""
    from tests.support.letters.sent import deliver

    mails = deliver()
    index = max(i for i, mail in enumerate(mails) if mail.to == email and "/address_proof/" in mail.text)
    del ses_backends[ACCOUNT][REGION].sent_messages[index]
    return mails[index].link
