"""`[tool.shapewright]` becomes Settings, and every fault is said at once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from models import said
from shapewright.configuration import find_configuration, read_settings
from shapewright.diagnostics import Diagnostics, Failure
from shapewright.ir.options import Checks
from shapewright.settings import PackageSettings, Settings

PACKAGE = '[[tool.shapewright.package]]\nname = "shapes"\noutput = "out"\n'
SERVICE = '[tool.shapewright.package.services.sts]\nshapes = ["*"]\n'
PATH = "tool.shapewright.package"


def read(tmp_path: Path, text: str) -> Settings:
    file = tmp_path / "pyproject.toml"
    file.write_text(text)
    return read_settings(file, Diagnostics())


def faults(tmp_path: Path, text: str) -> list[str]:
    """The keys' paths, each after the code."""
    file = tmp_path / "pyproject.toml"
    file.write_text(text)
    diagnostics = Diagnostics()
    with pytest.raises(Failure) as failure:
        read_settings(file, diagnostics)
    assert failure.value.exit_code == 2
    return [one.replace(f"{file}: ", "") for one in said(diagnostics)]


def only(settings: Settings) -> PackageSettings:
    (package,) = settings.packages
    return package


def test_the_least_that_is_a_configuration(tmp_path: Path) -> None:
    package = only(read(tmp_path, PACKAGE + SERVICE))
    assert (package.name, package.distribution, package.version) == ("shapes", "", "")
    assert package.output == tmp_path / "out"
    assert package.folder == tmp_path / "out" / "shapes"
    (service,) = package.services
    assert (service.service, service.api_version) == ("sts", "")
    assert (service.shapes, service.operations) == (("*",), ())
    assert service.checks == Checks()
    assert service.model is None
    assert service.overlay is None


def test_the_output_is_the_folder_of_the_file_by_default(tmp_path: Path) -> None:
    text = PACKAGE.replace('output = "out"\n', "") + SERVICE
    assert only(read(tmp_path, text)).output == tmp_path


def test_everything_that_can_be_said(tmp_path: Path) -> None:
    text = """
[[tool.shapewright.package]]
name = "mine.of.shapes"
output = "../src"
distribution = "my-shapes"
version = "1.0"
[tool.shapewright.package.services."cloudfront@2019-03-26"]
operations = ["Get", "Put"]
model = "models/service-2.json"
overlay = "overlay.toml"
checks.off = ["pattern"]
checks.Shape = ["length", "rule"]
checks."Shape$Member" = ["range"]
"""
    package = only(read(tmp_path, text))
    assert package.folder == tmp_path.parent / "src/mine/of/shapes"
    assert (package.distribution, package.version) == ("my-shapes", "1.0")
    (service,) = package.services
    assert (service.service, service.api_version) == ("cloudfront", "2019-03-26")
    assert (service.shapes, service.operations) == ((), ("Get", "Put"))
    assert service.model == tmp_path / "models/service-2.json"
    assert service.overlay == tmp_path / "overlay.toml"
    assert service.checks.off_for("Other") == {"pattern"}
    assert service.checks.off_for("Shape") == {"pattern", "length", "rule"}
    assert service.checks.off_for("Shape$Member", "Shape") == {
        "pattern",
        "length",
        "rule",
        "range",
    }


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("", [PATH]),
        ("tool = 5", ["tool"]),
        ("[tool]\nshapewright = 5", ["tool.shapewright"]),
        ("[tool.shapewright]\npackage = 5", [PATH]),
        ("[tool.shapewright]\npackage = []", [PATH]),
        ("[tool.shapewright.package]\nname = 'a'", [PATH]),
        ("[tool.shapewright]\npackages = 5", ["tool.shapewright.packages", PATH]),
        (
            "[tool.shapewright]\npackage = [5]",
            [f"{PATH}[0]"],
        ),
        (PACKAGE, [f"{PATH}[0].services"]),
        (PACKAGE + "services = 5", [f"{PATH}[0].services"]),
        (PACKAGE + SERVICE + "'' = 5", [f'{PATH}[0].services.sts.""']),
        (PACKAGE.replace('"shapes"', "5") + SERVICE, [f"{PATH}[0].name"]),
        (PACKAGE.replace('"out"', "['a']") + SERVICE, [f"{PATH}[0].output"]),
        (PACKAGE + "nmae = 5\n" + SERVICE, [f"{PATH}[0].nmae"]),
        (PACKAGE + "distribution = 'a'\n" + SERVICE, [f"{PATH}[0].version"]),
        (PACKAGE + "version = '1'\n" + SERVICE, [f"{PATH}[0].distribution"]),
        (
            PACKAGE + SERVICE + "[tool.shapewright.package.services.'ä']\n"
            "shapes = ['*']\n[tool.shapewright.package.services.'-']\nshapes = ['*']\n",
            [f"{PATH}[0].services.-"],
        ),
        (PACKAGE + "services.sts = 5", [f"{PATH}[0].services.sts"]),
        (PACKAGE + "services.sts = {}", [f"{PATH}[0].services.sts"]),
        (PACKAGE + SERVICE + "shape = []", [f"{PATH}[0].services.sts.shape"]),
        (
            PACKAGE + SERVICE + "operations = 'a'",
            [f"{PATH}[0].services.sts.operations"],
        ),
        (
            PACKAGE + SERVICE + "operations = [5]",
            [f"{PATH}[0].services.sts.operations"],
        ),
        (PACKAGE + SERVICE + "model = 5", [f"{PATH}[0].services.sts.model"]),
        (PACKAGE + SERVICE + "overlay = []", [f"{PATH}[0].services.sts.overlay"]),
        (PACKAGE + SERVICE + "checks = 5", [f"{PATH}[0].services.sts.checks"]),
        (PACKAGE + SERVICE + "checks.off = 5", [f"{PATH}[0].services.sts.checks.off"]),
        (
            PACKAGE + SERVICE + "checks.off = ['patern', 'x']",
            [f"{PATH}[0].services.sts.checks.off"] * 2,
        ),
        (
            PACKAGE + SERVICE + "checks.Thing = ['required']",
            [f"{PATH}[0].services.sts.checks.Thing"],
        ),
    ],
)
def test_each_fault_is_said_with_its_keys_path(
    tmp_path: Path, text: str, places: list[str]
) -> None:
    assert faults(tmp_path, text) == [f"C110 {place}" for place in places]


