"""Dates as people say them, and the days that count.

:mod:`.typed` reads a moment or a day somebody typed, :mod:`.promises` what they said about
deciding, :mod:`.workdays` counts business days; the rest is the grammar under these.
"""

__all__ = [
    "counted",
    "days",
    "ends",
    "feasts",
    "hedges",
    "names",
    "order",
    "periods",
    "phrases",
    "promises",
    "refusals",
    "spelling",
    "stamps",
    "times",
    "typed",
    "vague",
    "workdays",
    "written",
    "zones",
]
