"""The proof of a search: what was done in a period, for an employment office or a counsellor.

"Contact" is the office's word for an interview, a letter or a call, and is used only in here.
:mod:`.found` says what counts as one, :mod:`.period` reads the days, :mod:`.language` has the
words, :mod:`.listing` puts both together, and :mod:`.page`, :mod:`.table` and :mod:`.lines` write
the list as HTML, CSV and plain text.
"""

__all__ = ["found", "language", "lines", "listing", "page", "period", "table"]
