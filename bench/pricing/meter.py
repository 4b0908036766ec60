"""What a step of work uses of AWS, counted from the calls that it makes, and how long a function is billed for it.

A function's time is made of two parts. What it computes is measured: the processor time of this process and its
children without that of moto, longer where the function's memory gives it less than a core. What it waits for is
counted: its calls to AWS, with the time that each is assumed to take (`bench/prices.toml`).
"""

import math
import os
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from botocore.client import BaseClient
from botocore.exceptions import ClientError

from bench.load.processes import children_cpu_seconds
from bench.pricing.database import Database
from bench.pricing.lines import CountedLines

_CORE_MEGABYTES = 1769  # https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html: one vCPU
_SES_EVENTS_A_MAIL = 2  # Send and Delivery
_S3_PUTS = {"PutObject", "CopyObject", "ListObjectsV2", "ListObjects", "CreateMultipartUpload", "UploadPart"}
_S3_GETS = {"GetObject", "HeadObject", "HeadBucket"}
_REPORT_BYTES = 450  # Lambda's own START, END and REPORT lines with the overhead of three log events
_EVENT_BYTES = 26  # what CloudWatch adds to each log event


@dataclass
class Spent:
    """One step's use, so far: quantities by their names in `bench/prices.toml`, and what explains them."""

    quantities: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    invocations: Counter[str] = field(default_factory=Counter)
    cpu_seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    billed_seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    calls: Counter[str] = field(default_factory=Counter)
    calls_inside: Counter[str] = field(default_factory=Counter)  # of a function, by its name


