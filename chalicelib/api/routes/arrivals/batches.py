"""Batches: announce an archive or a folder, and see what became of files that arrived together."""

from chalicelib.api.http.blueprint import Resource
from chalicelib.api.http.responses import Found, Reply
from chalicelib.api.models.arrivals.batches import (
    AnnouncedArchiveOut,
    AnnouncedFolderOut,
    ArchiveAnnouncement,
    BatchDetailOut,
    BatchListOut,
    EntryListOut,
    FolderAnnouncement,
    announced_folder_out,
    batch_detail_out,
    batch_out,
    batches_out,
    entries_out,
)
from chalicelib.api.models.invoices import UploadForm
from chalicelib.api.models.paging import PageQuery
from chalicelib.authorization import Caller, Scope
from chalicelib.batches import announcing, watching
from chalicelib.errors import BadCursor, BatchNotFound, FileNotAvailable, InvalidInput, NoCompany
from chalicelib.ids import Intended

batches = Resource(__name__)


@batches.route(
    "/batches/archives",
    scope=Scope.UPLOAD,
    method="POST",
    heavy=True,
    status=201,
    idempotent=True,
    headers=("Location",),
    raises=(InvalidInput, NoCompany),
)
def announce_archive(caller: Caller, body: ArchiveAnnouncement, intended: Intended) -> Reply[AnnouncedArchiveOut]:
    """Announce a ZIP archive or a mail (`.eml`), and get a form that sends it straight to storage."""
    batch, form, seconds = announcing.announce_archive(
        caller, intended, filename=body.archive.filename, size=body.archive.size, on_duplicate=body.on_duplicate
    )
    upload = UploadForm(**form, expires_in=seconds)
    location = {"Location": f"/batches/{batch.batch_id}"}
    return Reply(AnnouncedArchiveOut(batch=batch_out(batch), upload=upload), headers=location)


@batches.route(
    "/batches/folders",
    scope=Scope.UPLOAD,
    method="POST",
    heavy=True,
    status=201,
    idempotent=True,
    headers=("Location",),
    raises=(InvalidInput, NoCompany),
)
def announce_folder(caller: Caller, body: FolderAnnouncement, intended: Intended) -> Reply[AnnouncedFolderOut]:
    """Announce the files of a folder, and get a form for each that sends it straight to storage."""
    batch, uploads = announcing.announce_folder(caller, intended, body.announced(), body.on_duplicate)
    location = {"Location": f"/batches/{batch.batch_id}"}
    return Reply(announced_folder_out(batch, uploads, caller), headers=location)


@batches.route("/batches", scope=Scope.READ, raises=(BadCursor, NoCompany))
def list_batches(caller: Caller, query: PageQuery) -> BatchListOut:
    """List the batches that the caller may see, newest first."""
    return batches_out(watching.list_batches(caller, limit=query.limit, cursor=query.cursor))


@batches.route("/batches/{batch_id}", scope=Scope.READ, raises=(BatchNotFound, NoCompany))
def get_batch(caller: Caller, batch_id: str) -> BatchDetailOut:
    """Tell how far a batch is: its invoices by status, and the files that became none by their reasons."""
    return batch_detail_out(*watching.fetch_batch(caller, batch_id))


@batches.route("/batches/{batch_id}/entries", scope=Scope.READ, raises=(BadCursor, BatchNotFound, NoCompany))
def list_entries(caller: Caller, batch_id: str, query: PageQuery) -> EntryListOut:
    """List a batch's files with what became of each."""
    return entries_out(watching.list_entries(caller, batch_id, limit=query.limit, cursor=query.cursor))


@batches.route("/batches/{batch_id}/source", scope=Scope.READ, raises=(BatchNotFound, FileNotAvailable, NoCompany))
def get_source(caller: Caller, batch_id: str) -> Found:
    """Redirect to a link that downloads a batch's archive or mail as it came."""
    return Found(watching.link_to_source(caller, batch_id))
