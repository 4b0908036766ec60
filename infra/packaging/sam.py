"""What Chalice's merged SAM template still lacks, added by pure functions.

Chalice names an event source's queue by text and merges files key by key, so a queue of the merged template can be
neither referred to nor replaced there: `{"Fn::Sub": …}` merged with `{"Fn::GetAtt": …}` keeps both keys.
"""

from copy import deepcopy
from typing import Any

from infra.packaging.alarms import make_alarms
from infra.packaging.architecture import Architecture
from infra.packaging.dashboard import make_dashboard

Template = dict[str, Any]

# Function of the app, the queue it reads. Both report which messages of a batch failed.
QUEUE_OF = {
    "Process": "ProcessQueue",
    "Bury": "DeadLetterQueue",
    "Unpack": "OpenQueue",
    "Unopened": "UnopenedBatches",
    "Mail": "MailQueue",
    "Webhook": "WebhookQueue",
    "Send": "SendQueue",
    "Unsent": "UnsentInvoices",
    "MailEvents": "MailEventsQueue",
    "Export": "ExportQueue",
}
# The second queue of a function that has two.
SECOND_QUEUE_OF = {"Process": "BulkQueue"}
# How many of a function read their queue at once, by stage: keys of the template's mapping.
CONCURRENCY_OF = {
    "Process": "Workers",
    "Unpack": "Openers",
    "Unopened": "Others",
    "Send": "Senders",
    "Export": "Exporters",
    "Webhook": "Tellers",
    "Mail": "Mailers",
    "Bury": "Others",
    "Unsent": "Others",
    "MailEvents": "Others",
}


SECOND_CONCURRENCY_OF = {"Process": "BulkWorkers"}


class FunctionWithoutQueue(LookupError):
    """The application does not have the queue handler that the template is made for."""

    def __init__(self, function: str) -> None:
        """Name the missing function as the template does."""
        super().__init__(f"the packaged application has no SQS handler {function!r}")
        self.function = function


def finish(template: Template, stage: str, origins: list[str], architecture: Architecture) -> Template:
    """Return the template that is deployed: queues wired, the stage's defaults and the processor set."""
    finished = deepcopy(template)
    finished["Parameters"]["Stage"]["Default"] = stage
    allow_origins(finished, origins)
    _wire_queues(finished["Resources"])
    _take_every_accept(finished["Resources"]["RestAPI"]["Properties"]["DefinitionBody"])
    _type_endpoint(finished["Resources"]["RestAPI"]["Properties"])
    _trace(finished["Resources"])
    _run_on(finished["Resources"], architecture)
    finished["Resources"] |= make_alarms(finished)
    finished["Resources"]["Dashboard"] = make_dashboard(finished)
    if stage == "dev":
        _release(finished["Resources"])
    return finished


def _take_every_accept(definition: Template) -> None:
    """Send files as bytes also to clients that accept `*/*`: API Gateway asks whether that itself is a binary type.

    Bodies of requests come as Base64 then, all of them, which Chalice decodes. Texts are answered as texts.
    """
    definition["x-amazon-apigateway-binary-media-types"].append("*/*")


def allow_origins(template: Template, origins: list[str]) -> None:
    """Name the front end's origin, or several: then preflight answers name the one that asks.

    What API Gateway answers by itself can't choose, so it is open to every origin then; no credentials are allowed.
    """
    template["Parameters"]["CorsOrigin"]["Default"] = origins[0]
    if len(origins) == 1:
        return
    api = template["Resources"]["RestAPI"]["Properties"]
    for response in api["GatewayResponses"].values():
        response["ResponseParameters"]["Headers"]["Access-Control-Allow-Origin"] = "'*'"
    for rule in template["Resources"]["FilesBucket"]["Properties"]["CorsConfiguration"]["CorsRules"]:
        if rule["AllowedOrigins"] == [{"Ref": "CorsOrigin"}]:
            rule["AllowedOrigins"] = origins
    for path in api["DefinitionBody"]["paths"].values():
        answer = path["options"]["x-amazon-apigateway-integration"]["responses"]["default"]
        answer["responseTemplates"] = {"application/json": _choose_origin(origins)}


def _choose_origin(origins: list[str]) -> str:
    """Return the template (VTL) that puts the asking origin into an answer, where it is allowed."""
    known = " || ".join(f'$origin == "{origin}"' for origin in origins)
    return (
        '#set($origin = $input.params("Origin"))#if($origin == "")#set($origin = $input.params("origin"))#end'
        f"#if({known})#set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)#end"
    )


def _wire_queues(resources: Template) -> None:
    """Read the template's own queues; `ReportBatchItemFailures` is what Chalice has no word for."""
    for function, queue in QUEUE_OF.items():
        source = _queue_event(resources, function)
        if second := SECOND_QUEUE_OF.get(function):
            copied = deepcopy(source)
            _wire(copied, second, SECOND_CONCURRENCY_OF[function])
            resources[function]["Properties"]["Events"][second] = {"Type": "SQS", "Properties": copied}
        _wire(source, queue, CONCURRENCY_OF[function])


def _wire(source: Template, queue: str, concurrency: str) -> None:
    source["Queue"] = {"Fn::GetAtt": [queue, "Arn"]}
    source["FunctionResponseTypes"] = ["ReportBatchItemFailures"]
    source["ScalingConfig"] = {"MaximumConcurrency": {"Fn::FindInMap": ["Stages", {"Ref": "Stage"}, concurrency]}}


def _queue_event(resources: Template, function: str) -> Template:
    events: Template = resources.get(function, {}).get("Properties", {}).get("Events", {})
    for event in events.values():
        if event["Type"] == "SQS":
            properties: Template = event["Properties"]
            return properties
    raise FunctionWithoutQueue(function)


def _type_endpoint(properties: Template) -> None:
    """SAM documents a mapping here; Chalice writes the bare type."""
    endpoint = properties.get("EndpointConfiguration")
    if isinstance(endpoint, str):
        properties["EndpointConfiguration"] = {"Type": endpoint}


def _trace(resources: Template) -> None:
    """Let every function send traces, if the stack is traced. X-Ray knows no resources: AWS wants `*` here."""
    roles = []
    for function in resources.values():
        if function.get("Type") == "AWS::Serverless::Function":
            function["Properties"]["Tracing"] = {"Ref": "Tracing"}
            roles.append({"Ref": function["Properties"]["Role"]["Fn::GetAtt"][0]})
    statement = {
        "Sid": "SendTraces",
        "Effect": "Allow",
        "Action": ["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
        "Resource": "*",
    }
    resources["TracingPolicy"] = {
        "Type": "AWS::IAM::Policy",
        "Condition": "IsTraced",
        "Properties": {
            "PolicyName": "Tracing",
            "PolicyDocument": {"Version": "2012-10-17", "Statement": [statement]},
            "Roles": roles,
        },
    }


def _run_on(resources: Template, architecture: Architecture) -> None:
    """Name the processor that the archives were made for, at every function and layer."""
    for resource in resources.values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["Architectures"] = [architecture.name]
        elif resource["Type"] == "AWS::Serverless::LayerVersion":
            resource["Properties"]["CompatibleArchitectures"] = [architecture.name]


def _release(resources: Template) -> None:
    """Let a development stack go completely: only other stages keep their data after the stack."""
    for resource in resources.values():
        for policy in ("DeletionPolicy", "UpdateReplacePolicy"):
            if policy in resource:
                resource[policy] = "Delete"
