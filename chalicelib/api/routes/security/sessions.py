"""Sessions: one's own, each by itself, and those of the company's people."""

from pydantic import Field

from chalicelib.accounts import sessions as use_cases
from chalicelib.accounts.factors import members
from chalicelib.api.http.blueprint import Resource
from chalicelib.api.http.schema import Instant, Output
from chalicelib.authorization import Caller
from chalicelib.errors import MemberNotFound, NoCompany, RoleNeeded, SessionNotFound
from chalicelib.records.accounts import Session

sessions = Resource(__name__)


class SessionOut(Output):
    """A session: since when, from where, with which program, and until when."""

    id: str
    current: bool = Field(description="Whether it is the session of this request")
    started_at: Instant = Field(description="When it began")
    last_used_at: Instant = Field(description="When its tokens were last renewed")
    expires_at: Instant = Field(description="When it ends, unless its tokens are renewed before")
    ends_at: Instant | None = Field(description="When it ends in any case")
    source_ip: str | None = Field(description="The network address of its last renewal")
    agent: str | None = Field(description="What the program called itself (User-Agent)")


class SessionList(Output):
    """One's sessions, all at once."""

    items: tuple[SessionOut, ...]
    next_cursor: str | None
    has_more: bool


@sessions.route("/me/sessions")
def list_sessions(caller: Caller) -> SessionList:
    """List one's sessions, in the order in which they began."""
    items = tuple(_out(session, caller) for session in use_cases.list_sessions(caller))
    return SessionList(items=items, next_cursor=None, has_more=False)


@sessions.route("/me/sessions/{session_id}", method="DELETE", status=204, raises=(SessionNotFound,))
def end_session(caller: Caller, session_id: str) -> None:
    """End one of one's sessions now."""
    use_cases.end_one(caller, session_id)


@sessions.route(
    "/company/members/{member_id}/sessions",
    method="DELETE",
    status=204,
    raises=(MemberNotFound, NoCompany, RoleNeeded),
)
def end_members_sessions(caller: Caller, member_id: str) -> None:
    """End all sessions of a member now (admins)."""
    members.end_sessions(caller, member_id)


def _out(session: Session, caller: Caller) -> SessionOut:
    started = session.started_at or session.created_at
    return SessionOut(
        id=session.session_id,
        current=session.session_id == caller.session_id,
        started_at=started,
        last_used_at=session.rotated_at or started,
        expires_at=session.expires_at,
        ends_at=session.ends_at,
        source_ip=session.source_ip,
        agent=session.agent,
    )
