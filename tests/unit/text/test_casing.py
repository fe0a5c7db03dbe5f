"""Between camel case and snake case."""

from __future__ import annotations

import gzip
import json

import pytest
from botocore import xform_name

from shapewright.load.catalogue import data_folder, services
from shapewright.text.casing import (
    camel_case,
    pascal_case,
    snake_case,
    word_characters,
)


@pytest.mark.parametrize(
    ("name", "snake"),
    [
        ("TrainingImage", "training_image"),
        ("S3Uri", "s3_uri"),
        ("KMSKeyId", "kms_key_id"),
        ("memorySizeInGBs", "memory_size_in_gbs"),
        ("ACLs", "_acls"),
        ("HTTPServer", "http_server"),
        ("already_Snake", "already_snake"),
        ("", ""),
        ("A", "a"),
    ],
)
def test_snake_case(name: str, snake: str) -> None:
    assert snake_case(name) == snake


@pytest.mark.parametrize(
    "service",
    [
        "sagemaker",
        "ec2",
        "s3",
        "dynamodb",
        "memorydb",
        "iotwireless",
        "lambda",
        "mturk",
    ],
)
def test_it_is_what_botocore_does(service: str) -> None:
    file = data_folder() / service / services()[service][-1] / "service-2.json.gz"
    model = json.loads(gzip.decompress(file.read_bytes()))
    members = {
        name for shape in model["shapes"].values() for name in shape.get("members", ())
    }
    assert len(members) > 50
    for name in members:
        theirs = xform_name(name.strip("_")).lower().strip("_")
        assert snake_case(name.strip("_")).strip("_") == theirs


@pytest.mark.parametrize(
    ("snake", "pascal", "camel"),
    [
        ("training_image", "TrainingImage", "trainingImage"),
        ("a", "A", "a"),
        ("kms_key_id", "KmsKeyId", "kmsKeyId"),
        ("s3_uri", "S3Uri", "s3Uri"),
        ("class_", "Class", "class"),
        ("", "", ""),
    ],
)
def test_the_way_back(snake: str, pascal: str, camel: str) -> None:
    assert pascal_case(snake) == pascal
    assert camel_case(snake) == camel


@pytest.mark.parametrize(
    ("text", "words"), [("a-b.c d", "a_b_c_d"), ("é日\n/", "____"), ("A_1", "A_1")]
)
def test_word_characters(text: str, words: str) -> None:
    assert word_characters(text) == words
