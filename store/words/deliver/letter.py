"""A letter as the mail it becomes: to whom, about what, in answer to which."""

from __future__ import annotations

from msgspec import Struct
from pendulum import DateTime

from store.records import Card, Me
from store.rules.stages import recipient
from store.words.deliver.mail import Mailto, mailto
from store.words.deliver.parts import mail_to
from store.words.scripts.fill import Script
from store.words.scripts.thread import without_re


class Letter(Struct, frozen=True):
    """A mail that is not sent yet; ``to`` is "" where no address is known.

    ``in_reply_to`` is the Message-ID of the mail it answers, "" for one that begins a thread.
    """

    to: str
    subject: str
    body: str
    in_reply_to: str = ""

    @property
    def mailto(self) -> Mailto:
        """The link that writes it in the person's own mail program."""
        return mailto(self.to, self.subject, self.body)

    def draft(self, me: Me, now: DateTime) -> bytes:
        """A file that mail programs open to send: see :func:`store.words.deliver.drafts.eml`."""
        from store.words.deliver.drafts import eml  # slow to load, and seldom wanted

        return eml(self.to, self.subject, self.body, me, now=now, in_reply_to=self.in_reply_to)

    def ready(self, me: Me, now: DateTime) -> bytes:
        """The mail for what sends it as it is: see :func:`store.words.deliver.drafts.outgoing`."""
        from store.words.deliver.drafts import outgoing

        return outgoing(self.to, self.subject, self.body, me, now=now, in_reply_to=self.in_reply_to)


def letter(script: Script, card: Card) -> Letter:
    """A script of a card, whose medium is email, as a mail."""
    to, subject = mail_to(script, recipient(card)), script.subject_text
    is_reply = without_re(subject) != subject
    return Letter(to, subject, script.text, card.round.message_id if is_reply else "")
