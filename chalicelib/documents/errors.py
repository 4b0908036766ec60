"""Why bytes cannot become a document, or a document cannot stand: one class a reason."""


class DocumentError(ValueError):
    """Base of everything this package raises."""


class XmlRefused(DocumentError):
    """The XML declares a document type or entities, or is nested or sized beyond reason."""

    def __init__(self, reason: str) -> None:
        """Carry what was refused."""
        self.reason = reason
        super().__init__(reason)


class MalformedXml(DocumentError):
    """The bytes are not well-formed XML."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        """Carry the parser's reason and the line it stopped at."""
        self.reason, self.line = reason, line
        super().__init__(f"not well-formed XML: {reason}")


class NotAnInvoice(DocumentError):
    """The XML is well-formed, but its root is no invoice or credit note of a known syntax."""

    def __init__(self, root: str) -> None:
        """Carry the root element's name in Clark notation."""
        self.root = root
        super().__init__(f"{root} is neither a UBL invoice or credit note nor a UN/CEFACT cross industry invoice")


class SeveralInvoices(DocumentError):
    """An envelope holds more than one invoice."""

    def __init__(self, count: int) -> None:
        """Carry how many there are."""
        self.count = count
        super().__init__(f"the envelope holds {count} invoices")