@dataclass
class Meter:
    """Adds up by step while it is switched on."""

    database: Database
    memory_megabytes: Mapping[str, int]
    assumed_ms: Mapping[str, float]
    lines: CountedLines
    steps: defaultdict[str, Spent] = field(default_factory=lambda: defaultdict(Spent))
    objects: dict[str, int] = field(default_factory=dict)  # sizes of what is in the bucket now, by key
    on: bool = False
    _step: str = ""
    _waited: float = 0.0  # milliseconds of the running invocation
    _moto_cpu: float = 0.0
    _calls: int = 0

    @property
    def spent(self) -> Spent:
        """What the present step has used."""
        return self.steps[self._step]

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Count what happens in the block for a step."""
        outer, self._step = self._step, name
        try:
            yield
        finally:
            self._step = outer

    def invoke(self, function: str, handler: Callable[[], Any]) -> Any:
        """Call a Lambda function's handler, and count what it is billed for."""
        self._waited = self._moto_cpu = 0.0
        self._calls = 0
        logged = self.lines.bytes, self.lines.lines
        before = time.process_time() + children_cpu_seconds()
        try:
            return handler()
        finally:
            used = max(0.0, time.process_time() + children_cpu_seconds() - before - self._moto_cpu)
            if self.on:
                self._bill(function, used)
                text, lines = self.lines.bytes - logged[0], self.lines.lines - logged[1]
                self.spent.quantities["logs_bytes"] += text + lines * _EVENT_BYTES + _REPORT_BYTES

    def _bill(self, function: str, cpu_seconds: float) -> None:
        memory = self.memory_megabytes[function]
        slower = max(1.0, _CORE_MEGABYTES / memory)
        milliseconds = math.ceil(1000 * cpu_seconds * slower + self._waited)
        spent = self.spent
        spent.invocations[function] += 1
        spent.calls_inside[function] += self._calls
        spent.cpu_seconds[function] += cpu_seconds
        spent.billed_seconds[function] += milliseconds / 1000
        spent.quantities["lambda_requests"] += 1
        spent.quantities["lambda_gb_seconds"] += milliseconds / 1000 * memory / 1024

    def install(self) -> None:
        """Have all calls to AWS counted from now on, in this process."""
        call = BaseClient._make_api_call  # type: ignore[attr-defined]  # noqa: SLF001 - botocore's one way out

        def counted(client: BaseClient, operation: str, parameters: dict[str, Any]) -> Any:
            started = time.process_time()
            try:
                return self._counted(call, client, operation, parameters)
            finally:
                self._moto_cpu += time.process_time() - started

        BaseClient._make_api_call = counted  # type: ignore[attr-defined]  # noqa: SLF001

    def _counted(self, call: Callable[..., Any], client: BaseClient, operation: str, parameters: dict[str, Any]) -> Any:
        service = client.meta.service_model.service_name
        if not self.on:
            return call(client, operation, parameters)
        self.spent.calls[f"{service} {operation}"] += 1
        self._calls += 1
        if service == "dynamodb":
            return self._dynamodb(call, client, operation, parameters)
        answer = call(client, operation, parameters)
        self._waited += self.assumed_ms.get(service, 0.0)
        count = {"s3": self._s3, "sqs": self._sqs, "sesv2": self._ses, "secretsmanager": self._secrets}.get(service)
        if count:
            count(operation, parameters, answer)
        return answer

    def _dynamodb(
        self, call: Callable[..., Any], client: BaseClient, operation: str, parameters: dict[str, Any]
    ) -> Any:
        def look(table: str, key: Any) -> Any:
            return call(client, "GetItem", {"TableName": table, "Key": key, "ConsistentRead": True}).get("Item")

        transaction = operation.startswith("Transact")
        self._waited += self.assumed_ms["dynamodb_transaction" if transaction else "dynamodb"]
        consumed = self.database.consumed
        start = consumed.reads, consumed.writes, consumed.index_writes
        touched = self.database.before(operation, parameters, look)
        answer: Any = {}
        try:
            answer = call(client, operation, parameters)
        except ClientError:
            self.spent.calls[f"refused {operation}"] += 1
            raise
        else:
            return answer
        finally:
            self.database.written(touched, look)
            self.database.read(operation, parameters, answer)
            self.spent.quantities["dynamodb_read_units"] += consumed.reads - start[0]
            self.spent.quantities["dynamodb_write_units"] += consumed.writes - start[1]
            self.spent.quantities["dynamodb_index_write_units"] += consumed.index_writes - start[2]

    def _s3(self, operation: str, parameters: dict[str, Any], _answer: Any) -> None:
        quantities = self.spent.quantities
        if operation in _S3_PUTS:
            quantities["s3_put_requests"] += 1
        elif operation in _S3_GETS:
            quantities["s3_get_requests"] += 1
        match operation:
            case "PutObject":
                self._stored(parameters["Key"], _length(parameters["Body"]))
                if parameters["Key"].startswith("incoming/"):
                    quantities["sqs_requests"] += 1  # S3's own, to the queue
            case "CopyObject":
                _, _, source = parameters["CopySource"].partition("/")  # botocore has made a path of it by now
                self._stored(parameters["Key"], self.objects.get(source, 0))
            case "DeleteObject":
                self.objects.pop(parameters["Key"], None)

    def _stored(self, key: str, size: int) -> None:
        self.spent.quantities["s3_written_bytes"] += size
        self.objects[key] = size

    def _sqs(self, operation: str, _parameters: dict[str, Any], answer: Any) -> None:
        if operation == "ReceiveMessage" and not answer.get("Messages"):
            return  # idle polling is counted by the month
        if operation != "GetQueueAttributes":
            self.spent.quantities["sqs_requests"] += 1

    def _ses(self, operation: str, parameters: dict[str, Any], _answer: Any) -> None:
        if operation == "SendEmail":
            quantities = self.spent.quantities
            to = parameters["Destination"]
            quantities["ses_mails"] += sum(len(addresses) for addresses in to.values())
            quantities["ses_bytes"] += len(parameters["Content"]["Raw"]["Data"])
            quantities["sns_requests"] += _SES_EVENTS_A_MAIL

    def _secrets(self, operation: str, _parameters: dict[str, Any], _answer: Any) -> None:
        if operation == "GetSecretValue":
            self.spent.quantities["secrets_requests"] += 1


def _length(body: bytes | BinaryIO) -> int:
    """Return a body's bytes; botocore makes a stream of it, which has been read by now."""
    return len(body) if isinstance(body, bytes) else body.seek(0, os.SEEK_END)
