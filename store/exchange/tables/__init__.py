"""Tables of other programs, and our own CSV.

:mod:`.reader` opens a table, :mod:`.headings` finds its columns, :mod:`.rows` reads a row into a
card (:mod:`.cells`, :mod:`.dates`, :mod:`.status` its cells), :mod:`.writer` writes one.
"""

__all__ = ["cells", "dates", "headings", "reader", "rows", "status", "writer"]
