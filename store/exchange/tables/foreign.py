"""A row of another tracker as a card: its rounds, people and status; or no interview at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace
from pendulum import DateTime

from store.clock import in_zone, local, local_day
from store.dates.names import quoted, tidy
from store.dates.typed import Moment
from store.dates.workdays import check_country
from store.dates.zones import find_zone
from store.errors import FieldError, UnreadableError
from store.exchange.tables.dates import read_at, spelled_day, spelled_time
from store.exchange.tables.headings import Columns
from store.exchange.tables.order import Order
from store.exchange.tables.status import read_status, says_interview
from store.exchange.tables.whose import Cell, Whose, link_in, unlinked
from store.forms.card import TypedCard, to_card
from store.forms.moments import read_promise_field
from store.records import Card, Offer, Outcome, Person, Promise, Round, Stage, Via
from store.records.bounds import bounds_of
from store.text import clean_line

_NOTHING = frozenset(
    {"n/a", "na", "n.a.", "none", "null", "nil", "nan", "nat", "tbd", "tba", "tbc", "unknown"}
    | {"#n/a", "#ref!", "#value!", "#name?", "to be determined", "to be confirmed", "undefined"}
)
_NO_DAY = frozenset(
    {
        "pending",
        "no",
        "not yet",
        "none yet",
        "no interview",
        "not scheduled",
        "unscheduled",
    }
    | {"to be scheduled", "awaiting", "not applicable", "no interview yet", "to be announced"}
)
_NO_SIGN = re.compile(r"(?!#+$)[\W_]*|0{1,4}[-/.]0{1,2}[-/.]0{2,4}.*")
_AT_MIDNIGHT_IN_UTC = re.compile(r"Z$|(?: UTC| GMT)$", re.IGNORECASE)

NO_DAY = "no day of an interview"
NOT_FIXED = "the day of the interview is not fixed yet"


class NoInterviewError(UnreadableError):
    """A row that has no interview; its text is the reason, for :class:`LeftOut`."""


class Read(NamedTuple):
    """A card that was read, whether its interviews have an hour, and what there is to say of it."""

    card: Card
    has_time: bool
    said: tuple[str, ...]


class _Interview(Struct, frozen=True):
    name: str
    heading: str
    text: str
    moment: Moment


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is nothing to say: "-", "N/A", "TBD"."""
    return text.casefold() in _NOTHING or bool(_NO_SIGN.fullmatch(text))


