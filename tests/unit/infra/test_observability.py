"""Nothing that runs goes unwatched, and every alarm says what to do."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from chalicelib.metrics import Metric
from infra.packaging.alarms import dead_letter_queues_of, make_alarms, read_queues_of
from infra.packaging.dashboard import NAMESPACE, make_dashboard
from infra.template_file import resources_of

pytestmark = pytest.mark.slow

DOCS = Path(__file__).resolve().parents[3] / "docs"
REFERENCE = re.compile(r"\$\{([\w:]+)(?:\.\w+)?\}")


@pytest.fixture(scope="module")
def alarms(prod_template: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return resources_of(prod_template, "AWS::CloudWatch::Alarm")


def test_every_function_queue_and_table_is_watched(
    prod_template: dict[str, Any], alarms: dict[str, dict[str, Any]]
) -> None:
    functions = resources_of(prod_template, "AWS::Serverless::Function")
    tables = resources_of(prod_template, "AWS::DynamoDB::Table")
    dead = dead_letter_queues_of(prod_template)
    assert {f"{name}{kind}Alarm" for name in functions for kind in ("Errors", "Throttles")} <= set(alarms)
    assert {f"{name}ThrottlesAlarm" for name in tables} <= set(alarms)
    assert {f"{name}NotEmptyAlarm" for name in dead} <= set(alarms)
    assert {f"{name}AgeAlarm" for name in read_queues_of(prod_template) - dead} <= set(alarms)


def test_every_queue_is_read_or_takes_what_was_given_up(prod_template: dict[str, Any]) -> None:
    queues = set(resources_of(prod_template, "AWS::SQS::Queue"))
    assert queues == read_queues_of(prod_template) | dead_letter_queues_of(prod_template)


def test_every_queue_that_is_read_gives_up_sometime(prod_template: dict[str, Any]) -> None:
    dead = dead_letter_queues_of(prod_template)
    for name, queue in resources_of(prod_template, "AWS::SQS::Queue").items():
        assert ("RedrivePolicy" in queue) == (name not in dead), name


def test_every_alarm_tells_the_topic_when_it_begins_and_when_it_ends(alarms: dict[str, dict[str, Any]]) -> None:
    for alarm in alarms.values():
        assert alarm["AlarmActions"] == alarm["OKActions"] == [{"Ref": "AlarmTopic"}]
        assert alarm["TreatMissingData"] == "notBreaching"


def test_every_kind_of_alarm_has_a_section_in_the_runbook(alarms: dict[str, dict[str, Any]]) -> None:
    sections = set(re.findall(r"^### .*`(\w+)`", (DOCS / "operations.md").read_text(), re.MULTILINE))
    for name in alarms:
        kind = name.removesuffix("Alarm")
        assert [section for section in sections if kind.endswith(section)], f"{name} is not in docs/operations.md"


def test_a_new_function_and_its_queues_are_watched_without_a_word() -> None:
    queue = {"RedrivePolicy": {"deadLetterTargetArn": {"Fn::GetAtt": ["Lost", "Arn"]}}}
    event = {"Type": "SQS", "Properties": {"Queue": {"Fn::GetAtt": ["Work", "Arn"]}}}
    template = {
        "Resources": {
            "New": {"Type": "AWS::Serverless::Function", "Properties": {"Events": {"E": event}}},
            "Work": {"Type": "AWS::SQS::Queue", "Properties": queue},
            "Lost": {"Type": "AWS::SQS::Queue", "Properties": {}},
        }
    }
    made = make_alarms(template)
    assert {"NewErrorsAlarm", "NewThrottlesAlarm", "WorkAgeAlarm", "LostNotEmptyAlarm"} <= set(made)
    assert not {"WorkNotEmptyAlarm", "LostAgeAlarm"} & set(made)


def test_the_dashboard_refers_only_to_what_is_there(prod_template: dict[str, Any]) -> None:
    body = make_dashboard(prod_template)["Properties"]["DashboardBody"]["Fn::Sub"]
    known = {*prod_template["Resources"], *prod_template["Parameters"], "AWS::StackName", "AWS::Region"}
    assert set(REFERENCE.findall(body)) <= known
    places = [(widget["x"], widget["y"]) for widget in json.loads(body)["widgets"]]
    assert len(set(places)) == len(places)


def test_the_dashboard_shows_all_our_own_metrics_but_those_of_single_queues(prod_template: dict[str, Any]) -> None:
    body = make_dashboard(prod_template)["Properties"]["DashboardBody"]["Fn::Sub"]
    assert [metric for metric in Metric if metric not in body] == [Metric.QUEUE_SECONDS]
    variables = prod_template["Globals"]["Function"]["Environment"]["Variables"]
    assert variables["METRICS_NAMESPACE"] == NAMESPACE
