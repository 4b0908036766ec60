"""Fair turns: which files are read in the order in which they came, and which wait so that others get their turn.

S3's queue has one order for all companies. So that a flood of one company's files holds up nobody else, a company has
so many prompt files a minute (`PROMPT_FILES_A_MINUTE`); what comes beyond is put off to a queue with workers of its
own. Putting off takes a worker milliseconds, reading takes seconds: who sends one file waits behind a flood only as
long as it takes to put that off. Of a batch only the first files can be prompt; the rest is put off without a count, so
that an archive does not use up the minute of its company's people.

Nothing counts down, so a crash leaves nothing behind that would have to be set right. A message that fails, or waits
for its file's scan, has had its turn and is not put off when it comes again; a second message of a file counts as
another file.
"""

from chalicelib.ids import entry_number
from chalicelib.records.invoices import Invoice
from chalicelib.settings import settings
from chalicelib.storage.companies.turns import count_turn


def has_turn(invoice: Invoice) -> bool:
    """Tell whether a file that came is to be read now; if not, it is to be put off."""
    most = settings().prompt_files_a_minute
    if _place_in_batch(invoice) > most // 2:
        return False
    return count_turn(invoice.company_id) <= most


def _place_in_batch(invoice: Invoice) -> int:
    batch_id = invoice.batch.get("id")
    return entry_number(batch_id, invoice.invoice_id) if batch_id else 0
