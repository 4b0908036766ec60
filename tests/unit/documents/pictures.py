"""Invoices of several kinds of content, and their pages as pictures.

One line from Australia, sixty lines over several pages from Germany, one with a logo each from Germany and France, and
a Chinese one. `make pictures` puts the pictures into docs/images: each language in each template.
"""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from chalicelib.documents.model.document import Document
from chalicelib.documents.rendering import Branding, render_pdf
from chalicelib.documents.rendering.branding import TEMPLATES
from tests.unit.documents.invoices import invoice, invoice_values

FOLDER = Path(__file__).parents[3] / "docs" / "images"


def australian(street: str, city: str, state: str, post_code: str) -> dict[str, str]:
    """An address in Australia."""
    return {"line_1": street, "city": city, "subdivision": state, "post_code": post_code, "country": "AU"}


def one_line() -> tuple[Document, str, Branding]:
    """A tax invoice for one service, paid to an Australian account."""
    document = invoice(
        invoice_number="INV-0042",
        currency="AUD",
        purchase_order="PO-77310",
        supplier={
            "name": "Harbour Data Pty Ltd",
            "legal_id": {"value": "51 824 753 556", "scheme": "0151"},
            "address": australian("12 Quay Street", "Sydney", "NSW", "2000"),
            "contact": {"telephone": "+61 2 5550 0142", "email": "accounts@harbourdata.example"},
        },
        customer={
            "name": "Blue Gum Books",
            "legal_id": {"value": "33 102 417 032", "scheme": "0151"},
            "address": australian("8 Elm Avenue", "Hobart", "TAS", "7000"),
        },
        payment={
            "means_code": "30",
            "credit_transfers": [
                {"account": "12345678", "account_name": "Harbour Data Pty Ltd", "provider": "062000"},
                {"account": "pay@harbourdata.example"},
            ],
        },
        payment_terms="Payment within 30 days. Thank you for your business.",
        lines=[
            {
                "id": "1", "quantity": "14.5", "unit": "HUR", "price": {"net": "185"}, "tax_category": "S",
                "tax_rate": "10",
                "item": {
                    "name": "Migration of the online shop", "description": "Analysis, data transfer, training on site",
                },
            },
        ],
    )  # fmt: skip
    return document, "en", Branding("#0f766e", slogan="Data, moved with care")


def sixty_lines() -> tuple[Document, str, Branding]:
    """Many items with long and short names, two tax rates, a discount, a part paid already."""
    names = (
        "Sechskantschraube M8 × 40, verzinkt",
        "Unterlegscheibe",
        "Fachbuch „Verbindungstechnik“, 4. Auflage",
        "Dübel",
    )
    lines = [
        {
            "id": str(number), "quantity": str(number % 7 + 1), "unit": "C62", "price": {"net": f"{number * 1.37:.4f}"},
            "tax_category": "S", "tax_rate": "7" if number % 4 == 3 else "19",
            "item": {"name": f"{names[number % 4]}", "supplier_id": f"ART-{number:05}",
                     **({"description": "Lieferung in zwei Teilen, frei Haus"} if number % 9 == 0 else {})},
        }
        for number in range(1, 61)
    ]  # fmt: skip
    document = invoice(
        lines=lines,
        notes=[{"text": "Die Ware bleibt bis zur vollständigen Bezahlung unser Eigentum."}],
        allowances=[
            {"base_amount": "100", "percentage": "5", "reason": "Treuerabatt", "tax_category": "S", "tax_rate": "19"}
        ],
        totals={"prepaid": "500.00"},
        payment={
            "means_code": "58",
            "credit_transfers": [{"account": "DE89370400440532013000", "provider": "COBADEFFXXX"}],
        },
        payment_terms="Zahlbar innerhalb von 30 Tagen ohne Abzug.",
    )
    return document, "de", Branding("#7c2d12")


