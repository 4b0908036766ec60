"""Invoices of three kinds of content, and their first pages as pictures.

One line from Australia, sixty lines over several pages from Germany, and a Chinese one.
`.venv/bin/python -m tests.unit.documents.pictures` puts the pictures into docs/images.
"""

from pathlib import Path

from chalicelib.documents.model.document import Document
from chalicelib.documents.rendering import Branding, render_pdf
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


KINDS = {"one-line": one_line, "sixty-lines": sixty_lines, "chinese": chinese}


def draw(pdf: bytes, name: str) -> None:
    """The pages of a PDF as pictures."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    for number in range(len(document)):
        picture = document[number].render(scale=1.4).to_pil()
        picture.quantize(64).save(FOLDER / f"{name}-{number + 1}.png", optimize=True)


def main() -> None:
    """Make all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, make in KINDS.items():
        document, language, branding = make()
        draw(render_pdf(document, language=language, branding=branding), name)


if __name__ == "__main__":
    main()
