"""What browsers of other origins may do. No cookies are used, so no credentials are allowed.

Chalice has one origin for all answers. Where several are named, an answer names the one that asked; preflight requests
are answered by API Gateway, with a template that does the same (infra/packaging/sam.py).
"""

from chalice.app import CORSConfig

from chalicelib.settings import wiring

PREFLIGHT_SECONDS = 600


def cors_config() -> CORSConfig:
    """Return what every route allows."""
    return CORSConfig(
        allow_origin=wiring().cors_origins[0],
        allow_headers=["Content-Type", "Authorization", "Idempotency-Key", "If-Match", "X-Request-Id"],
        expose_headers=[
            "Location",
            "Retry-After",
            "ETag",
            "X-Request-Id",
            "Content-Disposition",
            "RateLimit",
            "RateLimit-Policy",
            "X-Next-Cursor",
        ],
        max_age=PREFLIGHT_SECONDS,
    )


def allowed_origin(origin: str) -> dict[str, str]:
    """Return the headers for a request's origin; none where one origin is allowed, which every answer names anyway."""
    origins = wiring().cors_origins
    if len(origins) == 1:
        return {}
    return {"Access-Control-Allow-Origin": origin if origin in origins else origins[0], "Vary": "Origin"}