def chinese() -> tuple[Document, str, Branding]:
    """Names and notes in Chinese."""
    line = invoice_values()["lines"][0]
    document = invoice(
        invoice_number="2024-沪-0088",
        currency="CNY",
        supplier={
            "name": "上海晨光科技有限公司", "tax_registration": "91310000MA1FL5YU7X",
            "address": {"line_1": "浦东新区世纪大道100号", "city": "上海市", "post_code": "200120", "country": "CN"},
            "contact": {"telephone": "+86 21 5555 0100", "email": "fapiao@example.cn"},
        },
        customer={
            "name": "北京远山贸易有限公司",
            "address": {
                "line_1": "朝阳区建国路88号现代城A座1201室", "city": "北京市", "post_code": "100022", "country": "CN",
            },
        },
        payment={
            "means_code": "30",
            "credit_transfers": [{"account": "6222 0210 0111 6245 702", "account_name": "上海晨光科技有限公司"}],
        },
        lines=[
            {**line, "tax_rate": "13",
             "item": {"name": "不锈钢螺栓 M8×40", "description": "镀锌，符合国家标准，按客户图纸加工并附检验报告"}},
            {**line, "id": "2", "quantity": "3", "unit": "HUR", "tax_rate": "6", "price": {"net": "650"},
             "item": {"name": "现场安装与调试服务", "description": "含往返交通费用"}},
        ],
        notes=[{"text": "请在到期日前付款，并在附言中注明发票编号。如有疑问，请与我们的财务部联系。"}],
    )  # fmt: skip
    return document, "zh", Branding("#b91c1c")


def arabic() -> tuple[Document, str, Branding]:
    """A page that is read from the right, with names and codes in Latin letters on it."""
    line = invoice_values()["lines"][0]
    document = invoice(
        invoice_number="INV-2024-0117",
        currency="AED",
        buyer_reference="PO-77310",
        supplier={
            "name": "شركة النور للتجارة (دبي) ذ.م.م", "tax_registration": "100123456700003",
            "address": {"line_1": "شارع الشيخ زايد 12", "city": "دبي", "country": "AE"},
            "contact": {"telephone": "+971 4 555 0142", "email": "accounts@alnoor.example"},
        },
        customer={
            "name": "مؤسسة الأفق للمقاولات",
            "address": {"line_1": "طريق الكورنيش 8", "line_2": "مبنى Harbour Tower، الطابق 3", "city": "أبوظبي",
                        "country": "AE"},
        },
        payment={
            "means_code": "30",
            "credit_transfers": [
                {"account": "AE070331234567890123456", "account_name": "شركة النور للتجارة", "provider": "BOMLAEAD"},
            ],
        },
        payment_terms="يستحق الدفع خلال 30 يوما من تاريخ الفاتورة.",
        allowances=[{"amount": "150.00", "reason": "خصم الكمية", "tax_category": "S", "tax_rate": "5"}],
        lines=[
            {**line, "quantity": "1200", "price": {"net": "4.75"}, "tax_rate": "5",
             "item": {"name": "برغي فولاذ مقاوم للصدأ M8×40",
                      "description": "مطلي بالزنك، مطابق للمواصفة (ISO 4017)، الطول 40 مم، مع شهادة فحص",
                      "supplier_id": "ART-00817"}},
            {**line, "id": "2", "quantity": "3", "unit": "HUR", "tax_rate": "5", "price": {"net": "350"},
             "item": {"name": "التركيب والتشغيل في الموقع", "description": "تشمل تكاليف التنقل"}},
            {**line, "id": "3", "quantity": "2", "tax_rate": "5", "price": {"net": "89.9"},
             "item": {"name": "Torque wrench 1/2″, 40–200 Nm"}},
        ],
        notes=[{"text": "يرجى ذكر رقم الفاتورة INV-2024-0117 عند التحويل. "
                        "للاستفسار يرجى الاتصال بقسم المحاسبة على الرقم "
                        "+971 4 555 0142 أو بالبريد accounts@alnoor.example في أوقات الدوام."}],
    )  # fmt: skip
    return document, "ar", Branding("#0f766e")


