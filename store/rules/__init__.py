"""When something is owed, and why: pure rules that take ``now``.

:mod:`.stages` is what a card owes, :mod:`.due` when and why, :mod:`.calling_hours` whether now is a
time to call, :mod:`.board` all cards by column, most urgent first.
"""

__all__ = ["board", "calling_hours", "due", "stages"]
