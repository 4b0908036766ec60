"""A credit transfer file, ISO 20022 pain.001.001.09, for SEPA: one order of the company's, with a transfer an invoice.

Elements are in the order of the schema. Texts keep to the characters that all SEPA banks take (EPC217-08).
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from xml.sax.saxutils import escape

from chalicelib.documents.model.money import exact_sum

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
MAX_ID, MAX_NAME, MAX_REMITTANCE = 35, 70, 140
_NOT_TAKEN = re.compile(r"[^A-Za-z0-9/?:().,'+ -]+")
_REPLACED = str.maketrans({"ß": "ss", "&": "+", "_": "-", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "æ": "ae", "Æ": "Ae"})


@dataclass(frozen=True, slots=True)
class Transfer:
    """One transfer: what the payer's bank hands on as its id, to whom, how much, and for what."""

    end_to_end_id: str
    name: str
    iban: str
    amount: Decimal
    remittance: str


@dataclass(frozen=True, slots=True)
class Order:
    """An order of transfers in euro, on one day, from one account."""

    message_id: str
    made_at: datetime
    day: date
    debtor: str
    iban: str
    transfers: Sequence[Transfer]


def write_order(order: Order) -> str:
    """Return the file."""
    sums = f"<NbOfTxs>{len(order.transfers)}</NbOfTxs><CtrlSum>{total_of(order.transfers):.2f}</CtrlSum>"
    debtor = _text("Nm", order.debtor, MAX_NAME)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{NAMESPACE}"><CstmrCdtTrfInitn>'
        f"<GrpHdr>{_text('MsgId', order.message_id, MAX_ID)}<CreDtTm>{order.made_at:%Y-%m-%dT%H:%M:%SZ}</CreDtTm>{sums}"
        f"<InitgPty>{debtor}</InitgPty></GrpHdr>"
        f"<PmtInf>{_text('PmtInfId', order.message_id, MAX_ID)}<PmtMtd>TRF</PmtMtd>{sums}"
        "<PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl></PmtTpInf>"
        f"<ReqdExctnDt><Dt>{order.day.isoformat()}</Dt></ReqdExctnDt>"
        f"<Dbtr>{debtor}</Dbtr><DbtrAcct>{_iban(order.iban)}</DbtrAcct>"
        "<DbtrAgt><FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId></DbtrAgt><ChrgBr>SLEV</ChrgBr>"
        f"{''.join(map(_transfer, order.transfers))}"
        "</PmtInf></CstmrCdtTrfInitn></Document>\n"
    )


def total_of(transfers: Sequence[Transfer]) -> Decimal:
    """Return what transfers come to."""
    return exact_sum(each.amount for each in transfers)


def _transfer(transfer: Transfer) -> str:
    return (
        f"<CdtTrfTxInf><PmtId>{_text('EndToEndId', transfer.end_to_end_id, MAX_ID)}</PmtId>"
        f'<Amt><InstdAmt Ccy="EUR">{transfer.amount:.2f}</InstdAmt></Amt>'
        f"<Cdtr>{_text('Nm', transfer.name, MAX_NAME)}</Cdtr><CdtrAcct>{_iban(transfer.iban)}</CdtrAcct>"
        f"<RmtInf>{_text('Ustrd', transfer.remittance, MAX_REMITTANCE)}</RmtInf></CdtTrfTxInf>"
    )


def _iban(number: str) -> str:
    return f"<Id><IBAN>{escape(number)}</IBAN></Id>"


def _text(element: str, text: str, limit: int) -> str:
    return f"<{element}>{escape(plain(text)[:limit].strip() or 'NOTPROVIDED')}</{element}>"


def plain(text: str) -> str:
    """Return a text in the characters that all SEPA banks take.

    >>> plain("Müller & Söhne GmbH"), plain("Rechnung_7 <x>"), plain("北京")
    ('Muller + Sohne GmbH', 'Rechnung-7 x', '')
    """
    letters = unicodedata.normalize("NFKD", text.translate(_REPLACED))
    known = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(_NOT_TAKEN.sub(" ", known).split())