def test_all_faults_are_said_at_once(tmp_path: Path) -> None:
    text = """
[tool.shapewright]
pakage = 1
[[tool.shapewright.package]]
name = "1a"
output = 5
distribution = 5
[tool.shapewright.package.services.sts]
shapes = "all"
[[tool.shapewright.package]]
nam = "b"
"""
    assert faults(tmp_path, text) == [
        f"C110 {place}"
        for place in (
            "tool.shapewright.pakage",
            f"{PATH}[0].name",
            f"{PATH}[0].output",
            f"{PATH}[0].distribution",
            f"{PATH}[0].services.sts.shapes",
            f"{PATH}[0].services.sts",
            f"{PATH}[1].nam",
            f"{PATH}[1].name",
            f"{PATH}[1].services",
        )
    ]


@pytest.mark.parametrize(
    "name",
    ["", "a-b", "a b", "1a", "a..b", ".a", "a.", "é", "../a", "/a", "a/b", "class",
     "a.import", "None"],
)  # fmt: skip
def test_a_package_has_a_name_that_can_be_imported(tmp_path: Path, name: str) -> None:
    text = PACKAGE.replace('"shapes"', f'"{name}"') + SERVICE
    assert faults(tmp_path, text) == [f"C110 {PATH}[0].name"]


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("distribution", 'x\\"\\n[project.scripts]'),
        ("distribution", "no name"),
        ("distribution", "-x"),
        ("version", '1\\"\\nx = \\"1'),
        ("version", "one"),
    ],
)
def test_a_distribution_has_a_name_and_a_version_that_pip_takes(
    tmp_path: Path, key: str, text: str
) -> None:
    values = {"distribution": "my-shapes", "version": "1.0", key: text}
    lines = "".join(f'{name} = "{value}"\n' for name, value in values.items())
    assert faults(tmp_path, PACKAGE + lines + SERVICE) == [f"C110 {PATH}[0].{key}"]


@pytest.mark.parametrize(
    ("first", "second"),
    [("shapes", "shapes"), ("shapes", "shapes.more"), ("shapes.more", "shapes")],
)
def test_two_packages_are_not_written_into_one_folder(
    tmp_path: Path, first: str, second: str
) -> None:
    texts = [PACKAGE.replace("shapes", name, 2) for name in (first, second)]
    text = "".join(
        one.replace(f"tool.{name}wright", "tool.shapewright") + SERVICE
        for one, name in zip(texts, (first, second), strict=True)
    )
    assert faults(tmp_path, text) == [f"C110 {PATH}[1]"]


def test_two_packages_have_no_distribution_files_in_common(tmp_path: Path) -> None:
    more = 'distribution = "d"\nversion = "1"\n'
    other = PACKAGE.replace('"shapes"', '"others"')
    text = PACKAGE + more + SERVICE + other + more + SERVICE
    assert faults(tmp_path, text) == [f"C110 {PATH}[1]"]
    assert len(read(tmp_path, PACKAGE + SERVICE + other + more + SERVICE).packages) == 2
    apart = other.replace('"out"', '"elsewhere"')
    assert read(tmp_path, PACKAGE + more + SERVICE + apart + more + SERVICE)


def test_two_services_are_not_written_into_one_folder(tmp_path: Path) -> None:
    text = PACKAGE + "".join(
        f'[tool.shapewright.package.services."{name}"]\n'
        'shapes = ["*"]\nmodel = "m.json"\n'
        for name in ("lex-models", "lex_models")
    )
    (one,) = faults(tmp_path, text)
    assert one.startswith(f"C110 {PATH}[0].services.lex_models")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (PACKAGE + "ouput = 'a'\n" + SERVICE, "did you mean output?"),
        (PACKAGE + SERVICE + "operation = []", "did you mean operations?"),
        (PACKAGE + SERVICE + "checks.off = ['patern']", "did you mean pattern?"),
        (PACKAGE + SERVICE + "zzz = 1", "known are shapes, operations"),
    ],
)
def test_what_is_misspelt_gets_a_suggestion(
    tmp_path: Path, text: str, hint: str
) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text(text)
    diagnostics = Diagnostics()
    with pytest.raises(Failure):
        read_settings(file, diagnostics)
    (one,) = diagnostics
    assert one.hint.startswith(hint)


