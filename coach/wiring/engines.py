"""What recognises speech and compares meaning, and by which model; nothing is loaded before it is needed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import CoachError
from coach.messages import Texts
from coach.practice.ports import Controls, Models, Transcriber
from coach.settings import Folders, Settings, find_resources, load_settings
from coach.wiring.chosen import ChosenRecogniser, HiredRecogniser
from coach.wiring.keeping import finish_restore

if TYPE_CHECKING:
    from coach.adapters.download import WhisperModels
    from coach.adapters.meaning import MeaningModels
    from coach.adapters.moonshine import StarterModels
    from coach.wiring.meaning import Embed, KeptMeaning

STARTER = "tiny-en"
HESITATIONS = Path("assets", "heads", "hesitations.json")
VOICE = Path("assets", "heads", "voice.json")


class EngineParts:
    """Hold the choices and folders of the running program, and its engines with their models.

    `problem` is what was wrong when the settings were read.
    """

    def __init__(self, settings: Settings, folders: Folders, texts: Texts, problem: CoachError | None = None) -> None:
        self.settings = settings
        self.problem = problem
        self.folders = folders
        self.texts = texts
        self.resources = find_resources()
        self.data_folder = Path(settings.data_folder).expanduser() if settings.data_folder else folders.data
        # Before anything is opened: a restore that was killed is brought to its end, and the choices may be others.
        if finish_restore(self.data_folder, folders):
            self.settings, self.problem = load_settings(folders.settings_file)

    @cached_property
    def recogniser(self) -> ChosenRecogniser:
        """Return what turns sound into words; no engine is looked for before it is used."""
        return ChosenRecogniser(self.find_engine, self.settings.engine, self.settings.model, self.find_ear)

    @cached_property
    def starter_models(self) -> StarterModels:
        """Return the starter engine's model; the built program brings it along."""
        from coach.adapters.moonshine import StarterModels

        bundled = self.resources / "starter" / STARTER
        return StarterModels(self.data_folder / "models" / "moonshine" / STARTER, bundled if bundled.is_dir() else None)

    @cached_property
    def whisper_models(self) -> WhisperModels:
        """Return the models that can be downloaded."""
        from coach.adapters.download import WhisperModels

        return WhisperModels(self.data_folder / "models" / "whisper")

    @cached_property
    def meaning_models(self) -> MeaningModels:
        """Return the model that knows what sentences mean; the built program brings it along."""
        from coach.adapters.meaning import MINILM, MeaningModels
        from coach.wiring.meaning import fetch_weights

        bundled = self.resources / "meaning" / MINILM.name
        target = self.data_folder / "models" / "meaning" / MINILM.name
        return MeaningModels(target, fetch_weights, bundled if bundled.is_dir() else None)

    @cached_property
    def _kept_meaning(self) -> KeptMeaning:
        from coach.wiring.meaning import KeptMeaning

        return KeptMeaning(lambda: self.meaning_models.find())

    def load_meaning(self) -> bool:
        """Load what turns sentences into vectors and tell whether it is here; raise EngineError where it is damaged."""
        return self._kept_meaning.load() is not None

    @property
    def meaning(self) -> Embed | None:
        """Return what turns sentences into vectors, loaded by now; None where its model is not on this computer."""
        return self._kept_meaning.embed()

    @cached_property
    def models(self) -> Models:
        """Return the models of all engines, and the one that knows what sentences mean."""
        from coach.practice.models import JoinedModels

        return JoinedModels([self.starter_models, self.whisper_models, self.meaning_models])

    def engines(self) -> Sequence[str]:
        """Name the engines that this computer can run."""
        return ["moonshine", "whisper"] if self.starter_models.list() else ["whisper"]

    def use_engine(self, engine: str | None, model: str | None) -> None:
        """Take another engine or model for this run of the program."""
        if engine or model:
            engine = engine or ("whisper" if model != STARTER else "moonshine")
            self.recogniser.use(engine, model or "")

    def find_engine(self, engine: str, model: str) -> tuple[str, str]:
        """Return the module of an engine and the folder of its model; raise EngineError, ModelMissing."""
        if engine == "moonshine" and self.starter_models.list():
            return "coach.adapters.moonshine", str(self._starter(model))
        if engine == "moonshine":
            from coach.adapters.moonshine.starter import absent

            raise absent()
        here = [each.name for each in self.whisper_models.list() if each.path is not None]
        return "coach.adapters.whisper", str(self.whisper_models.find(model or (here or ["base.en"])[0]))

    def find_ear(self) -> tuple[str, ...]:
        """Return the module that hears a voice with the starter's model, and what it needs; nothing where it cannot."""
        if not self.starter_models.list():
            return ()
        heads = [str(self.resources / head) for head in (HESITATIONS, VOICE)]
        return "coach.adapters.moonshine.ear", str(self._starter("")), *heads

    def _starter(self, model: str) -> Path:
        if model not in ("", STARTER):
            return Path(model).expanduser()
        building = self.starter_models.get(STARTER, Controls())
        try:
            while True:
                next(building)
        except StopIteration as end:
            path: Path = end.value.path
            return path

    def _hire(self, engine: str, model: str) -> Transcriber:
        return HiredRecogniser(lambda: self.find_engine(engine, model), self.find_ear)
