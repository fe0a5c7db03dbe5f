"""What the README shows is what happens."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import boto3
import pytest
from botocore.stub import Stubber
from click.testing import CliRunner
from moto import mock_aws

from aws_shapes import ShapeValidationError
from aws_shapes.sagemaker import AlgorithmSpecification
from shapewright.command.cli import cli
from shapewright.configuration import read_settings
from shapewright.diagnostics import Diagnostics
from shapewright.ir.service import RewriteKind
from shapewright.load.overlay import read_overlays
from shapewright.package import generate
from support import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


DESCRIBED = {
    "TrainingJobName": "job",
    "TrainingJobArn": "arn:aws:sagemaker:eu-west-1:123456789012:training-job/job",
    "ModelArtifacts": {"S3ModelArtifacts": "s3://bucket/model"},
    "TrainingJobStatus": "Completed",
    "SecondaryStatus": "Completed",
    "AlgorithmSpecification": {"TrainingInputMode": "File"},
    "ResourceConfig": {"VolumeSizeInGB": 1},
    "StoppingCondition": {},
    "CreationTime": 0,
}


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_ci_runs_the_set_up_and_the_test_command() -> None:
    script = (ROOT / ".ci" / "run").read_text()
    commands = [
        part
        for block in blocks("console")[:2]
        for part in block.strip().removeprefix("$ ").split(" && ")
    ]
    assert commands[-1] == ".venv/bin/pytest -n auto"
    for command in commands:
        assert command in script.replace(" --quiet --disable-pip-version-check", "")


def test_the_first_mistake_is_told_as_shown() -> None:
    code, told = blocks("python")[0], blocks("text")[0]
    with pytest.raises(ShapeValidationError) as caught:
        exec(code, {})
    name = f"{ShapeValidationError.__module__}.{ShapeValidationError.__name__}"
    assert f"{name}: {caught.value}" == told.strip()


def test_the_call_is_made_as_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With moto for the service, and with the mistakes mended."""
    mended = blocks("python")[0]
    role = "arn:aws:iam::123456789012:role/train"
    for wrong, right in (("my job", "job"), ('"train"', f'"{role}"'), ("10", '"10"')):
        assert wrong in mended
        mended = mended.replace(wrong, right)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    with mock_aws():
        exec(mended + blocks("python")[1], {})
    arn, waited = capsys.readouterr().out.splitlines()
    assert arn == "arn:aws:sagemaker:eu-west-1:123456789012:training-job/job"
    assert waited.startswith("Completed ModelArtifacts(")
    client = boto3.client("sagemaker")
    monkeypatch.setattr(boto3, "client", lambda _: client)
    job = {
        "TrainingJobName": "train",
        "TrainingJobArn": arn,
        "CreationTime": 0,
        "TrainingJobStatus": "Failed",
    }
    with Stubber(client) as stubber:
        stubber.add_response("list_training_jobs", {"TrainingJobSummaries": [job]})
        stubber.add_client_error("create_training_job", "ResourceInUse", "taken", 400)
        stubber.add_response("describe_training_job", DESCRIBED)
        exec(mended + blocks("python")[1], {})
    listed, error, caught, _ = capsys.readouterr().out.splitlines()
    assert listed == "train Failed"
    assert error == "ResourceInUse taken False"
    assert caught == "there is one already"


def test_the_line_of_the_generated_class_stands_there() -> None:
    shown = blocks("python")[3].splitlines()[0]
    generated = ROOT / "generated/aws_shapes/sagemaker/shapes"
    assert shown in (generated / "algorithm_specification.py").read_text()


def test_an_answer_is_read_as_shown() -> None:
    answer = {
        "TrainingImage": "repo:1",
        "TrainingInputMode": "File",
        "MetricDefinitions": [{"Name": "loss", "Regex": "loss=(.*?);"}],
        "NotYetKnown": 1,
    }
    spec = AlgorithmSpecification.from_boto(answer, strict=False)
    assert repr(spec.training_input_mode) == "<TrainingInputMode.FILE: 'File'>"
    assert spec.metric_definitions is not None
    assert spec.metric_definitions[0].name == "loss"
    changed = replace(spec, training_image=None, algorithm_name="mine").to_boto()
    assert changed["AlgorithmName"] == "mine"
    del answer["NotYetKnown"]
    assert spec.to_boto() == answer


def test_the_configuration_is_one_that_is_taken(tmp_path: Path) -> None:
    block, *_ = blocks("toml")
    file = tmp_path / "pyproject.toml"
    file.write_text(block)
    (package,) = read_settings(file, Diagnostics()).packages
    assert package.folder == tmp_path / "src" / "my_project" / "shapes"


def test_the_forms_are_all_that_there_are(tmp_path: Path) -> None:
    _, _, entry = blocks("toml")
    file = tmp_path / "mine.toml"
    file.write_text(entry)
    (found,) = read_overlays("nowhere", file, Diagnostics())
    assert [one.kind for one in found.rewrites] == ["document"]
    table = re.findall(r"^\| `(\w+)` \| [^|]* \|$", README, re.M)
    assert [form for form in table if form in list(RewriteKind)] == list(RewriteKind)


def test_it_can_be_called_from_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pyproject.toml").write_text(blocks("toml")[0])
    (code,) = [block for block in blocks("python") if "Workshop" in block]
    exec(code, {})
    assert (tmp_path / "src" / "my_project" / "shapes" / "_manifest.json").exists()


def test_links_lead_to_files() -> None:
    prose = re.sub(r"```.*?```", "", README, flags=re.DOTALL)
    targets = re.findall(r"\]\((?!http)([^)]+)\)|^\[[^]]+\]: (\S+)", prose, re.M)
    assert targets
    for inline, reference in targets:
        assert (ROOT / (inline or reference)).exists()


def test_the_overlay_is_one_that_is_taken(tmp_path: Path) -> None:
    _, overlay, _ = blocks("toml")
    (tmp_path / "mine.toml").write_text(overlay)
    (tmp_path / "pyproject.toml").write_text(
        blocks("toml")[0].replace('operations = ["CreateTrainingJob"] ', "")
        + 'overlay = "mine.toml"\n'
    )
    diagnostics = Diagnostics()
    settings = read_settings(tmp_path / "pyproject.toml", diagnostics)
    generate(settings, diagnostics, dry=True, force=False)
    assert list(diagnostics) == []  # an entry that is not used would be said


@pytest.mark.parametrize("command", blocks("console")[3].strip().splitlines())
def test_the_one_off_commands_run(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke(cli, command.removeprefix("$ shapewright ").split())
    assert run.exit_code == 0, run.output
