"""Finding cards by a few letters: what was typed, and which cards fit it, the best first.

Every word must stand somewhere on a card: in the company, the role, the people, the notes, or the
notes of the history. A word may have a letter wrong where nothing, or next to nothing, fits as it
was typed. ``stage:``, ``due:``, ``via:`` and ``is:`` narrow further; what stands in quotes is one
piece of text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from store.records import Card, Outcome, Stage, Via
from store.rules.board import Entry, Overview, urgency_order
from store.rules.due import Urgency
from store.rules.stages import TITLES, is_to_write_again
from store.search.index import Index, Text, fold

_FEW = 3  # with fewer exact finds than this, misspelt words are tried too
_SHORTEST_MISSPELT = 4  # letters; a shorter word with one wrong fits nearly everything
_MISSPELT = 10  # any rank of a misspelt find: behind all ranks of exact ones
_LONGEST = 200  # characters of a query that are looked at

_TOKEN = re.compile(r'"([^"]*)(?:"|$)|([a-z]+:"[^"]*(?:"|$)|\S+)')
_FILTER = re.compile(r"([a-z]+):(?!//)(.*)")


class Query(Struct, frozen=True, kw_only=True):
    """What is looked for: words that must all be found, and filters that must all hold.

    ``filters`` are pairs of a filter's name and its value in full. ``problem`` says in a line what
    was not understood: a filter without a value that it knows is passed over, and a word that only
    looks like a filter is looked for like any other.
    """

    text: str = ""
    words: tuple[str, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()
    problem: str = ""

    def __bool__(self) -> bool:
        """Whether it narrows anything."""
        return bool(self.words or self.filters)


class Hit(Struct, frozen=True, gc=False):
    """A card that was found. The lower its rank, the better it fits; 0 is the company's name."""

    entry: Entry
    rank: int

    @property
    def is_exact(self) -> bool:
        """Whether every word stands on the card as it was typed."""
        return self.rank < _MISSPELT


class Narrowed(Struct, frozen=True):
    """What a query leaves of a board: its columns, the id of the best match, and the sums."""

    overview: Overview
    best: str | None
    found: int
    of: int


_IN_TOUCH = "in-touch"

_VALUES: Mapping[str, Mapping[str, Sequence[str]]] = {
    "stage": {stage: (stage, TITLES[stage].casefold().replace(" ", "")) for stage in Stage},
    "due": {urgency: (urgency,) for urgency in Urgency}
    | {Urgency.OVERDUE: (Urgency.OVERDUE, "late")},  # as the board says it
    "via": {via: (via,) for via in Via},
    "is": {state: (state,) for state in ("open", "closed", *Outcome, _IN_TOUCH)},
}
"""The values of each filter, each with the ways to write it."""

_HOLDS: Mapping[str, Callable[[Entry, str], bool]] = {
    "stage": lambda entry, value: entry.card.stage == value,
    "due": lambda entry, value: entry.urgency == value,
    "via": lambda entry, value: entry.card.via == value,
    "is": lambda entry, value: value in _is(entry.card),
}


def _is(card: Card) -> set[str]:
    """What a card is: open or closed, and how it ended; one that waits with an offer is both.

    Either may have a day from which to write again.
    """
    touch = {_IN_TOUCH} if is_to_write_again(card) else set()
    if card.outcome is not None:
        return {"closed", card.outcome, *touch}
    if touch:
        return {"open", *touch}
    return {"open", Outcome.OFFER} if card.offer is not None else {"open"}


def parse(text: str) -> Query:
    """What was typed, understood; it raises nothing, and ``problem`` says what was not."""
    words: list[str] = []
    filters: list[tuple[str, str]] = []
    problems: list[str] = []
    for quoted, plain in _TOKEN.findall(fold(text[:_LONGEST])):
        named = _FILTER.fullmatch(plain)
        if named and named[1] in _VALUES:
            value = _value(named[1], named[2])
            if value:
                filters.append((named[1], value))
            else:
                problems.append(f"{named[1]}: {_listed(_VALUES[named[1]])}?")
            continue
        if named:
            known = " ".join(f"{name}:" for name in _VALUES)
            problems.append(f"“{named[1]}:” is no filter. There are {known}")
        words += [quoted or plain] if (quoted or plain).strip() else []
    return Query(
        text=text, words=tuple(words), filters=tuple(filters), problem=next(iter(problems), "")
    )


