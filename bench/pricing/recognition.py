"""What scanned pages cost by the function `Recognise`, from the processor's time of sample pages on this machine."""

import json
import time
from functools import cache
from pathlib import Path

from bench.pricing.prices import Prices
from chalicelib.extraction.result import Limits
from chalicelib.extraction.sources.picture import open_picture
from chalicelib.ocr.engine import Engine
from infra import template_file
from samples import generate
from samples.scanning import Scanner

ROOT = Path(__file__).resolve().parents[2]
PAGES, SAMPLES = 1_000, 6
GB = 1024  # megabytes


def print_recognition(prices: Prices) -> None:
    """Print what 1,000 pages cost, each recognised alone while the worker waits for it."""
    used = of_pages(PAGES)
    cost = sum(prices.by_name[name].cost(quantity) for name, quantity in used.items())
    print(
        f"{PAGES:,} scanned pages by the function Recognise, the waiting worker included: {cost:.2f} {prices.currency}"
        f" ({_seconds_a_page():.2f} s of processor a page on this machine)"
    )


def of_pages(pages: float) -> dict[str, float]:
    """What pages take of the recogniser's function and of the worker that waits for it, as prices name it."""
    if not pages:
        return {}
    megabytes = _megabytes("Recognise") + _megabytes("process")
    return {"lambda_requests": pages, "lambda_gb_seconds": pages * _seconds_a_page() * megabytes / GB}


@cache
def _seconds_a_page() -> float:
    pages = [open_picture(Scanner().jpegs(sample.pdf)[0], Limits()).png() for sample in generate()[:SAMPLES]]
    engine = Engine()
    engine.recognise(pages[0])  # a warm-up: the first page allocates
    started = time.process_time()
    for page in pages:
        engine.recognise(page)
    return (time.process_time() - started) / len(pages)


def _megabytes(function: str) -> int:
    """A function's memory: Chalice's own are in its configuration, the other one is in our template."""
    chalice = json.loads((ROOT / ".chalice" / "config.json").read_text())["lambda_functions"]
    if function in chalice:
        return int(chalice[function]["lambda_memory_size"])
    return int(template_file.load()["Resources"][function]["Properties"]["MemorySize"])