class ForeignReader:
    """Reads rows of one table of another tracker, seen from ``now``.

    ``is_of_applications`` says that the rows are applications: a bare "date" is then when one
    applied, unless the status says that there was an interview. Beside a status that is not clear
    it is never one.
    """

    def __init__(
        self, columns: Columns, order: Order, now: DateTime, *, is_of_applications: bool
    ) -> None:
        self._columns, self._order, self._now = columns, order, now
        self._is_of_applications = is_of_applications
        self._people_columns = [
            Cell(place, columns.headings[place], field, columns.owners[place], "", "")
            for field in ("people", "recruiter")
            for place in columns.of(field)
        ]
        self._people_columns.sort()

    def card(self, every: Sequence[Cell]) -> Read:
        """The card of a row.

        Raises:
            NoInterviewError: It has no interview.
            UnreadableError: A cell cannot be read, or a field is missing.
        """
        cells = [cell for cell in every if not is_nothing(cell.text)]
        kept: list[str] = []  # what has no place on a card, for its notes
        said: list[str] = []
        self._check_interview(cells, said)
        zone, behind = self._zone(_one(cells, "zone"))
        interviews = self._interviews(cells, zone, behind, said)
        if not interviews:
            raise NoInterviewError(_why_none(every))
        earlier, current, later = self._in_time(interviews)
        country = self._country(cells, kept, said)
        status = _status(cells, kept, said)
        rounds = [self._round(each, cells, current, interviews, zone) for each in earlier]
        whose = self._whose(current, cells, interviews)
        for theirs in (*(each for _, each in rounds), whose):
            kept += theirs.kept
            said += theirs.said
        recruiter = _recruiter((whose, *(each for _, each in reversed(rounds))), kept, said)
        kept += self._of_no_round(cells, interviews)
        for each in later:
            kept.append(f"{each.heading}: {each.text}")
            said.append(f"{each.heading} {each.text} is to come: kept in the notes")
        typed = TypedCard(
            people=whose.people,
            fields={
                "company": unlinked(_one(cells, "company")),
                "role": unlinked(_one(cells, "role")),
                "zone": zone,
                "format": unlinked(self._of_round(cells, "format", current.name)),
                "via": _via(cells),
                "recruiter": recruiter.name,
                "recruiter_email": recruiter.email,
                "recruiter_phone": recruiter.phone,
                "posting": link_in(_one(cells, "posting")),
                "country": country,
                "notes": "\n".join([*(c.text for c in cells if c.field == "notes"), *kept]),
            },
        )
        promise = self._promise(_one(cells, "promised"), current.moment.at, said)
        card = card_at(typed, current.moment, promise, self._now)
        card = replace(
            card,
            rounds=(*(each for each, _ in rounds), card.round),
            stage=status.stage,
            outcome=status.outcome,
            offer=status.offer,
        )
        return Read(card, all(each.moment.time_given for each in interviews), tuple(said))

    def _check_interview(self, cells: Sequence[Cell], said: list[str]) -> None:
        """Pass only a row whose bare "date" can be the day of an interview.

        Raises:
            NoInterviewError: Its status says otherwise.
        """
        bare = self._columns.bare_date
        statuses = [cell.text for cell in cells if cell.field == "status"]
        if not bare or not _has(cells, "interviewed"):
            return
        if any(map(says_interview, statuses)):
            word = next(word for word in statuses if says_interview(word))
            said.append(
                f"the column “{bare}” is taken as the interview's day, because the status says "
                f"{quoted(word)}"
            )
        elif self._is_of_applications or (statuses and not any(map(read_status, statuses))):
            word = f"the status says {quoted(statuses[0])}" if statuses else "no status says so"
            raise NoInterviewError(f"“{bare}” is no interview's day where {word}")
        else:
            said.append(f"the column “{bare}” is taken as the interview's day")

    def _zone(self, zone: str) -> tuple[str, str]:
        """The zone by its full name, or what is to be put behind a time: "UTC+1" has no name."""
        found = find_zone(tidy(zone), self._now) if zone else None
        return (found.name, "") if found and found.name else ("", zone)

    def _interviews(
        self, cells: Sequence[Cell], zone: str, behind: str, said: list[str]
    ) -> list[_Interview]:
        """The interviews that the row tells of, the first one first."""
        found: list[_Interview] = []
        for cell in cells:
            if cell.field != "interviewed" or cell.text.casefold() in _NO_DAY:
                continue
            hour = self._of_round(cells, "time", cell.round)
            try:
                moment = self._moment(cell, hour, zone, behind, said)
            except FieldError as error:
                field = cell.heading if cell.round else "interviewed"
                raise UnreadableError(
                    f"{field}: {error}" if error.field == "interviewed" else f"{error}"
                ) from None
            except UnreadableError as error:
                raise UnreadableError(f"{cell.heading}: {error}") from None
            text = f"{cell.text} {hour}".strip()
            found.append(_Interview(cell.round, cell.heading, text, moment))
        found.sort(key=lambda each: each.moment.at)
        return [each for each in found if not self._is_told_better(each, found)]

    def _moment(self, cell: Cell, hour: str, zone: str, behind: str, said: list[str]) -> Moment:
        text = unlinked(cell.text).removeprefix("@")
        spelled = spelled_day(text, self._order)
        if spelled.said:
            said.append(f"{cell.heading} {spelled.said}")
        clock = spelled_time(hour) if hour else ""
        if clock and spelled.text.endswith(f" {clock}"):
            clock = ""  # told in both columns
        when = " ".join(filter(None, (spelled.text, clock, behind)))
        moment = read_at(when, zone, self._now, self._order.way("/"))
        here = in_zone(local(moment.at, self._now), zone)
        is_bare = _AT_MIDNIGHT_IN_UTC.search(when) and here.time() == _MIDNIGHT
        if moment.time_given and is_bare:  # a day that a program turned into a moment in UTC
            return read_at(f"{here:%Y-%m-%d}", zone, self._now)
        return moment

    def _is_told_better(self, one: _Interview, found: list[_Interview]) -> bool:
        """Whether another column tells of the same interview, and says more or says it first."""
        for other in found[: found.index(one)] + found[found.index(one) + 1 :]:
            same_day = local_day(one.moment.at, self._now) == local_day(other.moment.at, self._now)
            if same_day and one.moment.at == other.moment.at:
                return found.index(other) < found.index(one)
            if same_day and other.moment.time_given and not one.moment.time_given:
                return True
        return False

    def _in_time(
        self, interviews: list[_Interview]
    ) -> tuple[list[_Interview], _Interview, list[_Interview]]:
        """Those before the current one (the latest past, else the next), it, and those after it."""
        begun = sum(each.moment.at <= self._now for each in interviews)
        place = max(begun - 1, 0)
        return interviews[:place], interviews[place], interviews[place + 1 :]

    def _round(
        self,
        interview: _Interview,
        cells: Sequence[Cell],
        current: _Interview,
        interviews: list[_Interview],
        zone: str,
    ) -> tuple[Round, Whose]:
        whose = self._whose(interview, cells, interviews, current)
        form = unlinked(self._of_round(cells, "format", interview.name))
        return (
            Round(at=interview.moment.at, zone=zone, format=clean_line(form), people=whose.people),
            whose,
        )

    def _whose(
        self,
        interview: _Interview,
        cells: Sequence[Cell],
        interviews: list[_Interview],
        current: _Interview | None = None,
    ) -> Whose:
        """The people of an interview; those of no round in particular are those of the current."""
        now_on = current or interview
        names = {each.name for each in interviews}
        theirs = [
            cell
            for cell in cells
            if interview.name
            == (
                cell.round
                if cell.round in names and (cell.round or cell.owner == "interviewer")
                else now_on.name
            )
            and (not cell.round or cell.round in names)
        ]
        columns = [each for each in self._people_columns if each.round in {"", interview.name}]
        return Whose(theirs, columns)

    def _of_no_round(self, cells: Sequence[Cell], interviews: list[_Interview]) -> list[str]:
        names = {each.name for each in interviews}
        return [
            f"{cell.heading}: {cell.text}"
            for cell in cells
            if cell.round and cell.round not in names and cell.field != "interviewed"
        ]

    def _of_round(self, cells: Sequence[Cell], field: str, name: str) -> str:
        return next((c.text for c in cells if c.field == field and c.round == name), "")

    def _country(self, cells: Sequence[Cell], kept: list[str], said: list[str]) -> str:
        for cell in cells:
            if cell.field == "country":
                try:
                    return check_country(clean_line(cell.text))
                except UnreadableError:
                    kept.append(f"{cell.heading}: {cell.text}")
                    said.append(f"{quoted(cell.text)} is no known country: kept in the notes")
        return ""

    def _promise(self, text: str, at: DateTime, said: list[str]) -> Promise | None:
        """Their words as they stand there, and the day read from them."""
        if not text:
            return None
        words = bounded_words(text)
        try:
            spelled = spelled_day(text, self._order)
        except UnreadableError as error:
            raise FieldError("promised", str(error)) from None
        if spelled.said:
            said.append(f"what they promised: {spelled.said}")
        promise = read_promise_field(clean_line(spelled.text), local(at, self._now).date())
        return promise and replace(promise, words=words)


