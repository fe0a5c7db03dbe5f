"""Everything that a reviewer would run; `nox` alone runs the sessions listed first.

The others are asked for by name: they take long, or need other packages.
"""

from __future__ import annotations

import os
from pathlib import Path

import nox

PYTHONS = ["3.11", "3.12", "3.13", "3.14", "3.15"]
_EVERY = {"PYTHONPATH": "tests"}

nox.options.default_venv_backend = "venv"
nox.options.error_on_missing_interpreters = "CI" in os.environ
nox.options.sessions = ["lint", "types", "tests", "coverage", "wheel", "vectors"]


def _install(session: nox.Session, *more: str) -> None:
    session.install("-e", ".[dev]", *more)


@nox.session
def lint(session: nox.Session) -> None:
    """Style, and the directions in which modules may import."""
    _install(session)
    session.run("ruff", "check", ".")
    session.run("black", "--check", "--quiet", ".")
    session.run("lint-imports")
    session.run("shapewright", "check", "--strict-model")


@nox.session
def types(session: nox.Session) -> None:
    """mypy over everything, pyright over what users see."""
    _install(session)
    session.run("mypy", "codegen/shapewright", "tests", "noxfile.py")
    session.run("mypy", "--strict", "generated/aws_shapes")
    session.run("pyright", "--project", "tests/typing/pyrightconfig.json")


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """The whole suite."""
    _install(session)
    session.run("pytest", "-n", "auto", *session.posargs)


@nox.session
def coverage(session: nox.Session) -> None:
    """Branches of compiler and runtime that tests run."""
    _install(session)
    session.run("coverage", "erase")
    session.run("coverage", "run", "-m", "pytest", "-q", *session.posargs)
    session.run("coverage", "combine", success_codes=[0, 1])
    session.run("coverage", "report", "--fail-under=100")


@nox.session(python=PYTHONS)
def wheel(session: nox.Session) -> None:
    """A project elsewhere: our wheel generates, the package needs nothing else."""
    session.install("build")
    dist = Path(session.create_tmp()) / "dist"
    session.run("python", "-m", "build", "--wheel", "--outdir", str(dist), ".")
    (built,) = dist.glob("*.whl")
    session.run("python", "tests/foreign_project.py", str(built), "generated")


@nox.session
def vectors(session: nox.Session) -> None:
    """Smithy's and botocore's own cases, where they lie beside the project."""
    if not Path("../shared/vectors").is_dir():
        session.skip("there is no ../shared/vectors")
    _install(session)
    session.run("python", "tests/vectors.py", "../shared/vectors/validation.json")
    documents = "../shared/vectors/json_documents.json"
    session.run("python", "tests/documents.py", documents)


@nox.session
def census(session: nox.Session) -> None:
    """Every service of botocore loads; SageMaker's patterns and documentation hold."""
    _install(session, "markdown-it-py", "selectolax")
    session.run("python", "tests/census.py", *(session.posargs or ["sagemaker"]))


@nox.session
def every_service(session: nox.Session) -> None:
    """Every service and version: generate, import, check types and format of a tenth.

    `-- --all` checks all of them, and `-- NAME…` these.
    """
    _install(session)
    session.run("python", "-m", "every.service", *session.posargs, env=_EVERY)


@nox.session
def oracle(session: nox.Session) -> None:
    """botocore's validator, serializers and examples, over all operations there are."""
    _install(session)
    for module in ("oracle", "examples"):
        session.run("python", "-m", f"every.{module}", *session.posargs, env=_EVERY)


@nox.session
def calls(session: nox.Session) -> None:
    """Every operation called, paged and waited for, and every modelled error."""
    _install(session)
    for module in ("calls", "errors"):
        session.run("python", "-m", f"every.{module}", *session.posargs, env=_EVERY)


@nox.session
def answers(session: nox.Session) -> None:
    """What botocore's parsers and moto answer, of all operations there are."""
    _install(session)
    session.run("python", "-m", "every.answers", *session.posargs, env=_EVERY)
    session.run("python", "-m", "every.moto_answers", env=_EVERY)


