"""Which real part plays which role: the whole program at one glance. Nothing is loaded before it is needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from coach.model import Question, Recording, Report, Story, Transcript, Word
from coach.practice.ports import Devices, Player, Recorder, Voice
from coach.settings import Settings, save_settings
from coach.wiring.chosen import ChosenPlayer, ChosenRecorder, ChosenVoice
from coach.wiring.engines import HESITATIONS, EngineParts
from coach.wiring.judging import look_ahead, sound_of
from coach.wiring.sound import kept_waveforms, loudspeaker, make_decoder, to_wav

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from coach.adapters.backup.kept import KeptData
    from coach.adapters.database.prepared.stories import SqlStories
    from coach.adapters.database.takes import SqlHistory
    from coach.adapters.media.decode import Decoder
    from coach.adapters.packs import OwnQuestionPacks
    from coach.adapters.waveforms import KeptWaveforms
    from coach.analysis.content.meaning import Heads
    from coach.analysis.lexicons import Hesitations, Lexicons
    from coach.analysis.live import Spotted
    from coach.analysis.trends import Range
    from coach.practice.again import Again
    from coach.practice.bringing import Bringing
    from coach.practice.edits import Edits
    from coach.practice.export.exports import Exports
    from coach.practice.export.printing import Printing
    from coach.practice.run import Practice

ANCHORS = Path("assets", "heads", "anchors.json")


class Parts(EngineParts):
    """Hold the parts of the running program; each is made when first asked for, and follows the settings."""

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
            to_wav=to_wav(lambda: self.decoder),
        )
        return ChosenVoice(lambda: spoken.with_settings(self.settings.voice, self.settings.rate))

    def read_sound(self, path: Path) -> tuple[NDArray[np.int16], int]:
        """Return the samples of a recording and their rate; raise FileError."""
        from coach.adapters.wav import read_samples

        return read_samples(path)

    @cached_property
    def decoder(self) -> Decoder:
        """Return what turns any sound file into a WAV file."""
        return make_decoder()

    @cached_property
    def keep_waveform(self) -> KeptWaveforms:
        """Return what keeps the waveforms that were drawn before."""
        return kept_waveforms(self.folders.cache)

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

    def get_ready(self) -> None:
        """Load what judging an answer takes, before it is wanted: word lists, heads and what compares meaning."""
        from coach.analysis.analyse import analyse

        _ready = (analyse, self.lexicons, self.hesitations, self.heads, self.meaning)

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

    @cached_property
    def edits(self) -> Edits:
        """Return what keeps a text that a person has edited."""
        from coach.adapters.drafts import DraftFile
        from coach.practice.edits import Edits

        return Edits(self._judge, self.history, DraftFile(self.data_folder / "drafts.json"))

    # What comes in and goes out

    def exports(self, printing: Printing) -> Exports:
        """Return what writes takes as files; `printing` draws pictures and prints pages."""
        from coach.wiring.exports import make_exports

        return make_exports(lambda attempt_id: self.history.attempt(attempt_id), self.texts, self.resources, printing)

    @cached_property
    def keeping(self) -> KeptData:
        """Return what keeps everything in one file, brings it back, and deletes it."""
        from coach.wiring.keeping import keeping_of

        return keeping_of(self)

    @cached_property
    def bringing(self) -> Bringing:
        """Return what makes takes of sound files."""
        from coach.wiring.keeping import bringing_of

        return bringing_of(self)

    # How an answer is judged

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
