"""Read files from the command line: one line of JSON a file, errors included."""

import argparse
import json
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from chalicelib.extraction.errors import UnreadableFile
from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import Extracted, Line, Part
from chalicelib.ocr.local import PictureNotRecognised

NOT_OPENED = 2  # exit code


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was read from each file; the exit code is 2 where a file can't be opened, and 0 otherwise."""
    parser = argparse.ArgumentParser(prog=".venv/bin/python -m chalicelib.extraction", description="Read invoices.")
    parser.add_argument("files", nargs="+", type=Path)
    code = 0
    for path in parser.parse_args(arguments).files:
        try:
            data = path.read_bytes()
        except OSError as error:
            sys.stderr.write(f"{path}: {error.strerror}\n")
            code = NOT_OPENED
            continue
        started = time.perf_counter()
        answer = _answer(path, data)
        answer["seconds"] = round(time.perf_counter() - started, 4)
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    return code


def _answer(path: Path, data: bytes) -> dict[str, object]:
    try:
        return {"file": path.name, **as_json(read(data))}
    except UnreadableFile as error:
        return {"file": path.name, "error": {"code": error.code, "detail": error.detail}}
    except PictureNotRecognised as error:
        return {"file": path.name, "error": {"code": "picture_not_recognised", "detail": str(error)}}


def as_json(extracted: Extracted) -> dict[str, object]:
    """A reading as plain data: values and confidences by field, lines, warnings."""
    fields: dict[str, object] = {name.value: field.value for name, field in extracted.fields.items()}
    if extracted.lines:
        fields["lines"] = [_line(line) for line in extracted.lines]
        fields["line_count"] = len(extracted.lines)
    return {
        "document_type": extracted.document_type.value,
        "language": extracted.language,
        "fields": fields,
        "confidence": {name.value: round(field.confidence, 3) for name, field in extracted.fields.items()},
        "method": {name.value: field.method.value for name, field in extracted.fields.items()},
        "tax_breakdown": [asdict(row) for row in extracted.tax_breakdown],
        "derived": {place: [field.value, field.derived_from] for place, field in extracted.derived.items()},
        "pages": extracted.pages,
        "warnings": list(extracted.warnings),
        "parts": [_part(part) for part in extracted.parts],
    }


def _part(part: Part) -> Mapping[str, object]:
    names = ("first_page", "last_page", "invoice_number", "signs")
    return {name: getattr(part, name) for name in names}


def _line(line: Line) -> Mapping[str, object]:
    names = ("description", "quantity", "unit", "unit_price", "base_quantity", "net_amount", "tax_rate")
    return {name: getattr(line, name) for name in names if getattr(line, name) is not None}


if __name__ == "__main__":
    sys.exit(main())
