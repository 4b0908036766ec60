"""What terms of payment say: by which dates a discount is given, and after how many days the whole amount is due.

"2 % discount within 10 days, 30 days net": the discount is an offer, and what must be paid is paid by the later date.
So a date or a number of days counts as due only where its clause speaks of no discount, or says "without discount".
Days are counted from the issue date; where the terms count from something else (receipt, working days), no date is
given, because the page does not say when that is. Terms that name a month are read in `due_days`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from chalicelib.extraction.letters import digits_of
from chalicelib.extraction.lexicon.currency_signs import is_currency
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import vocabulary

MAX_PHRASE = 4  # words
MAX_DAYS = 180
USUAL_DAYS = frozenset({7, 8, 10, 14, 15, 20, 21, 28, 30, 35, 40, 45, 60, 75, 90, 120})
LONGEST_ABBREVIATION = 7  # letters with the full stop
_COUNT = re.compile(r"\(?(\d{1,3})\)?[-.]?([^\W\d_]*)\.?\)?[,;.:]?")
_NET_COUNT = re.compile(r"n(?:et)?[/-]?(\d{1,3})[,;.]?", re.IGNORECASE)  # "n/30", "NET30"
_EASTERN = re.compile(r"(\d{1,3})\s*(?:日以内|日内|日後|日間|天之内|天以内|天内|天)")
_DATED = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")


@dataclass(frozen=True)
class Clause:
    """Words between commas, with what they mean in the languages at hand (all, where none are given)."""

    words: tuple[str, ...]
    languages: tuple[str, ...] = ()

    @cached_property
    def meanings(self) -> frozenset[str]:
        """The names of the words and phrases in it; "without discount" does not count as a discount."""
        rest, found = list(self.words), set()
        for start, end in self._phrases("without_discount"):
            rest[start:end] = [""] * (end - start)
            found.add("without_discount")
        for start, word in enumerate(rest):
            if word:
                found.update(*map(self._meanings_of, _phrases_from(rest, start)))
        return frozenset(found)

    @property
    def is_discount(self) -> bool:
        """Whether it offers a discount."""
        if "without_discount" in self.meanings:
            return False
        return "discount" in self.meanings or "%" in "".join(self.words)

    @property
    def asks_for_payment(self) -> bool:
        """Whether it speaks of paying, and of nothing else that takes days or has a date."""
        if "not_due" in self.meanings:
            return False
        return not self.meanings.isdisjoint(("pay", "net", "without_discount"))

    @cached_property
    def days(self) -> tuple[int, ...]:
        """The numbers of days in it."""
        return tuple(self._days())

    def _days(self) -> Iterator[int]:
        for index, word in enumerate(self.words):
            bare = _NET_COUNT.fullmatch(word)
            if bare and int(bare[1]) in USUAL_DAYS:
                yield int(bare[1])
            else:
                yield from self._counted(index, word)
        for match in _EASTERN.finditer("".join(self.words)):
            if int(match[1]) <= MAX_DAYS:
                yield int(match[1])

    def _counted(self, index: int, word: str) -> Iterator[int]:
        """The number that a word is, where it counts days."""
        count = _COUNT.fullmatch(word)
        if count and 0 < int(count[1]) <= MAX_DAYS and self._counts_days(index, count[2]):
            yield int(count[1])

    def _counts_days(self, index: int, glued: str) -> bool:
        if glued:
            return self._means((glued,), "days")
        behind = [word for word in self.words[index + 1 : index + 4] if not word.startswith("(")]
        if any(self._means(phrase, "days") for phrase in accumulate(behind)):
            return True
        # "Net 30": a number of days that is usual, and no amount
        usual = index > 0 and int(digits_of(self.words[index]) or 0) in USUAL_DAYS
        return usual and fold(self.words[index - 1]) in ("net", "nett") and not _begins_with_currency(behind)

    def _means(self, words: Sequence[str], name: str) -> bool:
        return name in self._meanings_of("".join(words))

    def _phrases(self, name: str) -> Iterator[tuple[int, int]]:
        for start in range(len(self.words)):
            for end in range(start + 1, min(start + MAX_PHRASE, len(self.words)) + 1):
                if self._means(self.words[start:end], name):
                    yield start, end

    def _meanings_of(self, text: str) -> set[str]:
        return vocabulary().names_of(text, self.languages)


def _phrases_from(words: Sequence[str], start: int) -> Iterator[str]:
    """The texts that some words make together from one on."""
    return accumulate(words[start : start + MAX_PHRASE])


def _begins_with_currency(words: Sequence[str]) -> bool:
    return any(is_currency(word.strip(".,;")) for word in words[:1])


def clauses(words: Sequence[str], languages: Sequence[str] = ()) -> list[Clause]:
    """The parts of a text between commas, semicolons and full stops.

    >>> [" ".join(clause.words) for clause in clauses("2 % Skonto bis 3.4.2024, bis 30.4.2024 netto".split())]
    ['2 % Skonto bis 3.4.2024,', 'bis 30.4.2024 netto']
    """
    parts: list[list[str]] = [[]]
    for word in words:
        parts[-1].append(word)
        if ends_clause(word):
            parts.append([])
    return [Clause(tuple(part), tuple(languages)) for part in parts if part]


def ends_clause(word: str) -> bool:
    """Whether a word is the last of its clause."""
    full_stop = word.endswith(".") and (len(word) > LONGEST_ABBREVIATION or bool(_DATED.match(word)))
    return word.endswith((",", ";", "，", "。", "、")) or full_stop


def net_days(text: str, languages: Sequence[str] = (), *, named: bool = False) -> int | None:
    """After how many days from the issue date a text says that the whole amount is due.

    `named` says that a label has called the text terms of payment.

    >>> net_days("2% 10 days, net 30 days"), net_days("14 Tage 3 % Skonto 30 Tage netto"), net_days("2/10, n/30")
    (30, 30, 30)
    >>> net_days("zahlbar innerhalb von 14 Tagen ohne Abzug"), net_days("30 jours", named=True), net_days("Net 30")
    (14, 30, 30)
    >>> net_days("10 Tage 2 % Skonto"), net_days("Delivery within 14 days"), net_days("30 jours fin de mois")
    (None, None, None)
    """
    found = clauses(text.split(), languages)
    counted = [clause for clause in found if clause.days]
    if not counted or any("later_start" in clause.meanings for clause in found):
        return None
    asked = named or any(clause.is_discount and clause.asks_for_payment for clause in found)
    due = [clause for clause in counted if _is_due(clause, asked=asked)] or list(filter(_has_both, counted))
    return max([max(clause.days) for clause in due], default=None)


def _has_both(clause: Clause) -> bool:
    """Whether a clause has the days of a discount, which are fewer, and others: "14 days 3 % discount 30 days net"."""
    return len(set(clause.days)) > 1 and "net" in clause.meanings


def _is_due(clause: Clause, *, asked: bool) -> bool:
    if clause.is_discount:
        return False
    if clause.asks_for_payment or any(map(_NET_COUNT.fullmatch, clause.words)):
        return True
    return asked and "not_due" not in clause.meanings
