"""Whisper: the engine people grow into, in sizes from tiny to large."""

from coach.adapters.whisper.engine import Whisper, load

__all__ = ["Whisper", "load"]
