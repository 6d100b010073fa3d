"""Tests of pack archives: which files are read, and every way in which an archive is refused."""

from __future__ import annotations

import io
import os
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from party_card.content import archive_entries
from party_card.content.pack_archive import PackArchive, open_pack_archive

SCENE = b"scene: a\n"


def write_zip(tmp_path: Path, *entries: tuple[str | zipfile.ZipInfo, bytes], name: str = "pack.zip") -> Path:
    path = tmp_path / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, data in entries:
            archive.writestr(entry, data)
    return path


def zip_info_with_mode(name: str, mode: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    return info


def test_a_folder_gives_what_a_pack_is_made_of_and_nothing_else(tmp_path: Path) -> None:
    for name in ("scenes/a.yaml", "seeds/b.yml", "assets/pictures/c.svg", "README.md", "run.py", "scenes/.a.yaml.swp"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(SCENE)
    archive = open_pack_archive(tmp_path)
    assert archive.errors == ()
    assert set(archive.files) == {"scenes/a.yaml", "seeds/b.yml", "assets/pictures/c.svg"}


@pytest.mark.parametrize("top", ["", "my pack/", "./"])
def test_a_zip_gives_the_same_whether_made_of_the_folder_or_of_what_is_in_it(tmp_path: Path, top: str) -> None:
    path = write_zip(tmp_path, (f"{top}scenes/a.yaml", SCENE), (f"{top}run.py", b""), ("__MACOSX/._x", b"\0"))
    assert open_pack_archive(path) == PackArchive({"scenes/a.yaml": SCENE})


def test_letters_with_accents_are_kept_in_one_form(tmp_path: Path) -> None:
    path = write_zip(tmp_path, ("scenes/e\u0301te\u0301.yaml", SCENE))
    assert list(open_pack_archive(path).files) == ["scenes/\u00e9t\u00e9.yaml"]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("../a.yaml", "`../a.yaml` leads out of the pack"),
        ("scenes/../../a.txt", "`scenes/../../a.txt` leads out of the pack"),
        ("/etc/a.yaml", "`/etc/a.yaml` has an absolute name; make the zip of the folder alone"),
        ("C:/a.yaml", "`C:/a.yaml` has an absolute name; make the zip of the folder alone"),
        ("scenes\\..\\a.yaml", "has a backslash in its name; make the zip with another program"),
        ("scenes/\u202ea.yaml", "`scenes/\\u202ea.yaml` has signs in its name that cannot be seen"),
        ("scenes/con.yaml", "`scenes/con.yaml` has a name that Windows does not take; rename it"),
        (zip_info_with_mode("scenes/a.yaml", stat.S_IFLNK | 0o777), "is a link; put the file itself there"),
        (zip_info_with_mode("scenes/a.yaml", stat.S_IFIFO | 0o600), "is no file"),
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, entry: str | zipfile.ZipInfo, message: str) -> None:
    archive = open_pack_archive(write_zip(tmp_path, (entry, b"x"), ("scenes/fine.yaml", SCENE)))
    assert archive.files == {}
    (error,) = archive.errors
    assert message in error


def test_a_name_that_begins_with_a_sign_that_ends_names_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path, ("Xcenes/a.yaml", SCENE))
    path.write_bytes(path.read_bytes().replace(b"Xcenes", b"\0cenes"))
    (error,) = open_pack_archive(path).errors
    assert error == "`\\x00cenes/a.yaml` has signs in its name that cannot be seen"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("first_name", "second", "message"),
    [
        ("scenes/a.yaml", "scenes/a.yaml", "`scenes/a.yaml` is there twice"),
        ("scenes/a.yaml", "scenes/A.yaml", "`scenes/A.yaml` is the same name as `scenes/a.yaml` for other systems"),
        ("scenes/\u00e9.yaml", "scenes/e\u0301.yaml", "is the same name as `scenes/\u00e9.yaml` for other systems"),
    ],
)
def test_two_files_for_one_name_are_refused(tmp_path: Path, first_name: str, second: str, message: str) -> None:
    (error,) = open_pack_archive(write_zip(tmp_path, (first_name, b"1"), (second, b"2"))).errors
    assert message in error


def test_a_bomb_is_unpacked_no_further_than_the_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_sizes: list[int] = []
    original_read = zipfile.ZipExtFile.read

    def record_size(self: zipfile.ZipExtFile, n: int | None = -1) -> bytes:
        data = original_read(self, n)
        read_sizes.append(len(data))
        return data

    monkeypatch.setattr(zipfile.ZipExtFile, "read", record_size)
    path = write_zip(tmp_path, ("scenes/a.yaml", b" " * (64 << 20)))
    assert path.stat().st_size < 100_000
    assert open_pack_archive(path).errors == ("`scenes/a.yaml` is larger than 2 MB",)
    assert read_sizes == [archive_entries.MAX_FILE_BYTES + 1]


