from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.audit_kind import AuditKind, check_audit_kind

if TYPE_CHECKING:
    from ..models.audit_event_out_after import AuditEventOutAfter
    from ..models.audit_event_out_before import AuditEventOutBefore


T = TypeVar("T", bound="AuditEventOut")


@_attrs_define
class AuditEventOut:
    """Something that happened: who did it, to what, from where, with the values before and after.

    `actor` is null for somebody who was not known, such as at a failed log-in.

    """

    id: str
    """ Its id, opaque """
    kind: AuditKind
    """ What happened; the word before the point is its group. """
    at: datetime.datetime
    """ When it happened """
    actor: None | str
    """ The id of the person who did it; null for somebody who was not known """
    actor_email: None | str
    """ That person's address as it is now; null for an account that is gone """
    key: None | str
    """ The id of the API key that acted for the person; null for none """
    subject: None | str
    """ The id of what it was done to; an address for an invitation """
    before: AuditEventOutBefore
    """ The values that were changed, as they were """
    after: AuditEventOutAfter
    """ The values as they are since """
    source_ip: str
    """ The network address that the request came from """
    agent: str
    """ What the program called itself (User-Agent) """
    request_id: str
    """ The request's id, as in the logs """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        kind: str = self.kind

        at = self.at.isoformat()

        actor: None | str
        actor = self.actor

        actor_email: None | str
        actor_email = self.actor_email

        key: None | str
        key = self.key

        subject: None | str
        subject = self.subject

        before = self.before.to_dict()

        after = self.after.to_dict()

        source_ip = self.source_ip

        agent = self.agent

        request_id = self.request_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "kind": kind,
                "at": at,
                "actor": actor,
                "actor_email": actor_email,
                "key": key,
                "subject": subject,
                "before": before,
                "after": after,
                "source_ip": source_ip,
                "agent": agent,
                "request_id": request_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.audit_event_out_after import AuditEventOutAfter  # noqa: PLC0415
        from ..models.audit_event_out_before import AuditEventOutBefore  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        kind = check_audit_kind(d.pop("kind"))

        at = datetime.datetime.fromisoformat(d.pop("at"))

        def _parse_actor(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        actor = _parse_actor(d.pop("actor"))

        def _parse_actor_email(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        actor_email = _parse_actor_email(d.pop("actor_email"))

        def _parse_key(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        key = _parse_key(d.pop("key"))

        def _parse_subject(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        subject = _parse_subject(d.pop("subject"))

        before = AuditEventOutBefore.from_dict(d.pop("before"))

        after = AuditEventOutAfter.from_dict(d.pop("after"))

        source_ip = d.pop("source_ip")

        agent = d.pop("agent")

        request_id = d.pop("request_id")

        audit_event_out = cls(
            id=id,
            kind=kind,
            at=at,
            actor=actor,
            actor_email=actor_email,
            key=key,
            subject=subject,
            before=before,
            after=after,
            source_ip=source_ip,
            agent=agent,
            request_id=request_id,
        )

        audit_event_out.additional_properties = d
        return audit_event_out

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
