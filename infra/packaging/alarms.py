"""The stack's alarms: made from the functions, queues and tables that the template has, so that none goes unwatched.

`docs/operations.md` has a section for each kind, named as here, on what it means and what to do.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from infra.template_file import resources_of

Template = dict[str, Any]

FIVE_MINUTES, HOUR = 300, 3_600
ENOUGH_REQUESTS = 20  # in five minutes; of fewer, a percentage says nothing
FAILED_OF_FEW = 3


@dataclass(frozen=True)
class Signal:
    """A CloudWatch metric of one thing: statistic and dimensions included."""

    namespace: str
    name: str
    dimensions: Mapping[str, Any]
    statistic: str = "Sum"
    period: int = FIVE_MINUTES

    def query(self, identity: str) -> Template:
        """Return it as a part of a calculation."""
        metric = {"Namespace": self.namespace, "MetricName": self.name, "Dimensions": _dimensions(self.dimensions)}
        return {
            "Id": identity,
            "ReturnData": False,
            "MetricStat": {"Metric": metric, "Period": self.period, "Stat": self.statistic},
        }


def make_alarms(template: Template) -> Template:
    """Return the alarms, by their logical names."""
    return dict(
        [
            *(alarm for name in functions_of(template) for alarm in _function_alarms(name)),
            *(alarm for name in queues_of(template) for alarm in _queue_alarms(template, name)),
            *(_table_alarm(name) for name in resources_of(template, "AWS::DynamoDB::Table")),
            _database_alarm(),
            *_api_alarms(),
            *_mail_alarms(),
        ]
    )


def functions_of(template: Template) -> list[str]:
    """Return the functions' logical names."""
    return sorted(resources_of(template, "AWS::Serverless::Function"))


def queues_of(template: Template) -> list[str]:
    """Return the queues' logical names."""
    return sorted(resources_of(template, "AWS::SQS::Queue"))


def dead_letter_queues_of(template: Template) -> frozenset[str]:
    """Return the queues that take what others gave up."""
    queues = resources_of(template, "AWS::SQS::Queue").values()
    targets = (queue.get("RedrivePolicy", {}).get("deadLetterTargetArn", {}) for queue in queues)
    return frozenset(target["Fn::GetAtt"][0] for target in targets if target)


def read_queues_of(template: Template) -> frozenset[str]:
    """Return the queues that a function reads."""
    functions = resources_of(template, "AWS::Serverless::Function").values()
    events = (event for function in functions for event in function.get("Events", {}).values())
    return frozenset(event["Properties"]["Queue"]["Fn::GetAtt"][0] for event in events if event["Type"] == "SQS")


def _function_alarms(function: str) -> Iterable[tuple[str, Template]]:
    of = {"FunctionName": {"Ref": function}}
    yield _alarm(f"{function}Errors", f"{function} crashed or ran out of time", Signal("AWS/Lambda", "Errors", of))
    yield _alarm(
        f"{function}Throttles", f"{function} was not started: too many run", Signal("AWS/Lambda", "Throttles", of), of=2
    )


def _queue_alarms(template: Template, queue: str) -> Iterable[tuple[str, Template]]:
    named = {"QueueName": {"Fn::GetAtt": [queue, "QueueName"]}}
    read = queue in read_queues_of(template)
    dead = queue in dead_letter_queues_of(template)
    if dead:
        waiting = Signal("AWS/SQS", "ApproximateNumberOfMessagesVisible", named, "Maximum")
        # one that a function reads is empty again at once, unless that function fails
        yield _alarm(f"{queue}NotEmpty", f"{queue} has messages that were given up", waiting, of=3 if read else 1)
    if read and not dead:  # what was given up is old in any case
        oldest = Signal("AWS/SQS", "ApproximateAgeOfOldestMessage", named, "Maximum")
        yield _alarm(f"{queue}Age", f"{queue} is not worked off", oldest, {"Ref": "AlarmQueueSeconds"})


