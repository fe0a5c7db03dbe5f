"""botocore's clients, which ask nobody, and requests that they take."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import botocore.session
from botocore import UNSIGNED
from botocore.config import Config

_SIGNED = ("importexport",)
"""A handler of theirs signs, whatever the configuration says."""
_ADDRESSED = {
    "Bucket": "bucket",
    "KvsARN": "arn:aws:cloudfront::123456789012:key-value-store/one",
}


def client_of(service: str) -> Any:
    """A client of a service, which tries once."""
    config = Config(retries={"total_max_attempts": 1})
    if service not in _SIGNED:
        config = config.merge(Config(signature_version=UNSIGNED))
    return botocore.session.Session().create_client(
        service,
        region_name="us-east-1",
        endpoint_url="http://localhost",
        aws_access_key_id="key",
        aws_secret_access_key="secret",
        config=config,
    )


def addressed(made: Any) -> Any:
    """A request; what botocore makes its address of is one that it takes."""
    members = made._members.items() if made else ()
    given = {name: _ADDRESSED[key] for name, key in members if key in _ADDRESSED}
    return replace(made, **given) if given else made
