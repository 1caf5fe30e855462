import importlib.util
from pathlib import Path

import pytest

from coach.adapters.moonshine.runtime import open_session
from coach.errors import EngineError


@pytest.mark.parametrize("data", [b"", bytes(1000), None])
def test_a_model_that_is_none_is_a_known_failure(tmp_path: Path, data: bytes | None) -> None:
    if importlib.util.find_spec("onnxruntime") is None:
        pytest.skip("onnxruntime is not installed")
    model = tmp_path / "model.ort"
    if data is not None:
        model.write_bytes(data)

    with pytest.raises(EngineError) as failure:
        open_session(model)

    assert failure.value.message.key == "engines.moonshine.broken"
