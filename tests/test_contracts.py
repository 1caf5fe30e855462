"""Each import contract is proved once: a seeded violation breaks that very contract."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

VIOLATIONS = [
    ("layers", "coach/analysis/seeded.py", "import coach.practice.run"),
    ("layers", "coach/seeded.py", '"""A room that no layer names."""'),
    ("cycles", "coach/gui/widgets/seeded.py", "import coach.gui.pages.review"),
    ("qt", "coach/adapters/seeded.py", "from PySide6 import QtCore"),
    ("pure", "coach/analysis/seeded.py", "import logging"),
    ("pure", "coach/practice/seeded.py", "import sqlalchemy.orm"),
    ("libraries", "coach/adapters/seeded.py", "import sounddevice"),
    ("libraries", "coach/cli/seeded.py", "import tomllib"),
    ("adapters", "coach/adapters/seeded.py", "import coach.adapters.sound"),
    ("pages", "coach/gui/pages/seeded.py", "import coach.gui.pages.review"),
    ("charts", "coach/gui/charts/seeded.py", "import coach.gui.bridge"),
    ("window", "coach/gui/seeded.py", "import coach.adapters.sound"),
    ("threads", "coach/gui/pages/seeded.py", "import threading"),
]


def lint(folder: Path, contract: str) -> subprocess.CompletedProcess[str]:
    program = "import sys; from importlinter.cli import lint_imports_command as run; sys.exit(run())"
    return subprocess.run(
        [sys.executable, "-c", program, "--config", "pyproject.toml", "--contract", contract, "--no-cache"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "coach", tmp_path / "coach", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize(("contract", "file", "line"), VIOLATIONS, ids=[f"{v[0]}-{v[1]}" for v in VIOLATIONS])
def test_a_seeded_violation_breaks_its_contract(copy: Path, contract: str, file: str, line: str) -> None:
    (copy / file).write_text(line + "\n", encoding="utf-8")

    result = lint(copy, contract)

    assert result.returncode == 1, result.stdout + result.stderr
    assert "BROKEN" in result.stdout
    # The contract on cycles names packages, the others the very module.
    assert ("seeded" if contract != "cycles" else ".widgets -> .pages") in result.stdout


def test_every_contract_is_proved() -> None:
    import tomllib

    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {contract["id"] for contract in config["tool"]["importlinter"]["contracts"]}

    assert contracts == {contract for contract, _, _ in VIOLATIONS}
