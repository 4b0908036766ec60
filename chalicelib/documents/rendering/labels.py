"""The words on a rendered invoice, in eight languages. Adding a language is a column; adding a word is a row."""

from collections.abc import Mapping

from chalicelib.languages import DEFAULT, PAGE_LANGUAGES, RIGHT_TO_LEFT

_TABLE: Mapping[str, tuple[str, ...]] = {
    "invoice": ("Invoice", "Rechnung", "Facture", "Factuur", "Factura", "Fattura", "发票", "فاتورة"),
    "tax_invoice": ("Tax Invoice", "Rechnung", "Facture", "Factuur", "Factura", "Fattura", "发票", "فاتورة ضريبية"),
    "credit_note": ("Credit Note", "Gutschrift", "Avoir", "Creditnota", "Factura rectificativa", "Nota di credito",
                    "红字发票", "إشعار دائن"),
    "quote": ("Quote", "Angebot", "Devis", "Offerte", "Presupuesto", "Preventivo", "报价单", "عرض سعر"),
    "valid_until": ("Valid until", "Gültig bis", "Valable jusqu'au", "Geldig tot", "Válido hasta", "Valido fino al",
                    "有效期至", "صالح حتى"),
    "quoted_on": ("Date", "Datum", "Date", "Datum", "Fecha", "Data", "报价日期", "التاريخ"),
    "quote_for": ("Quote for", "Angebot für", "Devis pour", "Offerte voor", "Presupuesto para", "Preventivo per",
                  "报价对象", "عرض سعر إلى"),
    "offered": ("Total", "Gesamtbetrag", "Montant total", "Totaalbedrag", "Importe total", "Importo totale", "总计",
                "الإجمالي"),
    "number": ("Number", "Nummer", "Numéro", "Nummer", "Número", "Numero", "编号", "الرقم"),
    "issue_date": ("Date", "Datum", "Date", "Datum", "Fecha", "Data", "开票日期", "تاريخ الإصدار"),
    "due_date": ("Due date", "Fällig am", "Échéance", "Vervaldatum", "Vencimiento", "Scadenza", "到期日",
                 "تاريخ الاستحقاق"),
    "delivered_on": ("Delivered on", "Lieferdatum", "Livré le", "Leverdatum", "Entregado el", "Consegnato il",
                     "交货日期", "تاريخ التوريد"),
    "period": ("Period", "Zeitraum", "Période", "Periode", "Período", "Periodo", "期间", "الفترة"),
    "purchase_order": ("Your order", "Ihre Bestellung", "Votre commande", "Uw bestelling", "Su pedido", "Vs. ordine",
                       "采购订单", "أمر الشراء"),
    "buyer_reference": ("Your reference", "Ihre Referenz", "Votre référence", "Uw referentie", "Su referencia",
                        "Vs. riferimento", "客户参考号", "مرجع العميل"),
    "contract": ("Contract", "Vertrag", "Contrat", "Contract", "Contrato", "Contratto", "合同", "العقد"),
    "project": ("Project", "Projekt", "Projet", "Project", "Proyecto", "Progetto", "项目", "المشروع"),
    "preceding": ("Refers to", "Bezug", "Réf. facture", "Betreft", "Se refiere a", "Riferimento", "原发票",
                  "الفاتورة الأصلية"),
    "bill_to": ("Bill to", "Rechnung an", "Facturé à", "Factuur aan", "Facturar a", "Fatturato a", "客户",
                "فاتورة إلى"),
    "deliver_to": ("Deliver to", "Lieferung an", "Livré à", "Leveradres", "Entregar en", "Consegnato a", "收货地址",
                   "التسليم إلى"),
    "pay_to": ("Payable to", "Zahlbar an", "Payable à", "Te betalen aan", "Pagadero a", "Pagabile a", "收款人",
               "الدفع إلى"),
    "tax_id": ("VAT no.", "USt-IdNr.", "N° TVA", "Btw-nr.", "NIF-IVA", "P. IVA", "税号", "الرقم الضريبي"),
    "tax_registration": ("Tax no.", "Steuernummer", "N° fiscal", "Fiscaal nr.", "NIF", "Codice fiscale", "税务登记号",
                         "رقم التسجيل الضريبي"),
    "legal_id": ("Reg. no.", "Reg.-Nr.", "N° d'immatriculation", "KvK-nr.", "N.º de registro", "N. registro", "注册号",
                 "رقم السجل التجاري"),
    "item": ("Description", "Beschreibung", "Désignation", "Omschrijving", "Descripción", "Descrizione", "项目说明",
             "الوصف"),
    "quantity": ("Quantity", "Menge", "Quantité", "Aantal", "Cantidad", "Quantità", "数量", "الكمية"),
    "price": ("Unit price", "Einzelpreis", "Prix unitaire", "Prijs", "Precio", "Prezzo", "单价", "سعر الوحدة"),
    "amount": ("Amount", "Betrag", "Montant", "Bedrag", "Importe", "Importo", "金额", "المبلغ"),
    "tax": ("VAT", "USt.", "TVA", "Btw", "IVA", "IVA", "税", "الضريبة"),
    "carried": ("Carried forward", "Übertrag", "À reporter", "Transport", "Suma y sigue", "Riporto", "转下页",
                "المجموع المرحل"),
    "brought": ("Brought forward", "Übertrag", "Report", "Transport", "Suma anterior", "Riporto", "承上页",
                "المجموع المنقول"),
    "lines_net": ("Subtotal", "Zwischensumme", "Sous-total", "Subtotaal", "Subtotal", "Subtotale", "小计",
                  "المجموع الفرعي"),
    "allowance": ("Discount", "Nachlass", "Remise", "Korting", "Descuento", "Sconto", "折扣", "خصم"),
    "charge": ("Surcharge", "Zuschlag", "Majoration", "Toeslag", "Recargo", "Maggiorazione", "附加费", "رسوم إضافية"),
    "net_total": ("Total excl. {tax}", "Summe netto", "Total HT", "Totaal excl. btw", "Total sin IVA",
                  "Totale imponibile", "不含税合计", "الإجمالي قبل الضريبة"),
    "tax_total": ("{tax}", "Umsatzsteuer", "TVA", "Btw", "IVA", "IVA", "税额", "ضريبة القيمة المضافة"),
    "total": ("Total incl. {tax}", "Summe brutto", "Total TTC", "Totaal incl. btw", "Total con IVA", "Totale",
              "含税合计", "الإجمالي شامل الضريبة"),
    "prepaid": ("Already paid", "Bereits bezahlt", "Déjà payé", "Reeds betaald", "Ya pagado", "Già pagato", "已付金额",
                "المدفوع مسبقا"),
    "rounding": ("Rounding", "Rundung", "Arrondi", "Afronding", "Redondeo", "Arrotondamento", "舍入", "التقريب"),
    "amount_due": ("Amount due", "Zahlbetrag", "Net à payer", "Te betalen", "Importe a pagar", "Importo dovuto",
                   "应付金额", "المبلغ المستحق"),
    "credited": ("Amount credited", "Gutschriftsbetrag", "Montant de l'avoir", "Te ontvangen", "Importe abonado",
                 "Importo accreditato", "贷记金额", "المبلغ الدائن"),
    "breakdown": ("{tax} summary", "Steuerübersicht", "Détail de la TVA", "Btw-overzicht", "Desglose del IVA",
                  "Riepilogo IVA", "税额明细", "تفاصيل الضريبة"),
    "rate": ("Rate", "Satz", "Taux", "Tarief", "Tipo", "Aliquota", "税率", "النسبة"),
    "taxable": ("Taxable amount", "Nettobetrag", "Base HT", "Grondslag", "Base imponible", "Imponibile", "计税金额",
                "المبلغ الخاضع للضريبة"),
    "payment": ("Payment", "Zahlung", "Paiement", "Betaling", "Pago", "Pagamento", "付款方式", "الدفع"),
    "account": ("Account", "Konto", "Compte", "Rekening", "Cuenta", "Conto", "账号", "رقم الحساب"),
    "account_name": ("Account name", "Kontoinhaber", "Titulaire", "Ten name van", "Titular", "Intestatario", "户名",
                     "اسم صاحب الحساب"),
    "bank": ("Bank code", "Bank", "Banque", "Bank", "Banco", "Banca", "银行代码", "رمز البنك"),
    "remittance": ("Payment reference", "Verwendungszweck", "Référence", "Betalingskenmerk", "Concepto", "Causale",
                   "付款附言", "مرجع الدفع"),
    "card": ("Card", "Karte", "Carte", "Kaart", "Tarjeta", "Carta", "银行卡", "البطاقة"),
    "direct_debit": ("Collected by direct debit, mandate", "Einzug per Lastschrift, Mandat", "Prélèvement, mandat",
                     "Automatische incasso, machtiging", "Adeudo directo, mandato", "Addebito diretto, mandato",
                     "直接扣款，授权号", "خصم مباشر، تفويض رقم"),
    "terms": ("Terms", "Zahlungsbedingungen", "Conditions", "Voorwaarden", "Condiciones", "Condizioni", "付款条件",
              "شروط الدفع"),
    "scan": ("Scan to pay", "Zum Zahlen scannen", "Scanner pour payer", "Scan om te betalen", "Escanear y pagar",
             "Scansiona e paga", "扫码付款", "امسح للدفع"),
    "notes": ("Notes", "Hinweise", "Remarques", "Opmerkingen", "Observaciones", "Note", "备注", "ملاحظات"),
    "attachments": ("Attachments", "Anlagen", "Pièces jointes", "Bijlagen", "Adjuntos", "Allegati", "附件", "المرفقات"),
    "page": ("Page {page} of {pages}", "Seite {page} von {pages}", "Page {page} sur {pages}",
             "Pagina {page} van {pages}", "Página {page} de {pages}", "Pagina {page} di {pages}",
             "第 {page} 页，共 {pages} 页", "صفحة {page} من {pages}"),
    "draft": ("DRAFT", "ENTWURF", "BROUILLON", "CONCEPT", "BORRADOR", "BOZZA", "草稿", "مسودة"),
    "untaxed_AE": ("Reverse charge", "Steuerschuldnerschaft des Leistungsempfängers", "Autoliquidation", "Btw verlegd",
           "Inversión del sujeto pasivo", "Inversione contabile", "反向征收", "احتساب عكسي"),
    "untaxed_E": ("Exempt from {tax}", "Steuerfrei", "Exonéré de TVA", "Vrijgesteld van btw", "Exento de IVA",
                  "Esente IVA", "免税", "معفى من الضريبة"),
    "untaxed_G": ("Export, not taxed", "Steuerfreie Ausfuhrlieferung", "Exportation, exonérée de TVA",
          "Uitvoer, vrij van btw", "Exportación, exenta de IVA", "Esportazione, non imponibile", "出口免税",
                  "تصدير غير خاضع للضريبة"),
    "untaxed_K": ("Intra-Community supply", "Steuerfreie innergemeinschaftliche Lieferung",
                  "Livraison intracommunautaire", "Intracommunautaire levering", "Entrega intracomunitaria",
                  "Cessione intracomunitaria", "欧盟内部免税供货", "توريد داخل الاتحاد الأوروبي"),
    "untaxed_O": ("Not subject to {tax}", "Nicht steuerbar", "Hors champ de la TVA", "Niet onderworpen aan btw",
          "No sujeto a IVA", "Fuori campo IVA", "不征税", "خارج نطاق الضريبة"),
    "C62": ("pcs", "Stk.", "pce", "st.", "ud.", "pz.", "件", "قطعة"),
    "HUR": ("hrs", "Std.", "h", "uur", "h", "ore", "小时", "ساعة"),
    "DAY": ("days", "Tage", "jours", "dagen", "días", "giorni", "天", "يوم"),
    "MON": ("months", "Monate", "mois", "maanden", "meses", "mesi", "月", "شهر"),
    "ANN": ("years", "Jahre", "ans", "jaar", "años", "anni", "年", "سنة"),
}  # fmt: skip
_SYMBOLS = {"KGM": "kg", "GRM": "g", "TNE": "t", "LTR": "l", "MTR": "m", "KMT": "km", "MTK": "m²", "MTQ": "m³",
            "KWH": "kWh", "MIN": "min", "P1": "%"}  # fmt: skip
