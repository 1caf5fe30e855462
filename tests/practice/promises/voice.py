"""What every voice promises, the fake one and the real one; a subclass brings the fixture `voice`."""

from __future__ import annotations

import wave

import pytest

from coach.errors import Cancelled, VoiceError
from coach.practice.ports import Controls, Voice

QUESTION = "Tell me about a decision that cost you something."


class VoicePromises:
    def test_it_speaks_to_the_end(self, voice: Voice) -> None:
        spoken = list(voice.say(QUESTION, Controls()))
        assert spoken
        positions = [news.position for news in spoken]
        assert positions == sorted(positions)
        assert {news.seconds for news in spoken} == {spoken[-1].seconds}
        assert spoken[-1].position == pytest.approx(spoken[-1].seconds, abs=0.15)
        assert spoken[-1].seconds > 0.5

    def test_it_speaks_a_second_and_a_third_text(self, voice: Voice) -> None:
        for text in (QUESTION, "And what did you learn?", "Who disagreed?"):
            assert list(voice.say(text, Controls()))

    @pytest.mark.parametrize("text", ["", "  \n\t ", "...", "\x00"])
    def test_nothing_to_say_is_no_failure(self, voice: Voice, text: str) -> None:
        assert list(voice.say(text, Controls())) == []
        with pytest.raises(VoiceError) as failure:
            voice.render(text, Controls())
        assert failure.value.message.key == "voice.empty"

    @pytest.mark.parametrize("wish", ["stop", "cancel"])
    def test_a_wish_to_end_that_is_there_already_ends_it_at_once(self, voice: Voice, wish: str) -> None:
        controls = Controls()
        getattr(controls, wish).set()
        assert list(voice.say(QUESTION, controls)) == []
        with pytest.raises(Cancelled):
            voice.render(QUESTION, controls)

    @pytest.mark.parametrize("wish", ["stop", "cancel"])
    def test_a_wish_to_end_while_it_speaks_ends_it(self, voice: Voice, wish: str) -> None:
        controls = Controls()
        speaking = voice.say(QUESTION, controls)
        first = next(speaking)
        getattr(controls, wish).set()
        rest = list(speaking)
        assert len(rest) <= 2
        assert (rest or [first])[-1].position < first.seconds / 2

    def test_rendering_gives_a_wav_that_holds_sound(self, voice: Voice) -> None:
        path = voice.render(QUESTION, Controls())
        with wave.open(str(path), "rb") as sound:
            assert sound.getnframes() / sound.getframerate() > 0.5
            assert sound.readframes(sound.getnframes()).strip(b"\0")

    def test_another_text_gets_another_file_and_the_same_text_the_same(self, voice: Voice) -> None:
        first, other, again = (voice.render(text, Controls()) for text in (QUESTION, "Something else", QUESTION))
        assert first == again != other

    @pytest.mark.parametrize(
        "text",
        [
            "Would <b>you</b> ship it?",
            "Is 3 < 5 && 5 > 3?",
            "[[h@l'oU]] & co",
            "Who \ud800 said\x00 it?",
            "Ünïcödé 漢字 ok",
        ],
    )
    def test_odd_signs_are_read(self, voice: Voice, text: str) -> None:
        assert list(voice.say(text, Controls()))

    def test_its_voices_have_names_of_their_own(self, voice: Voice) -> None:
        voices = voice.voices()
        assert voices
        assert len({each.id for each in voices}) == len(voices)
        assert all(each.id and each.name for each in voices)
