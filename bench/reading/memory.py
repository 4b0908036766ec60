"""What a correction is worth for the next documents: the first of a family is corrected, the others are read.

Of each family with two or more documents the first has its fields set to the truth, which teaches a memory. Then each
other document is read without it and with it. Only documents that are recognised as the same supplier's are read with
the memory; the others are read as they are. The last columns show the memory alone: what it finds of the fields that it
knows in a reading that found nothing, and how much of what it says is right.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bench.reading.accuracy import scorer
from bench.reading.corpus import find_corpus
from chalicelib.extraction.errors import UnreadableFile
from chalicelib.extraction.memory.keys import choose, keys_to_learn
from chalicelib.extraction.memory.learning import Taught, learn
from chalicelib.extraction.memory.model import Lesson, Memory
from chalicelib.extraction.memory.recalling import recall
from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import Extracted, FieldName

LESSON = Lesson("first", "bench", "2026-01-01T00:00:00Z")
Truth = Mapping[str, Any]


@dataclass
class Count:
    """How many fields there are, and how many are right."""

    fields: int = 0
    right: int = 0

    def add(self, other: "Count") -> None:
        """Take another's figures in."""
        self.fields += other.fields
        self.right += other.right

    def __str__(self) -> str:
        return f"{100 * self.right / self.fields:6.1f} % of {self.fields:3}" if self.fields else f"{'-':>15}"


@dataclass
class Family:
    """The figures of one family, or of all."""

    documents: int = 0
    known: int = 0
    without: Count = field(default_factory=Count)
    with_it: Count = field(default_factory=Count)
    of_known: Count = field(default_factory=Count)
    alone: Count = field(default_factory=Count)
    said: Count = field(default_factory=Count)

    def add(self, other: "Family") -> None:
        """Take another's figures in."""
        self.documents += other.documents
        self.known += other.known
        for name in ("without", "with_it", "of_known", "alone", "said"):
            getattr(self, name).add(getattr(other, name))


def main() -> None:
    """Print a table of the families."""
    corpus = find_corpus()
    heads = (
        "documents",
        "recognised",
        "without memory",
        "with memory",
        "of recognised",
        "found alone",
        "right alone",
    )
    print(f"{'family':<24}" + "".join(f"{head:>18}" for head in heads))
    everything = Family()
    for name, truths in sorted(_families(corpus).items()):
        found = _measure(corpus, truths)
        everything.add(found)
        _print(name, found)
    _print("all", everything)


def _print(name: str, found: Family) -> None:
    counts = (found.without, found.with_it, found.of_known, found.alone, found.said)
    print(f"{name:<24}{found.documents:>18}{found.known:>18}" + "".join(f"{count!s:>18}" for count in counts))


def _families(corpus: Path) -> dict[str, list[Truth]]:
    found: dict[str, list[Truth]] = defaultdict(list)
    for truth in scorer(corpus).load_truths(corpus / "truth"):
        if truth["document_type"] != "other":
            found[truth["layout_family"]].append(truth)
    return {name: truths for name, truths in found.items() if len(truths) > 1}


def _measure(corpus: Path, truths: Sequence[Truth]) -> Family:
    (first, first_truth), *others = list(_readings(corpus, truths))
    memory = _taught(corpus, first, first_truth)
    family = Family()
    for reading, truth in others:
        _add(family, corpus, reading, truth, memory)
    return family


def _readings(corpus: Path, truths: Sequence[Truth]) -> Iterator[tuple[Extracted, Truth]]:
    for truth in truths:
        try:
            yield read((corpus / "files" / truth["file"]).read_bytes()), truth
        except UnreadableFile as reason:
            print(f"{truth['file']}: {reason.code}")


def _taught(corpus: Path, reading: Extracted, truth: Truth) -> Memory:
    """What the correction of a document teaches: what was read right, in whatever words, is only confirmed."""
    if reading.layout is None:
        return Memory()
    values = {name: _right(corpus, reading, truth, name) for name in FieldName if name in truth["fields"]}
    taught = {name: Taught(value, *_read(reading, name)) for name, value in values.items()}
    keys = keys_to_learn(values, reading.layout, {})
    return learn(Memory(values.get(FieldName.SUPPLIER_NAME, ""), keys), reading.layout, taught, LESSON)


def _right(corpus: Path, reading: Extracted, truth: Truth, name: FieldName) -> str:
    found = reading.fields.get(name)
    is_right = found is not None and scorer(corpus).judge(truth, str(name), found.value) == "correct"
    return found.value if found is not None and is_right else str(truth["fields"][name])


def _read(reading: Extracted, name: FieldName) -> tuple[str | None, str | None]:
    found = reading.fields.get(name)
    return (found.value, found.method) if found else (None, None)


def _add(family: Family, corpus: Path, reading: Extracted, truth: Truth, memory: Memory) -> None:
    family.documents += 1
    family.without.add(_judged(corpus, truth, reading))
    values = {name: each.value for name, each in reading.fields.items()}
    known = choose([memory], values, reading.layout).memory if reading.layout else None
    better = recall(reading, known) if known else reading
    family.with_it.add(_judged(corpus, truth, better))
    if known:
        family.known += 1
        family.of_known.add(_judged(corpus, truth, better))
        alone = recall(replace(reading, fields={}), known)
        family.alone.add(_judged(corpus, truth, alone, set(known.fields)))
        family.said.add(_judged(corpus, truth, alone, set(alone.fields)))


def _judged(corpus: Path, truth: Truth, reading: Extracted, only: set[FieldName] | None = None) -> Count:
    score, count = scorer(corpus), Count()
    for name in (*score.HEADER_FIELDS, "amount_due", "purchase_order"):
        field_name = FieldName(name)
        found = reading.fields.get(field_name)
        verdict = score.judge(truth, name, found.value if found else None)
        if verdict in ("correct", "wrong", "missing") and (only is None or field_name in only):
            count.add(Count(1, int(verdict == "correct")))
    return count
