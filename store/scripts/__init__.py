"""The words: which script a card needs now, and the script filled in.

The texts are plain files in ``texts/``, one a kind, which anyone can edit. :mod:`.template` reads
them, :mod:`.placeholders` knows what a card and its owner can fill in, :mod:`.fill` puts the two
together, and :mod:`.choose` picks the kind that fits.
"""
