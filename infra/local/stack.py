"""The local stack: the cloud, the application, its server, pollers and schedules, started and stopped as one."""

import importlib
import os
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from chalice.app import BaseEventSourceConfig, Chalice, ScheduledEventConfig, SQSEventConfig
from chalice.config import Config
from chalice.local import LambdaContext
from chalice.utils import to_cfn_resource_name

from chalicelib.settings import wiring
from infra.local import assets
from infra.local import cloud as clouds
from infra.local.cloud import Cloud
from infra.local.gateway import GatewayResponses
from infra.local.http import Server, make_server
from infra.local.mail.incoming import DOMAIN
from infra.local.queues import Handler, Poller, Source
from infra.local.schedules import Schedule, period_of
from infra.package import stage_variables
from infra.packaging.sam import QUEUE_OF, SECOND_QUEUE_OF

ROOT = Path(__file__).resolve().parents[2]
STAGE = "dev"
WORKERS = 2  # a queue; files are read in processes of their own, so two use two cores
LOCALHOST = "localhost"
_STOP_SECONDS = 10
OIDC_GIVEN = "LOCAL_OIDC_CLIENT_SECRET"
"""What an identity provider gave to this machine's stack, which keeps it as a deployed one does."""
_WISHES = ("LOG_LEVEL", "CORS_ORIGIN", "METRICS_NAMESPACE")


@dataclass
class Stack:
    """Everything that runs."""

    url: str
    cloud: Cloud
    server: Server
    callers: list[Poller | Schedule]

    @classmethod
    def start(cls, port: int, aws_port: int = 0) -> "Stack":
        """Start everything; the API answers when this returns."""
        cloud = clouds.start(aws_port)
        url = f"http://127.0.0.1:{port}"
        os.environ.update(environment(cloud, url))
        app, config = _load_app()
        responses = GatewayResponses(cloud.resources.template, wiring().cors_origins[0])
        server = make_server(app, config, responses, port)
        pollers = [Poller(name, source) for name, source in _sources(app, cloud).items() for _ in range(WORKERS)]
        callers: list[Poller | Schedule] = [*pollers, *_schedules(app)]
        threading.Thread(target=server.serve_forever, name="http", daemon=True).start()
        for caller in callers:
            caller.start()
        return cls(url, cloud, server, callers)

    def stop(self) -> None:
        """Stop everything; a file that is being read is finished first."""
        self.server.shutdown()
        self.server.server_close()
        for caller in self.callers:
            caller.stop()
        for caller in self.callers:
            caller.join(_STOP_SECONDS)
        self.cloud.stop()


def environment(cloud: Cloud, url: str) -> dict[str, str]:
    """Return the functions' variables: the template's, the stage's, and what the caller's shell sets on purpose.

    The server has a line for each request and batch; `LOG_LEVEL=INFO make run` shows the functions' own logs as well.
    """
    variables = (
        stage_variables(STAGE)
        | cloud.resources.variables()
        | {
            "PUBLIC_URL": url,
            # Passkeys are of domains, never of addresses.
            "PASSKEY_DOMAIN": LOCALHOST,
            "PASSKEY_ORIGINS": f"http://{LOCALHOST}:{urlsplit(url).port}",
            "LOG_LEVEL": "WARNING",
            "METRICS_NAMESPACE": "",
            "MAIL_IN_DOMAIN": DOMAIN,
            "DOCUMENTATION_ASSETS_URL": f"{url}{assets.PREFIX.rstrip('/')}",
            "WEBHOOKS_TO_PRIVATE_NETWORKS": "true",  # a front-end developer's endpoint is on this machine
            "OIDC_OVER_HTTP": "true",  # and so is the identity provider, if there is one
        }
    )
    wished = {name: os.environ[name] for name in _WISHES if name in os.environ}
    given = os.environ.get(OIDC_GIVEN)
    return variables | wished | ({"OIDC_CLIENT_SECRET": clouds.keep_client_secret(given)} if given else {})


def _load_app() -> tuple[Chalice, Config]:
    sys.path.insert(0, str(ROOT))
    module = importlib.import_module("app")
    config = Config.create(project_dir=str(ROOT), chalice_app=module.app, chalice_stage=STAGE)
    return module.app, config.scope(STAGE, "api_handler")


def _sources(app: Chalice, cloud: Cloud) -> dict[str, Source]:
    """Return each queue handler of the application with the queues that the template gives it, by their names."""
    sources = {}
    for event in app.event_sources:
        if isinstance(event, SQSEventConfig):
            function, handler = to_cfn_resource_name(event.name), _with_context(event)
            for queue in filter(None, (QUEUE_OF[function], SECOND_QUEUE_OF.get(function))):
                url, arn = cloud.resources.known[queue], cloud.resources.known[f"{queue}.Arn"]
                sources[queue] = Source(url, arn, event.batch_size, handler)
    return sources


def _schedules(app: Chalice) -> list[Schedule]:
    """Return the functions of the application that run by the clock."""
    events = [event for event in app.event_sources if isinstance(event, ScheduledEventConfig)]
    return [Schedule(event.name, period_of(event), _with_context(event)) for event in events]


def _with_context(event: BaseEventSourceConfig) -> Handler:
    module_name, _, function_name = event.handler_string.rpartition(".")
    function = getattr(importlib.import_module(module_name), function_name)

    def call(given: dict[str, Any]) -> Any:
        return function(given, LambdaContext(event.name, memory_size=1024, max_runtime_ms=120_000))

    return call
