"""Mails of our own drawing, as programs of many makers write them, and what is found in each."""

from collections.abc import Callable, Mapping

from tests.support.papers.corpus.broken import BROKEN
from tests.support.papers.corpus.whole import WHOLE

CORPUS: Mapping[str, tuple[Callable[[], bytes], list[str]]] = {**WHOLE, **BROKEN}
"""How each mail is made, and what is found in it: names of files, codes of what is left out behind a `!`."""
