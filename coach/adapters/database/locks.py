"""Which takes a living process owns: one locked file per take, which the system unlocks when the process dies."""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout


class TakeLocks:
    """Hold the locks of the takes that this process records."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, FileLock] = {}
        self._guard = threading.Lock()

    def take(self, attempt_id: str) -> bool:
        """Lock a take; return False where this or another living process has it. Raise OSError."""
        with self._guard:
            if attempt_id in self._held:
                return False
            lock = FileLock(self._path(attempt_id), mode=0o600, thread_local=False)
            try:
                lock.acquire(timeout=0)
            except Timeout:
                return False
            self._held[attempt_id] = lock
            return True

    def holds(self, attempt_id: str) -> bool:
        """Tell whether this process owns a take."""
        with self._guard:
            return attempt_id in self._held

    def release(self, attempt_id: str) -> None:
        """Unlock a take and remove its file; nothing happens where it is not held."""
        with self._guard:
            lock = self._held.pop(attempt_id, None)
            if lock is None:
                return
            lock.release()
            # Another process may hold the file open to try it: it looks at the take's state again before it acts.
            with suppress(OSError):
                self._path(attempt_id).unlink(missing_ok=True)

    def close(self) -> None:
        """Unlock all takes as the end of the process would; their files stay, as after a crash."""
        with self._guard:
            for lock in self._held.values():
                lock.release()
            self._held.clear()

    def _path(self, attempt_id: str) -> Path:
        return self._folder / f"{attempt_id}.lock"
