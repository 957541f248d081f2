"""Dates as people say them, and the days that count.

:mod:`.typed` reads a moment or a day somebody typed, :mod:`.promises` what they said about
deciding, :mod:`.workdays` counts business days; the rest is the grammar under these.
"""

__all__ = ["days", "hedges", "names", "order", "periods", "promises", "times", "typed", "workdays"]
