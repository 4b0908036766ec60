"""Reading in a process of its own: the same answers, and an end to what takes too much."""

import contextlib
import random
from collections.abc import Sequence

import pytest

from chalicelib.documents.preview import render_preview
from chalicelib.extraction import child, errors, isolated
from chalicelib.extraction.isolated import read_isolated, read_isolated_with_page
from chalicelib.extraction.reader import read
from chalicelib.extraction.result import Limits
from chalicelib.extraction.to_document import to_document
from chalicelib.isolation.child_process import ChildEnded, environment
from chalicelib.ocr.recognition import Recognition
from infra.samples import generate
from infra.samples.mutations import mutate

SAMPLES = {sample.name: sample.pdf for sample in generate()}
PDF = SAMPLES["german-goods"]


def test_a_process_of_its_own_gives_the_same_reading_and_a_preview() -> None:
    reading = read_isolated_with_page(PDF)
    assert reading.extracted == read(PDF)
    assert reading.document == to_document(read(PDF))
    assert reading.preview == render_preview(PDF, "pdf")
    assert (reading.preview or b"").startswith(b"\x89PNG")


@pytest.mark.parametrize("data", [b"", b"neither", b"%PDF-1.7 damaged", PDF[:900]])
def test_errors_are_the_same_as_without_isolation(data: bytes) -> None:
    with pytest.raises(errors.UnreadableFile) as here:
        read(data)
    with pytest.raises(type(here.value)) as there:
        read_isolated(data)
    assert there.value.detail == here.value.detail


def test_errors_keep_their_data() -> None:
    with pytest.raises(errors.TooManyPages) as caught:
        read_isolated(SAMPLES["dutch-long"], limits=Limits(pages=2))
    assert (caught.value.pages, caught.value.limit) == (3, 2)


def test_a_process_without_enough_memory_says_so() -> None:
    with pytest.raises((errors.ReadingUsedTooMuchMemory, ChildEnded)):
        read_isolated(PDF, limits=Limits(memory_bytes=30_000_000))


def test_a_process_that_takes_too_long_is_killed() -> None:
    with pytest.raises(errors.ReadingTookTooLong):
        read_isolated(PDF, limits=Limits(seconds=0))


def test_the_child_has_no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "not for strangers' files")
    assert not [name for name in environment() if name.startswith("AWS")]


def test_the_child_answers_with_a_module_of_the_project() -> None:
    assert child.__name__ == isolated.CHILD


class Blind:
    """Recognises nothing, so that damaged pages cost no seconds."""

    def recognise(self, pictures: Sequence[bytes]) -> list[Recognition]:
        return [Recognition(()) for _ in pictures]


@pytest.mark.parametrize("seed", range(60))
def test_a_mutated_file_ends_in_a_reading_or_a_reason(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    data = mutate(chance.choice(list(SAMPLES.values())), chance)
    with contextlib.suppress(errors.UnreadableFile):
        read(data, ocr=Blind())
