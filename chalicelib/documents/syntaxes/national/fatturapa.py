"""FatturaPA 1.2, Italy's e-invoice (Agenzia delle Entrate, "Specifiche tecniche", allegato A).

Its sums are worked out in `fatturapa_totals`.
"""

import re
from decimal import Decimal

from chalicelib.documents.errors import SeveralInvoices
from chalicelib.documents.model import document as model
from chalicelib.documents.model.money import exactly
from chalicelib.documents.syntaxes.formats import AMOUNT, DATE, NUMBER, OCTETS
from chalicelib.documents.syntaxes.national.fatturapa_totals import add_totals, net_of
from chalicelib.documents.syntaxes.national.national_format import (
    ADDED,
    NationalFormat,
    add,
    add_difference,
    codes,
    number_at,
    payment_means,
    row,
)
from chalicelib.documents.syntaxes.node import Node, below, mark, put_at, text_at
from chalicelib.documents.syntaxes.table import Table

_HEAD = "FatturaElettronicaHeader"
_BODY = "FatturaElettronicaBody"
_GENERAL = f"{_BODY}/DatiGenerali"
_ABOUT = f"{_GENERAL}/DatiGeneraliDocumento"
_CHANGE = f"{_ABOUT}/ScontoMaggiorazione[{ADDED}/kind="
_ABOUT_PATH = ("DatiGenerali", "DatiGeneraliDocumento")  # from the body
_DETAIL = f"{_BODY}/DatiPagamento*/DettaglioPagamento"
_NO_ADDRESS = frozenset({"0000000", "XXXXXXX"})  # of recipients without a code
_CODDEST = "0205"  # EAS code of the recipient's code
_TYPES = codes({
    "TD01": "380", "TD02": "386", "TD03": "386", "TD04": "381", "TD05": "383", "TD06": "380", "TD16": "389",
    "TD17": "389", "TD18": "389", "TD19": "389", "TD20": "389", "TD24": "380", "TD25": "380", "TD26": "380",
    "TD27": "389",
})  # fmt: skip
_MEANS, _OTHER_MEANS = payment_means({
    "MP01": "10", "MP02": "20", "MP03": "23", "MP04": "10", "MP05": "30", "MP06": "60", "MP08": "48", "MP09": "49",
    "MP10": "49", "MP11": "49", "MP12": "70", "MP16": "49", "MP17": "49", "MP18": "50", "MP19": "59", "MP20": "59",
    "MP21": "59", "MP22": "97", "MP23": "68",
})  # fmt: skip
_CATEGORIES = {
    "N1": "O", "N2": "O", "N3": "G", "N3.2": "K", "N3.4": "E", "N3.5": "E", "N3.6": "E", "N4": "E", "N5": "E",
    "N6": "AE", "N7": "O",
}  # fmt: skip
"""By reason, or its group: exports are N3.1 and, to San Marino, N3.3; sales like exports, on a declaration of intent
(N3.5) and others that are not taxed stay in the country."""
_MEDIA = {
    "pdf": "application/pdf", "xml": "application/xml", "txt": "text/plain", "csv": "text/csv", "png": "image/png",
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip
_PIECE = "C62"
_ANY_MEDIUM = "application/octet-stream"
_UNITS = {
    "pz": "C62", "nr": "C62", "n": "C62", "num": "C62", "ore": "HUR", "ora": "HUR", "h": "HUR", "gg": "DAY",
    "mesi": "MON", "kg": "KGM", "gr": "GRM", "lt": "LTR", "l": "LTR", "m": "MTR", "mt": "MTR", "mq": "MTK", "mc": "MTQ",
    "km": "KMT", "kwh": "KWH",
}  # fmt: skip

_PARTY = (
    row("name", f"DatiAnagrafici/Anagrafica/Denominazione | {ADDED}/name"),
    row("tax_id", f"{ADDED}/tax_id"),
    row("tax_registration", "DatiAnagrafici/CodiceFiscale"),
    row("legal_id", ADDED, group=model.Identifier),
    row("electronic_address", f"{ADDED}/address", group=model.Identifier),
    row("address", "Sede", group=model.Address),
    row("contact", "Contatti", group=model.Contact),
)
TABLE: Table = {
    model.Document: (
        row("invoice_number", f"{_ABOUT}/Numero"),
        row("issue_date", f"{_ABOUT}/Data", DATE),
        row("type_code", f"{_ABOUT}/TipoDocumento", _TYPES),
        row("currency", f"{_ABOUT}/Divisa"),
        row("due_date", f"{_DETAIL}/DataScadenzaPagamento", DATE),
        row("project", f"{_GENERAL}/DatiOrdineAcquisto/CodiceCUP | {_GENERAL}/DatiContratto/CodiceCUP"),
        row("tender", f"{_GENERAL}/DatiOrdineAcquisto/CodiceCIG | {_GENERAL}/DatiContratto/CodiceCIG"),
        row("contract", f"{_GENERAL}/DatiContratto/IdDocumento"),
        row("purchase_order", f"{_GENERAL}/DatiOrdineAcquisto/IdDocumento"),
        row("receiving_advice", f"{_GENERAL}/DatiRicezione/IdDocumento"),
        row("despatch_advice", f"{_GENERAL}/DatiDDT/NumeroDDT"),
        row("buyer_reference", f"{_HEAD}/CedentePrestatore/RiferimentoAmministrazione"),
        row("notes", f"{_ABOUT}/Causale", group=model.Note, many=True),
        row("preceding_invoices", f"{_GENERAL}/DatiFattureCollegate", group=model.PrecedingInvoice, many=True),
        row("supplier", f"{_HEAD}/CedentePrestatore", group=model.Supplier),
        row("customer", f"{_HEAD}/CessionarioCommittente", group=model.Customer),
        row("tax_representative", f"{_HEAD}/RappresentanteFiscale", group=model.TaxRepresentative),
        row("payment", ".", group=model.Payment),
        row("allowances", f"{_ABOUT}/{ADDED}/allowance | {_CHANGE}'SC']", group=model.DocumentAllowanceCharge,
            many=True),
        row("charges", f"{_ABOUT}/{ADDED}/charge | {_CHANGE}'MG'] | {_ABOUT}/DatiCassaPrevidenziale[{ADDED}/kind='MG']",
            group=model.DocumentAllowanceCharge, many=True),
        row("totals", f"{_BODY}/{ADDED}", group=model.Totals),
        row("tax_breakdown", f"{_BODY}/DatiBeniServizi/DatiRiepilogo", group=model.TaxSubtotal, many=True),
        row("attachments", f"{_BODY}/Allegati", group=model.Attachment, many=True),
        row("lines", f"{_BODY}/DatiBeniServizi/DettaglioLinee", group=model.Line, many=True),
    ),
    model.Note: (row("text", "."),),
    model.PrecedingInvoice: (row("number", "IdDocumento"), row("issue_date", "Data", DATE)),
    model.Supplier: _PARTY,
    model.Customer: _PARTY,
    model.TaxRepresentative: _PARTY[:2],
    model.Identifier: (row("value", "value"), row("scheme", "scheme")),
    model.Address: (
        row("line_1", f"{ADDED}/line_1"),
        row("post_code", "CAP"),
        row("city", "Comune"),
        row("subdivision", "Provincia"),
        row("country", "Nazione"),
    ),
    model.Contact: (row("telephone", "Telefono"), row("email", "Email")),
    model.Payment: (
        row("means_code", f"{_DETAIL}/ModalitaPagamento", _MEANS),
        row("means", f"{_DETAIL}/ModalitaPagamento", _OTHER_MEANS),
        row("credit_transfers", f"{_DETAIL}[IBAN]", group=model.CreditTransfer, many=True),
    ),
    model.CreditTransfer: (row("account", "IBAN"), row("account_name", "Beneficiario"), row("provider", "BIC")),
    model.DocumentAllowanceCharge: (
        row("amount", f"{ADDED}/amount | ImportoContributoCassa | amount", AMOUNT),
        row("base_amount", "ImponibileCassa", AMOUNT),
        row("percentage", "Percentuale | AlCassa", NUMBER),
        row("reason", "TipoCassa | Tipo | reason"),
        row("tax_category", f"{ADDED}/category | category"),
        row("tax_rate", f"AliquotaIVA | {ADDED}/rate | rate", NUMBER),
    ),
    model.AllowanceCharge: (
        row("amount", "amount", AMOUNT),
        row("reason", "reason"),
    ),
    model.Totals: tuple(
        row(name, name, AMOUNT)
        for name in ("lines_net", "allowances", "charges", "net_total", "tax_total", "total", "prepaid", "rounding",
                     "amount_due")
    ),
    model.TaxSubtotal: (
        row("taxable_amount", "ImponibileImporto", AMOUNT),
        row("tax_amount", "Imposta", AMOUNT),
        row("category", f"{ADDED}/category"),
        row("rate", "AliquotaIVA", NUMBER),
        row("exemption_reason", f"{ADDED}/reason"),
    ),
    model.Attachment: (
        row("reference", "NomeAttachment"),
        row("description", "DescrizioneAttachment"),
        row("content", "Attachment", OCTETS),
        row("mime_type", f"{ADDED}/medium"),
        row("filename", "NomeAttachment"),
    ),
    model.Line: (
        row("id", "NumeroLinea"),
        row("quantity", f"{ADDED}/quantity", NUMBER),
        row("unit", f"{ADDED}/unit | UnitaMisura"),
        row("net_amount", f"{ADDED}/net", AMOUNT),
        row("accounting_reference", "RiferimentoAmministrazione"),
        row("period", ".", group=model.Period),
        row("allowances", f"{ADDED}/allowance", group=model.AllowanceCharge, many=True),
        row("charges", f"{ADDED}/charge", group=model.AllowanceCharge, many=True),
        row("price", ".", group=model.Price),
        row("tax_category", f"{ADDED}/category"),
        row("tax_rate", "AliquotaIVA", NUMBER),
        row("item", ".", group=model.Item),
    ),
    model.Period: (row("start", "DataInizioPeriodo", DATE), row("end", "DataFinePeriodo", DATE)),
    model.Price: (row("net", f"{ADDED}/price", AMOUNT),),
    model.Item: (row("name", "Descrizione"), row("supplier_id", "CodiceArticolo/CodiceValore")),
}  # fmt: skip


def _prepare(root: Node) -> None:
    bodies = below(root, _BODY)
    if len(bodies) > 1:
        raise SeveralInvoices(len(bodies))
    for role in ("CedentePrestatore", "CessionarioCommittente", "RappresentanteFiscale"):
        for party in below(root, _HEAD, role):
            _add_to_party(party)
    _add_recipient(root)
    for body in bodies:
        _add_categories(body)
        for line in below(body, "DatiBeniServizi", "DettaglioLinee"):
            _add_to_line(line)
        for attachment in below(body, "Allegati"):
            _add_medium(attachment)
        add_totals(body)


def _add_to_party(party: Node) -> None:
    """The names of a person, the VAT id with its country, the street with its number, the number in the register."""
    names = [text_at(party, "DatiAnagrafici", "Anagrafica", part) for part in ("Nome", "Cognome")]
    add(party, "name", " ".join(filter(None, names)))
    country, number = (text_at(party, "DatiAnagrafici", "IdFiscaleIVA", part) for part in ("IdPaese", "IdCodice"))
    add(party, "tax_id", country + number if number else "")
    register = [text_at(party, "IscrizioneREA", part) for part in ("Ufficio", "NumeroREA")]
    add(party, "value", " ".join(filter(None, register)))
    for address in below(party, "Sede"):
        add(
            address, "line_1", " ".join(filter(None, (text_at(address, "Indirizzo"), text_at(address, "NumeroCivico"))))
        )


def _add_recipient(root: Node) -> None:
    code = text_at(root, _HEAD, "DatiTrasmissione", "CodiceDestinatario")
    for customer in below(root, _HEAD, "CessionarioCommittente"):
        if code and code not in _NO_ADDRESS:
            put_at(customer, code, ADDED, "address", "value")
            put_at(customer, _CODDEST, ADDED, "address", "scheme")


def _add_categories(body: Node) -> None:
    """The tax category of rows, lines and charges: that of the reason why no tax is due, else the standard one."""
    extra = below(body, *_ABOUT_PATH, "DatiCassaPrevidenziale")
    rows, lines = (below(body, "DatiBeniServizi", name) for name in ("DatiRiepilogo", "DettaglioLinee"))
    for each in (*rows, *lines, *extra):
        add(each, "category", _category(text_at(each, "Natura"), number_at(each, "AliquotaIVA")))
    for each in rows:
        if not number_at(each, "AliquotaIVA"):
            add(each, "reason", text_at(each, "RiferimentoNormativo"))
    if len(rows) == 1:
        for each in below(body, *_ABOUT_PATH, "ScontoMaggiorazione"):
            add(each, "category", text_at(rows[0], ADDED, "category"))
            add(each, "rate", text_at(rows[0], "AliquotaIVA"))


def _category(reason: str, rate: Decimal) -> str:
    return _CATEGORIES.get(reason) or _CATEGORIES.get(reason[:2]) or ("S" if rate else "Z")


def _add_to_line(line: Node) -> None:
    """A line without a quantity is one of something; a price is positive, and what is given back a negative quantity.

    Its amount has two decimals; its discounts are what it lacks of price by quantity.
    """
    price, quantity = number_at(line, "PrezzoUnitario"), number_at(line, "Quantita") or Decimal(1)
    if price < 0:
        price, quantity = -price, -quantity
    add(line, "quantity", quantity)
    add(line, "price", price if text_at(line, "PrezzoUnitario") else "")
    add(line, "net", net_of(line) if text_at(line, "PrezzoTotale") else "")
    _add_unit(line)
    if below(line, "ScontoMaggiorazione"):
        with exactly():
            full = price * quantity
        add_difference(line, full, net_of(line), ("Sconto", "Maggiorazione"))


def _add_unit(line: Node) -> None:
    """Units are words of the supplier's."""
    for unit in below(line, "UnitaMisura"):
        if code := _UNITS.get(unit.text.strip(". ").lower()):
            mark(unit, "")
            add(line, "unit", code)
    if not below(line, "UnitaMisura"):
        add(line, "unit", _PIECE)


def _add_medium(attachment: Node) -> None:
    """What an attachment is: by the format that it names, or by the end of its name."""
    named = text_at(attachment, "FormatoAttachment").lower()
    end = text_at(attachment, "NomeAttachment").rpartition(".")[2].lower()
    add(attachment, "medium", _MEDIA.get(named) or _MEDIA.get(end) or _ANY_MEDIUM)


FATTURAPA = NationalFormat(
    "fatturapa", "FatturaPA",
    re.compile(r"\{http://(?:ivaservizi\.agenziaentrate\.gov\.it/docs/xsd/fatture/v1\.\d+(?:\.\d+)?|"
               r"www\.fatturapa\.gov\.it/sdi/fatturapa/v1\.\d+)\}FatturaElettronica"),
    TABLE, _prepare,
    "the exchange (SdI) of the Agenzia delle Entrate checks it when it is sent",
)  # fmt: skip