def find(entries: Iterable[Entry], query: Query, index: Index) -> list[Hit]:
    """The entries that fit, the best first; those that fit equally well stay in their order.

    Where every word stands on a card as typed, it is the better the more of them are in its
    company's name, then in its role and people. Only where fewer than three cards fit so, those
    follow that fit with a letter or two wrong.
    """
    held = [entry for entry in entries if _holds(entry, query)] if query.filters else list(entries)
    words = query.words
    if not words:
        return [Hit(entry, 0) for entry in held]
    texts = [index.text(entry.source) for entry in held]
    exact = list(range(len(held)))
    for word in words:
        exact = [place for place in exact if word in texts[place].text]
    phrase = " ".join(words)
    hits = [Hit(held[place], _rank(texts[place], words, phrase)) for place in exact]
    if len(hits) < _FEW:
        known = set(exact)
        others = [place for place in range(len(held)) if place not in known]
        ranks = _misspelt({place: texts[place] for place in others}, words, index)
        hits += [Hit(held[place], rank) for place, rank in ranks.items()]
    hits.sort(key=lambda hit: hit.rank)
    return hits


def narrow(overview: Overview, query: Query, index: Index) -> Narrowed:
    """What is left of a board; within a column the best match first, else the most urgent.

    The sums of the overview stay those of the whole board: what is due does not go away.
    """
    of = sum(map(len, overview.columns.values()))
    hits = find((entry for held in overview.columns.values() for entry in held), query, index)
    stages = {each.id: stage for stage, held in overview.columns.items() for each in held}
    left: dict[Stage, list[Hit]] = {stage: [] for stage in overview.columns}
    for hit in hits:
        left[stages[hit.entry.id]].append(hit)
    first = [held[0] for held in left.values() if held]
    best = min(first, key=lambda hit: (hit.rank, urgency_order(hit.entry)), default=None)
    columns = {stage: tuple([hit.entry for hit in held]) for stage, held in left.items()}
    return Narrowed(
        overview=replace(overview, columns=columns, is_ordered=False),
        best=best.entry.id if best else None,
        found=len(hits),
        of=of,
    )


def elsewhere(query: Query, *, archive: bool) -> str:
    """Where the cards are that a query asks for and this place never has; "" as a rule."""
    wanted = {value for name, value in query.filters if name == "is"}
    if archive:
        return "Open cards are on the board." if "open" in wanted else ""
    both = {"open", Outcome.OFFER, _IN_TOUCH}  # an offer may wait for its answer
    return "Closed cards are in the archive." if wanted - both else ""


def _holds(entry: Entry, query: Query) -> bool:
    return all(_HOLDS[name](entry, value) for name, value in query.filters)


def _rank(text: Text, words: Sequence[str], phrase: str) -> int:
    """How well a card fits on which every word was found."""
    if text.text.startswith(phrase):
        return 0 if len(phrase) == text.company_end else 1
    last = max(map(text.text.find, words))
    if last < text.company_end:
        return 2
    return 3 if last < text.names_end else 4


def _misspelt(texts: Mapping[int, Text], words: Sequence[str], index: Index) -> dict[int, int]:
    """The ranks of the texts in which every word, or something like it, stands."""
    ranks = dict.fromkeys(texts, _MISSPELT)
    for word in words:
        like: Mapping[str, int] = {}
        if len(word) >= _SHORTEST_MISSPELT:
            like = index.like(word, (texts[place] for place in ranks))
        meant = sorted(like.items(), key=lambda pair: pair[1])
        for place in list(ranks):
            text = texts[place].text
            if word in text:
                continue
            wrong = next((wrong for each, wrong in meant if each in text), None)
            if wrong is None:
                del ranks[place]
            else:
                ranks[place] += wrong
    return ranks


def _value(name: str, typed: str) -> str:
    """The one value of a filter that begins as typed; "" where none does, or more than one."""
    written = typed.replace(" ", "").replace('"', "")
    fits = [
        value
        for value, spellings in _VALUES[name].items()
        if written and any(each.startswith(written) for each in spellings)
    ]
    return fits[0] if len(fits) == 1 else ""


def _listed(values: Iterable[str]) -> str:
    *others, last = map(str, values)
    return f"{', '.join(others)} or {last}"
