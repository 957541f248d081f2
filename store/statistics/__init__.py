"""What came of the interviews, in honest small numbers.

:mod:`.counts` counts, :mod:`.punctual` says how well days were kept, :mod:`.sections` puts it in
words.
"""

__all__ = ["counts", "punctual", "sections"]
