"""The official rules, run over a document, and the report about it. Knows no AWS."""
