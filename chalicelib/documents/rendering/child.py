"""What the drawing process does: documents and logos in, pages out, until its parent goes away."""

from chalicelib.documents.model.document import Document
from chalicelib.documents.rendering import fonts
from chalicelib.documents.rendering.branding import Branding
from chalicelib.documents.rendering.layout import lay_out
from chalicelib.documents.rendering.logo import is_drawable
from chalicelib.isolation.channel import Channel, defect
from chalicelib.json_data import JsonObject


def serve(channel: Channel) -> None:
    """Answer a document's layout, which letters no font has, or whether a logo can be drawn."""
    for request, logo in channel.tasks():
        if "document" in request:
            _lay_out(channel, request, logo or None)
        elif "letters" in request:
            fonts.register()
            channel.send({"lacking": fonts.lacking(request["letters"])})
        else:
            channel.send({"drawable": is_drawable(logo)})


def _lay_out(channel: Channel, request: JsonObject, logo: bytes | None) -> None:
    document = Document.model_validate(request["document"])
    branding = Branding(**request["branding"], logo=logo)
    try:
        layout = lay_out(
            document,
            hybrid=request["hybrid"],
            language=request["language"],
            branding=branding,
            is_draft=request["is_draft"],
        )
    except Exception:  # noqa: BLE001 - whatever a value or a logo does to the libraries; the parent decides
        channel.send({"defect": defect()})
        return
    channel.send({"pdf": True}, layout.pdf)
    channel.send({"preview": layout.preview is not None}, layout.preview or b"")
