"""Open a model of the starter engine with onnxruntime."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from coach.adapters.moonshine.starter import open_runtime
from coach.errors import EngineError
from coach.messages import msg


def open_session(model: Path) -> Any:
    """Open a model for one thread, which does not spin while it waits: others need the machine. Raise EngineError."""
    runtime = open_runtime()
    options = runtime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return runtime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises kinds of its own, derived from nothing narrower
        raise EngineError(
            msg("engines.moonshine.broken"), msg("engines.moonshine.broken.advice"), type(error).__name__
        ) from error
