"""A company's address for invoices, and the senders whose mail is accepted."""

from dataclasses import dataclass

MAX_SENDERS = 100
DOMAIN_SIGN = "@"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    """A company's mailbox: the token before the `@`, none where it is switched off, and the senders that are allowed.

    An allowed sender is an address, or a domain behind an `@`. Without any, everybody's mails are taken. `version`
    grows with every change.
    """

    company_id: str
    token: str | None = None
    senders: tuple[str, ...] = ()
    version: int = 0

    def allows(self, sender: str) -> bool:
        """Tell whether a sender's mails are taken, if the sender is proven.

        >>> box = Mailbox(company_id="1", senders=("ann@example.com", "@supplier.example"))
        >>> box.allows("billing@supplier.example"), box.allows("bob@example.com"), box.allows("x@a.supplier.example")
        (True, False, False)
        """
        domain = f"{DOMAIN_SIGN}{sender.rpartition('@')[2]}"
        return not self.senders or sender in self.senders or domain in self.senders
