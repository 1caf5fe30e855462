"""Which real part plays which role: the whole program at one glance. Nothing is loaded before it is needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import CoachError
from coach.messages import Texts
from coach.model import Question, Recording, Report, Story, Transcript, Word
from coach.practice.ports import Controls, Devices, Models, Player, Recorder, Transcriber, Voice
from coach.settings import Folders, Settings, find_resources, save_settings
from coach.wiring.chosen import ChosenPlayer, ChosenRecogniser, ChosenRecorder, ChosenVoice, HiredRecogniser
from coach.wiring.judging import look_ahead, sound_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from coach.adapters.database.prepared.stories import SqlStories
    from coach.adapters.database.takes import SqlHistory
    from coach.adapters.download import WhisperModels
    from coach.adapters.meaning import MeaningModels
    from coach.adapters.media.decode import Decoder
    from coach.adapters.moonshine import StarterModels
    from coach.adapters.packs import OwnQuestionPacks
    from coach.analysis.content.meaning import Heads
    from coach.analysis.lexicons import Hesitations, Lexicons
    from coach.analysis.live import Spotted
    from coach.analysis.trends import Range
    from coach.practice.again import Again
    from coach.practice.run import Practice
    from coach.wiring.meaning import Embed, KeptMeaning

STARTER = "tiny-en"
HESITATIONS = Path("assets", "heads", "hesitations.json")
VOICE = Path("assets", "heads", "voice.json")
ANCHORS = Path("assets", "heads", "anchors.json")


class Parts:
    """Hold the parts of the running program; each is made when first asked for, and follows the settings.

    `problem` is what was wrong when the settings were read.
    """

    def __init__(self, settings: Settings, folders: Folders, texts: Texts, problem: CoachError | None = None) -> None:
        self.settings = settings
        self.problem = problem
        self.folders = folders
        self.texts = texts
        self.resources = find_resources()
        self.data_folder = Path(settings.data_folder).expanduser() if settings.data_folder else folders.data

    # What a person hears and says

    @cached_property
    def devices(self) -> Devices:
        """Return what knows the sound devices."""
        from coach.adapters.sound import SoundDevices

        return SoundDevices()

    @cached_property
    def recorder(self) -> Recorder:
        """Return the microphone of the settings."""
        from coach.adapters.sound import Microphone
        from coach.adapters.wav import WavWriter

        return ChosenRecorder(lambda: Microphone(self.settings.microphone, WavWriter))

    @cached_property
    def player(self) -> Player:
        """Return the loudspeaker of the settings."""
        from coach.wiring.sound import loudspeaker

        return ChosenPlayer(lambda: loudspeaker(self.settings.loudspeaker, self.read_sound))

    @cached_property
    def voice(self) -> Voice:
        """Return the voice of the settings."""
        from coach.adapters.voice import SpokenVoice
        from coach.adapters.wav import WavWriter

        spoken = SpokenVoice(
            self.folders.cache / "voice",
            self.player,
            read_samples=self.read_sound,
            open_wav=WavWriter,
            to_wav=self._to_wav,
        )
        return ChosenVoice(lambda: spoken.with_settings(self.settings.voice, self.settings.rate))

    def _to_wav(self, path: Path, target: Path) -> None:
        """Turn what a driver of the voice wrote into a WAV file, where it is of another kind."""
        for _ in self.decoder.decode(path, target, Controls()):
            pass

    def read_sound(self, path: Path) -> tuple[NDArray[np.int16], int]:
        """Return the samples of a recording and their rate; raise FileError."""
        from coach.adapters.wav import read_samples

        return read_samples(path)

    @cached_property
    def decoder(self) -> Decoder:
        """Return what turns any sound file into a WAV file."""
        from coach.adapters.media.decode import Decoder
        from coach.adapters.wav import WavWriter

        return Decoder(WavWriter)

    # What is recognised, and by which model

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

    def get_ready(self) -> None:
        """Load what judging an answer takes, before it is wanted: word lists, heads and what compares meaning."""
        from coach.analysis.analyse import analyse

        _ready = (analyse, self.lexicons, self.hesitations, self.heads, self.meaning)

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

    # What is asked, judged and kept

    @cached_property
    def packs(self) -> OwnQuestionPacks:
        """Return the program's question packs and the person's own."""
        from coach.adapters.packs import OwnQuestionPacks

        questions = self.resources / "questions"
        return OwnQuestionPacks([questions, self.data_folder / "questions"], questions / "pack.schema.json")

    @cached_property
    def lexicons(self) -> Lexicons:
        """Return the word lists of the analysis."""
        from coach.adapters.lexicons import load_lexicons

        return load_lexicons(self.resources / "assets" / "lexicons")

    def steps(self) -> Mapping[str, Sequence[str]]:
        """Return the steps of a good answer, in order, by category."""
        from coach.adapters.lexicons import load_steps

        return load_steps(self.resources / "assets" / "lexicons")

    @cached_property
    def hesitations(self) -> Hesitations:
        """Return when a sound is taken for an um or uh, for each choice a person has."""
        from coach.adapters.lexicons import load_hesitations

        return load_hesitations(self.resources / HESITATIONS)

    @cached_property
    def history(self) -> SqlHistory:
        """Return the takes."""
        from coach.adapters.database.takes import SqlHistory
        from coach.adapters.wav import wav_seconds

        return SqlHistory(self.data_folder, wav_seconds)

    @cached_property
    def stories(self) -> SqlStories:
        """Return the person's stories, kept beside the takes."""
        from coach.adapters.database.prepared.stories import SqlStories

        return SqlStories(lambda: self.history.share())

    @cached_property
    def practice(self) -> Practice:
        """Return what takes and reviews attempts."""
        from coach.practice.run import Practice

        return Practice(self.voice, self.recorder, self.recogniser, self._judge, self.history, self._look_ahead)

    @cached_property
    def again(self) -> Again:
        """Return what transcribes a kept take again, with an engine that is there for that job alone."""
        from coach.practice.again import Again

        return Again(self._hire, self._judge, self.history)

    def _hire(self, engine: str, model: str) -> Transcriber:
        return HiredRecogniser(lambda: self.find_engine(engine, model), self.find_ear)

    def analyse(
        self,
        transcript: Transcript,
        recording: Recording | None,
        question: Question | None,
        category: str | None,
        usual: Range | None = None,
        story: Story | None = None,
    ) -> Report:
        """Judge an answer by its words, the story it was told with and, where its recording is there, by its sound."""
        from coach.analysis.analyse import analyse
        from coach.analysis.content.meaning import Meaning

        sound = sound_of(recording, self.read_sound)
        rule = self.hesitations.choices[self.settings.fillers]
        words, pitch, embed = self.lexicons, self.settings.pitch, self.meaning
        meaning = Meaning(embed, self.heads) if embed is not None else None
        return analyse(transcript, sound, question, category, words, usual, rule, pitch, story, meaning)

    @cached_property
    def heads(self) -> Heads:
        """Return the trained heads that hear anchors and slots by meaning."""
        from coach.adapters.heads import load_heads

        return load_heads(self.resources / ANCHORS)

    def _judge(
        self,
        transcript: Transcript,
        recording: Recording | None,
        question: Question | None,
        category: str | None,
        story: Story | None,
    ) -> Report:
        """Judge a take of this person, by their own usual pace once it is known."""
        from coach.analysis.trends import own_range

        usual = own_range([point.value for point in self.history.trend("speech_rate")])
        return self.analyse(transcript, recording, question, category, usual, story)

    def _look_ahead(self, words: Sequence[Word]) -> None:
        look_ahead(words, self.meaning, self.lexicons.fillers.sounds)

    @property
    def filler_figures(self) -> Mapping[str, tuple[float, float]]:
        """Return the measured precision and recall (0-1) of both choices about fillers."""
        return {name: (rule.precision, rule.recall) for name, rule in self.hesitations.choices.items()}

    def spot_anchors(self, before: Spotted, words: Sequence[Word], story: Story | None = None) -> Spotted:
        """Look for anchors, and for the cues of the story that is told, among the words heard so far."""
        from coach.analysis.live import spot_anchors

        return spot_anchors(before, words, self.lexicons, story)

    # The settings, and the end

    def save_settings(self, settings: Settings) -> None:
        """Keep the choices for the next start."""
        save_settings(self.folders.settings_file, settings)

    def apply(self, settings: Settings) -> None:
        """Let the parts follow the choices from now on; another data folder counts from the next start.

        Raise EngineError, ModelMissing where the engine cannot run; then the choices stay as they were.
        """
        if (self.settings.engine, self.settings.model) != (settings.engine, settings.model):
            self.recogniser.use(settings.engine, settings.model)
        self.settings = settings

    def close(self) -> None:
        """End what was started."""
        for name in ("recogniser", "history", "_kept_meaning"):
            part = self.__dict__.pop(name, None)
            if part is not None:
                part.close()
