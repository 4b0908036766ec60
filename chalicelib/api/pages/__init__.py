"""The HTML pages behind mailed links."""
