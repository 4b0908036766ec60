from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.postal_address import PostalAddress
    from ..models.reminder_text import ReminderText


T = TypeVar("T", bound="CompanyOut")


@_attrs_define
class CompanyOut:
    """A company."""

    id: str
    """ Its id, opaque """
    name: str
    """ Name """
    legal_name: None | str
    """ Full legal name, as on invoices (BT-27) """
    tax_id: None | str
    """ VAT identifier, or the country's tax number """
    address: None | PostalAddress
    """ Postal address """
    country: None | str
    """ ISO 3166-1 alpha-2 code """
    default_currency: None | str
    """ ISO 4217 code of invoices that name no currency """
    iban: None | str
    """ Account number (ISO 13616) """
    bsb: None | str
    """ Australian bank, state and branch number """
    account_number: None | str
    """ Australian account number """
    email: None | str
    """ E-mail address """
    color: None | str
    """ Colour of the company's invoices and mails, as #rrggbb """
    logo: None | str
    """ PNG or JPEG in Base64 """
    template: None | str
    """ How invoices are laid out: `standard`, `letter` or `banner` """
    footer: None | str
    """ A line of the company's own at the foot of each page """
    number_prefix: None | str
    """ What invoice numbers begin with """
    credit_note_prefix: None | str
    """ What numbers of credit notes begin with """
    number_format: None | str
    """ How numbers of invoices are written """
    credit_note_format: None | str
    """ How numbers of credit notes are written """
    quote_format: None | str
    """ How numbers of quotes are written """
    time_zone: None | str
    """ IANA time zone in which the company's days begin and end """
    reminder_days: list[int] | None
    """ How many days after the due date each reminder of an unpaid invoice comes; null sends none """
    reminder_texts: list[ReminderText] | None
    """ The company's own words for reminders, by level and language; null where it has none """
    retention_years: int | None
    """ How long issued invoices are kept, after the year of issue """
    approval_persons: int | None
    """ How many people have to approve an invoice that the company pays """
    approval_needed: bool | None
    """ Whether only approved invoices are paid, and exported as payable """
    members_see_all: bool
    """ Whether members see all of the company's invoices, or their own alone """
    factors_demanded: bool
    """ Whether everybody in the company needs a second factor """
    created_at: datetime.datetime
    """ When it was made """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.postal_address import PostalAddress  # noqa: PLC0415

        id = self.id

        name = self.name

        legal_name: None | str
        legal_name = self.legal_name

        tax_id: None | str
        tax_id = self.tax_id

        address: dict[str, Any] | None
        if isinstance(self.address, PostalAddress):
            address = self.address.to_dict()
        else:
            address = self.address

        country: None | str
        country = self.country

        default_currency: None | str
        default_currency = self.default_currency

        iban: None | str
        iban = self.iban

        bsb: None | str
        bsb = self.bsb

        account_number: None | str
        account_number = self.account_number

        email: None | str
        email = self.email

        color: None | str
        color = self.color

        logo: None | str
        logo = self.logo

        template: None | str
        template = self.template

        footer: None | str
        footer = self.footer

        number_prefix: None | str
        number_prefix = self.number_prefix

        credit_note_prefix: None | str
        credit_note_prefix = self.credit_note_prefix

        number_format: None | str
        number_format = self.number_format

        credit_note_format: None | str
        credit_note_format = self.credit_note_format

        quote_format: None | str
        quote_format = self.quote_format

        time_zone: None | str
        time_zone = self.time_zone

        reminder_days: list[int] | None
        if isinstance(self.reminder_days, list):
            reminder_days = self.reminder_days

        else:
            reminder_days = self.reminder_days

        reminder_texts: list[dict[str, Any]] | None
        if isinstance(self.reminder_texts, list):
            reminder_texts = []
            for reminder_texts_type_0_item_data in self.reminder_texts:
                reminder_texts_type_0_item = reminder_texts_type_0_item_data.to_dict()
                reminder_texts.append(reminder_texts_type_0_item)

        else:
            reminder_texts = self.reminder_texts

        retention_years: int | None
        retention_years = self.retention_years

        approval_persons: int | None
        approval_persons = self.approval_persons

        approval_needed: bool | None
        approval_needed = self.approval_needed

        members_see_all = self.members_see_all

        factors_demanded = self.factors_demanded

        created_at = self.created_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "legal_name": legal_name,
                "tax_id": tax_id,
                "address": address,
                "country": country,
                "default_currency": default_currency,
                "iban": iban,
                "bsb": bsb,
                "account_number": account_number,
                "email": email,
                "color": color,
                "logo": logo,
                "template": template,
                "footer": footer,
                "number_prefix": number_prefix,
                "credit_note_prefix": credit_note_prefix,
                "number_format": number_format,
                "credit_note_format": credit_note_format,
                "quote_format": quote_format,
                "time_zone": time_zone,
                "reminder_days": reminder_days,
                "reminder_texts": reminder_texts,
                "retention_years": retention_years,
                "approval_persons": approval_persons,
                "approval_needed": approval_needed,
                "members_see_all": members_see_all,
                "factors_demanded": factors_demanded,
                "created_at": created_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.postal_address import PostalAddress  # noqa: PLC0415
        from ..models.reminder_text import ReminderText  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        def _parse_legal_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        legal_name = _parse_legal_name(d.pop("legal_name"))

        def _parse_tax_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        tax_id = _parse_tax_id(d.pop("tax_id"))

        def _parse_address(data: object) -> None | PostalAddress:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                address_type_0 = PostalAddress.from_dict(data)

                return address_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PostalAddress, data)

        address = _parse_address(d.pop("address"))

        def _parse_country(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        country = _parse_country(d.pop("country"))

        def _parse_default_currency(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        default_currency = _parse_default_currency(d.pop("default_currency"))

        def _parse_iban(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        iban = _parse_iban(d.pop("iban"))

        def _parse_bsb(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        bsb = _parse_bsb(d.pop("bsb"))

        def _parse_account_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        account_number = _parse_account_number(d.pop("account_number"))

        def _parse_email(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        email = _parse_email(d.pop("email"))

        def _parse_color(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        color = _parse_color(d.pop("color"))

        def _parse_logo(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        logo = _parse_logo(d.pop("logo"))

        def _parse_template(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        template = _parse_template(d.pop("template"))

        def _parse_footer(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        footer = _parse_footer(d.pop("footer"))

        def _parse_number_prefix(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        number_prefix = _parse_number_prefix(d.pop("number_prefix"))

        def _parse_credit_note_prefix(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        credit_note_prefix = _parse_credit_note_prefix(d.pop("credit_note_prefix"))

        def _parse_number_format(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        number_format = _parse_number_format(d.pop("number_format"))

        def _parse_credit_note_format(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        credit_note_format = _parse_credit_note_format(d.pop("credit_note_format"))

        def _parse_quote_format(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        quote_format = _parse_quote_format(d.pop("quote_format"))

        def _parse_time_zone(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        time_zone = _parse_time_zone(d.pop("time_zone"))

        def _parse_reminder_days(data: object) -> list[int] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                reminder_days_type_0 = cast(list[int], data)

                return reminder_days_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[int] | None, data)

        reminder_days = _parse_reminder_days(d.pop("reminder_days"))

        def _parse_reminder_texts(data: object) -> list[ReminderText] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                reminder_texts_type_0 = []
                _reminder_texts_type_0 = data
                for reminder_texts_type_0_item_data in _reminder_texts_type_0:
                    reminder_texts_type_0_item = ReminderText.from_dict(reminder_texts_type_0_item_data)

                    reminder_texts_type_0.append(reminder_texts_type_0_item)

                return reminder_texts_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[ReminderText] | None, data)

        reminder_texts = _parse_reminder_texts(d.pop("reminder_texts"))

        def _parse_retention_years(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        retention_years = _parse_retention_years(d.pop("retention_years"))

        def _parse_approval_persons(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        approval_persons = _parse_approval_persons(d.pop("approval_persons"))

        def _parse_approval_needed(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        approval_needed = _parse_approval_needed(d.pop("approval_needed"))

        members_see_all = d.pop("members_see_all")

        factors_demanded = d.pop("factors_demanded")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        company_out = cls(
            id=id,
            name=name,
            legal_name=legal_name,
            tax_id=tax_id,
            address=address,
            country=country,
            default_currency=default_currency,
            iban=iban,
            bsb=bsb,
            account_number=account_number,
            email=email,
            color=color,
            logo=logo,
            template=template,
            footer=footer,
            number_prefix=number_prefix,
            credit_note_prefix=credit_note_prefix,
            number_format=number_format,
            credit_note_format=credit_note_format,
            quote_format=quote_format,
            time_zone=time_zone,
            reminder_days=reminder_days,
            reminder_texts=reminder_texts,
            retention_years=retention_years,
            approval_persons=approval_persons,
            approval_needed=approval_needed,
            members_see_all=members_see_all,
            factors_demanded=factors_demanded,
            created_at=created_at,
        )

        company_out.additional_properties = d
        return company_out

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
