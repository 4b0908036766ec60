"""A photo decoded in a process of its own, started for it alone: libheif parses a stranger's file."""

from chalicelib.isolation.child_process import ChildEnded, ChildProcess
from chalicelib.isolation.resource_limits import ResourceLimits
from chalicelib.ocr.picture import MAX_BYTES
from chalicelib.ocr.recognition import PictureRefused

CHILD = "chalicelib.ocr.photos.child"
SECONDS = 20  # for one photo: 12 million pixels take one
MAX_MEMORY_BYTES = 1_000_000_000  # of addresses: 50 million pixels take 300


def open_photo(photo: bytes) -> bytes:
    """A HEIC photo as JPEG, upright and no larger than is recognised; raise `PictureRefused`."""
    try:
        with ChildProcess.started(CHILD, SECONDS, ResourceLimits(SECONDS, MAX_MEMORY_BYTES)) as child:
            child.send({}, photo)
            answer, jpeg = child.receive(MAX_BYTES)
    except ChildEnded as ended:
        raise PictureRefused from ended
    if "refused" in answer:
        raise PictureRefused
    return jpeg
