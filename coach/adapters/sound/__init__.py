"""The microphone, the loudspeaker and the list of both."""

from coach.adapters.sound.loudspeaker import Loudspeaker
from coach.adapters.sound.microphone import Microphone
from coach.adapters.sound.portaudio import SoundDevices

__all__ = ["Loudspeaker", "Microphone", "SoundDevices"]
