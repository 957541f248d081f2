from __future__ import annotations

from tests.tui.cli.conftest import ADD, Run


def test_people_are_exported_and_shown_as_contacts(run: Run) -> None:
    run(*ADD, "--person", "Dana Lee <dana@example.com>", "--phone", "+1 555 0100")
    shown = run("show", "initech", "--vcard")
    assert shown.out == run("export", "--format", "vcf").out
    assert (shown.status, shown.err) == (0, "")
    assert "FN:Dana Lee" in shown.lines
    assert "TEL;TYPE=WORK,VOICE:+1 555 0100" in shown.lines


def test_a_card_with_nobody_to_reach_says_so(run: Run) -> None:
    run(*ADD)
    shown = run("show", "initech", "--vcard")
    assert (shown.status, shown.out) == (0, "")
    assert shown.err == "afterword: nobody on this card has an address or a number.\n"
