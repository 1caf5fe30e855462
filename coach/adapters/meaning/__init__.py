"""What a sentence means, as a vector: all-MiniLM-L6-v2 on this computer."""

from coach.adapters.meaning.build import MINILM, Weights, build_model, is_built, package_source
from coach.adapters.meaning.encoder import Encoder
from coach.adapters.meaning.shelf import FETCH_BYTES, MeaningModels

__all__ = ["FETCH_BYTES", "MINILM", "Encoder", "MeaningModels", "Weights", "build_model", "is_built", "package_source"]
