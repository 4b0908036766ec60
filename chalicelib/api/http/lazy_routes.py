"""An application's routes, whose modules are imported when their paths are asked for.

Chalice keeps routes in a dictionary, looks the one up that a request is for, and walks through all where it packages or
describes the application. The first imports one module here, the second all of them.
"""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from threading import RLock
from typing import TYPE_CHECKING

from chalice.app import Chalice, RouteEntry

if TYPE_CHECKING:
    from _collections_abc import dict_items, dict_keys, dict_values

Methods = dict[str, RouteEntry]


class LazyRoutes(dict[str, Methods]):
    """Routes by path, as Chalice keeps them; safe for several threads."""

    def __init__(self, app: Chalice, package: str, paths: Mapping[str, Sequence[str]]) -> None:
        """Know which module of a package has which paths; it names its blueprint as itself."""
        super().__init__()
        self._app, self._package, self._paths = app, package, paths
        self._module_of = {path: module for module, its_paths in paths.items() for path in its_paths}
        self._begun: set[str] = set()
        self._done: set[str] = set()
        self._lock = RLock()

    def __getitem__(self, path: str) -> Methods:
        """Return the methods of a path, an empty dictionary where it has none, which Chalice fills to register them."""
        self._load(self._module_of.get(path))
        return self.setdefault(path, {})

    def __contains__(self, path: object) -> bool:
        return path in self._module_of or super().__contains__(path)

    def __iter__(self) -> Iterator[str]:
        self._load_all()
        return super().__iter__()

    def __len__(self) -> int:
        self._load_all()
        return super().__len__()

    def keys(self) -> "dict_keys[str, Methods]":
        """Return the paths."""
        self._load_all()
        return super().keys()

    def values(self) -> "dict_values[str, Methods]":
        """Return the methods of each path."""
        self._load_all()
        return super().values()

    def items(self) -> "dict_items[str, Methods]":
        """Return the paths with their methods."""
        self._load_all()
        return super().items()

    def _load(self, module: str | None) -> None:
        """Import a module and register its blueprint, once; another thread waits until that is done."""
        if module is None or module in self._done:
            return
        with self._lock:
            if module in self._begun:  # this very thread registers it
                return
            with _without_collection():
                found = import_module(f"{self._package}.{module}")
            self._begun.add(module)
            self._app.register_blueprint(getattr(found, module.rpartition(".")[2]))
            self._done.add(module)

    def _load_all(self) -> None:
        """Load every module, and put the paths into their order."""
        with self._lock:
            if len(self._done) == len(self._paths):
                return
            for module in self._paths:
                self._load(module)
            for path in self._module_of:
                self[path] = self.pop(path)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Let nothing look for garbage meanwhile: what modules make stays, and looking takes a tenth of the import."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
