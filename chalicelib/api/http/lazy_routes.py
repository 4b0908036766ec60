"""An application's routes, whose modules are imported when they are asked for.

Chalice keeps routes in a dictionary of dictionaries, by path and method, looks the one up that a request is for, and
walks through all where it packages or describes the application. The first imports one module here, the second all.
"""

import gc
from collections import UserDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from threading import RLock

from chalice.app import Chalice, RouteEntry

_ANY = ""  # the method of a path all of whose methods one module serves


class Methods(UserDict[str, RouteEntry]):
    """The routes of a path, by method."""

    def __init__(self, load: Callable[[str | None], None]) -> None:
        """Keep `load`, which imports the module of a method, or with None those of all methods."""
        super().__init__()
        self._load = load

    def __getitem__(self, method: str) -> RouteEntry:
        self._load(method)
        return super().__getitem__(method)

    def __contains__(self, method: object) -> bool:
        self._load(str(method))
        return super().__contains__(method)

    def __iter__(self) -> Iterator[str]:
        self._load(None)
        return super().__iter__()

    def __len__(self) -> int:
        self._load(None)
        return super().__len__()


class LazyRoutes(UserDict[str, Methods]):
    """Routes by path, as Chalice keeps them; safe for several threads."""

    def __init__(self, app: Chalice, package: str, paths: Mapping[str, Sequence[str]]) -> None:
        """Know which module of a package has which paths, or a method of one; it names its blueprint as itself."""
        super().__init__()
        self._app, self._package, self._paths = app, package, paths
        self._modules: dict[str, dict[str, str]] = {}
        for module, its_paths in paths.items():
            for written in its_paths:
                method, _, path = written.rpartition(" ")
                self._modules.setdefault(path, {})[method or _ANY] = module
        self._begun: set[str] = set()
        self._done: set[str] = set()
        self._lock = RLock()

    def __getitem__(self, path: str) -> Methods:
        """Return the methods of a path; Chalice fills them to register them."""
        return self.data.setdefault(path, Methods(partial(self._load_method, path)))

    def __contains__(self, path: object) -> bool:
        return path in self._modules or super().__contains__(path)

    def __iter__(self) -> Iterator[str]:
        self._load_all()
        return super().__iter__()

    def __len__(self) -> int:
        self._load_all()
        return super().__len__()

    def _load_method(self, path: str, asked: str | None) -> None:
        for method, module in self._modules.get(path, {}).items():
            if asked is None or method in {asked, _ANY}:
                self._load(module)

    def _load(self, module: str) -> None:
        """Import a module and register its blueprint, once; another thread waits until that is done."""
        if module in self._done:
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
        """Load every module, and put the paths and their methods into their order."""
        with self._lock:
            if len(self._done) == len(self._paths):
                return
            for module in self._paths:
                self._load(module)
            for path, methods in self._modules.items():
                if _ANY not in methods:
                    entries = self.data[path]
                    entries.data = {method: entries.data[method] for method in methods}
            in_order = {path: self.data[path] for path in self._modules}
            self.data = in_order | self.data  # at once: other threads look paths up meanwhile


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
