"""The HTTP edge: one blueprint a resource, request parsing, the caller, problem responses."""
