"""Names that tests need to look behind the API."""

BUCKET = "filesbucket-local"