@nox.session
def truth(session: nox.Session) -> None:
    """The models' constraints, held against sources that nobody here wrote.

    AWS's own command examples, CloudFormation's schemas and moto's answers come from
    the package index. `-- PATH` is a folder of the services' Smithy models.
    """
    _install(session)
    for module in ("arns", "documented", "doubles"):
        session.run("python", "-m", f"truth.{module}", env=_EVERY)
    folder = Path(session.create_tmp()).resolve()
    for package in ("awscli==1.46.3", "cfn-lint==1.58.0"):
        site = folder / package.partition("=")[0]
        session.run("pip", "install", "-q", "--target", str(site), package)
    schemas = folder / "cfn-lint" / "cfnlint" / "data" / "schemas"
    session.run("python", "-m", "truth.resources", str(schemas), env=_EVERY)
    requests, answers, written = [
        str(folder / f"{name}.jsonl") for name in ("requests", "answers", "written")
    ]
    awscli = {"PYTHONPATH": str(folder / "awscli"), "HOME": str(folder)}
    pages = ("python", "-P", "tests/truth/pages.py")
    session.run(*pages, requests, answers, env=awscli)
    session.run("python", "-m", "truth.commands", requests, env=_EVERY)
    told = (requests, answers, written)
    session.run("python", "-m", "truth.cli_json", *told, env=_EVERY)
    session.run(*pages, "--taken", written, env=awscli)
    for models in session.posargs:
        session.run("python", "-m", "truth.smithy", models, env=_EVERY)


@nox.session
def patterns(session: nox.Session) -> None:
    """What becomes of every pattern, the worst time of each, and proofs of equality."""
    _install(session)
    session.run("python", "-m", "every.patterns", *session.posargs, env=_EVERY)
    session.run("python", "-m", "every.rewrites", env=_EVERY)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Ten minutes of values that nobody should send, each service in turn."""
    _install(session)
    session.run("python", "-m", "every.fuzz", *session.posargs, env=_EVERY)


@nox.session
def hostile(session: nox.Session) -> None:
    """What somebody who means harm would try, on values and on folders."""
    _install(session)
    values = ("changes", "liars", "secrets", "mutations", "depths", "pickles")
    for module in session.posargs or (*values, "timings", "disk"):
        session.run("python", "-m", f"hostile.{module}", env=_EVERY)


@nox.session
def upgrade(session: nox.Session) -> None:
    """What changes from an older botocore to this one, and whether its model did."""
    _install(session)
    wheel = "botocore==1.40.0"
    folder = Path(session.create_tmp()).resolve()
    session.run("pip", "download", "-q", "--no-deps", "-d", str(folder), wheel)
    (file,) = folder.glob("botocore-1.40.0-*.whl")
    session.run("python", "-m", "every.upgrade", str(file), env=_EVERY)


@nox.session
def kills(session: nox.Session) -> None:
    """Runs killed at any moment leave what the next run completes."""
    _install(session)
    session.run("python", "tests/output/kills.py", "--random", "100")


@nox.session(python="3.12")
def libraries(session: nox.Session) -> None:
    """What docs/with-other-libraries.md says, with the libraries that it names."""
    session.install("-e", ".", "-r", "tests/libraries/requirements.txt")
    where = session.posargs or ["tests/libraries"]
    session.run("pytest", "-W", "default", *where)  # the warnings are theirs


@nox.session
def interpreters(session: nox.Session) -> None:
    """What we generate, used by every interpreter found; the same bytes by each.

    `-- --python PATH` adds one, and `-- --pyodide FOLDER` pyodide.
    """
    _install(session)
    session.run("python", "-m", "interpreters.run", *session.posargs, env=_EVERY)


@nox.session(python=False)
def newer(session: nox.Session) -> None:
    """The suite on Pythons that are newer than this machine's.

    And what we generate, on PyPy and pyodide. It needs root and debootstrap;
    `-- FOLDER` keeps what it makes for the next run.
    """
    session.run("bash", "tests/interpreters/newer.sh", *session.posargs, external=True)


@nox.session
def dask(session: nox.Session) -> None:
    """Two Dask workers beside two processes, and one that is killed."""
    _install(session)
    session.run("python", "tests/output/cluster.py", *session.posargs)


@nox.session(python="3.12")
def bench(session: nox.Session) -> None:
    """Times and ratios against peers, which are installed here only."""
    _install(session, "pydantic>=2.14", "msgspec>=0.22")
    session.run(
        "python", "-m", "bench.run", *session.posargs, env={"PYTHONPATH": "tests"}
    )


@nox.session(python="3.12")
def bench_scale(session: nox.Session) -> None:
    """What is large: whole services, every import, long requests; `-- PART…` for some.

    `-- --all` generates all services as well. Peers are installed here only.
    """
    peers = ["pydantic>=2.14", "msgspec>=0.22", "localstack-core"]
    _install(session, *peers, "datamodel-code-generator", "isort", "matplotlib")
    session.run("python", "-m", "bench.scale", *session.posargs, env=_EVERY)
