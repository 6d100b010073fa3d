"""Which folders hold the files: a student must find a transcript again."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from party_card.storage.paths import HOME_VARIABLE, data_folder, transcript_folders


def test_without_a_wish_transcripts_go_into_the_documents(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(HOME_VARIABLE, raising=False)
    monkeypatch.setattr(platformdirs, "user_documents_path", lambda: tmp_path / "Dokumente")
    monkeypatch.setattr(platformdirs, "user_data_path", lambda name, **_: tmp_path / "data" / name)
    first_folder, second = transcript_folders()
    assert first_folder == tmp_path / "Dokumente" / "Party Card"
    assert second == tmp_path / "data" / "party-card" / "transcripts"
    assert data_folder() == tmp_path / "data" / "party-card"


def test_one_variable_decides_all_of_it_and_nothing_is_made_by_asking(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "here"))
    assert transcript_folders() == (tmp_path / "here" / "transcripts",)
    assert data_folder() == tmp_path / "here"
    assert not (tmp_path / "here").exists()
