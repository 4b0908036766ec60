"""Recognised pictures kept on disk, so that documents are recognised once and not at each fitting."""

import json
import tempfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from chalicelib.ocr.local import local_recogniser
from chalicelib.ocr.recognition import Recognition, from_json, to_json

FOLDER = Path(tempfile.gettempdir()) / "invoices-recognised"


class Remembering:
    """The recogniser of this machine, which is asked about each picture once."""

    def recognise(self, pictures: Sequence[bytes]) -> list[Recognition]:
        """The words of each picture."""
        FOLDER.mkdir(exist_ok=True)
        return [self._recognise(picture) for picture in pictures]

    def _recognise(self, picture: bytes) -> Recognition:
        kept = FOLDER / f"{sha256(picture).hexdigest()}.json"
        if not kept.exists():
            recogniser = local_recogniser()
            if recogniser is None:
                raise ModuleNotFoundError(name="the recogniser's models")
            kept.write_text(json.dumps(to_json(recogniser.recognise([picture])[0])), encoding="utf-8")
        return from_json(json.loads(kept.read_text(encoding="utf-8")))
