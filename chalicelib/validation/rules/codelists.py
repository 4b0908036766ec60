"""Codes looked up by an index, where compiled rules search a code list from its beginning for each value.

The Factur-X rules ask `document('codes.xml')/codedb/cl[@id=4]/enumeration[@value=$code]`: the lists have up to two
thousand codes, and each line of an invoice asks for a few. XSLT's own index (`xsl:key`) answers the same question: the
nodes found are those whose list's number and own value are the wanted ones, and there are none for an empty `$code`.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

XSL = "{http://www.w3.org/1999/XSL/Transform}"
_SEARCH = re.compile(
    r"(?P<file>\$own-file-\d+)(?P<list>/\w+/\w+)\[@(?P<id>\w+)\s*=\s*(?P<number>\d+)\]"
    r"(?P<code>/\w+)\[@(?P<value>\w+)\s*=\s*(?P<wanted>\$\w+)\](?![\[/\w])"
)


def look_up_by_index(stylesheet: "_Element") -> None:
    """Replace searches in code lists by an index each shape of list."""
    indexes: dict[tuple[str, str], str] = {}
    for element in stylesheet.iter():
        for name, value in element.attrib.items():
            if "$own-file-" in str(value):
                element.set(str(name), _SEARCH.sub(lambda found: _lookup(found, indexes), str(value)))
    for (match, use), name in indexes.items():
        stylesheet.append(stylesheet.makeelement(f"{XSL}key", {"name": name, "match": match, "use": use}))


def _lookup(search: re.Match[str], indexes: dict[tuple[str, str], str]) -> str:
    match = f"{search['list']}{search['code']}"
    use = f"concat(number(../@{search['id']}), ' ', @{search['value']})"
    index = indexes.setdefault((match, use), f"own-codes-{len(indexes) + 1}")
    wanted = f"for $code in {search['wanted']} return concat(number({search['number']}), ' ', $code)"
    return f"key('{index}', ({wanted}), {search['file']})"
