"""The thing talked of, as it reads in a letter: "I enjoyed talking about the move to Kafka"."""

from __future__ import annotations

import re

from store.text import clean_line

_MOST_WORDS = 12
_READ = 300  # characters: what goes on after them is too long in any case

_OPENING_WORDS = frozenset(
    {"A", "An", "Being", "Both", "Her", "His", "How", "Its", "My", "Our", "That", "The", "Their"}
    | {"These", "This", "Those", "What", "When", "Where", "Whether", "Which", "Who", "Why", "Your"}
)
_NAMES_IN_ING = frozenset(
    {"Beijing", "Bing", "Boeing", "Boring", "Chongqing", "ING", "King", "Ming", "Nanjing", "Ping"}
    | {"Reading", "Spring", "Sterling", "Wellington", "Xing"}
)
_BULLET = re.compile(r"^(?:[-–—•*>]+\s+)")
_LEAD_IN = re.compile(
    r"^(?:(?:talk(?:ed|ing)?|spoken|spoke|speaking|chatt?(?:ed|ing)|discussi(?:on|ons)) )?"
    r"(?:about|of)\s+(?=\S)|^(?:discussed|discussing)\s+(?=\S)",
    re.IGNORECASE,
)


def within_sentence(hook: str) -> str:
    """A note such as "About the move to Kafka." as it reads in a sentence: "the move to Kafka"."""
    words = _LEAD_IN.sub("", _BULLET.sub("", clean_line(hook))).rstrip(" .,;:!…")
    opening = words.partition(" ")[0]
    is_doing = opening.endswith("ing") and opening.istitle() and opening not in _NAMES_IN_ING
    return words[:1].lower() + words[1:] if opening in _OPENING_WORDS or is_doing else words


_SOMEONE = r"(?:i|you|he|she|we|they|it|there|this|that|the|an?|my|your|his|her|our|their|any)"
_HELPING = (
    r"(?:do|does|did|is|are|was|were|can|could|will|would|should|shall|have|has|had|may|might)"
)
_QUESTION = re.compile(
    rf"\?$|^(?:why|how|what|when|where|who|which)(?: (?:long|many|much|often|far|soon|big))?"
    rf" {_HELPING}(?:n't)? {_SOMEONE}\b|^{_HELPING}(?:n't)? {_SOMEONE}\b"
)
_INSTRUCTION = re.compile(
    r"^(?:to )?(?:ask|mention|remember|remind|find out|make sure|don't forget|do not forget"
    r"|look (?:up|into)|follow up (?:on|with)|need to|have to|must|should|todo|to do:)\b"
    r"|^(?:to )?(?:send|check|call|email|e-mail|thank|tell|bring|research|read|write|prepare|study"
    r"|say|show|give|talk to|speak to|google|google for|note)"
    r" (?:him|her|them|me|the|my|their|a|if|whether|that|to)\b(?! action)"
)
_PERSON_FIRST = re.compile(
    r"^(?:i|he|she|we|they)(?:'\w+)? \S"
    r"|^you(?:'\w+ | (?!and\b))\S|^it(?:'s| (?:is|was|has|had|will|would|seems?|sounds?|looks?))\b"
    r"|^there(?:'s| (?:is|are|was|were|will))\b|^th(?:is|at) (?:is|was|will)\b|^that's\b"
    r"|^that (?:i|you|he|she|we|they|it|there|the|our|their|my)\b"
)
_NO_SUBJECT = re.compile(
    r"^(?:said|told|asked|mentioned|liked|loved|wanted|explained|showed|offered|promised|seemed"
    r"|suggested|recommended|enjoyed|thought|met|felt|says|asks|thinks|knows|wants|hates|loves"
    r"|likes|seems|is|are|was|were|has|had|used to|got|went|came|gave|made|saw|wasn't|isn't)\b"
    r"|^work(?:s|ed) (?:at|on|with|for|in|from)\b|^(?:talked|spoke|chatted) \S|^uses (?!of\b)\S"
    r"|^(?:interested in|based in|excited about|impressed (?:by|with))\b"
)
_STATES = (
    r"(?:is|isn't|are|aren't|was|wasn't|were|has|had|said|says|thinks|thought|wants|wanted|knows"
    r"|likes|loves|hates|will|won't|would|does|doesn't|did|didn't|can|can't)"
)
_SAYS_OF_SOMEBODY = re.compile(
    rf"^(?!(?:being|having|what|why|how|when|where|who|which|whether)\b)"
    rf"(?:(?:the|our|their|my|your|his|her|a|this) )?(?:[\w'-]+ )?"
    rf"(?!(?:he|she|it|they|we|you|i|that|who|which|what|how|where|why|free|last)\b)"
    rf"[\w'-]+ {_STATES}(?= \S)(?! of\b)"
)
_NAMED = re.compile(
    r"^[A-Z][\w'-]*(?: [A-Z][\w'-]*)? (?:also |just |really )?"
    r"(?:asked|told|mentioned|liked|loved|explained|showed|offered|suggested|recommended|hired"
    r"|works|worked|uses|moved|came|comes|lives|grew|went|studied|runs|asks|needs|used to)\b"
)
_TWO_SENTENCES = re.compile(r"\w{4,}[.!?]\s+[A-Z]")

_EXAMPLE = "“the move to Kafka”"


def hook_problem(hook: str) -> str:
    """One line where a hook does not read after "I enjoyed talking about …"; "" where it does.

    It is a hint: a note that it takes for a sentence may be none.
    """
    words = within_sentence(hook)[:_READ]
    low = words.lower().replace("’", "'")
    if _QUESTION.search(low):
        return f"A question; “talking about …” wants the topic: {_EXAMPLE}."
    if _INSTRUCTION.search(low):
        return f"A note to yourself; “talking about …” wants the topic: {_EXAMPLE}."
    if _is_sentence(words.replace("’", "'"), low):
        return f"A sentence; “talking about …” wants the topic: {_EXAMPLE}."
    if len(words.split()) > _MOST_WORDS:
        return f"Long for “talking about …”; a few words are enough: {_EXAMPLE}."
    return ""


def _is_sentence(words: str, low: str) -> bool:
    if _TWO_SENTENCES.search(words) or _NAMED.search(words):
        return True
    return any(form.search(low) for form in (_PERSON_FIRST, _NO_SUBJECT, _SAYS_OF_SOMEBODY))
