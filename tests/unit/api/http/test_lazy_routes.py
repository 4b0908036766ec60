"""Routes whose modules are imported when they are asked for: the same routes, whichever is asked for first."""

import gc
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from chalice.app import Chalice

from app import app
from chalicelib.api.http.blueprint import endpoints_of
from chalicelib.api.http.lazy_routes import LazyRoutes
from chalicelib.api.routes import PATHS

SERVED = "tests.unit.api.http.served"
PETS_AND_OWNERS = {"pets": ("/pets", "/pets/{pet}"), "owners": ("/owners",)}
IN_ORDER = ["/pets", "/pets/{pet}", "/owners"]


def routes(paths: dict[str, tuple[str, ...]] = PETS_AND_OWNERS) -> LazyRoutes:
    for module in paths:
        sys.modules.pop(f"{SERVED}.{module}", None)  # Chalice registers a blueprint once
    served = Chalice(app_name="pets", configure_logs=False)
    lazy = LazyRoutes(served, SERVED, paths)
    served.routes = lazy  # type: ignore[assignment]  # Chalice needs a mapping
    return lazy


def registered(lazy: LazyRoutes) -> list[str]:
    return [path for path, methods in lazy.data.items() if methods.data]


def test_the_table_has_each_path_with_the_module_that_registers_it_in_their_order() -> None:
    found: dict[str, dict[str, None]] = {}
    for endpoint in endpoints_of(app):
        module = endpoint.view.__module__.removeprefix("chalicelib.api.routes.")
        found.setdefault(module, {})[endpoint.path] = None
    assert {module: tuple(paths) for module, paths in found.items()} == {
        module: tuple(path.rpartition(" ")[2] for path in paths) for module, paths in PATHS.items()
    }
    assert list(app.routes) == list(
        dict.fromkeys(path.rpartition(" ")[2] for paths in PATHS.values() for path in paths)
    )


def test_asking_for_one_path_registers_its_module_alone() -> None:
    lazy = routes()
    assert "/pets/{pet}" in lazy
    assert registered(lazy) == []
    assert list(lazy["/pets"]) == ["GET", "POST"]
    assert registered(lazy) == ["/pets", "/pets/{pet}"]


def test_walking_through_the_routes_finds_all_in_their_order_whatever_was_asked_before() -> None:
    for walk in (list, lambda lazy: list(lazy.keys()), lambda lazy: [path for path, _ in lazy.items()]):
        lazy = routes()
        assert lazy["/owners"]
        assert walk(lazy) == IN_ORDER
    assert len(routes()) == len(routes().values()) == len(IN_ORDER)


def test_what_is_no_path_has_no_methods() -> None:
    lazy = routes()
    assert "/nowhere" not in lazy
    assert lazy["/nowhere"] == {}


def test_a_method_of_a_path_registers_its_module_alone() -> None:
    lazy = routes({"sellers": ("POST /shops",), "shops": ("GET /shops",)})
    assert lazy["/shops"]["GET"].method == "GET"
    assert list(lazy["/shops"].data) == ["GET"]
    assert "DELETE" not in lazy["/shops"]
    assert list(lazy["/shops"].data) == ["GET"]
    assert len(lazy) == 1
    assert list(lazy["/shops"].keys()) == ["POST", "GET"]


def test_what_tells_the_methods_that_a_path_has_knows_those_of_all_modules() -> None:
    lazy = routes({"sellers": ("POST /shops",), "shops": ("GET /shops",)})
    assert lazy["/shops"]["GET"]
    assert sorted(lazy["/shops"].keys()) == ["GET", "POST"]


def test_threads_that_ask_at_once_all_find_the_route() -> None:
    for _ in range(5):
        lazy = routes()
        with ThreadPoolExecutor(8) as threads:
            found = list(threads.map(lambda _, lazy=lazy: len(lazy["/pets"]) + len(lazy["/owners"]), range(32)))
        assert found == [3] * 32


def test_a_module_that_cannot_be_imported_says_so_each_time_and_harms_no_other() -> None:
    lazy = routes({"no_such_module": ("/none",), "owners": ("/owners",)})
    for _ in range(2):
        with pytest.raises(ModuleNotFoundError):
            lazy["/none"]["GET"]
    assert list(lazy["/owners"]) == ["GET"]
    assert gc.isenabled()


UNNEEDED = (
    "pydantic",
    "pynamodb",
    "botocore",
    "jwt",
    "chalicelib.storage",
    "chalicelib.accounts",
    "chalicelib.invoices",
)
LOADS = f"""
import sys, app
print(len([name for name in sys.modules if name.startswith({UNNEEDED})]))
app.app.routes["/invoices"]["GET"]
print("chalicelib.invoices.listing" in sys.modules)
print(*(name for name in sys.modules if name.startswith(("chalicelib.extraction.deriving", "chalicelib.sending"))))
"""


def test_importing_the_application_imports_neither_a_client_nor_a_model() -> None:
    run = subprocess.run([sys.executable, "-c", LOADS], capture_output=True, text=True, check=True)  # noqa: S603
    assert run.stdout.splitlines() == ["0", "True", ""]
