"""The contacts with companies in a period, as a list for an employment office or a counsellor.

:mod:`.found` says what counts as one, :mod:`.period` reads the days, :mod:`.language` has the
words, and :mod:`.page`, :mod:`.table` and :mod:`.lines` write the list as HTML, CSV and plain text.
"""

__all__ = ["found", "language", "lines", "page", "period", "proof", "table"]