def german() -> tuple[Document, str, Branding]:
    """A workshop's invoice to a customer in Germany, with logo and a line at the foot."""
    values = invoice_values()
    document = invoice(
        customer={
            "name": "Buchhandlung Lindenhof KG", "contact": {"name": "Einkauf"},
            "address": {"line_1": "Lindenallee 12", "city": "Köln", "post_code": "50667", "country": "DE"},
        },
        lines=[
            {**values["lines"][0], "quantity": "40", "price": {"net": "136.50"},
             "item": {"name": "Regalboden, Eiche massiv", "description": "80 × 28 cm, geölt, mit Bodenträgern"}},
            {**values["lines"][1], "tax_rate": "19", "quantity": "6.5",
             "item": {"name": "Montage", "description": "Vor Ort, mit Anfahrt"}},
        ],
        payment_terms="Zahlbar innerhalb von 30 Tagen ohne Abzug.",
    )  # fmt: skip
    footer = "Geschäftsführerin: Erika Beispiel · Amtsgericht München HRB 12345"
    return document, "de", Branding("#9a3412", logo=logo("#9a3412"), footer=footer)


def french() -> tuple[Document, str, Branding]:
    """A supply within the European Union, which bears no tax."""
    line = {**invoice_values()["lines"][0], "tax_category": "K", "tax_rate": "0"}
    document = invoice(
        supplier={
            "name": "Atelier du Port SARL", "tax_id": "FR00123456789",
            "legal_id": {"value": "123456789", "scheme": "0002"},
            "legal_information": "SARL au capital de 20 000 €",
            "address": {"line_1": "14 quai des Brumes", "city": "Nantes", "post_code": "44000", "country": "FR"},
            "contact": {"telephone": "+33 2 55 50 01 42", "email": "compta@atelier.example"},
        },
        customer={
            "name": "Boekhandel De Gracht BV", "tax_id": "NL123456782B90",
            "address": {"line_1": "Keizersgracht 100", "city": "Amsterdam", "post_code": "1015 CV", "country": "NL"},
        },
        lines=[
            {**line, "quantity": "12", "price": {"net": "89.90"},
             "item": {"name": "Lampe de lecture, laiton", "description": "Abat-jour en lin, câble de 2 m"}},
            {**line, "id": "2", "quantity": "3", "price": {"net": "240"}, "item": {"name": "Table d'appoint, chêne"}},
        ],
        delivery={"delivered_on": "2024-04-29", "address": {"country": "NL"}},
        payment={"means_code": "58", "credit_transfers": [{"account": "FR1420041010050500013M02606"}]},
        payment_terms="Paiement à 30 jours.",
    )  # fmt: skip
    return document, "fr", Branding("#1d4ed8", logo=logo("#1d4ed8"))


def logo(color: str) -> bytes:
    """A drawn logo on no background."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGBA", (420, 120), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((0, 10, 100, 110), 24, fill=color)
    draw.ellipse((30, 40, 70, 80), fill="white")
    for number, width in enumerate((300, 220)):
        draw.rounded_rectangle((125, 30 + 36 * number, 125 + width - 40, 50 + 36 * number), 8, fill=color)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


Kind = Callable[[], tuple[Document, str, Branding]]
LANGUAGES: dict[str, Kind] = {"en": one_line, "de": german, "fr": french, "zh": chinese, "ar": arabic}
SCALE, COLORS = 1.15, 32


def draw(pdf: bytes, name: str) -> None:
    """The pages of a PDF as pictures."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    for number in range(len(document)):
        _save(document[number], f"{name}-{number + 1}")


def _save(page: Any, name: str) -> None:
    picture = page.render(scale=SCALE).to_pil()
    picture.quantize(COLORS).save(FOLDER / f"{name}.png", optimize=True)


def main() -> None:
    """Make all pictures."""
    import pypdfium2

    FOLDER.mkdir(parents=True, exist_ok=True)
    document, language, branding = sixty_lines()
    draw(render_pdf(document, language=language, branding=branding), "sixty-lines")
    for name, make in LANGUAGES.items():
        document, language, branding = make()
        for template in TEMPLATES:
            pdf = render_pdf(document, language=language, branding=replace(branding, template=template))
            _save(pypdfium2.PdfDocument(pdf)[0], f"{template}-{name}")


if __name__ == "__main__":
    main()
