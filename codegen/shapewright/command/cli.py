"""Arguments in, exit code out."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .. import __version__
from ..configuration import find_configuration, read_settings
from ..diagnostics import Diagnostics, Failure
from ..settings import PackageSettings, ServiceSettings, Settings, is_package_name
from .options import CONFIG, DEBUG, FORMAT, RUN, STAGES, PathOption, options_of

if TYPE_CHECKING:
    from ..work.workshop import Workshop

EXIT_CHANGES = 1


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """Write packages of frozen, validated dataclasses from AWS service models."""


@cli.command()
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if a run would.")
@options_of(RUN)
def generate(check: bool, **options: Any) -> None:
    """Write the configured packages, or those that the options name."""
    _generate(dry=check, **options)


@cli.command()
@options_of(RUN)
def check(**options: Any) -> None:
    """Say whether the packages are what would be written: `generate --check`."""
    _generate(dry=True, **options)


@cli.command()
@click.argument("name")
@click.option("--service", help="By default the configured services are searched.")
@click.option("--model", type=PathOption(), help="A service-2.json(.gz).")
@click.option(
    "--stage",
    "stages",
    multiple=True,
    type=click.Choice([*STAGES, "all"]),
    help="Show what the compiler makes of a shape, from the model to the source.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "mermaid", "dot"]),
    default="text",
    help="How to say it; mermaid and dot draw what is nested in it.",
)
@options_of([CONFIG, DEBUG])
def explain(
    name: str,
    service: str | None,
    model: Path | None,
    config: Path | None,
    stages: tuple[str, ...],
    form: str,
    **rest: Any,
) -> None:
    """Show what a shape or an operation is, in few lines, or after each stage."""
    from ..package import jobs_of
    from .explain import explanation

    if stages and form in ("mermaid", "dot"):
        raise click.UsageError(f"--stage and --format {form} exclude each other")
    with _telling(form) as diagnostics:
        if service:
            jobs = jobs_of([_service(service, model)], None, diagnostics)
        else:
            jobs = [
                job
                for package in _settings(config, diagnostics).packages
                for job in jobs_of(package.services, package.templates, diagnostics)
            ]
        for line in explanation(name, jobs, stages, form, diagnostics):
            click.echo(line)


@cli.command("list")
@click.argument("what", type=click.Choice(["services", "operations", "shapes"]))
@click.argument("patterns", nargs=-1, metavar="[PATTERN]...")
@click.option("--service", help="Whose operations or shapes.")
@click.option("--model", type=PathOption(), help="A service-2.json(.gz).")
@options_of([FORMAT, DEBUG])
def list_(
    what: str,
    patterns: tuple[str, ...],
    service: str | None,
    model: Path | None,
    **rest: Any,
) -> None:
    """List services and API versions, or a service's operations or shapes.

    A PATTERN such as 'Run*' leaves those whose name is so, in upper or lower case.
    """
    from .listing import listing

    if what != "services" and not service:
        raise click.UsageError(f"list {what} needs --service")
    with _telling(rest["form"]) as diagnostics:
        settings = _service(service, model) if service else None
        rows = listing(what, settings, diagnostics, patterns)
        if rest["form"] == "json":
            click.echo(json.dumps(dict(rows), indent=2))
        else:
            width = max([len(name) for name, _ in rows], default=0)
            for name, note in rows:
                click.echo(f"{name:{width}}  {note}".rstrip())


def _generate(*, dry: bool, form: str, diff: bool, debug: bool, **options: Any) -> None:
    from ..package import generate
    from .report import json_report, text_report

    dry = dry or diff
    with _telling(form, strict_model=options["strict_model"]) as diagnostics:
        settings = _one_off(options) or _settings(options["config"], diagnostics)
        with _workshop(options, diagnostics) as workshop:
            results = generate(
                settings,
                diagnostics,
                dry=dry,
                force=options["force"],
                workshop=workshop,
            )
        if form == "json":
            click.echo(json_report(results, diagnostics, dry=dry, diff=diff))
        else:
            for line in text_report(results, dry=dry, diff=diff):
                click.echo(line)
    if dry and any(result.changes for result in results):
        sys.exit(EXIT_CHANGES)


def _one_off(options: dict[str, Any]) -> Settings | None:
    services = tuple(dict.fromkeys(options["services"]))
    out, model = options["out"], options["model"]
    names = (*options["shapes"], *options["operations"])
    name = options["package"] or "aws_shapes"
    if not services:
        if names or out or model or options["package"]:
            raise click.UsageError(
                "--shape, --operation, --out, --package and --model need --service"
            )
        return None
    if not is_package_name(name):
        raise click.UsageError(f"--package {name!r} is no name of a package")
    if options["config"]:
        raise click.UsageError("--config and --service exclude each other")
    if not names:
        raise click.UsageError("--service needs --shape or --operation; '*' means all")
    if out is None:
        raise click.UsageError("--service needs --out")
    if model and len(services) > 1:
        raise click.UsageError("--model goes with one --service")
    chosen = {"shapes": options["shapes"], "operations": options["operations"]}
    package = PackageSettings(
        name=name,
        output=Path(os.path.abspath(out)),
        services=tuple([_service(name, model, **chosen) for name in services]),
    )
    return Settings(packages=(package,))


def _service(name: str, model: Path | None, **chosen: Any) -> ServiceSettings:
    service, _, api_version = name.partition("@")
    return ServiceSettings(
        service=service, api_version=api_version, model=model, **chosen
    )


def _settings(config: Path | None, diagnostics: Diagnostics) -> Settings:
    file = config or find_configuration(Path.cwd())
    if file is None:
        raise click.UsageError(
            "no pyproject.toml here or above has [tool.shapewright]; give --config or"
            " --service"
        )
    return read_settings(file, diagnostics)


@contextmanager
def _telling(form: str, *, strict_model: bool = False) -> Iterator[Diagnostics]:
    """Say what was found, however the work ends."""
    diagnostics = Diagnostics(strict_model=strict_model)
    try:
        yield diagnostics
    except Failure as failure:
        _tell(form, diagnostics)
        sys.exit(failure.exit_code)
    _tell(form, diagnostics)


def _tell(form: str, diagnostics: Diagnostics) -> None:
    for diagnostic in diagnostics:
        if form == "json":
            click.echo(json.dumps(diagnostic.as_dict()), err=True)
        else:
            click.echo(str(diagnostic), err=True)


@contextmanager
def _workshop(options: dict[str, Any], diagnostics: Diagnostics) -> Iterator[Workshop]:
    """How services are compiled, by a run's options."""
    from ..work.processes import cores
    from ..work.workshop import Workshop
    from .cluster import dask
    from .progress import progress

    cache = None if options["no_cache"] else _cache_folder(diagnostics)
    cluster = dask(options["dask"]) if options["dask"] else nullcontext()
    with cluster as executor:
        yield Workshop(
            cache=cache,
            processes=options["jobs"] or cores(),
            executor=executor,
            progress=progress(),
        )


def _cache_folder(diagnostics: Diagnostics) -> Path | None:
    from platformdirs import user_cache_dir

    if named := os.environ.get("SHAPEWRIGHT_CACHE_DIR"):
        return Path(named)
    try:
        return Path(user_cache_dir("shapewright"))
    except RuntimeError:  # a container's user may be in no password file
        diagnostics.warning(
            "O152",
            "cache",
            "there is none: this user has no home",
            "name a folder in SHAPEWRIGHT_CACHE_DIR, or say --no-cache",
        )
        return None
