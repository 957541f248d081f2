"""The colours: evening ink and paper, with amber for today and coral for what is late."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="afterword-dark",
    primary="#6f9bd1",
    secondary="#8a9bb5",
    accent="#e3b778",
    foreground="#e6e1d6",
    background="#15181e",
    surface="#20242d",
    panel="#242933",
    success="#9fc78f",
    warning="#e9b44c",
    error="#ef7f73",
    dark=True,
)

LIGHT = Theme(
    name="afterword-light",
    primary="#3b6ea8",
    secondary="#5b6b82",
    accent="#8a5a14",
    foreground="#22262d",
    background="#faf7f0",
    surface="#efeadf",
    panel="#e6e0d2",
    success="#2f6b2a",
    warning="#8f5c00",
    error="#b3261e",
    dark=False,
)
