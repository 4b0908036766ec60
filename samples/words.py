"""What the sample invoices call things, by language: the words as they are printed."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "invoice": "Invoice", "credit_note": "Credit Note", "number": "Invoice No.", "date": "Invoice Date",
        "due": "Due Date", "order": "PO Number", "to": "Bill To", "tax_id": "VAT No.", "description": "Description",
        "quantity": "Qty", "price": "Unit Price", "amount": "Amount", "rate": "VAT %", "net": "Subtotal",
        "tax": "VAT", "total": "Total", "thanks": "Thank you for your business.", "page": "Page",
        "carried": "Carried forward", "from": "From",
    },
    "de": {
        "invoice": "Rechnung", "credit_note": "Gutschrift", "number": "Rechnungsnummer", "date": "Rechnungsdatum",
        "due": "Fällig am", "order": "Ihre Bestellnummer", "to": "Rechnungsempfänger", "tax_id": "USt-IdNr.",
        "description": "Bezeichnung", "quantity": "Menge", "price": "Einzelpreis", "amount": "Gesamtpreis",
        "rate": "MwSt", "net": "Nettobetrag", "tax": "Umsatzsteuer", "total": "Rechnungsbetrag",
        "thanks": "Bitte überweisen Sie den Betrag auf unser Konto.", "page": "Seite", "carried": "Übertrag",
        "from": "Rechnungssteller",
    },
    "fr": {
        "invoice": "Facture", "credit_note": "Avoir", "number": "Facture n°", "date": "Date de facture",
        "due": "Date d'échéance", "order": "Bon de commande", "to": "Facturé à", "tax_id": "N° TVA",
        "description": "Désignation", "quantity": "Qté", "price": "Prix unitaire HT", "amount": "Montant HT",
        "rate": "TVA", "net": "Total HT", "tax": "TVA", "total": "Total TTC",
        "thanks": "Merci de votre confiance.", "page": "Page", "carried": "À reporter", "from": "Émetteur",
    },
    "nl": {
        "invoice": "Factuur", "credit_note": "Creditnota", "number": "Factuurnummer", "date": "Factuurdatum",
        "due": "Vervaldatum", "order": "Uw referentie", "to": "Factuuradres", "tax_id": "BTW-nummer",
        "description": "Omschrijving", "quantity": "Aantal", "price": "Stukprijs", "amount": "Bedrag",
        "rate": "BTW", "net": "Totaal excl. BTW", "tax": "BTW", "total": "Totaal incl. BTW",
        "thanks": "Wij danken u voor uw bestelling.", "page": "Pagina", "carried": "Transport", "from": "Leverancier",
    },
    "es": {
        "invoice": "Factura", "credit_note": "Factura rectificativa", "number": "Nº de factura",
        "date": "Fecha de emisión", "due": "Vencimiento", "order": "Su pedido", "to": "Cliente", "tax_id": "NIF",
        "description": "Descripción", "quantity": "Cantidad", "price": "Precio unitario", "amount": "Importe",
        "rate": "IVA", "net": "Base imponible", "tax": "IVA", "total": "Total factura",
        "thanks": "Gracias por su confianza.", "page": "Página", "carried": "Suma y sigue", "from": "Emisor",
    },
    "it": {
        "invoice": "Fattura", "credit_note": "Nota di credito", "number": "Fattura n.", "date": "Data fattura",
        "due": "Scadenza", "order": "Vs. ordine", "to": "Destinatario", "tax_id": "P. IVA",
        "description": "Descrizione", "quantity": "Quantità", "price": "Prezzo unitario", "amount": "Importo",
        "rate": "IVA", "net": "Imponibile", "tax": "IVA", "total": "Totale fattura",
        "thanks": "Grazie per averci scelto.", "page": "Pagina", "carried": "A riportare", "from": "Cedente",
    },
    "sv": {
        "invoice": "Faktura", "credit_note": "Kreditfaktura", "number": "Fakturanummer", "date": "Fakturadatum",
        "due": "Förfallodatum", "order": "Er order", "to": "Fakturaadress", "tax_id": "Momsreg.nr",
        "description": "Benämning", "quantity": "Antal", "price": "À-pris", "amount": "Belopp", "rate": "Moms",
        "net": "Summa exkl. moms", "tax": "Moms", "total": "Summa inkl. moms", "thanks": "Tack för din beställning.",
        "page": "Sida", "carried": "Transport", "from": "Säljare",
    },
    "pt": {
        "invoice": "Fatura", "credit_note": "Nota de crédito", "number": "Fatura n.º", "date": "Data de emissão",
        "due": "Data de vencimento", "order": "Nota de encomenda", "to": "Exmo(s). Sr.(s)", "tax_id": "NIF",
        "description": "Designação", "quantity": "Quantidade", "price": "Preço unitário", "amount": "Valor",
        "rate": "IVA", "net": "Total líquido", "tax": "Total IVA", "total": "Total do documento",
        "thanks": "Obrigado pela preferência.", "page": "Página", "carried": "A transportar", "from": "Emitente",
    },
    "da": {
        "invoice": "Faktura", "credit_note": "Kreditnota", "number": "Fakturanr.", "date": "Fakturadato",
        "due": "Forfaldsdato", "order": "Rekvisitionsnr.", "to": "Kunde", "tax_id": "CVR-nr.",
        "description": "Beskrivelse", "quantity": "Antal", "price": "Enhedspris", "amount": "Beløb", "rate": "Moms",
        "net": "Subtotal", "tax": "Moms", "total": "Total inkl. moms", "thanks": "Tak for handlen.", "page": "Side",
        "carried": "Overført", "from": "Sælger",
    },
}  # fmt: skip
