"""What goes out of the program and comes in.

In and out go a whole file as JSON and tables as CSV; out only a calendar (:mod:`.ics`), an address
book (:mod:`.vcard`) and the proof of search (:mod:`.proof`); in only what :mod:`.mail` brings.

Nothing here reads the clock, writes a file or prints; whoever calls does. What comes in is turned
into :class:`~store.exchange.arrival.Arrival` records first, and compared with what is here
(:mod:`store.exchange.matching`) before anything is kept: all of it in one save, or nothing.
"""

__all__ = [
    "arrival",
    "filling_in",
    "ics",
    "importing",
    "json_file",
    "mail",
    "matching",
    "proof",
    "report",
    "source",
    "tables",
    "vcard",
]
