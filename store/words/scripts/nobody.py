"""What people type where a name belongs, and that is nobody's name: "HR", "The hiring team"."""

from __future__ import annotations

import re

_NO_NAME_TEXT = """
    acquisition ceo cfo cio cmo committee coo cpo cso cto department dept evp hiring hr hrbp
    interviewer interviewers manager managers personalabteilung personaler personalleitung
    personalwesen recruiter recruiters recruiting recruitment svp tba tbc tbd team unknown vp
    ansprechpartner ansprechpartnerin geschäftsführung geschäftsleitung bewerbermanagement
    unbekannt noreply recruiterin whom
"""
_NO_NAME = frozenset(_NO_NAME_TEXT.split())
"""Words of which one is enough: no person is called so."""

_NO_NAME_ALONE_TEXT = """
    a admin administration agency agent all an and any anybody anyone application applications
    assistant associate board boss business careers chief client co colleague colleagues company
    consultant contact coordinator customer damen data design designer developer director
    employer engineer engineering enquiries everyone everybody executive finance founder general
    group head hello herren hi his her human idk info inquiries interview it jobs junior lead
    leader leads
    legal ma'am madam mail marketing my name na no nobody none of office officer one operations
    ops or owner panel partner people person personal president principal product program project
    reception receptionist representative resources sales science search secretary selection senior
    service sir sirs software somebody someone specialist staff supervisor support talent tech
    technical technology test that the their them they to und use vice who work working xx xxx
    your our
"""
_NO_NAME_ALONE = frozenset(_NO_NAME_ALONE_TEXT.split()) | _NO_NAME
"""Words that are nobody's name where no other word stands beside them: Steve Jobs is somebody."""

_ARTICLES = frozenset({"the", "our", "your", "their", "das", "die"})
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NOTHING = re.compile(
    r"n[./]?\s?a\.?|no idea|(?:i )?(?:don['’]?t (?:know|remember)|forgot)|not sure"
    r"|no[ -]?(?:name|one|reply)|[^\w]*|x+",
    re.IGNORECASE,
)


def names_nobody(text: str) -> bool:
    """Whether a line is empty, or is no person's name but that of a post, a group or nothing."""
    if _NOTHING.fullmatch(text.strip()):
        return True
    words = _WORD.findall(text.replace("’", "'").casefold())
    if not words or not _NO_NAME.isdisjoint(words) or _NO_NAME_ALONE.issuperset(words):
        return True
    if "of" in words:
        head = words[: words.index("of")]
        return _NO_NAME_ALONE.issuperset(head)
    return words[0] in _ARTICLES and not _NO_NAME_ALONE.isdisjoint(words[1:])