def _table_alarm(table: str) -> tuple[str, Template]:
    of = {"TableName": {"Ref": table}}
    reads = Signal("AWS/DynamoDB", "ReadThrottleEvents", of)
    writes = Signal("AWS/DynamoDB", "WriteThrottleEvents", of)
    total = _calculated("FILL(reads, 0) + FILL(writes, 0)", reads=reads, writes=writes)
    return _described(f"{table}Throttles", f"{table} refuses reads or writes", total, 1, of=2)


def _database_alarm() -> tuple[str, Template]:
    errors = Signal("AWS/DynamoDB", "UserErrors", {})
    return _alarm("DatabaseUserErrors", "DynamoDB refuses requests as invalid (of the whole account)", errors, 10)


def _api_alarms() -> Iterable[tuple[str, Template]]:
    of = {"ApiName": {"Ref": "AWS::StackName"}, "Stage": {"Ref": "Stage"}}
    requests, errors = Signal("AWS/ApiGateway", "Count", of), Signal("AWS/ApiGateway", "5XXError", of)
    few = f"IF(errors >= {FAILED_OF_FEW}, 100, 0)"
    rate = f"IF(requests >= {ENOUGH_REQUESTS}, 100 * errors / requests, {few})"
    percent = _calculated(rate, requests=requests, errors=errors)
    yield _described("ApiErrors", "more than 1 % of the API's answers are 5xx", percent, 1, of=2, exceeds=True)
    latency = Signal("AWS/ApiGateway", "Latency", of, "p95")
    yield _alarm("ApiLatency", "one in twenty requests takes long", latency, {"Ref": "AlarmLatencyMilliseconds"}, of=3)


def _mail_alarms() -> Iterable[tuple[str, Template]]:
    """SES reviews an account at 5 % bounces and 0.1 % complaints; these come before that."""
    for name, metric, limit in (("Bounces", "BounceRate", 0.03), ("Complaints", "ComplaintRate", 0.0008)):
        rate = Signal("AWS/SES", f"Reputation.{metric}", {}, "Average", HOUR)
        yield _alarm(f"Mail{name}", f"{name.lower()} endanger the account's right to send mails", rate, limit)


def _alarm(name: str, what: str, signal: Signal, threshold: Any = 1, *, of: int = 1) -> tuple[str, Template]:
    percentile = signal.statistic.startswith("p")
    watched = {
        "Namespace": signal.namespace,
        "MetricName": signal.name,
        "Dimensions": _dimensions(signal.dimensions),
        "Period": signal.period,
        "ExtendedStatistic" if percentile else "Statistic": signal.statistic,
    }
    return _described(name, what, watched, threshold, of=of)


def _calculated(expression: str, **signals: Signal) -> Template:
    queries = [signal.query(identity) for identity, signal in signals.items()]
    result = {"Id": "result", "Expression": expression, "ReturnData": True}
    return {"Metrics": [result, *queries]}


def _described(
    name: str, what: str, watched: Template, threshold: Any, *, of: int, exceeds: bool = False
) -> tuple[str, Template]:
    operator = "GreaterThanThreshold" if exceeds else "GreaterThanOrEqualToThreshold"
    properties = {
        "AlarmName": {"Fn::Sub": f"${{AWS::StackName}}-{name}"},
        "AlarmDescription": f"{what}. What to do: docs/operations.md, Alarms.",
        "AlarmActions": [{"Ref": "AlarmTopic"}],
        "OKActions": [{"Ref": "AlarmTopic"}],
        "ComparisonOperator": operator,
        "Threshold": threshold,
        "EvaluationPeriods": of,
        "TreatMissingData": "notBreaching",
        **watched,
    }
    return f"{name}Alarm", {"Type": "AWS::CloudWatch::Alarm", "Properties": properties}


def _dimensions(dimensions: Mapping[str, Any]) -> list[Template]:
    return [{"Name": name, "Value": value} for name, value in dimensions.items()]
