"""The words: which script a card needs now, and the script filled in.

The texts are plain files in ``texts/``, one a kind, which anyone can edit. :mod:`.template` reads
them, :mod:`.placeholders` knows what a text can name, :mod:`.values` what a card and its owner put
there, and :mod:`.fill` puts the two together. :mod:`.choose` picks the kinds that fit,
:mod:`.edited` turns a script into words to edit and back, and :mod:`.checks` advises on them.
"""

__all__ = [
    "address",
    "checks",
    "choose",
    "current",
    "edited",
    "fill",
    "placeholders",
    "template",
    "values",
]
