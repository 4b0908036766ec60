"""Where the libraries are that prove public-key signatures: those of passkeys, and of tokens that others have signed.

They are in a layer of the API's function that is not on the path of modules, or botocore and PyJWT would import
cryptography at each cold start: some fifty modules, for requests that are rare.
"""

import sys

LAYER = "/opt/passkeys"


def reach_signature_libraries() -> None:
    """Have Python find webauthn, joserfc and cryptography from now on."""
    if LAYER not in sys.path:
        sys.path.append(LAYER)
