"""The starter engine: Moonshine tiny-en, whose model comes inside the wheel of moonshine-voice."""

from coach.adapters.moonshine.engine import Moonshine, load
from coach.adapters.moonshine.starter import MODEL, StarterModels, build_starter, is_built, starter_source

__all__ = ["MODEL", "Moonshine", "StarterModels", "build_starter", "is_built", "load", "starter_source"]
