#!/usr/bin/env bash
# cfn-lint 1.58.0 (CloudFormation's schemas of October 2026): a phone number in E.164
# is refused in an AWS::Connect::TestCase, the form that its pattern is about.
#
# The schema's pattern is ^\\+[1-9]\\d{1,14}$ in JSON, each backslash written four
# times: it wants one backslash or more in place of the plus sign, and another before
# the letter d. Connect's API model has the same slip at PhoneNumber (botocore 1.44.8),
# and a twin without it at SensitivePhoneNumber: the doubling went from one published
# form into the other. That a constraint is the same in both proves nothing.
#
# Seen:
#   +15551234567: E3031
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check \
    cfn-lint==1.58.0 2> /dev/null
cat > "$work/template.json" <<'JSON'
{
  "Resources": {
    "Case": {
      "Type": "AWS::Connect::TestCase",
      "Properties": {
        "InstanceArn": "arn:aws:connect:us-east-1:123456789012:instance/aaaaaaaa-bbbb-cccc-dddd-000000000000",
        "Name": "Sales desk",
        "Content": "{}",
        "EntryPoint": {
          "Type": "VOICE_CALL",
          "VoiceCallEntryPointParameters": {
            "SourcePhoneNumber": "+15551234567",
            "DestinationPhoneNumber": "+15551234567"
          }
        }
      }
    }
  }
}
JSON
"$work/venv/bin/cfn-lint" --format json "$work/template.json" > "$work/found" || true
"$work/venv/bin/python" - "$work/found" > "$work/seen" <<'PY'
import json
import sys

found = json.load(open(sys.argv[1]))
rules = sorted({one["Rule"]["Id"] for one in found if "+15551234567" in one["Message"]})
print(f"+15551234567: {', '.join(rules) or 'taken'}")
PY
cat "$work/seen"
diff "$work/seen" - <<'EXPECTED'
+15551234567: E3031
EXPECTED
