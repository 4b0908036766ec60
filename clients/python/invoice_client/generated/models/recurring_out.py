from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.recurring_mode import RecurringMode, check_recurring_mode
from ..models.recurring_state import RecurringState, check_recurring_state
from ..models.rhythm import Rhythm, check_rhythm

if TYPE_CHECKING:
    from ..models.recurring_out_form import RecurringOutForm


T = TypeVar("T", bound="RecurringOut")


@_attrs_define
class RecurringOut:
    """A recurring invoice with its form."""

    id: str
    """ Its id, opaque """
    name: str
    """ Name """
    state: RecurringState
    """ Where a recurring invoice stands. """
    mode: RecurringMode
    """ What is made on each day. """
    rhythm: Rhythm
    """ What is counted between two days. """
    every: int
    """ How many days, weeks, months or years lie between two days """
    first_on: datetime.date
    """ The first day """
    last_on: datetime.date | None
    """ The last day on which one may be made """
    times: int | None
    """ How many days there are, from the first one on """
    next_on: datetime.date | None
    """ The day that is made next; null once it has ended """
    done_on: datetime.date | None
    """ The last day that was made or skipped """
    made: int
    """ How many were made """
    last_id: None | str
    """ The id of what was made last """
    last_kind: None | RecurringMode
    """ What was made last: a draft, or an issued invoice """
    last_problem: None | str
    """ Why a draft was made last where an invoice was to be issued; null else """
    created_by: str
    """ The id of the person who made it """
    created_at: datetime.datetime
    """ When it was made """
    updated_at: datetime.datetime
    """ When it was last changed """
    version: int
    """ Its version; it grows with every change """
    language: None | str
    """ PageLanguage of the invoices' pages """
    form: RecurringOutForm
    """ The form that each day's draft or invoice is made of """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name

        state: str = self.state

        mode: str = self.mode

        rhythm: str = self.rhythm

        every = self.every

        first_on = self.first_on.isoformat()

        last_on: None | str
        if isinstance(self.last_on, datetime.date):
            last_on = self.last_on.isoformat()
        else:
            last_on = self.last_on

        times: int | None
        times = self.times

        next_on: None | str
        if isinstance(self.next_on, datetime.date):
            next_on = self.next_on.isoformat()
        else:
            next_on = self.next_on

        done_on: None | str
        if isinstance(self.done_on, datetime.date):
            done_on = self.done_on.isoformat()
        else:
            done_on = self.done_on

        made = self.made

        last_id: None | str
        last_id = self.last_id

        last_kind: None | str
        if isinstance(self.last_kind, str):
            last_kind = self.last_kind
        else:
            last_kind = self.last_kind

        last_problem: None | str
        last_problem = self.last_problem

        created_by = self.created_by

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        version = self.version

        language: None | str
        language = self.language

        form = self.form.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "state": state,
                "mode": mode,
                "rhythm": rhythm,
                "every": every,
                "first_on": first_on,
                "last_on": last_on,
                "times": times,
                "next_on": next_on,
                "done_on": done_on,
                "made": made,
                "last_id": last_id,
                "last_kind": last_kind,
                "last_problem": last_problem,
                "created_by": created_by,
                "created_at": created_at,
                "updated_at": updated_at,
                "version": version,
                "language": language,
                "form": form,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.recurring_out_form import RecurringOutForm  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        state = check_recurring_state(d.pop("state"))

        mode = check_recurring_mode(d.pop("mode"))

        rhythm = check_rhythm(d.pop("rhythm"))

        every = d.pop("every")

        first_on = datetime.date.fromisoformat(d.pop("first_on"))

        def _parse_last_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_on_type_0 = datetime.date.fromisoformat(data)

                return last_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        last_on = _parse_last_on(d.pop("last_on"))

        def _parse_times(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        times = _parse_times(d.pop("times"))

        def _parse_next_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                next_on_type_0 = datetime.date.fromisoformat(data)

                return next_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        next_on = _parse_next_on(d.pop("next_on"))

        def _parse_done_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                done_on_type_0 = datetime.date.fromisoformat(data)

                return done_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        done_on = _parse_done_on(d.pop("done_on"))

        made = d.pop("made")

        def _parse_last_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        last_id = _parse_last_id(d.pop("last_id"))

        def _parse_last_kind(data: object) -> None | RecurringMode:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_kind_type_0 = check_recurring_mode(data)

                return last_kind_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RecurringMode, data)

        last_kind = _parse_last_kind(d.pop("last_kind"))

        def _parse_last_problem(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        last_problem = _parse_last_problem(d.pop("last_problem"))

        created_by = d.pop("created_by")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        version = d.pop("version")

        def _parse_language(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        language = _parse_language(d.pop("language"))

        form = RecurringOutForm.from_dict(d.pop("form"))

        recurring_out = cls(
            id=id,
            name=name,
            state=state,
            mode=mode,
            rhythm=rhythm,
            every=every,
            first_on=first_on,
            last_on=last_on,
            times=times,
            next_on=next_on,
            done_on=done_on,
            made=made,
            last_id=last_id,
            last_kind=last_kind,
            last_problem=last_problem,
            created_by=created_by,
            created_at=created_at,
            updated_at=updated_at,
            version=version,
            language=language,
            form=form,
        )

        recurring_out.additional_properties = d
        return recurring_out

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
