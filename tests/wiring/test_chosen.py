import multiprocessing
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from coach.errors import Cancelled, EngineError, ModelMissing
from coach.messages import load_texts, msg
from coach.model import Transcript
from coach.practice.ports import Controls
from coach.settings import Settings, find_folders, find_resources
from coach.wiring import Parts
from coach.wiring.chosen import ChosenPlayer, ChosenRecogniser, ChosenRecorder, ChosenVoice, HiredRecogniser
from tests.fakes.sound import FakePlayer, FakeRecorder
from tests.fakes.voice import FakeVoice
from tests.practice.promises.transcriber import run
from tests.tools.real_voice import write


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Parts:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    return Parts(Settings(), find_folders(), load_texts(find_resources() / "assets" / "messages"))


def test_a_recording_uses_the_microphone_of_that_moment(tmp_path: Path) -> None:
    microphones = [FakeRecorder(ends=True), FakeRecorder(ends=True)]
    chosen = ChosenRecorder(lambda: microphones.pop())

    for name in ("one", "two"):
        list(chosen.record(tmp_path / f"{name}.wav", Controls()))

    assert microphones == []


def test_playing_uses_the_loudspeaker_of_that_moment(tmp_path: Path) -> None:
    voice = FakeVoice(tmp_path)
    first, second = FakePlayer(), FakePlayer()
    players = [first, second]
    chosen = ChosenPlayer(lambda: players.pop())
    sound = ChosenVoice(lambda: voice).render("Hello", Controls())

    list(chosen.play(sound, Controls()))
    list(chosen.play(sound, Controls(), 0.1, 0.2, speed=0.5))
    assert [len(player.played) for player in (first, second)] == [1, 1]
    assert (first.played[0].speed, second.played[0].speed) == (0.5, 1.0)

    controls = Controls()
    players.append(second)
    news = chosen.play(sound, controls, 0.1, 0.2, again_from=0.1)
    next(news)
    controls.cancel.set()
    list(news)
    assert second.played[1].again_from == 0.1


def test_the_voice_of_that_moment_speaks(tmp_path: Path) -> None:
    voices = [FakeVoice(tmp_path / "one"), FakeVoice(tmp_path / "two")]
    chosen = ChosenVoice(lambda: voices[-1])

    list(chosen.say("Hello", Controls()))
    voices.pop()
    list(chosen.say("Hello", Controls()))

    assert chosen.voices() == voices[0].voices()
    assert voices[0].said == ["Hello"]


def finder(found: dict[tuple[str, str], tuple[str, str]]) -> Callable[[str, str], tuple[str, str]]:
    def find(engine: str, model: str) -> tuple[str, str]:
        if (engine, model) not in found:
            raise ModelMissing(msg("errors.model.unknown", name=model))
        return found[engine, model]

    return find


def test_no_engine_is_looked_for_before_it_is_used() -> None:
    chosen = ChosenRecogniser(finder({}), "whisper", "none")

    chosen.close()
    with pytest.raises(ModelMissing):
        chosen.warm()
    with pytest.raises(ModelMissing):
        next(chosen.transcribe(Path("x.wav"), lambda: True, Controls()))


def test_an_engine_that_is_missing_keeps_the_old_one() -> None:
    chosen = ChosenRecogniser(finder({("moonshine", ""): ("coach.adapters.moonshine", "/nowhere")}), "moonshine", "")
    with pytest.raises(ModelMissing):
        chosen.use("whisper", "none")
    chosen.warm()
    chosen.use("moonshine", "")

    chosen.close()


@pytest.mark.endtoend
def test_a_hired_engine_leaves_after_each_job(tmp_path: Path) -> None:
    sound = write(tmp_path / "sound.wav", np.ones(16000, dtype=np.int16), 16000)
    models = ["fails", "good"]
    hired = HiredRecogniser(lambda: ("tests.adapters.recogniser.engines", models.pop()))

    _, transcript = run(hired.transcribe(sound, lambda: True, Controls()))
    assert transcript.model == "good"
    assert multiprocessing.active_children() == []

    with pytest.raises(EngineError):
        run(hired.transcribe(sound, lambda: True, Controls()))
    assert multiprocessing.active_children() == []


@pytest.mark.endtoend
def test_a_hired_engine_that_is_cancelled_leaves_too(tmp_path: Path) -> None:
    sound = write(tmp_path / "sound.wav", np.ones(16000, dtype=np.int16), 16000)
    controls = Controls()
    work = HiredRecogniser(lambda: ("tests.adapters.recogniser.engines", "hangs")).transcribe(
        sound, lambda: True, controls
    )
    assert next(work).words[0].text == "begun"
    controls.cancel.set()
    with pytest.raises(Cancelled):
        next(work)

    assert multiprocessing.active_children() == []


def test_the_parts_are_made_once(parts: Parts) -> None:
    assert parts.packs is parts.packs
    assert parts.lexicons is parts.lexicons
    assert parts.models is parts.models
    assert parts.practice is parts.practice
    assert parts.again is parts.again
    parts.close()


def test_the_data_folder_can_be_chosen(parts: Parts, tmp_path: Path) -> None:
    moved = Parts(replace_settings(parts.settings, data_folder=str(tmp_path / "else")), parts.folders, parts.texts)

    assert parts.data_folder == tmp_path / "home" / "data"
    assert moved.data_folder == tmp_path / "else"


def test_the_settings_are_kept_for_the_next_start(parts: Parts) -> None:
    parts.save_settings(replace_settings(parts.settings, rate=140))

    assert '"rate": 140' in parts.folders.settings_file.read_text(encoding="utf-8")


def test_another_engine_is_taken_at_once_or_refused(parts: Parts) -> None:
    with pytest.raises(ModelMissing):
        parts.apply(replace_settings(parts.settings, engine="whisper", model="base.en"))
    assert parts.settings.engine == "moonshine"

    parts.apply(replace_settings(parts.settings, rate=140))
    assert parts.settings.rate == 140


def test_a_computer_without_the_starter_engine_has_whisper(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.adapters.moonshine.starter.starter_source", lambda: None)

    assert parts.engines() == ["whisper"]
    with pytest.raises(Exception, match=r".") as error:
        parts.find_engine("moonshine", "")
    assert "moonshine" in str(error.value)


def test_a_folder_of_ones_own_is_a_starter_model(parts: Parts, tmp_path: Path) -> None:
    assert parts.find_engine("moonshine", str(tmp_path)) == ("coach.adapters.moonshine", str(tmp_path))


def replace_settings(settings: Settings, **changes: object) -> Settings:
    import msgspec

    return msgspec.structs.replace(settings, **changes)


@pytest.mark.parametrize("wanted", [False, True])
def test_pitch_is_measured_where_a_person_asked(parts: Parts, wanted: bool) -> None:
    asking = Parts(replace_settings(parts.settings, pitch=wanted), parts.folders, parts.texts)
    report = asking.analyse(Transcript("typed", ()), None, None, None)

    assert ("pitch_movement" in [measure.name for measure in report.measures]) == wanted
