"""Takes as data: the object of `--json`, and everything that a take gives away."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable
from pathlib import Path
from typing import Any

from coach.messages import Texts
from coach.model import Attempt, Category, Correction, Finding, Moment, Question, Report, Review, Transcript
from coach.practice.ports import Controls


def analysis_object(
    file: str,
    seconds: float | None,
    transcript: Transcript,
    report: Report,
    question: Question | None,
    category: Category | None,
    texts: Texts,
) -> dict[str, Any]:
    """Return the object that `coach analyze --json` prints, as `assets/schemas/analysis.json` describes it."""
    asked = None
    if question is not None:
        asked = {"key": question.key, "text": question.text, "category": category or question.category}
    return {
        "file": file,
        "seconds": _round(seconds),
        "engine": {"name": transcript.engine, "model": transcript.model},
        "question": asked,
        "transcript": {"text": transcript.text, "words": _words(transcript)},
        "measures": {
            measure.name: {
                "value": measure.value,
                "unit": measure.unit,
                "words": texts(measure.words),
                "certainty": measure.certainty,
            }
            for measure in report.measures
        },
        "moments": [_moment_object(moment, texts) for moment in report.moments],
        "anchors": {finding.name: _finding_object(finding) for finding in report.anchors},
        "structure": [{"name": finding.name, **_finding_object(finding)} for finding in report.structure],
        "key_terms": [{"term": use.term, "state": use.state, "at": _round(use.at)} for use in report.key_terms],
        "feedback": {
            "strength": texts(report.strength) if report.strength else None,
            "next_step": texts(report.next_step) if report.next_step else None,
        },
    }


def take_object(attempt: Attempt, texts: Texts) -> dict[str, Any]:
    """Return all of a take as `assets/schemas/takes.json` describes it; no path of this computer is in it."""
    question, recording, review = attempt.question, attempt.recording, attempt.review
    counting = review.transcript if review is not None else None
    return {
        "id": attempt.id,
        "question": question.text if question is not None else "",
        "question_key": question.key if question is not None else "",
        "category": question.category if question is not None else "",
        "started_at": attempt.started_at.isoformat(),
        "seconds": round(recording.seconds, 2) if recording is not None else 0.0,
        "state": attempt.state,
        "engine": counting.engine if counting is not None else "",
        "text": counting.text if counting is not None else "",
        "title": attempt.title,
        "starred": attempt.starred,
        "feeling": attempt.feeling,
        "story": attempt.story.title if attempt.story is not None else "",
        "review": _review_object(attempt, texts),
        "transcripts": [_transcript_object(one, counts=one is review) for one in attempt.reviews],
        "notes": [{"written_at": note.written_at.isoformat(), "text": note.text} for note in attempt.notes],
        "bookmarks": [{"at": _round(mark.at), "label": mark.label} for mark in attempt.bookmarks],
        "corrections": [_correction_object(one) for one in attempt.corrections],
    }


class JsonWriter:
    """Write takes as one list, each on its turn, so that a long history is never in memory at once."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def __call__(self, takes: Iterable[Attempt], target: Path, controls: Controls) -> Generator[float, None, None]:
        """Write them; raise OSError."""
        with target.open("w", encoding="utf-8") as file:
            lead = "[\n"
            for done, attempt in enumerate(takes, 1):
                file.write(lead + json.dumps(take_object(attempt, self._texts), ensure_ascii=False, indent=2))
                lead = ",\n"
                yield done
            file.write("\n]\n")


def _review_object(attempt: Attempt, texts: Texts) -> dict[str, Any] | None:
    review, recording, question = attempt.review, attempt.recording, attempt.question
    if review is None or review.report is None:
        return None
    name = recording.path.name if recording is not None else f"{attempt.id}.txt"
    seconds = recording.seconds if recording is not None else None
    category = question.category if question is not None else None
    return analysis_object(name, seconds, review.transcript, review.report, question, category, texts)


def _transcript_object(review: Review, *, counts: bool) -> dict[str, Any]:
    transcript = review.transcript
    return {
        "made_at": review.made_at.isoformat(),
        "counts": counts,
        "engine": transcript.engine,
        "model": Path(transcript.model).name,
        "language": transcript.language,
        "edited": transcript.edited,
        "text": transcript.text,
        "words": _words(transcript),
    }


def _words(transcript: Transcript) -> list[dict[str, Any]]:
    return [
        {
            "text": word.text,
            "start": _round(word.start),
            "end": _round(word.end),
            "probability": _round(word.probability),
        }
        for word in transcript.words
    ]


def _correction_object(one: Correction) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "name": one.name,
        "verdict": one.verdict,
        "start": _round(one.start),
        "end": _round(one.end),
        "quote": one.quote,
    }


def _moment_object(moment: Moment, texts: Texts) -> dict[str, Any]:
    return {
        "kind": moment.kind,
        "name": moment.name,
        "start": _round(moment.start),
        "end": _round(moment.end),
        "text": moment.text,
        "certainty": moment.certainty,
        "why": texts(moment.why),
    }


def _finding_object(finding: Finding) -> dict[str, Any]:
    return {"state": finding.state, "at": _round(finding.at), "quote": finding.quote}


def _round(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 3)