def test_a_pipe_is_no_configuration_and_is_not_waited_for(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    os.mkfifo(file)
    diagnostics = Diagnostics()
    with pytest.raises(Failure):
        read_settings(file, diagnostics)
    (one,) = diagnostics
    assert (one.code, one.message) == ("C101", "is no file")


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text(PACKAGE + SERVICE, encoding="utf-8-sig")
    assert find_configuration(tmp_path) == file
    assert read_settings(file, Diagnostics()).packages


def test_no_package_has_the_name_of_a_file_beside_it(tmp_path: Path) -> None:
    more = 'distribution = "d"\nversion = "1"\n'
    named = PACKAGE.replace('"shapes"', '"NOTICE"')
    assert read(tmp_path, named + SERVICE)
    assert faults(tmp_path, named + more + SERVICE) == [f"C110 {PATH}[0].name"]
    both = named + SERVICE + PACKAGE + more + SERVICE
    assert faults(tmp_path, both) == [f"C110 {PATH}[0].name"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (None, "C101"),
        (b"[", "C102"),
        (b"\xff", "C102"),
        (b"a = " + b"[" * 50_000, "C102"),
        (b"a = 1\na = 2", "C102"),
    ],
)
def test_what_is_no_configuration_is_said(
    tmp_path: Path, data: bytes | None, code: str
) -> None:
    file = tmp_path / "pyproject.toml"
    if data is not None:
        file.write_bytes(data)
    diagnostics = Diagnostics()
    with pytest.raises(Failure) as failure:
        read_settings(file, diagnostics)
    assert failure.value.exit_code == 2
    assert said(diagnostics) == [f"{code} {file}"]


def test_the_nearest_configuration_that_has_the_table(tmp_path: Path) -> None:
    here = tmp_path / "a" / "b"
    here.mkdir(parents=True)
    assert find_configuration(here) is None
    top = tmp_path / "pyproject.toml"
    top.write_text("[tool.shapewright]\n")
    assert find_configuration(here) == top
    near = tmp_path / "a" / "pyproject.toml"
    for text in ("", "tool = 5\n", "[tool.other]\n"):
        near.write_text(text)
        assert find_configuration(here) == top
    for data in (b"[", b"\xff", b"a = " + b"[" * 50_000):
        near.write_bytes(data)
        assert find_configuration(here) == near
    near.write_text("[tool.shapewright]\n")
    assert find_configuration(here) == near
    (here / "pyproject.toml").mkdir()
    assert find_configuration(here) == near


@pytest.mark.parametrize("version", ["1.0 ", " 1.0", "1.0\\n"])
def test_a_version_has_no_white_space_around_it(tmp_path: Path, version: str) -> None:
    text = PACKAGE + f'distribution = "a"\nversion = "{version}"\n' + SERVICE
    assert faults(tmp_path, text) == [f"C110 {PATH}[0].version"]


def test_a_distribution_is_not_written_over_the_configuration(tmp_path: Path) -> None:
    text = PACKAGE.replace('"out"', '"."') + 'distribution = "a"\nversion = "1"\n'
    text += SERVICE
    assert faults(tmp_path, text) == [f"C110 {PATH}[0].output"]


def test_a_text_holds_no_nul(tmp_path: Path) -> None:
    text = PACKAGE.replace('"out"', '"a\\u0000b"') + SERVICE
    assert faults(tmp_path, text) == [f"C110 {PATH}[0].output"]


@pytest.mark.parametrize("key", ["overlay", "checks", "model"])
def test_a_key_of_a_service_is_told_where_it_belongs(tmp_path: Path, key: str) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text(PACKAGE + f'{key} = "a"\n' + SERVICE)
    diagnostics = Diagnostics()
    with pytest.raises(Failure):
        read_settings(file, diagnostics)
    (said,) = diagnostics
    assert said.hint == "it belongs under services.NAME"


def test_a_loop_of_links_is_no_place(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    text = PACKAGE.replace('"out"', '"loop/a"') + SERVICE
    given = faults(tmp_path, text)
    assert given in ([f"C110 {PATH}[0].output"], [])


def test_the_order_of_faults_is_that_of_the_keys(tmp_path: Path) -> None:
    text = PACKAGE + "overlay = 'a'\nshapes = []\nchecks = {}\n" + SERVICE
    text += "checks.off = ['lenght', 'foo', 'patern']\n"
    keys = ["shapes", "checks", "overlay", *["services.sts.checks.off"] * 3]
    assert faults(tmp_path, text) == [f"C110 {PATH}[0].{key}" for key in keys]
