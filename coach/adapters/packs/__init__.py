"""Question packs: TOML files in the program's folder and in the person's own, checked against a JSON schema.

A pack that cannot be used is named with its file, line and key, and never keeps another from being used.
"""

from coach.adapters.packs.own import OwnQuestionPacks
from coach.adapters.packs.shelf import LARGEST, QuestionPacks

__all__ = ["LARGEST", "OwnQuestionPacks", "QuestionPacks"]
