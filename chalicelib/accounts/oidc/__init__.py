"""Log-in by an identity provider (OpenID Connect): one that the operator names, in place of the password."""
