"""What the due dates of a card depend on besides the card: the settings, and whose days count."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from store.records import Card, Settings
from store.workdays import Workdays


class Rules(Struct, frozen=True):
    """The settings with the country whose holidays count where a card names none."""

    settings: Settings = Settings()
    country: str = ""

    def workdays(self, card: Card) -> Workdays:
        """The business days at the card's company."""
        return self.workdays_in(card.country)

    def email_opens(self, promised: date, country: str = "") -> date:
        """The day on which the email is right after the day they named: some grace later."""
        return self.workdays_in(country).add(promised, self.settings.grace_days)

    def workdays_in(self, country: str) -> Workdays:
        """The business days in a country; "" stands for the candidate's own default."""
        return Workdays(
            weekend=frozenset(self.settings.weekend),
            country=country or self.country,
            days_off=frozenset(self.settings.days_off),
        )
