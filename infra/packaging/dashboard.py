"""The stack's dashboard: one page that says whether files are read, mails sent and requests answered.

Made from the functions, queues, tables and alarms that the template has, as the alarms are.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from infra.packaging.alarms import dead_letter_queues_of, functions_of, queues_of
from infra.template_file import resources_of

Template = dict[str, Any]
Row = Sequence[Any]

WIDTH, HEIGHT = 8, 6
COLUMNS = 3
NAMESPACE = "Invoices"


def make_dashboard(template: Template) -> Template:
    """Return the dashboard's resource."""
    body = {"widgets": [_placed(number, widget) for number, widget in enumerate(_widgets(template))]}
    properties = {
        "DashboardName": {"Fn::Sub": "${AWS::StackName}"},
        "DashboardBody": {"Fn::Sub": json.dumps(body)},
    }
    return {"Type": "AWS::CloudWatch::Dashboard", "Properties": properties}


def _widgets(template: Template) -> Iterable[Template]:
    functions, queues = functions_of(template), queues_of(template)
    dead = dead_letter_queues_of(template)
    tables = sorted(resources_of(template, "AWS::DynamoDB::Table"))
    api = ["ApiName", "${AWS::StackName}", "Stage", "${Stage}"]

    yield _alarm_states(template)
    yield _graph("Requests and errors", [["AWS/ApiGateway", name, *api] for name in ("Count", "4XXError", "5XXError")])
    yield _graph("Latency", [["AWS/ApiGateway", "Latency", *api, {"stat": stat}] for stat in ("p50", "p95", "p99")])

    yield _own("Files", ("FilesReceived", "FilesReady", "FilesStuck"), "service,stage")
    yield _own("Files that failed, by reason", ("FilesFailed",), "service,stage,code")
    yield _own("Seconds a step takes (p95)", ("StepSeconds",), "service,stage,step", "p95")

    yield _own("Verdicts", ("Validations",), "service,stage,state")
    yield _own("Mails", ("MailsSent", "MailsFailed"), "service,stage")
    yield _graph("Bounces and complaints", [["AWS/SES", f"Reputation.{name}Rate"] for name in ("Bounce", "Complaint")])

    yield _of_queues("Messages waiting", "ApproximateNumberOfMessagesVisible", sorted(set(queues) - dead))
    yield _of_queues("Age of the oldest message, seconds", "ApproximateAgeOfOldestMessage", sorted(set(queues) - dead))
    yield _of_queues("Messages given up", "ApproximateNumberOfMessagesVisible", sorted(dead))

    for title, metric, statistic in (
        ("Functions: errors", "Errors", "Sum"),
        ("Functions: duration (p95), ms", "Duration", "p95"),
        ("Functions: running at once", "ConcurrentExecutions", "Maximum"),
    ):
        rows = [["AWS/Lambda", metric, "FunctionName", f"${{{name}}}", {"label": name}] for name in functions]
        yield _graph(title, rows, statistic)

    for metric in ("ReadThrottleEvents", "WriteThrottleEvents", "ConsumedWriteCapacityUnits"):
        rows = [["AWS/DynamoDB", metric, "TableName", f"${{{name}}}", {"label": name}] for name in tables]
        yield _graph(f"Tables: {metric}", rows)


def _alarm_states(template: Template) -> Template:
    names = sorted(resources_of(template, "AWS::CloudWatch::Alarm"))
    return {"type": "alarm", "properties": {"title": "Alarms", "alarms": [f"${{{name}.Arn}}" for name in names]}}


def _of_queues(title: str, metric: str, queues: list[str]) -> Template:
    rows = [["AWS/SQS", metric, "QueueName", f"${{{name}.QueueName}}", {"label": name}] for name in queues]
    return _graph(title, rows, "Maximum")


def _own(title: str, metrics: Iterable[str], dimensions: str, statistic: str = "Sum") -> Template:
    """Show our own metrics, whatever values their dimensions have."""
    rows = [[{"expression": _search(metric, dimensions, statistic)}] for metric in metrics]
    return _graph(title, rows, statistic)


def _search(metric: str, dimensions: str, statistic: str) -> str:
    schema = f"{{{NAMESPACE},{dimensions}}}"
    return f"SEARCH('{schema} stage=\"${{Stage}}\" MetricName=\"{metric}\"', '{statistic}', 300)"


def _graph(title: str, rows: Sequence[Row], statistic: str = "Sum") -> Template:
    properties = {"title": title, "region": "${AWS::Region}", "view": "timeSeries", "period": 300, "stat": statistic}
    return {"type": "metric", "properties": {**properties, "metrics": rows}}


def _placed(number: int, widget: Template) -> Template:
    place = {"x": number % COLUMNS * WIDTH, "y": number // COLUMNS * HEIGHT, "width": WIDTH, "height": HEIGHT}
    return {**place, **widget}
