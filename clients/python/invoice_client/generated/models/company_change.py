from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.company_change_template_type_0 import CompanyChangeTemplateType0, check_company_change_template_type_0
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.postal_address import PostalAddress
    from ..models.reminder_text import ReminderText


T = TypeVar("T", bound="CompanyChange")


@_attrs_define
class CompanyChange:
    """Changes of a company; what is absent stays, what is null goes."""

    legal_name: None | str | Unset = UNSET
    """ Full legal name, as on invoices (BT-27) """
    tax_id: None | str | Unset = UNSET
    """ VAT identifier, or the country's tax number """
    address: None | PostalAddress | Unset = UNSET
    """ Postal address """
    country: None | str | Unset = UNSET
    """ ISO 3166-1 alpha-2 """
    default_currency: None | str | Unset = UNSET
    """ ISO 4217 """
    iban: None | str | Unset = UNSET
    """ ISO 13616 """
    bsb: None | str | Unset = UNSET
    """ Australian bank, state and branch number """
    account_number: None | str | Unset = UNSET
    """ Australian account number """
    email: None | str | Unset = UNSET
    """ E-mail address """
    color: None | str | Unset = UNSET
    """ Colour of the company's invoices """
    logo: None | str | Unset = UNSET
    """ PNG or JPEG in Base64, at most 60,000 bytes and 4,000,000 pixels """
    template: CompanyChangeTemplateType0 | None | Unset = UNSET
    """ How invoices are laid out: `standard` with a band of colour at the top, `letter` as a business letter for
    window envelopes, `banner` with a coloured head """
    footer: None | str | Unset = UNSET
    """ A line of the company's own at the foot of each page """
    number_prefix: None | str | Unset = UNSET
    """ What invoice numbers begin with """
    credit_note_prefix: None | str | Unset = UNSET
    """ What numbers of credit notes begin with """
    number_format: None | str | Unset = UNSET
    """ How numbers of invoices are written: letters, digits, `. _ / -`, `{number}` or with digits `{number:04}`,
    `{year}` or `{yy}`, `{month}`; else `number_prefix` and `{year}-{number:04}` """
    credit_note_format: None | str | Unset = UNSET
    """ How numbers of credit notes are written: letters, digits, `. _ / -`, `{number}` or with digits
    `{number:04}`, `{year}` or `{yy}`, `{month}`; else `credit_note_prefix` and `{year}-{number:04}` """
    quote_format: None | str | Unset = UNSET
    """ How numbers of quotes are written: letters, digits, `. _ / -`, `{number}` or with digits `{number:04}`,
    `{year}` or `{yy}`, `{month}`; else `number_prefix` and `Q-{year}-{number:04}` """
    time_zone: None | str | Unset = UNSET
    """ IANA time zone in which the company's days begin and end; else UTC """
    reminder_days: list[int] | None | Unset = UNSET
    """ How many days after the due date each reminder of an unpaid invoice comes; null sends none """
    reminder_texts: list[ReminderText] | None | Unset = UNSET
    """ Own words for reminders, by level and language, at most 12,000 characters in all; for others, and with null,
    the system's text is sent """
    retention_years: int | None | Unset = UNSET
    """ How long issued invoices are kept, after the year of issue; else 10 """
    approval_persons: int | None | Unset = UNSET
    """ How many people have to approve an invoice that the company pays; else 1 """
    approval_needed: bool | None | Unset = UNSET
    """ Whether only approved invoices are paid, and exported as payable """
    name: None | str | Unset = UNSET
    """ Name """
    members_see_all: bool | None | Unset = UNSET
    """ Whether members see all of the company's invoices, or their own alone """
    factors_demanded: bool | None | Unset = UNSET
    """ Whether everybody in the company needs a second factor """

    def to_dict(self) -> dict[str, Any]:
        from ..models.postal_address import PostalAddress  # noqa: PLC0415

        legal_name: None | str | Unset
        if isinstance(self.legal_name, Unset):
            legal_name = UNSET
        else:
            legal_name = self.legal_name

        tax_id: None | str | Unset
        if isinstance(self.tax_id, Unset):
            tax_id = UNSET
        else:
            tax_id = self.tax_id

        address: dict[str, Any] | None | Unset
        if isinstance(self.address, Unset):
            address = UNSET
        elif isinstance(self.address, PostalAddress):
            address = self.address.to_dict()
        else:
            address = self.address

        country: None | str | Unset
        if isinstance(self.country, Unset):
            country = UNSET
        else:
            country = self.country

        default_currency: None | str | Unset
        if isinstance(self.default_currency, Unset):
            default_currency = UNSET
        else:
            default_currency = self.default_currency

        iban: None | str | Unset
        if isinstance(self.iban, Unset):
            iban = UNSET
        else:
            iban = self.iban

        bsb: None | str | Unset
        if isinstance(self.bsb, Unset):
            bsb = UNSET
        else:
            bsb = self.bsb

        account_number: None | str | Unset
        if isinstance(self.account_number, Unset):
            account_number = UNSET
        else:
            account_number = self.account_number

        email: None | str | Unset
        if isinstance(self.email, Unset):
            email = UNSET
        else:
            email = self.email

        color: None | str | Unset
        if isinstance(self.color, Unset):
            color = UNSET
        else:
            color = self.color

        logo: None | str | Unset
        if isinstance(self.logo, Unset):
            logo = UNSET
        else:
            logo = self.logo

        template: None | str | Unset
        if isinstance(self.template, Unset):
            template = UNSET
        elif isinstance(self.template, str):
            template = self.template
        else:
            template = self.template

        footer: None | str | Unset
        if isinstance(self.footer, Unset):
            footer = UNSET
        else:
            footer = self.footer

        number_prefix: None | str | Unset
        if isinstance(self.number_prefix, Unset):
            number_prefix = UNSET
        else:
            number_prefix = self.number_prefix

        credit_note_prefix: None | str | Unset
        if isinstance(self.credit_note_prefix, Unset):
            credit_note_prefix = UNSET
        else:
            credit_note_prefix = self.credit_note_prefix

        number_format: None | str | Unset
        if isinstance(self.number_format, Unset):
            number_format = UNSET
        else:
            number_format = self.number_format

        credit_note_format: None | str | Unset
        if isinstance(self.credit_note_format, Unset):
            credit_note_format = UNSET
        else:
            credit_note_format = self.credit_note_format

        quote_format: None | str | Unset
        if isinstance(self.quote_format, Unset):
            quote_format = UNSET
        else:
            quote_format = self.quote_format

        time_zone: None | str | Unset
        if isinstance(self.time_zone, Unset):
            time_zone = UNSET
        else:
            time_zone = self.time_zone

        reminder_days: list[int] | None | Unset
        if isinstance(self.reminder_days, Unset):
            reminder_days = UNSET
        elif isinstance(self.reminder_days, list):
            reminder_days = self.reminder_days

        else:
            reminder_days = self.reminder_days

        reminder_texts: list[dict[str, Any]] | None | Unset
        if isinstance(self.reminder_texts, Unset):
            reminder_texts = UNSET
        elif isinstance(self.reminder_texts, list):
            reminder_texts = []
            for reminder_texts_type_0_item_data in self.reminder_texts:
                reminder_texts_type_0_item = reminder_texts_type_0_item_data.to_dict()
                reminder_texts.append(reminder_texts_type_0_item)

        else:
            reminder_texts = self.reminder_texts

        retention_years: int | None | Unset
        if isinstance(self.retention_years, Unset):
            retention_years = UNSET
        else:
            retention_years = self.retention_years

        approval_persons: int | None | Unset
        if isinstance(self.approval_persons, Unset):
            approval_persons = UNSET
        else:
            approval_persons = self.approval_persons

        approval_needed: bool | None | Unset
        if isinstance(self.approval_needed, Unset):
            approval_needed = UNSET
        else:
            approval_needed = self.approval_needed

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        members_see_all: bool | None | Unset
        if isinstance(self.members_see_all, Unset):
            members_see_all = UNSET
        else:
            members_see_all = self.members_see_all

        factors_demanded: bool | None | Unset
        if isinstance(self.factors_demanded, Unset):
            factors_demanded = UNSET
        else:
            factors_demanded = self.factors_demanded

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if legal_name is not UNSET:
            field_dict["legal_name"] = legal_name
        if tax_id is not UNSET:
            field_dict["tax_id"] = tax_id
        if address is not UNSET:
            field_dict["address"] = address
        if country is not UNSET:
            field_dict["country"] = country
        if default_currency is not UNSET:
            field_dict["default_currency"] = default_currency
        if iban is not UNSET:
            field_dict["iban"] = iban
        if bsb is not UNSET:
            field_dict["bsb"] = bsb
        if account_number is not UNSET:
            field_dict["account_number"] = account_number
        if email is not UNSET:
            field_dict["email"] = email
        if color is not UNSET:
            field_dict["color"] = color
        if logo is not UNSET:
            field_dict["logo"] = logo
        if template is not UNSET:
            field_dict["template"] = template
        if footer is not UNSET:
            field_dict["footer"] = footer
        if number_prefix is not UNSET:
            field_dict["number_prefix"] = number_prefix
        if credit_note_prefix is not UNSET:
            field_dict["credit_note_prefix"] = credit_note_prefix
        if number_format is not UNSET:
            field_dict["number_format"] = number_format
        if credit_note_format is not UNSET:
            field_dict["credit_note_format"] = credit_note_format
        if quote_format is not UNSET:
            field_dict["quote_format"] = quote_format
        if time_zone is not UNSET:
            field_dict["time_zone"] = time_zone
        if reminder_days is not UNSET:
            field_dict["reminder_days"] = reminder_days
        if reminder_texts is not UNSET:
            field_dict["reminder_texts"] = reminder_texts
        if retention_years is not UNSET:
            field_dict["retention_years"] = retention_years
        if approval_persons is not UNSET:
            field_dict["approval_persons"] = approval_persons
        if approval_needed is not UNSET:
            field_dict["approval_needed"] = approval_needed
        if name is not UNSET:
            field_dict["name"] = name
        if members_see_all is not UNSET:
            field_dict["members_see_all"] = members_see_all
        if factors_demanded is not UNSET:
            field_dict["factors_demanded"] = factors_demanded

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.postal_address import PostalAddress  # noqa: PLC0415
        from ..models.reminder_text import ReminderText  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_legal_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        legal_name = _parse_legal_name(d.pop("legal_name", UNSET))

        def _parse_tax_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        tax_id = _parse_tax_id(d.pop("tax_id", UNSET))

        def _parse_address(data: object) -> None | PostalAddress | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                address_type_0 = PostalAddress.from_dict(data)

                return address_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PostalAddress | Unset, data)

        address = _parse_address(d.pop("address", UNSET))

        def _parse_country(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        country = _parse_country(d.pop("country", UNSET))

        def _parse_default_currency(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        default_currency = _parse_default_currency(d.pop("default_currency", UNSET))

        def _parse_iban(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        iban = _parse_iban(d.pop("iban", UNSET))

        def _parse_bsb(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        bsb = _parse_bsb(d.pop("bsb", UNSET))

        def _parse_account_number(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        account_number = _parse_account_number(d.pop("account_number", UNSET))

        def _parse_email(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        email = _parse_email(d.pop("email", UNSET))

        def _parse_color(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        color = _parse_color(d.pop("color", UNSET))

        def _parse_logo(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        logo = _parse_logo(d.pop("logo", UNSET))

        def _parse_template(data: object) -> CompanyChangeTemplateType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                template_type_0 = check_company_change_template_type_0(data)

                return template_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CompanyChangeTemplateType0 | None | Unset, data)

        template = _parse_template(d.pop("template", UNSET))

        def _parse_footer(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        footer = _parse_footer(d.pop("footer", UNSET))

        def _parse_number_prefix(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        number_prefix = _parse_number_prefix(d.pop("number_prefix", UNSET))

        def _parse_credit_note_prefix(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        credit_note_prefix = _parse_credit_note_prefix(d.pop("credit_note_prefix", UNSET))

        def _parse_number_format(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        number_format = _parse_number_format(d.pop("number_format", UNSET))

        def _parse_credit_note_format(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        credit_note_format = _parse_credit_note_format(d.pop("credit_note_format", UNSET))

        def _parse_quote_format(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        quote_format = _parse_quote_format(d.pop("quote_format", UNSET))

        def _parse_time_zone(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        time_zone = _parse_time_zone(d.pop("time_zone", UNSET))

        def _parse_reminder_days(data: object) -> list[int] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                reminder_days_type_0 = cast(list[int], data)

                return reminder_days_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[int] | None | Unset, data)

        reminder_days = _parse_reminder_days(d.pop("reminder_days", UNSET))

        def _parse_reminder_texts(data: object) -> list[ReminderText] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
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
            return cast(list[ReminderText] | None | Unset, data)

        reminder_texts = _parse_reminder_texts(d.pop("reminder_texts", UNSET))

        def _parse_retention_years(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        retention_years = _parse_retention_years(d.pop("retention_years", UNSET))

        def _parse_approval_persons(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        approval_persons = _parse_approval_persons(d.pop("approval_persons", UNSET))

        def _parse_approval_needed(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        approval_needed = _parse_approval_needed(d.pop("approval_needed", UNSET))

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        def _parse_members_see_all(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        members_see_all = _parse_members_see_all(d.pop("members_see_all", UNSET))

        def _parse_factors_demanded(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        factors_demanded = _parse_factors_demanded(d.pop("factors_demanded", UNSET))

        company_change = cls(
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
            name=name,
            members_see_all=members_see_all,
            factors_demanded=factors_demanded,
        )

        return company_change
