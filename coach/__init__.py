"""Anchor Coach: rehearse spoken answers alone, offline."""

__version__ = "0.1.0"
