"""Where an interview is, and by what means it is held."""

from __future__ import annotations

import pytest

from store.exchange.mail.facts.place import format_of, place_of

ZOOM = "https://us02web.zoom.us/j/81234567890?pwd=a1B2c3.1"
TEAMS = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_abc%40thread.v2/0?context=%7b%7d"
MEET = "https://meet.google.com/abc-defg-hij"


def value(location: str, text: str) -> str:
    found = place_of(location, text)
    return found.value if found else ""


@pytest.mark.parametrize(
    "link",
    [
        ZOOM,
        TEAMS,
        MEET,
        "https://harbor.zoom.us/my/dana.lee",
        "https://zoom.us/s/81234567890",
        "https://harbor.zoomgov.com/j/1612345678",
        "https://teams.microsoft.com/meet/2345678901234?p=abcDEF",
        "https://teams.live.com/meet/9412345678901",
        "https://harbor.webex.com/meet/dana.lee",
        "https://harbor.webex.com/harbor/j.php?MTID=m0a1b2c3",
        "https://whereby.com/harbor-room",
        "https://meet.jit.si/HarborInterview",
        "https://8x8.vc/harbor/dana",
        "https://global.gotomeeting.com/join/123456789",
        "https://meet.goto.com/123456789",
        "https://chime.aws/1234567890",
        "https://bluejeans.com/123456789/1234",
        "https://join.skype.com/abcDEF123",
    ],
)
@pytest.mark.parametrize("form", ["{}", "Join: {}", "<{}>", "({})", "Please use {}.", "{}\n\nDana"])
def test_a_link_to_a_call_is_found_whole(link: str, form: str) -> None:
    found = place_of("", form.format(link))

    assert found is not None
    assert found.value == link
    assert "link in the text" in found.source
    assert format_of("", form.format(link)) == "video"


@pytest.mark.parametrize(
    ("wrapped", "link"),
    [
        (
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fmeet.google.com%2Fabc-defg-hij&data=05%7C01&reserved=0",
            MEET,
        ),
        (
            "https://nam12.safelinks.protection.outlook.com/ap/t-59584e83/?url=https%3A%2F%2Fus02web.zoom.us%2Fj%2F81234567890%3Fpwd%3Da1B2c3.1&data=05",
            ZOOM,
        ),
        ("https://www.google.com/url?q=https://meet.google.com/abc-defg-hij&sa=D", MEET),
        ("https://urldefense.com/v3/__https://meet.google.com/abc-defg-hij__;!!x!y$", MEET),
        (
            "https://urldefense.proofpoint.com/v2/url?u=https-3A__meet.google.com_abc-2Ddefg-2Dhij&d=DwMF",
            MEET,
        ),
        (
            "https://www.google.com/url?q=https%3A%2F%2Feur01.safelinks.protection.outlook.com%2F%3Furl%3Dhttps%253A%252F%252Fmeet.google.com%252Fabc-defg-hij",
            MEET,
        ),
    ],
)
def test_a_link_is_taken_out_of_what_scanners_wrap_it_in(wrapped: str, link: str) -> None:
    assert value("", f"Join {wrapped} at ten") == link


@pytest.mark.parametrize(
    "link",
    [
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fevil.example%2Fj%2F1",
        "https://eur01.safelinks.protection.outlook.com/?url=javascript%3Aalert",
        "https://eur01.safelinks.protection.outlook.com/?data=1",
        "https://urldefense.com/v3/__https://us02web.zoom.us/j/8*123__;!!x",
        "https://zoom.us.evil.example/j/123456",
        "https://evilzoom.us/j/123456",
        "https://meet.google.com@evil.example/abc-defg-hij",
        "https://user:secret@zoom.us/j/123456",
        "https://evil.example/?u=https://zoom.us/j/123456",
        "https://support.zoom.us/hc/en-us/articles/201362663",
        "https://zoom.us/u/abc123",
        "https://zoom.us/download",
        "https://teams.microsoft.com/meetingOptions/?organizerId=1",
        "https://aka.ms/JoinTeamsMeeting",
        "https://dialin.teams.microsoft.com/1234?id=5",
        "https://tel.meet/abc-defg-hij?pin=1",
        "https://support.google.com/meet/answer/1",
        "https://calendly.com/dana/30min",
        "https://www.linkedin.com/in/dana",
        "https://harbor.example/careers",
        "https://[::1/j/1",
        "ftp://zoom.us/j/1",
        "http://zoom.us",
    ],
)
def test_what_is_no_link_to_a_call_is_left(link: str) -> None:
    assert place_of("", f"See {link} for more.") is None


