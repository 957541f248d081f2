"""What can be done to a card, each leaving a step, and two histories brought together.

:mod:`.actions` is what the candidate does, :mod:`.answers` what they answer, :mod:`.writing_again`
what is written long after; :mod:`.steps` is undo and redo, :mod:`.merge` joins two copies,
:mod:`.conflicts` says what they disagree on. All of it stands on :mod:`.fields`: a card as fields
with paths.
"""

__all__ = ["actions", "answers", "conflicts", "fields", "merge", "steps", "writing_again"]
