"""Finding cards: by what is looked for, or by how a command names one.

:mod:`.query` reads what is looked for and narrows, :mod:`.index` is the text of the cards, ready,
:mod:`.reference` finds the one card that a command means.
"""

__all__ = ["index", "query", "reference"]