_PIECES = {"EA": "C62", "H87": "C62", "XPP": "C62", "NAR": "C62"}
GST_COUNTRIES = frozenset({"AU", "NZ", "SG", "IN", "MY", "CA"})
"""Where English speakers call the tax GST."""
TAX_INVOICE_COUNTRIES = frozenset({"AE", "AU", "BH", "OM", "SA"})
"""Where an invoice with tax must be titled "Tax Invoice" by law."""


class Labels:
    """The words of one language, with the tax named as in the supplier's country."""

    def __init__(self, language: str, country: str | None = None) -> None:
        self.language = language if language in PAGE_LANGUAGES else DEFAULT
        self._column = [*PAGE_LANGUAGES].index(self.language)
        gst = self.language == "en" and country in GST_COUNTRIES
        self.tax = "GST" if gst else _TABLE["tax"][self._column]

    def __getitem__(self, name: str) -> str:
        """The word for a thing.

        >>> Labels("en", "AU")["net_total"], Labels("de")["due_date"]
        ('Total excl. GST', 'Fällig am')
        """
        return _TABLE[name][self._column].replace("{tax}", self.tax)

    @property
    def is_right_to_left(self) -> bool:
        """Whether pages of the language are read from the right."""
        return self.language in RIGHT_TO_LEFT

    def unit(self, code: str | None) -> str:
        """A unit in words or as its symbol; the code itself where it is not a usual one."""
        code = _PIECES.get(code or "", code or "")
        return self[code] if code in _TABLE else _SYMBOLS.get(code, code)
