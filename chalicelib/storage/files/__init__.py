"""The file store in S3."""
