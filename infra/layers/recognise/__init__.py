"""The recognise layer: what recognises text, for the function `Recognise` alone.

ONNX Runtime's wheels need glibc 2.28. Lambda's Python 3.11 has 2.26, its Python 3.13 has 2.34; so this function runs on
another Python than the others, and its code uses nothing that is compiled for theirs.
"""

from infra.packaging.layer import Layer
from infra.packaging.unused import Unused

PYTHON, GLIBC = "3.13", 28

UNUSED = (
    Unused("programs", ("python/bin",)),
    Unused(
        "all of RapidOCR but its models of lines: the code around them is ours",
        ("python/rapidocr/*", "python/rapidocr/models/*cls*"),
        but=("python/rapidocr/__init__.py", "python/rapidocr/models"),
    ),
    Unused(
        "ONNX Runtime's makers of models",
        tuple(f"python/onnxruntime/{name}" for name in ("datasets", "quantization", "tools", "transformers")),
    ),
    Unused(
        "NumPy's tests, headers and compiler",
        ("python/numpy/**/tests", "python/numpy/**/include", "python/numpy/f2py", "python/numpy/**/*.pyi"),
    ),
    Unused("a page's picture is always PNG", ("python/PIL/_avif*", "python/pillow.libs/libavif*")),
)

RECOGNISE = Layer("recognise", UNUSED, PYTHON, GLIBC)
