#!/usr/bin/env bash
# botocore 1.44.8: what a modelled exception carries depends on a letter's case that
# botocore itself evens out.
#
# SageMaker's ResourceInUse has one member, Message. A JSON service may call it
# `message` in its answer's body, and many do; botocore looks under both names for
# error.response["Error"]["Message"], but fills the modelled member only under its own.
# So the exception that the model describes with a Message has none at its top level,
# although the service sent it. For a member that is no message there is no second look.
#
# Seen (the body's key, and what the exception's response has):
#   Message: Error.Message 'It is taken.', Message 'It is taken.'
#   message: Error.Message 'It is taken.', Message None
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check \
    boto3==1.44.8 botocore==1.44.8 2> /dev/null
cat > "$work/seen.py" <<'PY'
import json

import boto3
from botocore.awsrequest import AWSResponse


class Raw:
    def __init__(self, body):
        self.body = body

    def stream(self, **_):
        yield self.body


def answered(key):
    client = boto3.client(
        "sagemaker",
        region_name="us-east-1",
        aws_access_key_id="x",
        aws_secret_access_key="x",
    )
    body = json.dumps({"__type": "ResourceInUse", key: "It is taken."}).encode()
    headers = {"content-type": "application/x-amz-json-1.1"}
    client.meta.events.register(
        "before-send.sagemaker",
        lambda **_: AWSResponse("https://example.com", 400, headers, Raw(body)),
    )
    try:
        client.describe_training_job(TrainingJobName="a")
    except client.exceptions.ResourceInUse as error:
        return error.response


for key in ("Message", "message"):
    response = answered(key)
    told = response["Error"]["Message"]
    print(f"{key}: Error.Message {told!r}, Message {response.get('Message')!r}")
PY
"$work/venv/bin/python" "$work/seen.py" > "$work/seen"
cat "$work/seen"
diff "$work/seen" - <<'EXPECTED'
Message: Error.Message 'It is taken.', Message 'It is taken.'
message: Error.Message 'It is taken.', Message None
EXPECTED