_MIDNIGHT = time()


def card_at(typed: TypedCard, moment: Moment, promise: Promise | None, now: DateTime) -> Card:
    """The card that is typed, with its interview at this very moment, in the zone typed with it."""
    card = to_card(replace(typed, interviewed=f"{moment.at:%Y-%m-%d %H:%M}"), now)
    zone = card.round.zone or moment.zone
    interview = replace(card.round, at=moment.at, zone=zone, promise=promise)
    return replace(card, rounds=(interview,))


def bounded_words(text: str) -> str:
    """The words of a promise on one line.

    Raises:
        FieldError: They are more than the field holds.
    """
    words = clean_line(text)
    longest = bounds_of(Promise).of("words").longest
    if len(words) > longest:
        raise FieldError("promised", f"That is longer than {longest:,} characters.")
    return words


def _why_none(every: Sequence[Cell]) -> str:
    """Why a row has no interview: its cell is empty, or says that the day is open."""
    words = {cell.text for cell in every if cell.field == "interviewed" and cell.text.strip("-–— ")}
    return f"{NOT_FIXED} ({', '.join(sorted(words))[:60]})" if words else NO_DAY


class _Status(Struct, frozen=True):
    stage: Stage
    outcome: Outcome | None
    offer: Offer | None


def _status(cells: Sequence[Cell], kept: list[str], said: list[str]) -> _Status:
    """Where the row says that the card stands; an offer without a word of an answer is open."""
    stage, outcome = Stage.THANK_YOU, None
    for cell in cells:
        if cell.field != "status":
            continue
        match read_status(cell.text):
            case Stage() as found:
                stage = found
            case Outcome() as found:
                outcome = found
            case _:
                kept.append(f"{cell.heading}: {cell.text}")
                said.append(f"the status {quoted(cell.text)} is not clear: kept in the notes")
    if outcome is Outcome.OFFER:
        return _Status(stage, None, Offer())
    return _Status(stage, outcome, None)


def _recruiter(every: Sequence[Whose], kept: list[str], said: list[str]) -> Person:
    """The recruiter of a row, a blank one where there is none; a card has room for one."""
    first, *others = [*(each for whose in every for each in whose.recruiters), Person()]
    for other in others:
        told = ", ".join(filter(None, (other.name, other.email, other.phone)))
        if told and told not in {first.name, first.email, first.phone}:
            kept.append(f"Recruiter: {told}")
            said.append(f"{quoted(told)} is a second recruiter: kept in the notes")
    return first


def _via(cells: Sequence[Cell]) -> Via:
    is_so = any(cell.field == "recruiter" or cell.owner == "recruiter" for cell in cells)
    return Via.RECRUITER if is_so else Via.DIRECT


def _one(cells: Sequence[Cell], field: str) -> str:
    return next((cell.text for cell in cells if cell.field == field), "")


def _has(cells: Sequence[Cell], field: str) -> bool:
    return any(cell.field == field for cell in cells)
