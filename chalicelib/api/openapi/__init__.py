"""The API describes itself: OpenAPI 3.1, made from the routes, their views' types and docstrings, and nothing else.

What the author of a route writes anyway is what the description is made of:

    the view's name          the operation's id, so it is unique among all views
    its docstring            summary (first line) and description (the rest, without `Raises:`)
    the module's docstring   the tag's description; the module's name is the tag
    `body`, `query`          the models of the request's body and query
    `upload`                 the ways in which a file is sent
    `if_match`               the header `If-Match`
    the path's parameters    ids by name; an annotation such as `Annotated[str, Field(...)]` says more
    the return type          what success answers; `chalicelib.api.http.responses` lists what there is
    route(status=, headers=) success's status, and the headers that it carries (`HEADERS` describes them)
    route(answers=)          the media type of a `File`
    route(idempotent=)       the header `Idempotency-Key`
    route(raises=)           the errors of what the view calls; those of reading the request, of the caller, of limits
                             and of keys follow from the rest

Examples come from `example_values.py`, by the names of fields and models; a model's own `examples` go first. What
cannot be described raises `Undescribable`, and a test builds the whole. The tests' client checks every answer of every
test against the description, so that an error that a route does not declare fails a test.

Imported only where the description is asked for: a cold start does not pay for it.
"""
