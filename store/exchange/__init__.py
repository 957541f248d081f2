"""Cards going out of the program and coming in: a whole file as JSON, and tables as CSV.

Nothing here reads the clock, writes a file or prints; whoever calls does. What comes in is turned
into :class:`~store.exchange.arrival.Arrival` records first, and compared with what is here
(:mod:`store.exchange.matching`) before anything is kept: all of it in one save, or nothing.
"""

__all__ = [
    "arrival",
    "contacts",
    "filling_in",
    "ics",
    "importing",
    "json_file",
    "matching",
    "report",
    "source",
    "tables",
]
