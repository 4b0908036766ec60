"""The template that is deployed: Chalice's, merged with ours, finished."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from chalicelib import settings
from chalicelib.invoices.uploading import _SETTLING_TIME
from chalicelib.ocr import picture
from chalicelib.recognition import MAX_AT_ONCE
from chalicelib.sending.delivery_events import _KINDS
from chalicelib.sending.invoice_mail_worker import _HANDING_OVER, _PAUSES
from chalicelib.settings import OcrKind
from chalicelib.storage.aws import clients
from chalicelib.storage.exports.export_files import EXPORTS
from chalicelib.storage.exports.exports import KEPT
from chalicelib.storage.idempotency import IN_PROGRESS_SECONDS
from chalicelib.validation import process as validation_process
from infra import template_file
from infra.layers import LAYERS
from infra.package import STAGES, OriginMissing, check_origin, package, package_template, stage_variables
from infra.packaging.architecture import ARCHITECTURES, DEFAULT
from infra.packaging.sam import QUEUE_OF, SECOND_QUEUE_OF, FunctionWithoutQueue, allow_origins, finish

pytestmark = pytest.mark.slow

# Lambda itself gives these; every other variable that `settings.py` requires must be in the template.
REQUIRED = [
    setting.metadata["variable"]
    for setting in settings.Settings.__dataclass_fields__.values()
    if setting.default is None
]

OF_ITS_OWN = 400_000_000  # bytes that a function's own process and the one that forks may take
A_CORE = 1_769  # megabytes with which Lambda gives a whole core


@pytest.fixture(scope="module", params=STAGES)
def stage(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def template(stage: str, template_of: Callable[[str], dict[str, Any]]) -> dict[str, Any]:
    return template_of(stage)


def properties(template: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = template["Resources"][name]["Properties"]
    return found


@pytest.mark.parametrize("function", list(QUEUE_OF))
def test_a_queue_handler_reads_the_templates_queues_and_reports_each_message(
    template: dict[str, Any], function: str
) -> None:
    events = [event["Properties"] for event in properties(template, function)["Events"].values()]
    queues = {QUEUE_OF[function], SECOND_QUEUE_OF.get(function, QUEUE_OF[function])}
    assert {event["Queue"]["Fn::GetAtt"][0] for event in events} == queues
    assert all(event["FunctionResponseTypes"] == ["ReportBatchItemFailures"] for event in events)
    assert all(event["BatchSize"] == events[0]["BatchSize"] for event in events)


def test_what_is_put_off_has_workers_of_its_own_and_is_given_up_as_other_files_are(template: dict[str, Any]) -> None:
    events = [event["Properties"] for event in properties(template, "Process")["Events"].values()]
    shares = {event["Queue"]["Fn::GetAtt"][0]: event["ScalingConfig"]["MaximumConcurrency"] for event in events}
    named = {queue: share["Fn::FindInMap"][2] for queue, share in shares.items()}
    assert named == {"ProcessQueue": "Workers", "BulkQueue": "BulkWorkers"}
    prompt, put_off = properties(template, "ProcessQueue"), properties(template, "BulkQueue")
    assert {name: put_off[name] for name in prompt} == prompt


def test_a_file_outlives_all_the_queues_that_its_message_can_wait_in(template: dict[str, Any]) -> None:
    queues = ("ProcessQueue", "BulkQueue", "DeadLetterQueue")
    seconds = sum(properties(template, queue)["MessageRetentionPeriod"] for queue in queues)
    rules = properties(template, "FilesBucket")["LifecycleConfiguration"]["Rules"]
    days = [rule["ExpirationInDays"] for rule in rules if rule.get("Prefix") == "incoming/"]
    assert timedelta(days=days[0]) > timedelta(seconds=seconds)
    assert timedelta(seconds=seconds) < _SETTLING_TIME


def test_an_exports_file_stays_as_long_as_its_record() -> None:
    rules = template_file.load()["Resources"]["FilesBucket"]["Properties"]["LifecycleConfiguration"]["Rules"]
    days = [rule["ExpirationInDays"] for rule in rules if rule.get("Prefix") == f"{EXPORTS}/"]
    assert days == [KEPT.days]


def test_a_message_stays_hidden_six_times_as_long_as_its_handler_may_run(template: dict[str, Any]) -> None:
    hidden = template["Parameters"]["ProcessVisibilitySeconds"]
    timeout = properties(template, "Process")["Timeout"]
    assert hidden["Default"] >= 6 * timeout
    assert hidden["MinValue"] >= timeout
    assert properties(template, "DeadLetterQueue")["VisibilityTimeout"] >= 6 * properties(template, "Bury")["Timeout"]


def test_a_job_stays_hidden_six_times_as_long_as_its_handler_may_run(template: dict[str, Any]) -> None:
    for function, queue in QUEUE_OF.items() - {("Process", "ProcessQueue")}:
        hidden = properties(template, queue)["VisibilityTimeout"]
        assert hidden >= 6 * properties(template, function)["Timeout"], function


def test_a_worker_has_ended_before_its_mail_is_called_uncertain(template: dict[str, Any]) -> None:
    assert properties(template, "Send")["Timeout"] < _HANDING_OVER.total_seconds()


def test_an_invoices_mail_is_given_up_after_the_last_of_its_pauses(template: dict[str, Any]) -> None:
    assert properties(template, "SendQueue")["RedrivePolicy"]["maxReceiveCount"] == len(_PAUSES) + 1


def test_a_request_has_ended_before_its_repeat_may_run(template: dict[str, Any]) -> None:
    assert properties(template, "APIHandler")["Timeout"] < IN_PROGRESS_SECONDS


@pytest.mark.parametrize("function", ["APIHandler", "Process"])
def test_a_function_has_room_for_all_that_its_processes_may_take_and_a_core_of_its_own(
    template: dict[str, Any], function: str
) -> None:
    megabytes = properties(template, function)["MemorySize"]
    read_bytes = settings.Settings.__dataclass_fields__["read_memory_bytes"].default
    assert isinstance(read_bytes, int)
    limits = read_bytes + validation_process.MEMORY_BYTES
    assert megabytes * 1024**2 - limits > OF_ITS_OWN
    assert megabytes >= A_CORE


def test_what_becomes_of_mails_reaches_its_reader(template: dict[str, Any]) -> None:
    destination = properties(template, "MailEventsDestination")
    assert destination["ConfigurationSetName"] == {"Ref": "MailConfigurationSet"}
    told = destination["EventDestination"]
    assert set(told["MatchingEventTypes"]) == {kind.upper() for kind in _KINDS}
    assert told["SnsDestination"] == {"TopicARN": {"Ref": "MailEventsTopic"}}
    subscription = properties(template, "MailEventsSubscription")
    assert subscription["TopicArn"] == {"Ref": "MailEventsTopic"}
    assert subscription["Endpoint"] == {"Fn::GetAtt": ["MailEventsQueue", "Arn"]}
    assert subscription["RawMessageDelivery"] is True


def test_the_api_answers_before_api_gateway_gives_up(template: dict[str, Any]) -> None:
    assert properties(template, "APIHandler")["Timeout"] <= 29


def test_every_required_setting_is_given_to_every_function(template: dict[str, Any]) -> None:
    assert set(REQUIRED) <= set(template["Globals"]["Function"]["Environment"]["Variables"])


def test_data_outlives_the_stack_except_in_development(template: dict[str, Any], stage: str) -> None:
    kept = {
        "AccountsTable",
        "CompaniesTable",
        "InvoicesTable",
        "CountersTable",
        "AuditTable",
        "FilesBucket",
        "TokenKeys",
    }
    policy = "Delete" if stage == "dev" else "RetainExceptOnCreate"
    assert {template["Resources"][name]["DeletionPolicy"] for name in kept} == {policy}


def test_the_stage_and_its_origin_are_the_defaults(template: dict[str, Any], stage: str) -> None:
    assert template["Parameters"]["Stage"]["Default"] == stage
    assert template["Parameters"]["CorsOrigin"]["Default"] == stage_variables(stage)["CORS_ORIGIN"]


def test_production_is_not_packaged_for_front_ends_of_every_origin(tmp_path: Path) -> None:
    with pytest.raises(OriginMissing, match="CORS_ORIGIN"):
        package("prod", tmp_path)
    with pytest.raises(OriginMissing, match="CORS_ORIGIN"):
        check_origin("prod", {"CORS_ORIGIN": " "})
    check_origin("prod", {"CORS_ORIGIN": "https://app.example.com"})
    check_origin("dev", {"CORS_ORIGIN": "*"})


def test_tables_expire_items_and_can_be_restored(template: dict[str, Any]) -> None:
    tables = template_file.resources_of(template, "AWS::DynamoDB::Table")
    names = ("Accounts", "Companies", "Invoices", "Counters", "Audit", "Idempotency")
    assert set(tables) == {f"{name}Table" for name in names}
    for table in tables.values():
        assert table["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}
        assert table["BillingMode"] == "PAY_PER_REQUEST"
        assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}


def test_what_api_gateway_answers_itself_is_a_problem_that_browsers_may_read(template: dict[str, Any]) -> None:
    for kind, response in properties(template, "RestAPI")["GatewayResponses"].items():
        problem = json.loads(response["ResponseTemplates"]["application/json"])
        assert {"type", "title", "detail", "code", "request_id"} <= set(problem), kind
        assert problem.get("status") == response.get("StatusCode"), kind
        headers = response["ResponseParameters"]["Headers"]
        assert headers["Content-Type"] == "'application/problem+json'"
        assert headers["Access-Control-Allow-Origin"] == {"Fn::Sub": "'${CorsOrigin}'"}


def test_uploads_are_binary_to_api_gateway(template: dict[str, Any]) -> None:
    types = properties(template, "RestAPI")["DefinitionBody"]["x-amazon-apigateway-binary-media-types"]
    assert {"application/pdf", "multipart/form-data"} <= set(types)
    assert "*/*" in types  # files are sent to clients that accept anything


def test_several_front_ends_are_allowed_each_by_its_name(template: dict[str, Any]) -> None:
    origins = "https://one.example.com https://two.example.com"
    finished = deepcopy(template)
    allow_origins(finished, origins.split())
    api = properties(finished, "RestAPI")
    for path in api["DefinitionBody"]["paths"].values():
        answer = path["options"]["x-amazon-apigateway-integration"]["responses"]["default"]
        assert all(origin in answer["responseTemplates"]["application/json"] for origin in origins.split())
    rules = properties(finished, "FilesBucket")["CorsConfiguration"]["CorsRules"]
    assert origins.split() in [rule["AllowedOrigins"] for rule in rules]


def test_every_function_has_logs_with_an_end(template: dict[str, Any]) -> None:
    functions = template_file.resources_of(template, "AWS::Serverless::Function")
    groups = template_file.resources_of(template, "AWS::Logs::LogGroup").values()
    wanted = {f"/aws/lambda/${{{name}}}" for name in functions}
    assert {group["LogGroupName"]["Fn::Sub"] for group in groups} == wanted | {"/aws/apigateway/${AWS::StackName}"}


def statements(template: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for role, declared in template_file.resources_of(template, "AWS::IAM::Role").items():
        for policy in declared.get("Policies", []):
            for statement in policy["PolicyDocument"]["Statement"]:
                yield role, statement


def test_no_function_may_do_anything_to_everything(template: dict[str, Any]) -> None:
    for role, statement in statements(template):
        resources = statement["Resource"] if isinstance(statement["Resource"], list) else [statement["Resource"]]
        actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
        assert all(isinstance(resource, dict) for resource in resources), f"{role}: {resources} names no own resource"
        assert not [action for action in actions if "*" in action], f"{role}: {actions}"


def test_the_worker_has_the_function_read_pictures_and_may_call_it(template: dict[str, Any]) -> None:
    variables = properties(template, "Process")["Environment"]["Variables"]
    assert (variables["OCR"], variables["RECOGNISE_FUNCTION"]) == ({"Ref": "Ocr"}, {"Ref": "Recognise"})
    assert template["Parameters"]["Ocr"]["Default"] == "function"
    allowed = [role for role, statement in statements(template) if "lambda:InvokeFunction" in statement["Action"]]
    assert allowed == [properties(template, "Process")["Role"]["Fn::GetAtt"][0]]


def test_the_worker_alone_may_call_textract_and_only_where_the_setting_chooses_it(template: dict[str, Any]) -> None:
    calls = [name for name, resource in template["Resources"].items() if "textract:" in json.dumps(resource)]
    assert calls == ["TextractPolicy"]
    policy = template["Resources"]["TextractPolicy"]
    assert policy["Properties"]["Roles"] == [{"Ref": properties(template, "Process")["Role"]["Fn::GetAtt"][0]}]
    chosen = [{"Fn::Equals": [{"Ref": "Ocr"}, kind.value]} for kind in OcrKind if "textract" in kind]
    assert template["Conditions"][policy["Condition"]] == {"Fn::Or": chosen}
    assert set(template["Parameters"]["Ocr"]["AllowedValues"]) == set(OcrKind) - {OcrKind.LOCAL}


def test_the_api_alone_may_read_what_an_identity_provider_gave_us_and_only_where_a_parameter_names_it(
    template: dict[str, Any],
) -> None:
    reads = [name for name, each in template["Resources"].items() if "OidcClientSecretArn" in json.dumps(each)]
    assert sorted(reads) == ["APIHandler", "OidcSecretPolicy"]
    policy = template["Resources"]["OidcSecretPolicy"]
    assert policy["Properties"]["Roles"] == [{"Ref": properties(template, "APIHandler")["Role"]["Fn::GetAtt"][0]}]
    (statement,) = policy["Properties"]["PolicyDocument"]["Statement"]
    assert statement["Action"] == "secretsmanager:GetSecretValue"
    assert statement["Resource"] == {"Ref": "OidcClientSecretArn"}
    named = {"Fn::Not": [{"Fn::Equals": [{"Ref": "OidcClientSecretArn"}, ""]}]}
    assert template["Conditions"][policy["Condition"]] == named


def test_the_recogniser_may_only_write_its_log_and_traces(template: dict[str, Any]) -> None:
    role = properties(template, "Recognise")["Role"]["Fn::GetAtt"][0]
    assert [statement["Sid"] for name, statement in statements(template) if name == role] == ["WriteOwnLogs"]
    attached = template_file.resources_of(template, "AWS::IAM::Policy")
    assert [name for name, policy in attached.items() if {"Ref": role} in policy["Roles"]] == ["TracingPolicy"]


def test_there_are_recognisers_for_all_that_the_workers_ask_at_once(template: dict[str, Any]) -> None:
    for stage in template["Mappings"]["Stages"].values():
        assert stage["Recognisers"] >= (stage["Workers"] + stage["BulkWorkers"]) * MAX_AT_ONCE


def test_a_called_picture_fits_into_a_call_and_the_worker_waits_longer_than_the_recogniser_has(
    template: dict[str, Any],
) -> None:
    assert picture.MAX_PIXELS < picture.MAX_BYTES
    assert picture.MAX_BYTES * 4 / 3 < 6 * 1024 * 1024
    assert properties(template, "Recognise")["Timeout"] < clients.RECOGNISE_SECONDS


def test_a_package_is_for_graviton_unless_another_processor_is_named(template: dict[str, Any]) -> None:
    assert processors(template) == {"arm64"}


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_every_function_and_layer_names_the_processor_that_was_chosen(name: str, tmp_path: Path) -> None:
    package_template("dev", tmp_path, ARCHITECTURES[name])
    assert processors(json.loads((tmp_path / "template.json").read_text())) == {name}


def processors(template: dict[str, Any]) -> set[str]:
    """Return the processors of all functions and layers, each of which names one."""
    functions = template_file.resources_of(template, "AWS::Serverless::Function").values()
    layers = template_file.resources_of(template, "AWS::Serverless::LayerVersion").values()
    assert len(functions) > len(QUEUE_OF)
    assert len(layers) == len(LAYERS)
    named = [each["Architectures"] for each in functions] + [each["CompatibleArchitectures"] for each in layers]
    assert {len(names) for names in named} == {1}
    return {name for names in named for name in names}


def test_each_function_has_a_role_of_its_own(template: dict[str, Any]) -> None:
    functions = template_file.resources_of(template, "AWS::Serverless::Function")
    assert len({json.dumps(function["Role"]) for function in functions.values()}) == len(functions)


def test_an_application_without_the_handler_is_refused() -> None:
    template = {"Parameters": {"Stage": {}, "CorsOrigin": {}}, "Resources": {"Process": {"Properties": {}}}}
    with pytest.raises(FunctionWithoutQueue) as caught:
        finish(template, "dev", ["*"], DEFAULT)
    assert caught.value.function == "Process"


def test_a_reference_to_what_nobody_made_is_an_error() -> None:
    with pytest.raises(template_file.UnknownReference):
        template_file.resolve({"Ref": "Nowhere"}, {})
