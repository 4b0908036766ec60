"""Invoices as people read them: PDF pages, and hybrid PDFs (Factur-X) that machines read too."""

from chalicelib.documents.rendering.branding import Branding
from chalicelib.documents.rendering.facturx import render_facturx
from chalicelib.documents.rendering.pdf import render_pdf

__all__ = ["Branding", "render_facturx", "render_pdf"]
