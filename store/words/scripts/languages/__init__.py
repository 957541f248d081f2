"""The languages that letters can be in.

:mod:`.known` has them by code. Each is a :class:`~.language.Language`, which says days, names and
greetings the way a reader of it expects; its texts stand in a folder of its own, and
:mod:`.complete` makes sure that none is missing. :mod:`.meetings` tells kinds of interview apart,
:mod:`.roles` takes a position's name out of what was typed.
"""

__all__ = ["complete", "english", "german", "known", "language", "meetings", "roles"]
