"""Accuracy on the corpus, beside invoice2data on the same files, and whether confidences mean what they say."""

import json
import logging
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.reading.corpus import find_corpus

BUCKETS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
PEER_FIELDS = {
    "invoice_number": "invoice_number", "date": "issue_date", "date_due": "due_date", "amount": "total",
    "issuer": "supplier_name", "currency": "currency", "vat": "supplier_tax_id", "iban": "iban",
    "amount_untaxed": "net_total", "amount_tax": "tax_total",
}  # fmt: skip


def main() -> None:
    """Print the scorer's table, the reliability of confidences, and the peer's figures."""
    corpus = find_corpus()
    ours = _read_all(corpus)
    print(_score(corpus, ours, "--errors"))
    print_reliability(corpus, ours)
    print("\ninvoice2data on the same files:")
    peer = _peer(corpus)
    absent = "Skipped: invoice2data is not installed (`make bench-extraction` installs it)."
    print(_score(corpus, peer) if peer else absent)


def _read_all(corpus: Path) -> list[Mapping[str, Any]]:
    files = sorted(str(path) for path in (corpus / "files").iterdir())
    done = subprocess.run(
        [sys.executable, "-m", "chalicelib.extraction", *files], capture_output=True, text=True, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def _score(corpus: Path, predictions: Iterable[Mapping[str, Any]], *options: str) -> str:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False) as stream:
        stream.writelines(json.dumps(prediction, default=str) + "\n" for prediction in predictions)
    command = [sys.executable, str(corpus / "score.py"), str(corpus / "truth"), stream.name, *options]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def score_of(corpus: Path, predictions: Iterable[Mapping[str, Any]], files: Iterable[str], *options: str) -> str:
    """The scorer's table of some of the corpus's files."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", delete=False) as stream:
        stream.writelines(f"{file}\n" for file in files)
    return _score(corpus, predictions, "--only", stream.name, *options)


@cache
def scorer(corpus: Path) -> ModuleType:
    """The corpus's own scorer as a module: one definition of what counts as right."""
    import importlib.util

    spec = importlib.util.spec_from_file_location("score", corpus / "score.py")
    if spec is None or spec.loader is None:
        raise ImportError(name="score")
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


def print_reliability(
    corpus: Path, predictions: Iterable[Mapping[str, Any]], names: Sequence[str] | None = None
) -> None:
    """Of the fields (all, or some) with a confidence in each step: how many there are, and how many are right."""
    score = scorer(corpus)
    truths = {truth["file"]: truth for truth in score.load_truths(corpus / "truth")}
    counts = [[0, 0] for _ in BUCKETS]
    for prediction in predictions:
        truth = truths[prediction["file"]]
        confidences = prediction.get("confidence", {})
        for name in confidences.keys() & set(names or score.ALL_FIELDS):
            verdict = score.judge(truth, name, prediction["fields"].get(name))
            if verdict in ("correct", "wrong"):
                bucket = counts[_bucket(confidences[name])]
                bucket[0] += 1
                bucket[1] += verdict == "correct"
    print(f"\n{'confidence':<16}{'fields':>8}{'right':>8}{'share':>9}")
    for i, (count, right) in enumerate(counts[:-1]):
        share = f"{100 * right / count:8.1f}%" if count else "        -"
        print(f"{BUCKETS[i]:.2f} to {BUCKETS[i + 1]:.2f}    {count:>8}{right:>8}{share}")


def _bucket(confidence: float) -> int:
    return max(i for i, bound in enumerate(BUCKETS) if confidence >= bound)


def _peer(corpus: Path) -> list[Mapping[str, Any]]:
    """invoice2data's answers in our names; empty where it isn't installed."""
    try:
        from invoice2data import extract_data
        from invoice2data.extract.loader import read_templates
        from invoice2data.input import pdfium
    except ImportError:
        return []
    logging.disable()  # it warns of every file without a template
    templates = read_templates()
    answers: list[Mapping[str, Any]] = []
    for path in sorted((corpus / "files").glob("*.pdf")):
        started = time.perf_counter()
        found = extract_data(str(path), templates=templates, input_module=pdfium) or {}
        fields = {ours: str(found[theirs])[:40] for theirs, ours in PEER_FIELDS.items() if found.get(theirs)}
        for name in ("issue_date", "due_date"):
            fields[name] = fields.get(name, "")[:10]
        answers.append({"file": path.name, "fields": fields, "seconds": time.perf_counter() - started})
    return answers
