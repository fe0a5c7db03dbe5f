#!/usr/bin/env bash
# botocore 1.44.8: the iterator that a paginator gives may be iterated again, without an
# error, and then begins at the last page.
#
# Each iteration writes the token of the page that it asks for into the arguments that
# the iterator was made with, and the next one starts from these. So a second `for` over
# the same pages, or a `build_full_result` after a `for`, sends the last token first, and
# all pages before that are missing from what it finds.
#
# Seen (the token that each request has, in two iterations over three pages):
#   first: None, t1, t2
#   second: t2
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

NEXT = {None: "t1", "t1": "t2", "t2": None}
asked = []


class Raw:
    def __init__(self, body):
        self.body = body

    def stream(self, **_):
        yield self.body


def answer(request, **_):
    token = json.loads(request.body).get("NextToken")
    asked.append(token)
    page = {"TrainingJobSummaries": []}
    if NEXT[token]:
        page["NextToken"] = NEXT[token]
    headers = {"content-type": "application/x-amz-json-1.1"}
    return AWSResponse("https://example.com", 200, headers, Raw(json.dumps(page).encode()))


client = boto3.client(
    "sagemaker",
    region_name="us-east-1",
    aws_access_key_id="x",
    aws_secret_access_key="x",
)
client.meta.events.register("before-send.sagemaker", answer)
pages = client.get_paginator("list_training_jobs").paginate()
for time in ("first", "second"):
    asked.clear()
    for page in pages:
        pass
    print(f"{time}: {', '.join(map(str, asked))}")
PY
"$work/venv/bin/python" "$work/seen.py" > "$work/seen"
cat "$work/seen"
diff "$work/seen" - <<'EXPECTED'
first: None, t1, t2
second: t2
EXPECTED
