"""What a run does to the disk: all of its files or none, and only its own."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from shapewright.diagnostics import Diagnostics, Failure
from shapewright.disk.comparison import Change
from shapewright.disk.manifest import manifest_text
from shapewright.disk.target import Target
from shapewright.files import SourceFile, digest

FILES = {
    "__init__.py": "top\n",
    "py.typed": "",
    "example/__init__.py": "service\n",
    "example/shapes/__init__.py": "",
    "example/shapes/first.py": "first\n",
    "example/shapes/second.py": "second\n",
}
CHANGED = {**FILES, "example/shapes/first.py": "first, changed\n"}
DISTRIBUTION = {"pyproject.toml": "[project]\n", "README.md": "# Shapes\n"}


class Output:
    """An output folder, and runs into it."""

    def __init__(self, root: Path, name: str = "made") -> None:
        self.root, self.folder = root, root.joinpath(*name.split("."))
        self.said: list[str] = []

    def run(
        self,
        files: dict[str, str],
        distribution: dict[str, str] | None = None,
        *,
        provenance: str = "1",
        dry: bool = False,
        force: bool = False,
    ) -> tuple[Change, ...]:
        """What a run changed, or with `dry` would.

        Raises:
            Failure: Its reasons are in `said`.
        """
        diagnostics = Diagnostics()
        sources = [SourceFile(path=path, text=text) for path, text in files.items()]
        for path, text in (distribution or {}).items():
            sources.append(SourceFile(path=path, text=text, of_distribution=True))
        target = Target(self.folder, self.root, diagnostics)
        manifest = manifest_text(sources, {"version": provenance})
        try:
            return target.update(sources, manifest=manifest, force=force, dry=dry)
        finally:
            self.said = [str(diagnostic) for diagnostic in diagnostics]

    def refuses(self, *arguments: Any, **options: Any) -> str:
        """What a run says that ends with exit code 2."""
        with pytest.raises(Failure) as failure:
            self.run(*arguments, **options)
        assert failure.value.exit_code == 2
        assert all("\n" not in line for line in self.said)
        return "\n".join(self.said)

    def names(self, changes: tuple[Change, ...]) -> list[str]:
        return [
            f"{change.kind} {change.path.relative_to(self.root).as_posix()}"
            for change in changes
        ]


@pytest.fixture
def output(tmp_path: Path) -> Output:
    root = tmp_path / "root"
    root.mkdir()
    return Output(root)


def states(root: Path) -> dict[str, tuple[int, ...]]:
    """What shows that a file or folder was touched."""
    return {
        path.relative_to(root).as_posix(): (
            status.st_ino,
            status.st_mtime_ns,
            status.st_ctime_ns,
            status.st_mode,
        )
        for path in sorted([root, *root.rglob("*")])
        for status in [path.lstat()]
    }


def texts(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes().decode()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.name != "_manifest.json"
    }


# Nothing to do, little to do ----------------------------------------------------------


def test_a_first_run_writes_every_file_and_the_manifest(output: Output) -> None:
    changes = output.run(FILES)
    assert {change.kind for change in changes} == {"add"}
    assert texts(output.folder) == FILES
    manifest = json.loads((output.folder / "_manifest.json").read_text())
    assert manifest["package"].keys() == FILES.keys()
    assert manifest["package"]["__init__.py"]["sha256"] == digest("top\n")
    assert [path.name for path in output.root.iterdir()] == ["made"]


def test_nothing_is_touched_when_nothing_changed(output: Output) -> None:
    output.run(FILES, DISTRIBUTION)
    before = states(output.root)
    assert output.run(FILES, DISTRIBUTION) == ()
    assert states(output.root) == before


def test_unchanged_files_keep_their_inode(output: Output) -> None:
    output.run(FILES)
    before = states(output.folder)
    changes = output.run(CHANGED)
    assert output.names(changes) == [
        "change made/_manifest.json",
        "change made/example/shapes/first.py",
    ]
    after = states(output.folder)
    for path in FILES:
        same = after[path][:2] == before[path][:2]
        assert same is (path != "example/shapes/first.py")


def test_a_dry_run_writes_nothing(output: Output) -> None:
    output.run(FILES)
    before = states(output.root.parent)
    assert output.names(output.run(CHANGED, dry=True)) == [
        "change made/_manifest.json",
        "change made/example/shapes/first.py",
    ]
    assert states(output.root.parent) == before


def test_a_first_dry_run_makes_no_folder(output: Output) -> None:
    elsewhere = Output(output.root / "not" / "there")
    assert len(elsewhere.run(FILES, dry=True)) == len(FILES) + 1
    assert not (output.root / "not").exists()


def test_provenance_alone_is_no_change(output: Output) -> None:
    output.run(FILES, provenance="1")
    before = states(output.root)
    assert output.run(FILES, provenance="2", dry=True) == ()
    assert output.run(FILES, provenance="2") == ()
    assert states(output.root) == before
    output.run(CHANGED, provenance="2")
    manifest = json.loads((output.folder / "_manifest.json").read_text())
    assert manifest["provenance"] == {"version": "2"}


# What is ours, and what is not --------------------------------------------------------


def test_what_is_no_longer_selected_is_gone_with_its_folders(output: Output) -> None:
    output.run({**FILES, "other/__init__.py": "", "other/enums/mode.py": "mode\n"})
    output.run(FILES)
    assert texts(output.folder) == FILES
    assert not (output.folder / "other").exists()


def test_what_is_foreign_is_left_alone(output: Output) -> None:
    output.run({**FILES, "other/__init__.py": ""})
    outside = output.root / "outside.txt"
    outside.write_text("outside\n")
    (output.folder / "notes.txt").write_text("mine\n")
    (output.folder / "other" / "mine").mkdir()
    (output.folder / "other" / "mine" / "data.bin").write_bytes(b"\xff\x00")
    (output.folder / "empty").mkdir()
    (output.folder / "link.txt").symlink_to(outside)
    (output.folder / "dangling").symlink_to("nowhere")
    (output.folder / "folder").symlink_to(output.root, target_is_directory=True)
    os.chmod(output.folder / "notes.txt", 0o640)
    foreign = ("notes.txt", "other/mine/data.bin", "link.txt", "dangling", "folder")
    before = states(output.folder)
    output.run(CHANGED)
    after = states(output.folder)
    assert {path: after[path][:2] for path in foreign} == {
        path: before[path][:2] for path in foreign
    }
    assert after["notes.txt"][3] == before["notes.txt"][3]
    assert (output.folder / "empty").is_dir()
    assert os.readlink(output.folder / "dangling") == "nowhere"
    assert not (output.folder / "other" / "__init__.py").exists()
    assert outside.read_text() == "outside\n"


def test_an_edited_file_stops_the_run_and_every_one_is_named(output: Output) -> None:
    output.run(FILES)
    first, second = (
        output.folder / f"example/shapes/{n}.py" for n in ("first", "second")
    )
    first.write_text("edited\n")
    second.write_text("edited\n")
    before = states(output.root)
    said = output.refuses({**FILES, "__init__.py": "changed\n"})
    assert f"{first}: was edited by hand" in said
    assert f"{second}: was edited by hand" in said
    assert "--force" in said
    assert states(output.root) == before
    output.refuses(FILES, dry=True)
    output.run(FILES, force=True)
    assert texts(output.folder) == FILES


def test_an_edited_file_that_is_to_go_stops_the_run(output: Output) -> None:
    output.run(FILES)
    second = output.folder / "example/shapes/second.py"
    second.write_text("edited\n")
    rest = {path: text for path, text in FILES.items() if "second" not in path}
    assert f"{second}: was edited by hand" in output.refuses(rest)
    output.run(rest, force=True)
    assert texts(output.folder) == rest


def test_a_deleted_file_comes_back(output: Output) -> None:
    output.run(FILES)
    (output.folder / "example/shapes/first.py").unlink()
    assert "add made/example/shapes/first.py" in output.names(output.run(FILES))
    assert texts(output.folder) == FILES


def test_a_foreign_file_in_the_way_stops_the_run(output: Output) -> None:
    output.folder.mkdir()
    (output.folder / "__init__.py").write_text("mine\n")
    before = states(output.root)
    said = output.refuses(FILES)
    assert f"{output.folder / '__init__.py'}: is a foreign file in the way" in said
    assert states(output.root) == before
    output.run(FILES, force=True)
    assert texts(output.folder) == FILES


def test_a_file_that_equals_what_would_be_written_is_never_edited(
    output: Output,
) -> None:
    output.run(FILES)
    (output.folder / "example/shapes/first.py").write_text("first, changed\n")
    assert output.names(output.run(CHANGED)) == ["change made/_manifest.json"]
    assert output.run(CHANGED) == ()


def test_a_foreign_file_that_equals_what_would_be_written_is_taken_over(
    output: Output,
) -> None:
    output.folder.mkdir()
    (output.folder / "__init__.py").write_text("top\n")
    output.run(FILES)
    assert texts(output.folder) == FILES


def test_windows_line_ends_do_not_count(output: Output) -> None:
    output.run(FILES, DISTRIBUTION)
    for path in (*output.folder.rglob("*.*"), output.root / "README.md"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = states(output.root)
    assert output.run(FILES, DISTRIBUTION) == ()
    assert states(output.root) == before
    output.run({**CHANGED, "example/shapes/second.py": "other\n"}, DISTRIBUTION)
    assert (output.folder / "example/shapes/second.py").read_bytes() == b"other\n"


def test_a_folder_in_the_way_of_a_file_is_named_and_forced(output: Output) -> None:
    (output.folder / "py.typed").mkdir(parents=True)
    (output.folder / "py.typed" / "mine.txt").write_text("mine\n")
    assert "py.typed" in output.refuses(FILES)
    assert (output.folder / "py.typed" / "mine.txt").read_text() == "mine\n"
    output.run(FILES, force=True)
    assert texts(output.folder) == FILES


def test_a_file_in_the_way_of_a_folder_is_named_and_forced(output: Output) -> None:
    output.folder.mkdir()
    (output.folder / "example").write_text("mine\n")
    said = output.refuses(FILES)
    assert f"{output.folder / 'example'}: is a foreign file in the way" in said
    assert (output.folder / "example").read_text() == "mine\n"
    output.run(FILES, force=True)
    assert texts(output.folder) == FILES


def test_nothing_is_written_through_a_link_to_a_folder(output: Output) -> None:
    outside = output.root / "outside"
    outside.mkdir()
    output.folder.mkdir()
    (output.folder / "example").symlink_to(outside, target_is_directory=True)
    said = output.refuses(FILES)
    assert str(output.folder / "example") in said
    assert list(outside.iterdir()) == []
    output.run(FILES, force=True)
    assert list(outside.iterdir()) == []
    assert not (output.folder / "example").is_symlink()
    assert texts(output.folder) == FILES


def test_a_link_in_the_place_of_a_file_is_replaced_and_not_written_through(
    output: Output,
) -> None:
    output.run(FILES)
    outside = output.root / "outside.py"
    outside.write_text("outside\n")
    place = output.folder / "example/shapes/first.py"
    place.unlink()
    place.symlink_to(outside)
    output.refuses(CHANGED)
    output.run(CHANGED, force=True)
    assert outside.read_text() == "outside\n"
    assert texts(output.folder) == CHANGED


# The manifest -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("listed", "path"),
    [
        ("package", "../precious.txt"),
        ("package", "../../precious.txt"),
        ("package", "example/../../precious.txt"),
        ("distribution", "precious.txt"),
        ("distribution", "../precious.txt"),
    ],
)
@pytest.mark.parametrize("absolute", [False, True])
def test_a_forged_manifest_owns_nothing_outside(
    output: Output, listed: str, path: str, absolute: bool
) -> None:
    output.run(FILES)
    places = (output.root.parent, output.root, output.folder)
    precious = [*(place / "precious.txt" for place in places[:2])]
    precious.append(output.folder / "notes.txt")
    for file in precious:
        file.write_text("precious\n")
    below = output.folder if listed == "package" else output.root
    shown = str((below / path).resolve()) if absolute else path
    forge(output, listed, {shown: {"sha256": digest("precious\n")}})
    output.run(CHANGED)
    assert [file.read_text() for file in precious] == ["precious\n"] * 3
    assert texts(output.folder) == {**CHANGED, "notes.txt": "precious\n"}


@pytest.mark.parametrize(
    "path", ["", ".", "a\x00b", "a" * 5000, "example", "__init__.py/x"]
)
def test_a_forged_path_that_is_none_does_not_matter(output: Output, path: str) -> None:
    output.run(FILES)
    forge(output, "package", {path: {"sha256": digest("\x00a folder")}})
    output.run(CHANGED)
    assert texts(output.folder) == CHANGED
    assert output.run(CHANGED) == ()


def forge(output: Output, listed: str, entries: dict[str, Any]) -> None:
    file = output.folder / "_manifest.json"
    manifest = json.loads(file.read_text())
    manifest[listed] |= entries
    file.write_text(json.dumps(manifest))


BROKEN = [
    "",
    "no JSON",
    "null",
    "[]",
    "{}",
    '{"format": 99, "package": {}, "distribution": {}}',
    '{"format": 1, "package": [], "distribution": {}}',
    '{"format": 1, "package": {"__init__.py": 5}, "distribution": {}}',
    '{"format": 1, "package": {"__init__.py": {}}, "distribution": {}}',
    "[" * 100_000,
    "\ufffd\x00",
]


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_manifest_owns_nothing_and_is_mended(
    output: Output, text: str
) -> None:
    output.run(FILES)
    (output.folder / "_manifest.json").write_text(text)
    assert "foreign file" in output.refuses(CHANGED)
    assert output.names(output.run(FILES)) == ["change made/_manifest.json"]
    output.run(CHANGED)
    assert texts(output.folder) == CHANGED


def test_a_manifest_that_is_no_text_is_mended(output: Output) -> None:
    output.run(FILES)
    (output.folder / "_manifest.json").write_bytes(b"\xff\xfe\x00")
    assert output.names(output.run(FILES)) == ["change made/_manifest.json"]


# The distribution ---------------------------------------------------------------------


def test_the_distribution_lies_in_the_root_and_is_owned(output: Output) -> None:
    output.run(FILES, DISTRIBUTION)
    assert (output.root / "README.md").read_text() == "# Shapes\n"
    output.run(FILES, {**DISTRIBUTION, "README.md": "# Other\n"})
    assert (output.root / "README.md").read_text() == "# Other\n"
    assert sorted(path.name for path in output.root.iterdir()) == [
        "README.md",
        "made",
        "pyproject.toml",
    ]


def test_the_distribution_goes_when_it_is_no_longer_wanted(output: Output) -> None:
    output.run(FILES, DISTRIBUTION)
    (output.root / "mine.txt").write_text("mine\n")
    output.run(FILES)
    assert sorted(path.name for path in output.root.iterdir()) == ["made", "mine.txt"]


def test_a_foreign_or_edited_distribution_file_stops_the_run(output: Output) -> None:
    (output.root / "pyproject.toml").write_text("[tool.mine]\n")
    said = output.refuses(FILES, DISTRIBUTION)
    assert f"{output.root / 'pyproject.toml'}: is a foreign file in the way" in said
    assert not output.folder.exists()
    output.run(FILES, DISTRIBUTION, force=True)
    (output.root / "README.md").write_text("edited\n")
    said = output.refuses(CHANGED, DISTRIBUTION)
    assert f"{output.root / 'README.md'}: was edited by hand" in said
    assert texts(output.folder) == FILES


# Names and places ---------------------------------------------------------------------


def test_a_dotted_package_is_written_below_its_parents(output: Output) -> None:
    dotted = Output(output.root, "mine.of.made")
    (output.root / "mine").mkdir()
    (output.root / "mine" / "__init__.py").write_text("mine\n")
    dotted.run(FILES, DISTRIBUTION)
    assert texts(output.root / "mine" / "of" / "made") == FILES
    assert (output.root / "mine" / "__init__.py").read_text() == "mine\n"
    assert [path.name for path in (output.root / "mine" / "of").iterdir()] == ["made"]
    assert (output.root / "README.md").is_file()
    assert dotted.run(FILES, DISTRIBUTION) == ()


def test_a_root_that_is_a_link_is_written_where_it_leads(output: Output) -> None:
    link = output.root.parent / "link"
    link.symlink_to(output.root, target_is_directory=True)
    Output(link).run(FILES)
    assert texts(output.folder) == FILES
    assert output.run(FILES) == ()


def test_a_folder_that_is_a_file_is_one_clear_line(output: Output) -> None:
    output.folder.write_text("mine\n")
    said = output.refuses(FILES)
    assert said.count("\n") == 0
    assert str(output.folder) in said
    assert output.folder.read_text() == "mine\n"


def test_a_folder_that_is_a_file_is_replaced_by_force(output: Output) -> None:
    output.folder.write_text("mine\n")
    output.run(FILES, force=True)
    assert texts(output.folder) == FILES
    assert [path.name for path in output.root.iterdir()] == ["made"]


def test_a_root_that_is_a_file_is_one_clear_line(output: Output) -> None:
    file = output.root / "file"
    file.write_text("mine\n")
    said = Output(file).refuses(FILES)
    assert said.count("\n") == 0
    assert file.read_text() == "mine\n"


def test_a_link_that_leads_to_itself_is_one_clear_line(output: Output) -> None:
    output.run(FILES)
    place = output.folder / "example/shapes/first.py"
    place.unlink()
    place.symlink_to(place)
    said = output.refuses(CHANGED)
    assert str(place) in said
    assert said.count("\n") == 0


def test_a_package_that_is_a_link_to_itself_is_one_clear_line(output: Output) -> None:
    output.folder.symlink_to(output.folder)
    assert output.refuses(FILES).count("\n") == 0


# A disk that refuses ------------------------------------------------------------------


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without the rights of root, to whom nothing is forbidden."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def forbidden(output: Output) -> Iterator[Output]:
    """An output that is not ours to write."""
    output.run(FILES, DISTRIBUTION)
    for folder in (output.root, *output.root.parents):
        if folder.stat().st_uid == os.geteuid() and folder.name:
            folder.chmod(folder.stat().st_mode | 0o055)
    output.root.chmod(0o555)
    yield output
    output.root.chmod(0o755)


def test_a_folder_that_cannot_be_written_is_one_clear_line(forbidden: Output) -> None:
    before = texts(forbidden.root)
    with as_nobody():
        said = forbidden.refuses(CHANGED, DISTRIBUTION)
    assert "cannot be written: Permission denied" in said
    assert said.count("\n") == 0
    assert texts(forbidden.root) == before


def test_a_file_that_cannot_be_read_is_one_clear_line(forbidden: Output) -> None:
    (forbidden.folder / "__init__.py").chmod(0)
    with as_nobody():
        said = forbidden.refuses(CHANGED, DISTRIBUTION)
    assert "__init__.py: cannot be read: Permission denied: get the right to" in said
    assert said.count("\n") == 0


def test_a_lock_that_cannot_be_had_is_one_clear_line(output: Output) -> None:
    place = output.root / ".shapewright"
    place.write_text("a file\n")
    assert output.refuses(FILES) == (
        f"error O110: {place}: cannot be written: is no folder"
    )
    place.unlink()
    (place / "made.lock").mkdir(parents=True)
    assert str(place / "made.lock") in output.refuses(FILES)
    (place / "made.lock").rmdir()
    os.mkfifo(place / "made.lock")
    assert "is no file" in output.refuses(FILES)


class FullDisk:
    """A disk that takes so many files and no more."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, files: int) -> None:
        self.left, write = files, Path.write_bytes

        def write_bytes(path: Path, data: bytes) -> int:
            if self.left == 0:
                path.touch()
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
            self.left -= 1
            return write(path, data)

        monkeypatch.setattr(Path, "write_bytes", write_bytes)