def test_a_large_file_in_a_folder_is_read_no_further_than_the_bound(tmp_path: Path) -> None:
    (tmp_path / "scenes").mkdir()
    with (tmp_path / "scenes" / "a.yaml").open("wb") as file:
        file.truncate(1 << 36)  # 64 GB of zeros, which cannot be read at once
    assert open_pack_archive(tmp_path).errors == ("`scenes/a.yaml` is larger than 2 MB",)


def test_a_promised_size_is_not_believed(tmp_path: Path) -> None:
    path = write_zip(tmp_path, ("scenes/a.yaml", b" " * (4 << 20)))
    data = path.read_bytes()
    path.write_bytes(data.replace(struct.pack("<L", 4 << 20), struct.pack("<L", 10)))
    assert open_pack_archive(path).files == {} or len(open_pack_archive(path).files["scenes/a.yaml"]) <= 10


def test_many_files_together_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [(f"scenes/{n}.yaml", b" " * 1000) for n in range(12)]
    monkeypatch.setattr(archive_entries, "MAX_TOTAL_BYTES", 10_000)
    assert open_pack_archive(write_zip(tmp_path, *entries)).errors == ("its files come to more than 0 MB",)
    monkeypatch.setattr(archive_entries, "MAX_FILES", 10)
    monkeypatch.setattr(archive_entries, "MAX_TOTAL_BYTES", 1 << 20)
    assert open_pack_archive(write_zip(tmp_path, *entries)).errors == ("there are more than 10 files in it",)
    monkeypatch.setattr(archive_entries, "MAX_ZIP_ENTRIES", 8)
    assert "more than 8 entries" in open_pack_archive(write_zip(tmp_path, *entries)).errors[0]


def test_a_large_file_is_not_even_opened_as_a_zip(tmp_path: Path) -> None:
    path = tmp_path / "large.zip"
    with path.open("wb") as file:
        file.truncate(archive_entries.MAX_TOTAL_BYTES + 1)
    assert "is larger than 24 MB" in open_pack_archive(path).errors[0]


@pytest.mark.parametrize("end", [0, 10, 60, -30, -1])
def test_a_damaged_zip_is_told_and_never_a_traceback(tmp_path: Path, end: int) -> None:
    path = write_zip(tmp_path, ("scenes/a.yaml", os.urandom(100)))
    path.write_bytes(path.read_bytes()[:end])
    assert "is no zip, or a damaged one" in open_pack_archive(path).errors[0]


def test_any_flipped_byte_is_told_or_does_no_harm(tmp_path: Path) -> None:
    path = write_zip(tmp_path, ("scenes/a.yaml", SCENE * 20), ("seeds/b.yaml", b"x"))
    data = path.read_bytes()
    for index in range(len(data)):
        path.write_bytes(data[:index] + bytes([data[index] ^ 0xFF]) + data[index + 1 :])
        archive = open_pack_archive(path)
        assert not (archive.files and archive.errors)
        assert all(archive_entries.is_pack_file(name) for name in archive.files)


def test_a_password_and_an_unusual_method_are_told(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("scenes/a.yaml", SCENE)
    path = tmp_path / "odd.zip"
    path.write_bytes(buffer.getvalue())
    assert "is packed in an unusual way" in open_pack_archive(path).errors[0]
    locked = bytearray(write_zip(tmp_path, ("scenes/a.yaml", SCENE)).read_bytes())
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(locked)
    assert "is locked with a password" in open_pack_archive(path).errors[0]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_in_a_folder_are_named_and_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_bytes(b"secret")
    root = tmp_path / "pack"
    (root / "scenes").mkdir(parents=True)
    (root / "scenes" / "a.yaml").symlink_to(secret)
    (root / "seeds").symlink_to(tmp_path)
    os.mkfifo(root / "scenes" / "b.yaml")
    archive = open_pack_archive(root)
    assert archive.files == {}
    assert archive.errors == (
        "`seeds` is a link; put the folder itself there",
        "`scenes/a.yaml` is a link; put the file itself there",
        "`scenes/b.yaml` is no file",
    )


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    assert open_pack_archive(tmp_path / "no.zip").errors == ("there is no such file or folder",)
