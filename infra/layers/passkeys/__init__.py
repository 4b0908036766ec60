"""The passkeys layer: what proves signatures of authenticators and identity providers, for the API's function alone.

It is not on the path of modules until one is to be proven: botocore and PyJWT import pyOpenSSL and cryptography where
they find them, some fifty modules that every cold start would pay for.
"""

from pathlib import Path

from chalicelib.accounts.signature_libraries import LAYER
from infra.packaging.layer import Layer
from infra.packaging.unused import METADATA, TYPES, Unused

UNUSED = (
    Unused("cffi's compiler: the compiled part beside it is the function's", ("pycparser*", "cffi"), optional=True),
    Unused(
        "syntaxes of certificates' many uses, but for the one that is read",
        ("pyasn1_modules/*.py",),
        but=("pyasn1_modules/__init__.py", "pyasn1_modules/rfc5280.py"),
    ),
    METADATA,
    TYPES,
)

PASSKEYS = Layer("passkeys", UNUSED, folder=Path(LAYER).name)
