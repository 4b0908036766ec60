"""`make rulesets`: published packs from a folder or over the network, here a server on this machine."""

import hashlib
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from chalicelib.documents.syntaxes.codec import write_ubl
from chalicelib.settings import settings
from chalicelib.storage.files.rulesets import PackStore
from chalicelib.validation import validate
from chalicelib.validation.packs.catalogue import PublishedPack, catalogue
from chalicelib.validation.packs.manifest import MANIFEST
from infra.rulesets import installing
from infra.rulesets.installing import NotInstalled, install, named
from infra.rulesets.stored import add_installed
from tests.unit.documents.invoices import invoice
from tests.unit.validation.house import SCHEMATRON, SPECIFICATION

pytestmark = pytest.mark.slow

UNREACHABLE = "http://127.0.0.1:9"

Publish = Callable[..., PublishedPack]


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class names it)
        """Say nothing."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """A server of the files in `published`."""
    (tmp_path / "published").mkdir()
    handler = partial(QuietHandler, directory=str(tmp_path / "published"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installing, "PAUSE_SECONDS", 0)


@pytest.fixture
def publish(tmp_path: Path) -> Publish:
    """Return a function that publishes a pack of house rules, and gives its entry in a catalogue."""

    def make(site: str, identity: str = "house", rules: str = SCHEMATRON, sha256: str = "") -> PublishedPack:
        published = tmp_path / "published"
        published.mkdir(exist_ok=True)
        (published / f"{identity}.sch").write_text(rules)
        digest = sha256 or hashlib.sha256(rules.encode()).hexdigest()
        file = {"path": f"{identity}.sch", "url": "https://example.com/", "sha256": digest}
        pack = PublishedPack.model_validate({
            "id": identity, "name": "House rules", "version": "1.0", "syntax": "ubl",
            "applies_to": [f"{SPECIFICATION}*"], "extends": "en16931-ubl", "licence": "Apache-2.0", "files": [file],
        })  # fmt: skip
        files = tuple(each.model_copy(update={"url": f"{site}/{each.path}"}) for each in pack.files)
        return pack.model_copy(update={"files": files})

    return make


def test_a_pack_is_fetched_and_then_used(site: str, publish: Publish, tmp_path: Path) -> None:
    (line,) = install([publish(site)], tmp_path / "installed", None)
    assert line.startswith("house 1.0 is in ")
    report = validate(write_ubl(invoice(specification=SPECIFICATION)), packs=tmp_path / "installed")
    assert (report.ruleset, report.successful) == ("house", True)


def test_what_is_there_already_is_left_alone(site: str, publish: Publish, tmp_path: Path) -> None:
    pack = publish(site)
    install([pack], tmp_path / "installed", None)
    before = (tmp_path / "installed" / "house" / MANIFEST).stat()
    assert install([pack], tmp_path / "installed", None) == []
    assert (tmp_path / "installed" / "house" / MANIFEST).stat() == before


def test_a_pack_that_was_damaged_or_has_another_version_is_made_anew(
    site: str, publish: Publish, tmp_path: Path
) -> None:
    pack = publish(site)
    install([pack], tmp_path / "installed", None)
    (tmp_path / "installed" / "house" / "house.sch").write_text("damaged")
    assert install([pack], tmp_path / "installed", None)
    assert (tmp_path / "installed" / "house" / "house.sch").read_text() == SCHEMATRON
    assert install([pack.model_copy(update={"version": "2.0"})], tmp_path / "installed", None)
    assert sorted(each.name for each in (tmp_path / "installed").iterdir()) == ["house"]


def test_files_come_from_a_folder_however_it_is_arranged(publish: Publish, tmp_path: Path) -> None:
    pack = publish(UNREACHABLE)
    (tmp_path / "published" / "deep" / "down").mkdir(parents=True)
    (tmp_path / "published" / "house.sch").rename(tmp_path / "published" / "deep" / "down" / "house.sch")
    (tmp_path / "published" / "house.sch").write_text("another file of this name")
    assert install([pack], tmp_path / "installed", tmp_path / "published")


def test_what_is_not_what_the_checksum_says_is_not_installed(site: str, publish: Publish, tmp_path: Path) -> None:
    with pytest.raises(NotInstalled, match="checksum"):
        install([publish(site, sha256="0" * 64)], tmp_path / "installed", None)
    assert list((tmp_path / "installed").iterdir()) == []


def test_without_the_network_it_says_so_and_installs_what_it_can(publish: Publish, tmp_path: Path) -> None:
    here, away = publish(UNREACHABLE), publish(UNREACHABLE, "away")
    (tmp_path / "published" / "away.sch").unlink()
    with pytest.raises(NotInstalled, match=r"away: .* cannot be reached: is there a network") as raised:
        install([away, here], tmp_path / "installed", tmp_path / "published")
    assert "house 1.0 is in " in str(raised.value)
    assert [each.name for each in (tmp_path / "installed").iterdir()] == ["house"]


def test_a_file_that_is_gone_is_said_to_be_gone(site: str, publish: Publish, tmp_path: Path) -> None:
    pack = publish(site)
    (tmp_path / "published" / "house.sch").unlink()
    with pytest.raises(NotInstalled, match=r"house\.sch cannot be fetched: 404"):
        install([pack], tmp_path / "installed", None)


def test_packs_are_named_by_their_ids_and_all_are_meant_by_none() -> None:
    assert named([]) == list(catalogue())
    assert [pack.id for pack in named(["pint-aunz", "cius-ro", "pint-aunz"])] == ["pint-aunz", "cius-ro"]
    with pytest.raises(NotInstalled, match="has no nonsense; it has pint-aunz, "):
        named(["nonsense"])


@pytest.mark.slow
def test_the_local_bucket_gets_what_is_installed(site: str, publish: Publish, tmp_path: Path, aws: None) -> None:
    install([publish(site)], tmp_path / "installed", None)
    (tmp_path / "installed" / "broken").mkdir()
    store = PackStore(settings().files_bucket)
    assert add_installed(store, tmp_path / "installed") == ["rule pack broken: has no manifest.json"]
    assert [pack.id for pack in store.list()] == ["house"]
