"""Packs to look at: the program's one, and one of a person's own."""

from __future__ import annotations

from dataclasses import replace

from coach.practice.own_packs import Shelf, look
from tests.fakes.packs import FakeOwnPacks
from tests.practice.promises.own_packs import NEW, THEIRS


def some_packs() -> FakeOwnPacks:
    packs = FakeOwnPacks([THEIRS])
    packs.make("Mine", replace(NEW, text="One?"))
    packs.add("mine", replace(NEW, text="Two?", key_terms=("cohort",)))
    return packs


def some_shelf(packs: FakeOwnPacks | None = None) -> Shelf:
    return look(packs or some_packs())
