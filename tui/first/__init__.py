"""The first picture, painted without Textual while that is still to be imported.

It shows what Textual's first frame shows, drawn by the same code (:mod:`.frame`), in the colours
that Textual's would come out in (:mod:`.pens`), on a terminal that Textual then takes over as it is
(:mod:`.terminal`).
"""
