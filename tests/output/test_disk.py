"""A disk with odd things on it: nothing hangs, nothing of the user's is lost."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest

from output.test_output import CHANGED, DISTRIBUTION, FILES, Output, as_nobody, texts
from shapewright.diagnostics import Diagnostics
from shapewright.disk import filesystem, swap, workplace
from shapewright.disk.swap import Swap
from shapewright.disk.target import Target
from shapewright.disk.workplace import BusyError, Workplace


@pytest.fixture
def output(tmp_path: Path) -> Output:
    root = tmp_path / "root"
    root.mkdir()
    return Output(root)


def odd(kind: str, place: Path) -> None:
    """Put something in the place of a file, from which reading would not end."""
    place.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to("/dev/zero")


# What is no file ----------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["pipe", "device"])
@pytest.mark.parametrize("name", ["example/shapes/first.py", "_manifest.json"])
def test_what_never_ends_is_not_read(output: Output, kind: str, name: str) -> None:
    output.run(FILES)
    place = output.folder / name
    odd(kind, place)
    assert str(place) in output.refuses(FILES)
    assert output.said[0].startswith("error O12")
    output.run(FILES, force=True)
    assert texts(output.folder) == FILES
    assert stat.S_ISREG(place.lstat().st_mode)


@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_what_is_not_in_the_way_stays(output: Output, kind: str) -> None:
    output.run(FILES)
    odd(kind, output.folder / "mine")
    before = (output.folder / "mine").lstat()
    output.run(CHANGED)
    after = (output.folder / "mine").lstat()
    assert (before.st_ino, before.st_mode) == (after.st_ino, after.st_mode)


def test_a_file_that_is_too_large_is_none_of_ours(
    output: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    output.run(FILES)
    monkeypatch.setattr(filesystem, "LARGEST", 3)
    assert "__init__.py" in output.refuses(FILES)


# What is the user's -------------------------------------------------------------------


def test_names_that_a_run_does_not_take_stay_the_users(output: Output) -> None:
    output.run(FILES, DISTRIBUTION)
    mine = (".made.new/a", ".made.old/a", ".pyproject.toml.new", "made.lock")
    for name in mine:
        (output.root / name).parent.mkdir(exist_ok=True)
        (output.root / name).write_text("mine\n")
    output.run(CHANGED, {**DISTRIBUTION, "README.md": "new\n"})
    for name in mine:
        assert (output.root / name).read_text() == "mine\n"


@pytest.fixture
def mounted(output: Output, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Output:
    """A disk in the package, as the system would tell it."""
    output.run(FILES)
    (output.folder / "a disk").mkdir()
    (output.folder / "a disk" / "precious").write_text("mine\n")
    place = str(output.folder / "a disk").replace(" ", r"\040")
    told = tmp_path / "mountinfo"
    told.write_text(f"1 0 0:1 / / rw - ext4 a rw\n2 1 0:2 / {place} rw - tmpfs b rw\n")
    monkeypatch.setattr(filesystem, "_MOUNTS", told)
    return output


def test_a_mount_in_the_package_is_refused_before_anything_moves(
    mounted: Output,
) -> None:
    place = mounted.folder / "a disk"
    assert mounted.refuses(CHANGED).startswith(f"error O111: {place}: is a mount point")
    assert (place / "precious").read_text() == "mine\n"
    mounted.run(FILES)


def test_a_mount_in_an_old_package_is_left_alone(mounted: Output) -> None:
    old = mounted.root / ".shapewright" / "made.old"
    aside = mounted.folder.rename(mounted.root / "aside")
    told, text = filesystem._MOUNTS, filesystem._MOUNTS.read_text()
    told.write_text(text.splitlines()[0])
    mounted.run(FILES)
    old.parent.mkdir()
    aside.rename(old)
    place = old / "a disk"
    told.write_text(text.replace(str(mounted.folder), str(old)))
    mounted.run(FILES)
    aside = old.with_name("made.old-1")
    assert mounted.said == [
        f"warning O141: {aside}: is left of an earlier run: {place}: is a mount point:"
        " remove it; nothing needs it"
    ]
    assert (aside / "a disk" / "precious").read_text() == "mine\n"


def test_without_a_list_of_mounts_a_folder_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filesystem, "_MOUNTS", tmp_path / "none")
    assert list(filesystem.mounts(tmp_path)) == []
    assert list(filesystem.mounts(Path("/proc"))) == [Path("/proc")]


# What others do meanwhile -------------------------------------------------------------


def meanwhile(monkeypatch: pytest.MonkeyPatch, act: Any) -> None:
    """Something happens after a run has taken over what was there."""
    begin = Swap._swap

    def acting(run: Swap) -> None:
        act()
        begin(run)

    monkeypatch.setattr(Swap, "_swap", acting)


def test_what_appears_meanwhile_is_kept(
    output: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    output.run(FILES)
    (output.folder / "notes.txt").write_text("mine\n")

    def act() -> None:
        (output.folder / "new").mkdir()
        (output.folder / "new" / "file").write_text("mine\n")
        (output.folder / "example" / "file").write_text("mine\n")
        saved = output.folder / "saved"
        saved.write_text("mine, changed\n")
        saved.rename(output.folder / "notes.txt")
        (output.folder / "example/shapes/first.py").write_text("edited\n")

    meanwhile(monkeypatch, act)
    output.run(CHANGED)
    assert texts(output.folder) == {
        **CHANGED,
        "new/file": "mine\n",
        "example/file": "mine\n",
        "notes.txt": "mine, changed\n",
        "example/shapes/first.py": "edited\n",
    }
    assert sorted(line.split(": ")[1] for line in output.said) == [
        str(output.folder / name)
        for name in ("example/file", "example/shapes/first.py", "new/file", "notes.txt")
    ]
    assert all(line.startswith("warning O140") for line in output.said)
    assert [path.name for path in output.root.iterdir()] == ["made"]


def test_what_is_saved_once_more_after_the_swap_stays(
    output: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    output.run(FILES)

    def save(text: str) -> None:
        beside = output.folder / "beside"
        beside.write_text(text)
        beside.rename(output.folder / "notes.txt")

    save("mine\n")
    meanwhile(monkeypatch, lambda: save("mine, second\n"))
    remove = Swap._remove

    def late(swap: Swap, *arguments: Any, **options: Any) -> None:
        save("mine, third\n")
        remove(swap, *arguments, **options)

    monkeypatch.setattr(Swap, "_remove", late)
    output.run(CHANGED)
    assert texts(output.folder) == {**CHANGED, "notes.txt": "mine, third\n"}


def test_what_a_killed_run_built_and_nobody_can_remove_is_put_aside(
    output: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = output.root / ".shapewright" / "made.new"
    left.mkdir(parents=True)
    (left / "half.py").write_text("half\n")
    unlink = Path.unlink

    def refuse(path: Path, **options: Any) -> None:
        if path.name == "half.py":
            raise PermissionError(13, "Permission denied", str(path))
        unlink(path, **options)

    monkeypatch.setattr(Path, "unlink", refuse)
    output.run(FILES)
    assert texts(output.folder) == FILES
    assert output.said[0].startswith(f"warning O141: {left}-1: is left of an earlier")


def test_a_package_that_somebody_makes_meanwhile_is_taken_in(
    output: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    output.run(FILES)
    (output.folder / "notes.txt").write_text("mine\n")
    move, made = swap._move, list[Path]()

    def late(source: Path, place: Path) -> None:
        if place == output.folder and len(made) < 2:
            (place / "new").mkdir(parents=True)
            (place / "new" / f"file {len(made)}").write_text("mine\n")
            made.append(place)
        move(source, place)

    monkeypatch.setattr(swap, "_move", late)
    output.run(CHANGED)
    mine = {"notes.txt": "mine\n", "new/file 0": "mine\n", "new/file 1": "mine\n"}
    assert texts(output.folder) == {**CHANGED, **mine}
    assert [path.name for path in output.root.iterdir()] == ["made"]


def test_where_a_link_hides_files_all_are_written_anew(output: Output) -> None:
    output.run(FILES)
    away = (output.folder / "example").rename(output.root / "away")
    (output.folder / "example").symlink_to(away)
    output.run(FILES, force=True)
    assert texts(output.folder) == FILES
    assert not (output.folder / "example").is_symlink()
    assert output.run(FILES, dry=True) == ()
    assert (away / "__init__.py").is_file()


def killed(output: Output, files: dict[str, str]) -> Path:
    """A run of these files was killed after the swap; gives the old package."""
    output.run(FILES)
    old = output.root / ".shapewright" / "made.old"
    old.parent.mkdir()
    output.folder.rename(old)
    aside = old.with_name("aside")
    old.rename(aside)
    output.run(files)
    old.parent.mkdir(exist_ok=True)
    aside.rename(old)
    return old


def test_after_a_kill_what_is_newer_stays(output: Output) -> None:
    old = killed(output, CHANGED)
    for name, seconds in (("older", 1), ("newer", 3)):
        (old / name).write_text("old\n")
        os.utime(old / name, (seconds, seconds))
        (output.folder / name).write_text("here\n")
        os.utime(output.folder / name, (2, 2))
    (old / "only").write_text("old\n")
    output.run(CHANGED)
    expected = {"older": "here\n", "newer": "old\n", "only": "old\n"}
    assert texts(output.folder) == {**CHANGED, **expected}
    assert [path.name for path in output.root.iterdir()] == ["made"]


# Rights -------------------------------------------------------------------------------


@pytest.fixture
def nobodys(output: Output) -> Output:
    """An output that belongs to a user without rights."""
    Output(output.root.parent / "first").run(FILES)  # imports what root alone may read
    for folder in (output.root, *output.root.parents):
        if folder.stat().st_uid == os.geteuid() and folder.name:
            folder.chmod(folder.stat().st_mode | 0o055)
    if os.geteuid() == 0:
        os.chown(output.root, 65534, 65534)
    return output


def test_folders_without_rights_do_not_stop_a_run(nobodys: Output) -> None:
    with as_nobody():
        nobodys.run(FILES)
        mine = nobodys.folder / "mine"
        mine.mkdir()
        (mine / "file").write_text("mine\n")
        for folder in (mine, nobodys.folder / "example/shapes", nobodys.folder):
            folder.chmod(0o555)
        nobodys.run(CHANGED)
        assert texts(nobodys.folder) == {**CHANGED, "mine/file": "mine\n"}
        assert stat.S_IMODE(mine.stat().st_mode) == 0o555
        assert stat.S_IMODE(nobodys.folder.stat().st_mode) == 0o555
        nobodys.run(FILES)
        for folder in (nobodys.folder, mine, nobodys.folder / "example/shapes"):
            folder.chmod(0o755)
        assert texts(nobodys.folder) == {**FILES, "mine/file": "mine\n"}
        assert nobodys.said == []


def test_the_mode_of_the_package_is_kept(output: Output) -> None:
    output.run(FILES)
    output.folder.chmod(0o2775)
    (output.folder / "example").chmod(0o750)
    output.run(CHANGED)
    assert stat.S_IMODE(output.folder.stat().st_mode) == 0o2775
    assert stat.S_IMODE((output.folder / "example").stat().st_mode) == 0o750


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_what_root_writes_is_not_in_the_users_way(nobodys: Output) -> None:
    nobodys.run(FILES, DISTRIBUTION)
    assert {path.stat().st_uid for path in nobodys.root.rglob("*")} == {65534}
    with as_nobody():
        nobodys.run(CHANGED, DISTRIBUTION)
    nobodys.run(FILES)
    with as_nobody():
        nobodys.run(CHANGED)


def test_what_cannot_be_removed_is_put_aside(
    output: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    output.run(FILES)
    unlink = Path.unlink

    def refuse(path: Path, **options: Any) -> None:
        if path.name == "py.typed":
            raise PermissionError(13, "Permission denied", str(path))
        unlink(path, **options)

    monkeypatch.setattr(Path, "unlink", refuse)
    for number, files in ((1, CHANGED), (2, FILES)):
        output.run(files)
        assert output.said[0].startswith("warning O141: ")
        assert f"made.old-{number}" in output.said[0]
        assert texts(output.folder) == files
    assert (output.root / ".shapewright" / ".gitignore").is_file()


# Manifests ----------------------------------------------------------------------------


def test_a_manifest_with_both_sides_of_a_merge_knows_both(output: Output) -> None:
    output.run(FILES)
    manifest = output.folder / "_manifest.json"
    ours = manifest.read_text()
    output.run(CHANGED)
    theirs = manifest.read_text()
    manifest.write_text(f"<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n")
    (output.folder / "__init__.py").write_text("edited\n")
    assert "__init__.py: was edited by hand" in output.refuses(FILES)
    (output.folder / "__init__.py").write_text(FILES["__init__.py"])
    output.run(FILES)
    assert texts(output.folder) == FILES


def test_a_merge_of_single_lines_knows_both_sides(output: Output) -> None:
    output.run(FILES)
    manifest = output.folder / "_manifest.json"
    ours = manifest.read_text().splitlines()
    output.run(CHANGED)
    merged = []
    for one, other in zip(ours, manifest.read_text().splitlines(), strict=True):
        both = ["<<<<<<< ours", one, "=======", other, ">>>>>>> theirs"]
        merged += [one] if one == other else both
    manifest.write_text("\n".join(merged))
    output.run(FILES)
    assert texts(output.folder) == FILES


def test_a_manifest_that_is_cut_off_or_marked_still_counts(output: Output) -> None:
    output.run(FILES)
    manifest = output.folder / "_manifest.json"
    manifest.write_text(f"\ufeff{manifest.read_text()}")
    assert output.run(FILES) == ()
    text = manifest.read_text()
    manifest.write_text(text[: text.index('"provenance"')])
    output.run(CHANGED)
    assert texts(output.folder) == CHANGED


@pytest.mark.parametrize("left", [None, "", "null", "{}"])
def test_a_manifest_that_is_missing_is_said_once(
    output: Output, left: str | None
) -> None:
    files = {path: f"# Generated by shapewright.\n{path}" for path in FILES}
    output.run(files)
    (output.folder / "_manifest.json").unlink()
    if left is not None:
        (output.folder / "_manifest.json").write_text(left)
    changed = {path: f"{text}, changed" for path, text in files.items()}
    said = output.refuses(changed)
    place = output.folder / "_manifest.json"
    assert said.startswith(f"error O122: {place}: is missing or broken")
    assert f"{len(FILES)} files that differ" in said
    output.run(files)
    output.run(changed)


# The lock -----------------------------------------------------------------------------


def test_a_lock_that_is_gone_is_taken_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Workplace(tmp_path / "made")
    lock, opened = tmp_path / ".shapewright" / "made.lock", os.open
    tries: list[int] = []

    def late(path: Any, *arguments: Any) -> int:
        """Another run ends, once before the file is opened, once before the lock."""
        if Path(path) != lock:
            return opened(path, *arguments)
        tries.append(1)
        if len(tries) == 1:
            lock.parent.rmdir()
        handle = opened(path, *arguments)
        if len(tries) == 2:
            lock.unlink()
        return handle

    monkeypatch.setattr(os, "open", late)
    with place.locked():
        assert lock.is_file()
    assert len(tries) == 3
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_is_never_there_is_another_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workplace.Workplace, "_is_there", lambda *_: False)
    with pytest.raises(BusyError), Workplace(tmp_path / "made").locked():
        pass


def test_where_open_files_cannot_go_the_lock_goes_when_it_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workplace, "_REMOVES_OPEN_FILES", False)
    with Workplace(tmp_path / "made").locked():
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["pipe", "link", "file"])
def test_what_stands_where_git_is_told_stays(tmp_path: Path, kind: str) -> None:
    place = tmp_path / ".shapewright" / ".gitignore"
    place.parent.mkdir()
    (tmp_path / "mine").write_text("mine\n")
    if kind == "pipe":
        os.mkfifo(place)
    elif kind == "link":
        place.symlink_to(tmp_path / "mine")
    else:
        place.write_text("mine\n")
    with Workplace(tmp_path / "made").locked():
        pass
    assert os.path.lexists(place)
    assert (tmp_path / "mine").read_text() == "mine\n"


def test_a_full_disk_names_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", refuse)
    with pytest.raises(OSError, match="No space left") as error:
        Workplace(tmp_path / "made").locked().__enter__()
    assert error.value.filename == str(tmp_path / ".shapewright" / ".gitignore")


def test_another_users_lock_is_ours_to_take(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    with Workplace(tmp_path / "made").locked():
        folder = tmp_path / ".shapewright"
        assert stat.S_IMODE(folder.stat().st_mode) == 0o777
        assert stat.S_IMODE((folder / "made.lock").stat().st_mode) == 0o666


def test_a_refused_run_leaves_no_folder(tmp_path: Path) -> None:
    out = Output(tmp_path / "new" / "root", "dotted.made")
    with Workplace(out.folder).locked():
        assert out.folder.parent.is_dir()
    assert list(tmp_path.iterdir()) == []


def test_a_package_that_was_moved_away_is_back_before_anything_is_compiled(
    output: Output,
) -> None:
    output.run(FILES)
    left = output.root / ".shapewright"
    left.mkdir()
    output.folder.rename(left / "made.old")
    target = Target(output.folder, output.root, Diagnostics())
    target.recover()
    assert texts(output.folder) == FILES
    assert not left.exists()
    target.recover()


def test_a_run_that_is_there_recovers_for_itself(output: Output) -> None:
    first = Target(output.folder, output.root, Diagnostics())
    with first.lock():
        Target(output.folder, output.root, Diagnostics()).recover()
