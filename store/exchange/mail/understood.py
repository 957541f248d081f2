"""A mail and the invitation in it, as what they say of an interview."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace
from pendulum import DateTime

from store.dates.names import quoted
from store.dates.order import DayOrder
from store.dates.workdays import Workdays
from store.errors import UnreadableError
from store.exchange.mail.calendar.invitation import read_invitations
from store.exchange.mail.facts.agencies import is_between
from store.exchange.mail.facts.company import company_of
from store.exchange.mail.facts.moment import IS_OFF, start_of, why_no_start
from store.exchange.mail.facts.place import format_of, place_of
from store.exchange.mail.facts.promised import promise_of
from store.exchange.mail.facts.role import role_of
from store.exchange.mail.facts.signature import signed
from store.exchange.mail.message.addresses import Address
from store.exchange.mail.message.message import Mail, is_by
from store.exchange.mail.taken import FoundPerson, Kind, Taken
from store.records import Person

_MOST_PEOPLE = 20
_FROM_INTERVIEW = re.compile(
    r"\b(?:of|after|from|following) (?:the|your|our|this) (?:\w+ )?"
    r"(?:interviews?|conversation|call|talk)"
    r"|\bnach (?:dem|Ihrem|unserem|deinem) (?:\w+)?gespräch",
    re.IGNORECASE,
)


class Reader(Struct, frozen=True):
    """Reads mails as :func:`store.exchange.mail.reading.read` was asked to."""

    now: DateTime
    mine: frozenset[str]
    workdays: Workdays
    order: DayOrder | None

    def taken(self, mail: Mail) -> tuple[Taken, ...]:
        """What a mail says: one for each interview in its invitations, or one of its words."""
        words = self._of_words(mail)
        doubts: list[str] = []
        events: dict[object, Taken] = {}
        for calendar in mail.calendars:
            try:
                for each in read_invitations(calendar, self.now, self.mine, mail.text):
                    start = each.start.at.timestamp() if each.start else None
                    events.setdefault((each.kind, each.uid, each.sequence, start), each)
            except UnreadableError as error:
                doubts.append(f"Of what is attached: {error}")
        words = replace(words, doubts=_once((*words.doubts, *doubts)))
        return tuple(_joined(each, words) for each in events.values()) or (words,)

    def _of_words(self, mail: Mail) -> Taken:
        is_mine = is_by(mail.sender, self.mine)
        sent = mail.sent.in_timezone(self.now.timezone or "UTC") if mail.sent else self.now
        people, doubts = self._people(mail, is_mine=is_mine)
        known = [(each.person.name, each.person.email) for each in people]
        said = mail.sent.date() if mail.sent else None
        is_theirs = not is_mine and not mail.is_automatic
        promise = (
            promise_of(mail.text, said or self.now.date(), self.workdays, self.order)
            if is_theirs
            else None
        )
        if promise and not said:
            doubts.append("It does not say when it was written, so the promise counts from today.")
        start = start_of(mail.text, sent, self.order, mail.subject)
        title = mail.subject or _heading(mail)
        company = company_of(known or self._senders(mail), title, mail.text)
        return Taken(
            kind=Kind.MESSAGE,
            company=company,
            role=role_of(title, mail.text, company.value if company else ""),
            start=start,
            place=place_of("", mail.text),
            format=format_of("", f"{mail.subject}\n{mail.text}"),
            people=people,
            promise=promise,
            said=said,
            subject=mail.subject,
            message_id=mail.message_id,
            references=mail.references,
            text=mail.text,
            is_mine=is_mine,
            doubts=_once(
                (*mail.doubts, *doubts, why_no_start(mail.text, sent, self.order, mail.subject))
            ),
        )

    def _senders(self, mail: Mail) -> list[tuple[str, str]]:
        """Who sent it where that is nobody: a company's machine is still the company's."""
        return [mail.sender] if mail.sender and mail.sender.email not in self.mine else []

    def _people(self, mail: Mail, *, is_mine: bool) -> tuple[tuple[FoundPerson, ...], list[str]]:
        if is_mine:
            return self._recipients(mail), []
        if mail.sender is None:
            return (), []
        if mail.is_from_list:
            return (), ["It came by way of a list, so nobody was taken from it."]
        if not mail.sender.is_machine:
            return (_person(mail.sender, mail.text, "from the sender"),), []
        humans = [each for each in mail.reply_to if self._is_human(each)]
        if len(humans) == 1 and humans[0].name:
            return (_person(humans[0], mail.text, "from the address to reply to"),), []
        return (), [f"Nobody reads {mail.sender.email}, so nobody was taken from it."]

    def _recipients(self, mail: Mail) -> tuple[FoundPerson, ...]:
        humans = [each for each in mail.recipients if self._is_human(each)][:_MOST_PEOPLE]
        return tuple(
            FoundPerson(Person(name=each.name, email=each.email), "from whom you wrote to")
            for each in humans
        )

    def _is_human(self, each: Address) -> bool:
        return not each.is_machine and each.email not in self.mine


_GREETING = re.compile(r"(?:hi|hello|hey|dear|hallo|liebe|guten|sehr geehrte)\w*\b", re.IGNORECASE)
_LONGEST_HEADING = 100


def _heading(mail: Mail) -> str:
    """The first line of text that was pasted without a subject, where it is one of a page."""
    if mail.sender or mail.message_id:
        return ""
    first = mail.text.lstrip().partition("\n")[0].strip()
    is_sentence = first.endswith((".", ",", "!", "?", ":", ";")) or _GREETING.match(first)
    return "" if is_sentence or len(first) > _LONGEST_HEADING else first


def _person(who: Address, text: str, source: str) -> FoundPerson:
    person, source = signed(who.name, who.email, text, source)
    return FoundPerson(person, source, is_between=is_between(who.email, text))


def _joined(event: Taken, words: Taken) -> Taken:
    """What an invitation says, and the mail around it where the invitation says nothing."""
    promise = words.promise or event.promise
    doubts = (*event.doubts, *(doubt for doubt in words.doubts if doubt != IS_OFF))
    if promise and _FROM_INTERVIEW.search(promise.value) and not _is_over(event, words):
        doubts += (f"{quoted(promise.value)} counts from the interview, so it was left out.",)
        promise = None
    return replace(
        event,
        company=event.company or words.company,
        role=event.role or words.role,
        place=event.place or words.place,
        format=event.format or words.format,
        people=_people_of_both(event.people, words.people),
        promise=promise,
        said=words.said,
        subject=words.subject,
        message_id=words.message_id,
        references=words.references,
        text=words.text or event.text,
        is_mine=words.is_mine,
        doubts=_once(doubts),
    )


def _is_over(event: Taken, words: Taken) -> bool:
    """Whether they wrote on the day of the interview or later, so that days count from then."""
    return bool(event.start and words.said and words.said >= event.start.at.date())


def _people_of_both(
    event: tuple[FoundPerson, ...], words: tuple[FoundPerson, ...]
) -> tuple[FoundPerson, ...]:
    """Those of the invitation, with what the signature says of them, then who wrote the mail."""
    signed = {each.person.email: each for each in words}
    found: list[FoundPerson] = []
    for each in event:
        other = signed.pop(each.person.email, None)
        found.append(_completed(each, other) if other else each)
    return (*found, *signed.values())


def _completed(each: FoundPerson, other: FoundPerson) -> FoundPerson:
    one, two = each.person, other.person
    whole = replace(
        one,
        name=one.name or two.name,
        title=one.title or two.title,
        phone=one.phone or two.phone,
    )
    source = each.source if whole == one else f"{each.source} and {other.source}"
    return FoundPerson(whole, source, each.is_between or other.is_between)


def _once(doubts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for each in doubts if each))