@pytest.mark.parametrize("files", range(5))
def test_a_full_disk_leaves_what_was(output: Output, files: int) -> None:
    output.run(FILES)
    before = texts(output.root)
    other = {path: f"{text}changed\n" for path, text in FILES.items()}
    with pytest.MonkeyPatch.context() as monkeypatch:
        FullDisk(monkeypatch, files)
        said = output.refuses(other)
    assert said.count("\n") == 0
    assert "cannot be written: No space left on device" in said
    assert texts(output.root) == before
    assert [path.name for path in output.root.iterdir()] == ["made"]
    output.run(other)
    assert texts(output.folder) == other


@pytest.mark.parametrize("files", [7, 8])
def test_a_disk_that_fills_up_at_the_distribution_is_mended_by_the_next_run(
    output: Output, files: int
) -> None:
    output.run(FILES, DISTRIBUTION)
    other = {path: f"{text}changed\n" for path, text in FILES.items()}
    distribution = {path: f"{text}changed\n" for path, text in DISTRIBUTION.items()}
    with pytest.MonkeyPatch.context() as monkeypatch:
        FullDisk(monkeypatch, files)
        said = output.refuses(other, distribution)
    assert said.count("\n") == 0
    output.run(other, distribution)
    assert texts(output.folder) == other
    assert {path: (output.root / path).read_text() for path in distribution} == (
        distribution
    )
    assert sorted(path.name for path in output.root.iterdir()) == [
        "README.md",
        "made",
        "pyproject.toml",
    ]


