import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.log import crash_report, start_log, stop_log


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    stop_log()


def test_lines_go_to_the_file(tmp_path: Path) -> None:
    path = start_log(tmp_path / "log")

    logging.getLogger("coach.test").info("engine %s", "loaded")
    stop_log()

    assert "engine loaded" in path.read_text(encoding="utf-8")


def test_verbose_lines_go_to_stderr_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start_log(tmp_path, verbose=True)

    logging.getLogger("coach.test").debug("a detail")

    assert "a detail" in capsys.readouterr().err


def test_only_its_owner_can_look_into_the_folder(tmp_path: Path) -> None:
    path = start_log(tmp_path / "log")

    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_starting_twice_writes_each_line_once(tmp_path: Path) -> None:
    start_log(tmp_path)
    path = start_log(tmp_path)

    logging.getLogger("coach.test").warning("once")
    stop_log()

    assert path.read_text(encoding="utf-8").count("once") == 1


def test_a_crash_report_names_places_and_no_values() -> None:
    try:
        try:
            raise KeyError("I said something private")
        except KeyError as error:
            raise ValueError("and this too") from error
    except ValueError as error:
        report = crash_report(error)

    assert "private" not in report
    assert "this too" not in report
    assert "ValueError" in report
    assert "KeyError" in report
    assert "test_log.py" in report
