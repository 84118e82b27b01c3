import pytest

from bot.words import LIMIT, fold, phrase, plain, sentences, split


def folds(text: str) -> list[str]:
    return [word.fold for word in split(plain(text))]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("<@U0123ABC> how many", ["how", "many"]),
        ("<#C0123|desk> how many", ["desk", "how", "many"]),
        ("<https://example.org/1351|the story> says", ["the", "story", "says"]),
        ("<https://example.org/1351> says", ["says"]),
        ("see https://example.org/1351?a=2 today", ["see", "today"]),
        ("<!channel> how many", ["how", "many"]),
        ("killed &amp; wounded", ["killed", "wounded"]),
        ("&lt;@U0123ABC&gt; killed", ["u", "0123", "abc", "killed"]),
        ("&amp;lt;b", ["lt", "b"]),
        ("*how* _many_ ~died~ `now`", ["how", "many", "died", "now"]),
        (":flag-xx: dead :skull:", ["dead"]),
        pytest.param(
            "dead :pray::skin-tone-2:",
            ["dead"],
        ),
        ("dead💀soldiers", ["dead", "soldiers"]),
        ("so\u200bldiers \u202edead\u202c", ["soldiers", "dead"]),
        ("so\u00adldiers", ["soldiers"]),
    ],
)
def test_what_slack_adds_and_nobody_sees_is_not_read(typed: str, read: list[str]) -> None:
    assert read == folds(typed)


def test_only_the_end_of_a_long_message_is_read() -> None:
    assert folds("pasted " * LIMIT + "killed" + " " * (LIMIT - 6)) == ["killed"]
    assert len(plain("x" * 3 * LIMIT)) == LIMIT


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("15,000 dead", ["15,000", "dead"]),
        ("15 000 dead", ["15 000", "dead"]),
        ("15.000 dead", ["15000", "dead"]),
        ("15\u202f000 dead", ["15 000", "dead"]),
        ("1.4 million", ["14", "million"]),
        ("15k", ["15", "k"]),
        ("on 2022-03-10 or 10.03.2022", ["on", "2022-03-10", "or", "10032022"]),
        ("3/4/2022", ["3/4/2022"]),
        ("the ministry's dead", ["the", "ministry", "dead"]),
        ("the ministry’s dead", ["the", "ministry", "dead"]),
        ("soldiers' deaths", ["soldiers", "deaths"]),
        ("U.S. officials", ["us", "officials"]),
        ("non-combatants", ["non", "combatants"]),
        ("Sørvik Łódź Straße Ærø", ["sorvik", "lodz", "strasse", "aero"]),
        ("?!…", []),
        ("", []),
    ],
)
def test_a_message_is_parted_into_words_numbers_and_dates(typed: str, read: list[str]) -> None:
    assert read == folds(typed)


def test_a_word_knows_where_it_stood_and_what_stood_before_it() -> None:
    first, second = split("Dead, wounded")
    assert (first.text, first.start, first.end, first.glue) == ("Dead", 0, 4, "")
    assert (second.text, second.start, second.end, second.glue) == ("wounded", 6, 13, ", ")


@pytest.mark.parametrize(
    ("one", "other"), [("Éléonore", "eleonore"), ("STRASSE", "straße"), ("U.S.", "us"), ("İ", "i")]
)
def test_spellings_that_differ_in_case_accents_or_dots_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_a_name_is_looked_up_by_its_folded_words() -> None:
    assert phrase("Col. Inès Havel") == ("col", "ines", "havel")
    assert phrase("—") == ()


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("How many died? And wounded?", ["How many died", "And wounded"]),
        ("First line\nsecond line", ["First line", "second line"]),
        ("It ended. How many died", ["It ended", "How many died"]),
        ("What did Gen. Ortiz say", ["What did Gen Ortiz say"]),
        ("approx. fifteen died", ["approx fifteen died"]),
        ("one; two", ["one", "two"]),
        ("1) killed 2) wounded", ["killed", "wounded"]),
        ("", []),
    ],
)
def test_a_sentence_ends_where_a_reader_hears_it_end(typed: str, parts: list[str]) -> None:
    read = sentences(split(plain(typed)))
    assert parts == [" ".join(word.text for word in part) for part in read]
