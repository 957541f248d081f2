"""The settings behind the rules, with whatever else a due date depends on besides its card."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from msgspec import Struct
from pendulum import DateTime

from store.dates.order import DayOrder, order_for
from store.dates.workdays import Workdays
from store.records import Card, Settings
from store.rules.elsewhere import Elsewhere


class Rules(Struct, frozen=True):
    """The settings with the candidate's country: its holidays count where a card names none.

    ``elsewhere`` has the offers on all cards, since one may change what the others owe.
    """

    settings: Settings = Settings()
    country: str = ""
    elsewhere: Elsewhere = Elsewhere()

    def date_order(self, now: DateTime) -> DayOrder | None:
        """The order in which the candidate, whose zone is that of ``now``, writes dates."""
        return order_for(self.settings.date_order, self.country, now.timezone_name or "")

    def workdays(self, card: Card) -> Workdays:
        """The business days at the card's company."""
        return self.workdays_in(card.country)

    def email_opens(self, promised: date, country: str = "") -> date:
        """The day on which the email is right after the day they named: some grace later."""
        return self.workdays_in(country).add(promised, self.settings.grace_days)

    def workdays_in(self, country: str) -> Workdays:
        """The business days in a country; "" stands for the candidate's own default."""
        settings = self.settings
        return _workdays(settings.weekend, country or self.country, settings.days_off)


@lru_cache(maxsize=256)
def _workdays(weekend: tuple[int, ...], country: str, days_off: tuple[date, ...]) -> Workdays:
    """The same ones each time, so that what is worked out about them is found again at once."""
    return Workdays(weekend=frozenset(weekend), country=country, days_off=frozenset(days_off))