def test_the_number_to_dial_in_is_no_other_call() -> None:
    text = f"""Join Zoom Meeting
{ZOOM}
Meeting ID: 812 3456 7890
One tap mobile +16465588656,,81234567890# US (New York)
Dial by your location +1 646 558 8656
Find your local number: https://us02web.zoom.us/u/kabc123
{ZOOM}"""
    assert value("", text) == ZOOM
    assert format_of("", text) == "video"


@pytest.mark.parametrize(
    ("location", "text", "place"),
    [
        (ZOOM, "", ZOOM),
        (ZOOM, f"or {MEET}", ZOOM),
        (f"Microsoft Teams Meeting; {TEAMS}", "", TEAMS),
        ("Microsoft Teams Meeting", TEAMS, TEAMS),
        ("Microsoft Teams-Besprechung", f"Hier klicken <{TEAMS}>", TEAMS),
        ("Zoom", f"{ZOOM} and {ZOOM}&from=addon", ZOOM),
        ("", f"{ZOOM} or {MEET}", ""),
        ("1 Main Street, Boston, MA 02110", "", "1 Main Street, Boston, MA 02110"),
        ("Hauptstraße 5, 10115 Berlin", "", "Hauptstraße 5, 10115 Berlin"),
        ("Harbor HQ", "", "Harbor HQ"),
        ("Room 4.12", "", "Room 4.12"),
        ("Room 4.12", MEET, MEET),
        ("Conference Room A; Microsoft Teams Meeting", TEAMS, TEAMS),
        ("1 Main Street, Boston", MEET, "1 Main Street, Boston"),
        ("1 Main\nStreet", "", "1 Main, Street"),
        ("", "Where: 1 Main Street, Boston\nWho: Dana", "1 Main Street, Boston"),
        ("", "Ort: Hauptstraße 5, 10115 Berlin", "Hauptstraße 5, 10115 Berlin"),
        ("", "Location: Zoom", ""),
        ("", "Where: 1 Main Street\nVenue: 2 Other Street", ""),
        ("", "Our office is lovely.", ""),
        ("Zoom (link to follow)", "", ""),
        ("Online via Teams", "", ""),
        ("Microsoft Teams / Raum 3", "", ""),
        ("Google Meet (instructions in description)", MEET, MEET),
        ("Dana Lee will call Sam at +1 555 010 0123", "", ""),
        ("Phone call", "", ""),
        ("+1 555 010 0123", "", ""),
        ("Phone: +1 555 010 0123", "", ""),
        ("Telefon", "", ""),
        ("Online", "", ""),
        ("Virtual", "", ""),
        ("Remote", "", ""),
        ("Google Meet", "", ""),
        ("TBD", "", ""),
        ("To be confirmed", "", ""),
        ("see below", "", ""),
        ("-", "", ""),
        ("   ", "", ""),
        ("", "", ""),
    ],
)
def test_the_location_comes_first_and_a_service_by_name_is_none(
    location: str, text: str, place: str
) -> None:
    assert value(location, text) == place


@pytest.mark.parametrize(
    ("location", "text", "kind"),
    [
        ("Zoom", "", "video"),
        ("Microsoft Teams Meeting", "", "video"),
        ("Google Meet", "", "video"),
        ("Video call", "", "video"),
        ("Phone call", "", "phone"),
        ("Telefonisch", "", "phone"),
        ("+49 30 1234567", "", "phone"),
        ("1 Main Street, Boston", "", "on site"),
        ("Hauptstraße 5, 10115 Berlin", "Wir freuen uns", "on site"),
        ("1 Main Street, Boston", MEET, ""),
        ("Room 4.12", MEET, "video"),
        ("", "This will be a phone interview.", "phone"),
        ("", "Dana will call you on +1 555 010 0123.", "phone"),
        ("", "Wir führen ein Telefoninterview.", "phone"),
        ("", "Das Gespräch findet vor Ort statt.", "on site"),
        ("", "We will meet in person at our office.", "on site"),
        ("", "a video interview with Dana", "video"),
        ("", "We will meet on Zoom.", "video"),
        ("", "per Teams", "video"),
        ("", "Wir laden Sie zum Videointerview ein.", "video"),
        ("", "After the phone screen there is an on-site interview.", ""),
        ("", "Looking forward to it.", ""),
        ("Online", "", ""),
        ("TBD", "", ""),
        ("", "", ""),
        ("Online via Teams", "", "video"),
        ("Zoom (link to follow)", "", "video"),
        ("Dana Lee will call Sam at +1 555 010 0123", "", "phone"),
        ("https://harbor.example/visit", "", ""),
    ],
)
def test_the_format_is_told_only_where_one_is_plain(location: str, text: str, kind: str) -> None:
    assert format_of(location, text) == kind
