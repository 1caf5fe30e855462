"""Fetch Whisper models from the network when a person asks for one, and know which are here."""

from coach.adapters.download.fetch import Source
from coach.adapters.download.models import SOURCES, WhisperModels

__all__ = ["SOURCES", "Source", "WhisperModels"]
