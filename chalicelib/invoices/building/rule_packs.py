"""The cache of this deployment's rule packs, unpacked where the validating process can read them.

The bucket is checked at most once every `RULE_PACKS_CACHE_SECONDS`, and a pack is fetched again only when it has
changed. A folder that was handed out is never altered: a validation may still be reading it. It holds links
to packs that stay where they are as long as this process lives, so what has been compiled of them stays good too.

It is here and not in `validation`, which knows no AWS: only this side may ask the bucket.

A pack that can't be used is logged, and left for validation to refuse the documents that it is for.
"""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from threading import Lock
from time import monotonic

from chalicelib.logs import logger
from chalicelib.process_singleton import single
from chalicelib.settings import settings
from chalicelib.storage.files.rulesets import PackStore, StoredPack
from chalicelib.validation.errors import PackRefused
from chalicelib.validation.packs.archive import MAX_BYTES, note_refusal, unpack_or_note
from chalicelib.validation.packs.manifest import ID
from chalicelib.validation.packs.packs import load_pack


def current_packs() -> Path | None:
    """The folder of packs as they are now, or were a short while ago; None if there are none."""
    return _unpacked().current()


class UnpackedPacks:
    """What this process has fetched so far."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._home = TemporaryDirectory(prefix="rule-packs-", ignore_cleanup_errors=True)
        self._looked_at: float | None = None
        self._tags: dict[str, str] = {}
        self._folder: Path | None = None

    def current(self) -> Path | None:
        """The newest folder, after a look into the bucket if the last one is too long ago."""
        with self._lock:
            now = monotonic()
            if self._looked_at is None or now - self._looked_at >= settings().rule_packs_cache_seconds:
                self._look(PackStore(settings().files_bucket))
                self._looked_at = now
            return self._folder

    def _look(self, store: PackStore) -> None:
        listed = list(store.list())
        if {pack.id: pack.etag for pack in listed} == self._tags:
            return
        there = [(pack, fetched) for pack in listed if (fetched := self._fetched(store, pack)) is not None]
        self._folder = self._linked(folder for _, folder in there) if there else None
        self._tags = {pack.id: pack.etag for pack, _ in there}

    def _fetched(self, store: PackStore, pack: StoredPack) -> Path | None:
        """Where a pack is unpacked; None if it was removed since it was listed."""
        folder = self._place(pack.id, pack.etag)
        if folder.exists():
            return folder
        answer = store.read(pack.id, MAX_BYTES)
        if answer is None:
            return None
        self._unpack(pack.id, answer[1], folder)
        return folder

    def _unpack(self, identity: str, data: bytes, folder: Path) -> None:
        """Unpack to a place that is not read, and move all of it at once: half a pack is never found later."""
        with TemporaryDirectory(dir=self._home.name) as temporary:
            unpacked = Path(temporary, "pack", folder.name)
            if len(data) > MAX_BYTES:
                note_refusal(unpacked, f"has more than {MAX_BYTES:,} bytes")
            else:
                unpack_or_note(data, unpacked, identity)
            unpacked.parent.rename(folder.parent)
        try:
            load_pack(folder)
        except PackRefused as error:
            logger().error("a rule pack cannot be used", extra={"pack": identity, "reason": error.reason})

    def _place(self, identity: str, etag: str) -> Path:
        """A folder that is this version's alone. An object whose name is no id is an unusable pack, by another name."""
        version = hashlib.sha256(f"{identity} {etag}".encode()).hexdigest()[:32]
        return Path(self._home.name, version, identity if re.fullmatch(ID, identity) else f"unnamed-{version[:8]}")

    def _linked(self, packs: Iterable[Path]) -> Path:
        folder = Path(mkdtemp(dir=self._home.name))
        for pack in packs:
            (folder / pack.name).symlink_to(pack, target_is_directory=True)
        return folder


@single
def _unpacked() -> UnpackedPacks:
    return UnpackedPacks()
