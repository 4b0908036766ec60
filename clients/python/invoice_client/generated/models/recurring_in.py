from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.recurring_in_language_type_0 import RecurringInLanguageType0, check_recurring_in_language_type_0
from ..models.recurring_mode import RecurringMode, check_recurring_mode
from ..models.rhythm import Rhythm, check_rhythm
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.form_document import FormDocument


T = TypeVar("T", bound="RecurringIn")


@_attrs_define
class RecurringIn:
    """What is made again and again, on which days: until `last_on`, or so many `times`, or without end.

    A day that a month does not have is its last. Days are those of the company's time zone.

    """

    name: str
    """ What people call it """
    form: FormDocument
    """ An invoice or a credit note that is made in the form; it may name a customer and items of the company's. """
    mode: RecurringMode
    """ What is made on each day. """
    rhythm: Rhythm
    """ What is counted between two days. """
    first_on: datetime.date
    """ The first day; days that are past make no invoice """
    every: int | Unset = 1
    """ How many days, weeks, months or years lie between two days """
    last_on: datetime.date | None | Unset = UNSET
    """ The last day on which one may be made """
    times: int | None | Unset = UNSET
    """ How many days there are, from the first one on """
    language: None | RecurringInLanguageType0 | Unset = UNSET
    """ PageLanguage of the invoices' pages """

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        form = self.form.to_dict()

        mode: str = self.mode

        rhythm: str = self.rhythm

        first_on = self.first_on.isoformat()

        every = self.every

        last_on: None | str | Unset
        if isinstance(self.last_on, Unset):
            last_on = UNSET
        elif isinstance(self.last_on, datetime.date):
            last_on = self.last_on.isoformat()
        else:
            last_on = self.last_on

        times: int | None | Unset
        if isinstance(self.times, Unset):
            times = UNSET
        else:
            times = self.times

        language: None | str | Unset
        if isinstance(self.language, Unset):
            language = UNSET
        elif isinstance(self.language, str):
            language = self.language
        else:
            language = self.language

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "form": form,
                "mode": mode,
                "rhythm": rhythm,
                "first_on": first_on,
            }
        )
        if every is not UNSET:
            field_dict["every"] = every
        if last_on is not UNSET:
            field_dict["last_on"] = last_on
        if times is not UNSET:
            field_dict["times"] = times
        if language is not UNSET:
            field_dict["language"] = language

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.form_document import FormDocument  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name")

        form = FormDocument.from_dict(d.pop("form"))

        mode = check_recurring_mode(d.pop("mode"))

        rhythm = check_rhythm(d.pop("rhythm"))

        first_on = datetime.date.fromisoformat(d.pop("first_on"))

        every = d.pop("every", UNSET)

        def _parse_last_on(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_on_type_0 = datetime.date.fromisoformat(data)

                return last_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        last_on = _parse_last_on(d.pop("last_on", UNSET))

        def _parse_times(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        times = _parse_times(d.pop("times", UNSET))

        def _parse_language(data: object) -> None | RecurringInLanguageType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                language_type_0 = check_recurring_in_language_type_0(data)

                return language_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RecurringInLanguageType0 | Unset, data)

        language = _parse_language(d.pop("language", UNSET))

        recurring_in = cls(
            name=name,
            form=form,
            mode=mode,
            rhythm=rhythm,
            first_on=first_on,
            every=every,
            last_on=last_on,
            times=times,
            language=language,
        )

        return recurring_in
