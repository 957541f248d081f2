"""Tables of other programs, and our own CSV.

:mod:`.reader` opens a table, :mod:`.headings` finds its columns, :mod:`.rows` reads a row into a
card (:mod:`.cells`, :mod:`.dates`, :mod:`.status` its cells), :mod:`.writer` writes one as
:mod:`.as_csv` has it.
"""

__all__ = ["as_csv", "cells", "dates", "headings", "reader", "rows", "status", "writer"]
