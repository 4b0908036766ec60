"""Which rule sets a stage has, and what becomes of invoices that none of them is for."""

from pathlib import Path

import boto3
import pytest

from chalicelib.documents.syntaxes.codec import write_cii, write_ubl
from chalicelib.settings import settings
from tests.support.api import Api, Person
from tests.support.workers.queue import work
from tests.unit.documents.invoices import invoice
from tests.unit.validation.house import SPECIFICATION, zipped

PINT = "urn:peppol:pint:billing-1@aunz-1"
OLD = "urn:un:unece:uncefact:data:standard:"
ZUGFERD_1 = f"""<rsm:CrossIndustryDocument xmlns:rsm="urn:ferd:CrossIndustryDocument:invoice:1p0"
    xmlns:ram="{OLD}ReusableAggregateBusinessInformationEntity:12" xmlns:udt="{OLD}UnqualifiedDataType:15">
  <rsm:SpecifiedExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter>
    <ram:ID>urn:ferd:CrossIndustryDocument:invoice:1p0:comfort</ram:ID>
  </ram:GuidelineSpecifiedDocumentContextParameter></rsm:SpecifiedExchangedDocumentContext>
  <rsm:HeaderExchangedDocument><ram:ID>471102</ram:ID><ram:TypeCode>380</ram:TypeCode>
    <ram:IssueDateTime><udt:DateTimeString format="102">20130305</udt:DateTimeString></ram:IssueDateTime>
  </rsm:HeaderExchangedDocument>
  <rsm:SpecifiedSupplyChainTradeTransaction><ram:ApplicableSupplyChainTradeSettlement>
    <ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode><ram:SpecifiedTradeSettlementMonetarySummation>
      <ram:GrandTotalAmount currencyID="EUR">235.62</ram:GrandTotalAmount>
    </ram:SpecifiedTradeSettlementMonetarySummation>
  </ram:ApplicableSupplyChainTradeSettlement></rsm:SpecifiedSupplyChainTradeTransaction>
</rsm:CrossIndustryDocument>""".encode()


@pytest.fixture
def person(api: Api, monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.setenv("RULE_PACKS_CACHE_SECONDS", "0")
    settings.cache_clear()
    return api.person()


def store(data: bytes, name: str = "house") -> None:
    boto3.client("s3").put_object(Bucket=settings().files_bucket, Key=f"rulesets/{name}.zip", Body=data)


def uploaded(person: Person, xml: bytes) -> str:
    identity: str = person.upload(xml, "invoice.xml", "application/xml").json["id"]
    work()
    return identity


def test_the_rule_sets_of_a_stage_say_which_specifications_they_are_for(person: Person, tmp_path: Path) -> None:
    store(zipped(tmp_path))
    listed = person.get("/rulesets").json
    items = {each["id"]: each for each in listed["items"]}
    assert items["house"] == {
        "id": "house", "name": "House rules", "version": "1.0", "syntax": "ubl", "applies_to": [f"{SPECIFICATION}*"],
        "built_in": False, "refused": None,
    }  # fmt: skip
    assert items["en16931-ubl"]["applies_to"] == ["urn:cen.eu:en16931:2017"]
    assert items["en16931-ubl"]["built_in"]


def test_published_packs_are_available_until_they_are_there(person: Person, tmp_path: Path) -> None:
    (available,) = [each for each in person.get("/rulesets").json["available"] if each["id"] == "pint-aunz"]
    assert available["applies_to"] == [f"{PINT}*"]
    assert available["licence"]
    store(zipped(tmp_path, id="pint-aunz"), "pint-aunz")
    assert "pint-aunz" not in [each["id"] for each in person.get("/rulesets").json["available"]]


def test_a_pack_that_cannot_be_used_says_why(person: Person) -> None:
    store(b"nonsense")
    refused = {each["id"]: each["refused"] for each in person.get("/rulesets").json["items"] if each["refused"]}
    assert set(refused) == {"house-ubl", "house-cii"}
    assert "not a readable zip" in refused["house-ubl"]


def test_an_invoice_that_no_rule_set_is_for_is_not_called_invalid_and_names_the_pack(person: Person) -> None:
    broken = write_ubl(invoice(specification=PINT, invoice_number=None))
    invoice_id = uploaded(person, broken)
    shown = person.get(f"/invoices/{invoice_id}").json
    assert (shown["state"], shown["state_reason"]) == ("unvalidated", "no_ruleset_applies")
    report = person.post(f"/invoices/{invoice_id}/validate").json
    assert (report["ruleset"], report["applicable"], report["install"]) == (None, False, "pint-aunz")
    named = person.post(f"/invoices/{invoice_id}/validate?ruleset=en16931").json
    assert (named["ruleset"], named["applicable"]) == ("en16931-ubl", True)
    assert person.get(f"/invoices/{invoice_id}").json["state"] == "failed"


def test_once_its_pack_is_there_the_invoice_gets_a_verdict(person: Person, tmp_path: Path) -> None:
    invoice_id = uploaded(person, write_ubl(invoice(specification=PINT)))
    assert person.post(f"/invoices/{invoice_id}/validate").json["install"] == "pint-aunz"
    store(zipped(tmp_path, id="pint-aunz", applies_to=(f"{PINT}*",)), "pint-aunz")  # type: ignore[arg-type]
    report = person.post(f"/invoices/{invoice_id}/validate").json
    assert (report["ruleset"], report["successful"], report["install"]) == ("pint-aunz", True, None)
    shown = person.get(f"/invoices/{invoice_id}").json
    assert (shown["state"], shown["state_reason"]) == ("passed", None)


def test_plain_cii_that_only_the_narrower_profile_minds_is_undecided(person: Person) -> None:
    beyond = write_cii(invoice()).replace(b"<ram:PostcodeCode>", b'<ram:PostcodeCode listID="x">')
    shown = person.get(f"/invoices/{uploaded(person, beyond)}").json
    assert (shown["state"], shown["state_reason"], shown["validation"]["ruleset"]) == (
        "unvalidated", "no_ruleset_applies", "en16931-cii",
    )  # fmt: skip
    assert shown["validation"]["fatal"] == 0


def test_zugferd_1_is_read_and_converted_and_has_no_rules_of_its_own(person: Person) -> None:
    invoice_id = uploaded(person, ZUGFERD_1)
    shown = person.get(f"/invoices/{invoice_id}").json
    assert (shown["invoice_number"], shown["total"], shown["status"]) == ("471102", "235.62", "ready")
    assert (shown["state"], shown["state_reason"]) == ("unvalidated", "no_ruleset_applies")
    assert person.get(f"/invoices/{invoice_id}/files/ubl").status == 302
    report = person.post(f"/invoices/{invoice_id}/validate").json
    assert "no rules of its own" in report["layers"][-1]["detail"]
    assert person.post(f"/invoices/{invoice_id}/validate?ruleset=en16931-ubl").json["ruleset"] == "en16931-ubl"
