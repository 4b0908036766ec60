"""Show what a reminder says in a company's own words; they are kept in its profile."""

from chalicelib.api.http.blueprint import Resource
from chalicelib.api.models.sales.reminder_previews import ReminderPreviewIn, ReminderPreviewOut, reminder_preview_out
from chalicelib.authorization import Caller, Scope
from chalicelib.errors import InvalidInput, NoCompany
from chalicelib.sales import reminder_preview

reminders = Resource(__name__)


@reminders.route(
    "/company/reminder_texts/preview", scope=Scope.SEND, method="POST", heavy=True, raises=(InvalidInput, NoCompany)
)
def preview_reminder(caller: Caller, body: ReminderPreviewIn) -> ReminderPreviewOut:
    """Show the reminder that an overdue invoice would bring in these words; nothing is sent or kept."""
    return reminder_preview_out(reminder_preview.preview_reminder(caller, body.wording()))
