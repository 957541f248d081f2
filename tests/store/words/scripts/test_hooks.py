import pytest

from store.words.scripts.hooks import hook_problem, within_sentence

GOOD = [
    *("the move to Kafka", "how you hire", "moving to Berlin", "Kafka", "Go", "remote work", ""),
    *("The move to Kafka.", "about the move to Kafka", "Talked about Kafka", "- Kafka", "Rust!"),
    *("how the team uses Go", "what she said of the market", "the way Dana runs the team"),
    *("the project you mentioned", "the tool that your team uses", "why you left academia"),
    *("what it is like to work there", "who you are looking for", "IT security", "it security"),
    *("works councils", "the many uses of Kafka", "used cars", "call routing", "email marketing"),
    *("check digits", "read replicas", "research on caching", "your work in Lagos", "you and me"),
    *("the Mars mission", "Dana's move to Berlin", "my portfolio", "that new office", "this year"),
    *(
        "the book she liked",
        "what is next for the team",
        "how you do code reviews",
        "lessons learned",
    ),
    *("a call to action", "the last will of a king", "being asked hard questions", "Will Smith"),
    *("St. Ives and the sea", "Kafka vs. RabbitMQ", "whether testing pays", "your first job, too"),
    *("Kafka used in production", "das neue Büro", "who decides", "where the company is going"),
    *("the team's plans for next year", "talking of dogs", "the work that is done by hand"),
]
SENTENCES = [
    *("We talked about Kafka", "They use Kafka", "She liked my portfolio", "I like their team"),
    *("Dana said they move to Kafka", "asked me why", "Asked about my thesis", "he has two dogs"),
    *("They're moving to Berlin", "we’re both from Oslo", "dana likes Go", "the team is great"),
    *("The whole team was there", "Dana Lee asked about tests", "It was fun", "there is a dog"),
    *("worked at Google before", "liked my portfolio", "that they use Go", "Kafka is slow"),
    *(
        "Our team will double",
        "talked a lot",
        "You mentioned Kafka",
        "used to row",
        "based in Rome",
    ),
    *("The move to Kafka. Great people.", "Dana used to row", "This is a growing team"),
]
QUESTIONS = [
    *("why do they use Go?", "why do they use Go", "How long does it take", "Kafka?", "is it Go"),
    *("what is the salary", "do you use Go", "When will they decide?"),
]
NOTES = [
    *("ask about salary", "Mention the thesis", "send her my portfolio", "remember the dog"),
    *("to ask: the salary", "check the link", "don't forget the dog", "look up Kafka"),
    *("find out who decides", "call them on Monday", "make sure to say thanks"),
]


@pytest.mark.parametrize("hook", GOOD)
def test_a_topic_reads_in_the_letter(hook: str) -> None:
    assert hook_problem(hook) == ""


@pytest.mark.parametrize(
    ("hook", "kind"),
    [
        *((hook, "A sentence") for hook in SENTENCES),
        *((hook, "A question") for hook in QUESTIONS),
        *((hook, "A note to yourself") for hook in NOTES),
        ("the move to Kafka and all of the many things that come with it", "Long"),
    ],
)
def test_what_is_no_topic_is_told_so_in_one_line(hook: str, kind: str) -> None:
    problem = hook_problem(hook)
    assert problem.startswith(kind)
    assert "\n" not in problem
    assert len(problem) <= 76


@pytest.mark.parametrize(
    ("hook", "within"),
    [
        ("The move to Kafka.", "the move to Kafka"),
        ("  how  you hire ", "how you hire"),
        ("Kafka", "Kafka"),
        ("Go!", "Go"),
        ("About the move", "the move"),
        ("talked about Kafka", "Kafka"),
        ("Talking about how you hire", "how you hire"),
        ("Discussed the move", "the move"),
        ("Moving to Berlin", "moving to Berlin"),
        ("Boeing", "Boeing"),
        ("Your work in Lagos", "your work in Lagos"),
        ("• the dog", "the dog"),
        ("about", "about"),
        ("", ""),
    ],
)
def test_a_note_reads_inside_a_sentence(hook: str, within: str) -> None:
    assert within_sentence(hook) == within
