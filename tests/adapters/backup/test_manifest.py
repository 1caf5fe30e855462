import string
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.adapters.backup.manifest import Entry, Manifest, decode, encode, is_safe
from coach.errors import FileError

MADE = datetime(2026, 3, 9, 12, tzinfo=UTC)
DIGEST = "0" * 64


def manifest(*names: str) -> Manifest:
    return Manifest(1, "anchor-coach", "1.0", 5, MADE, tuple(Entry(name, 3, DIGEST) for name in names))


def test_what_is_written_is_read() -> None:
    made = manifest("history.db", "recordings/2026/ä.wav")

    assert decode(encode(made), Path("x.zip"), 5) == made


def test_it_counts_what_is_in_it() -> None:
    contents = manifest("history.db", "recordings/a.wav", "recordings/b.wav", "questions/c.toml").contents

    assert (contents.files, contents.recordings, contents.bytes, contents.made_at) == (4, 2, 12, MADE)


@pytest.mark.parametrize("digest", ["", "0" * 63, "g" * 64])
def test_a_digest_that_is_none_is_refused(digest: str) -> None:
    data = encode(manifest("history.db")).replace(DIGEST.encode(), digest.encode())

    with pytest.raises(FileError):
        decode(data, Path("x.zip"), 5)


@given(st.text(string.ascii_lowercase + "./\\: \n", max_size=30))
def test_a_safe_name_stays_below_its_folder(name: str) -> None:
    if is_safe(name):
        path = PurePosixPath(name)
        assert not path.is_absolute()
        assert ".." not in path.parts
        assert str(path) == name


@given(st.lists(st.sampled_from(["recordings", "..", ".", "", "a", "history.db", "c:", "b\\c"]), max_size=4))
def test_only_what_a_backup_holds_is_safe(parts: list[str]) -> None:
    safe = is_safe("/".join(parts))

    plain = {"recordings", "a", "history.db"}
    assert safe == (parts == ["history.db"] or (len(parts) > 1 and parts[0] == "recordings" and set(parts) <= plain))
