"""The local stack's AWS as a process of its own, which ends with its standard input.

Says one line of JSON: the variables that lead functions to it, and the queues by the template's names.
"""

import json
import logging
import sys

import boto3

from infra import template_file
from infra.local import cloud as clouds
from infra.local.stack import environment


def main() -> None:
    """Start it, say where it is, and wait for the end."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    cloud = clouds.start()
    variables = environment(cloud, "http://127.0.0.1") | clouds.credentials(cloud.url) | {"LOG_LEVEL": "ERROR"}
    queues = template_file.resources_of(cloud.resources.template, "AWS::SQS::Queue")
    named = {name: cloud.resources.known[name] for name in queues}
    for url in named.values():  # S3's test events
        boto3.client("sqs").purge_queue(QueueUrl=url)
    print(json.dumps({"variables": variables, "queues": named}), flush=True)
    sys.stdin.read()
    cloud.stop()


if __name__ == "__main__":
    main()
