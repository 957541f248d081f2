"""In from the mail: invitations, messages and pasted text, read into what a card's form asks.

:mod:`.reading` is the door: it takes bytes and gives :mod:`.taken` records. :mod:`.recognised` says
which card each belongs to, :mod:`.filled` fills a form in with it, :mod:`.saved` saves it where
nothing is left to decide, :mod:`.told` has the words.
"""
