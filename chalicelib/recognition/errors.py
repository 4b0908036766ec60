"""Why a picture is not recognised."""

from chalicelib.extraction.errors import UnreadableFile


class PictureRefused(UnreadableFile):
    """The recogniser can't open the picture."""

    code = "picture_refused"
    detail = "The text recognition could not read the picture."
