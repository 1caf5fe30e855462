"""Fetch models from the network when a person asks for one, and know which Whisper models are here."""

from coach.adapters.download.fetch import Source
from coach.adapters.download.models import SOURCES, WhisperModels
from coach.adapters.download.transfer import transfer

__all__ = ["SOURCES", "Source", "WhisperModels", "transfer"]