def test_where_links_cannot_be_files_are_copied(
    output: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    output.run(FILES)
    (output.folder / "link").symlink_to("nowhere")
    before = states(output.folder)
    monkeypatch.setattr(os, "link", refuse)
    output.run(CHANGED)
    assert texts(output.folder) == CHANGED
    assert os.readlink(output.folder / "link") == "nowhere"
    after = states(output.folder)
    assert after["example/shapes/second.py"][1] == before["example/shapes/second.py"][1]


# Several runs, and broken-off ones ----------------------------------------------------


def test_a_second_run_ends_at_once_with_one_line(output: Output) -> None:
    output.run(FILES)
    first = Target(output.folder, output.root, Diagnostics())
    with first.lock():
        said = output.refuses(CHANGED)
        assert "another run is writing here" in said
        assert said.count("\n") == 0
        assert len(output.run(CHANGED, dry=True)) == 2
    output.run(CHANGED)
    assert texts(output.folder) == CHANGED


def test_the_lock_is_left_after_a_failure(output: Output) -> None:
    output.folder.mkdir()
    (output.folder / "__init__.py").write_text("mine\n")
    output.refuses(FILES)
    output.run(FILES, force=True)


def test_another_package_beside_it_is_not_locked(output: Output) -> None:
    with Target(output.folder, output.root, Diagnostics()).lock():
        Output(output.root, "other").run(FILES)
    assert texts(output.root / "other") == FILES


def test_the_lock_is_a_hidden_file_that_goes_with_the_run(output: Output) -> None:
    with Target(output.folder, output.root, Diagnostics()).lock():
        (folder,) = output.root.iterdir()
        assert folder.name == ".shapewright"
        assert (folder / ".gitignore").read_text() == "*\n"
        assert (folder / "made.lock").is_file()
    assert list(output.root.iterdir()) == []


def test_an_interrupted_run_is_mended_by_the_next(output: Output) -> None:
    output.run(FILES)

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(Path, "write_bytes", interrupt)
        with pytest.raises(KeyboardInterrupt):
            output.run(CHANGED)
    assert texts(output.folder) == FILES
    output.run(CHANGED)
    assert texts(output.folder) == CHANGED
    assert [path.name for path in output.root.iterdir()] == ["made"]


def test_a_swap_that_fails_half_way_is_undone(output: Output) -> None:
    output.run(FILES)
    rename, calls = Path.rename, []

    def fail_second(path: Path, target: Path) -> Path:
        calls.append(path)
        if len(calls) == 2:
            raise OSError(errno.EIO, "broken disk", str(path))
        return rename(path, target)

    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(Path, "rename", fail_second)
        assert "broken disk" in output.refuses(CHANGED)
    assert texts(output.folder) == FILES
    assert [path.name for path in output.root.iterdir()] == ["made"]


def test_a_package_that_a_broken_off_run_moved_away_is_restored(output: Output) -> None:
    output.run(FILES)
    (output.root / ".shapewright").mkdir()
    output.folder.rename(output.root / ".shapewright/made.old")
    assert output.run(FILES, dry=True) == ()
    assert output.run(FILES) == ()
    assert texts(output.folder) == FILES
    assert [path.name for path in output.root.iterdir()] == ["made"]


def test_what_a_broken_off_run_left_beside_is_removed(output: Output) -> None:
    output.run(FILES)
    left = output.root / ".shapewright/made.new/example"
    left.mkdir(parents=True)
    (left / "half.py").write_text("half\n")
    left.chmod(0o555)
    output.run(CHANGED)
    assert texts(output.folder) == CHANGED
    assert [path.name for path in output.root.iterdir()] == ["made"]


@pytest.mark.parametrize("name", ["made.new", "made.old"])
def test_a_file_where_a_run_builds_does_not_matter(output: Output, name: str) -> None:
    output.run(FILES)
    (output.root / ".shapewright").mkdir()
    (output.root / ".shapewright" / name).write_text("a file\n")
    output.run(CHANGED)
    assert texts(output.root / "made") == CHANGED
    assert [path.name for path in output.root.iterdir()] == ["made"]


def test_a_foreign_manifest_is_not_overwritten(tmp_path: Path) -> None:
    out = Output(tmp_path)
    for place in (out.folder / "_manifest.json", out.folder / "_manifest.json" / "a"):
        out.folder.mkdir(exist_ok=True)
        if place.name == "a":
            out.folder.joinpath("_manifest.json").unlink()
            place.parent.mkdir()
        place.write_text('{"mine": 1}')
        with pytest.raises(Failure):
            out.run({"a.py": "1"})
        assert "_manifest.json: is a foreign file in the way" in out.said[-1]
        assert place.read_text() == '{"mine": 1}'
    out.run({"a.py": "1"}, force=True)
    assert (out.folder / "_manifest.json").is_file()


def test_what_a_killed_run_left_goes_when_nothing_changes(tmp_path: Path) -> None:
    out = Output(tmp_path)
    out.run({"a.py": "1"})
    left = out.root / ".shapewright" / f"{out.folder.name}.old"
    left.mkdir(parents=True)
    (left / "a.py").write_text("0")
    assert out.run({"a.py": "1"}) == ()
    assert not left.exists()
    assert (out.folder / "a.py").read_text() == "1"
