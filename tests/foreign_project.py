"""Use the wheel as a stranger would: `python foreign_project.py WHEEL GENERATED`.

Empty environments, a project elsewhere of six lines of configuration, and the committed
distribution alone. Ends with 1 at the first thing that does not work.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

CONFIGURATION = """\
[[tool.shapewright.package]]
name = "shapes"
output = "src"

[tool.shapewright.package.services.sagemaker]
shapes = ["AlgorithmSpecification"]
"""
USE = """\
from {package}.sagemaker import AlgorithmSpecification as A
value = A(training_image="repo:1", training_input_mode="File")
assert A.from_boto(value.to_boto()) == value
print(value)
"""


def main(wheel: str, generated: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _generate(Path(wheel), Path(folder))
        _install(Path(generated).resolve(), Path(folder))


def _generate(wheel: Path, folder: Path) -> None:
    python = _environment(folder / "compiler")
    _run(folder, str(python), "-m", "pip", "install", "-q", str(wheel.resolve()))
    project = folder / "project"
    project.mkdir()
    (project / "pyproject.toml").write_text(CONFIGURATION)
    command = str(python.with_name("shapewright"))
    _run(project, command, "generate")
    _run(project, command, "check")
    bare = _environment(folder / "bare")
    use = USE.format(package="shapes")
    script = f"import sys; sys.path.insert(0, 'src')\n{use}"
    _run(project, str(bare), "-I", "-c", script)


def _install(generated: Path, folder: Path) -> None:
    python = _environment(folder / "user")
    _run(folder, str(python), "-m", "pip", "install", "-q", str(generated))
    _run(folder, str(python), "-I", "-c", USE.format(package="aws_shapes"))
    _run(folder, str(python), "-m", "pip", "list", "--format", "freeze")


def _environment(folder: Path) -> Path:
    venv.create(folder, with_pip=True)
    return folder / "bin" / "python"


def _run(folder: Path, *command: str) -> None:
    print("$", Path(command[0]).name, *command[1:], flush=True)
    subprocess.run(command, cwd=folder, check=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
