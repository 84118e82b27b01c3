import pytest

from bot.lexicon import Lexicon
from bot.roles import assign
from bot.words import plain, split


def roles(text: str, lexicon: Lexicon) -> dict[str, str]:
    mentions = lexicon.find(split(plain(text)))
    return {mentions[index].text: role.value for index, role in assign(mentions).of.items()}


@pytest.mark.parametrize(
    ("text", "played"),
    [
        ("Averian dead", {"Averian": "side"}),
        ("number of Averians killed", {"Averians": "side"}),
        ("how many did Bostra lose", {"Bostra": "side"}),
        ("dead from Averia", {"Averia": "side"}),
        ("Bostran lancers killed", {"Bostran": "side", "lancers": "side"}),
        ("lancers killed", {"lancers": "side"}),
        ("the Averian count", {"Averian": "claimant"}),
        ("according to Averia", {"Averia": "claimant"}),
        ("Averia says", {"Averia": "claimant"}),
        ("Averian military says", {"Averian": "claimant"}),
        ("figures from Averia", {"Averia": "claimant"}),
        ("estimate of the Lake Monitors", {"Lake Monitors": "claimant"}),
        ("Havel's figure", {"Havel": "claimant"}),
        ("Lake Monitors", {"Lake Monitors": "claimant"}),
        ("dead in Averia", {"Averia": "place"}),
        ("civilians in Tarn", {"Tarn": "place"}),
        ("the Lake War dead", {"the Lake War": "event"}),
        ("dead from the Lake War", {"the Lake War": "event"}),
        ("toll from the Lake Monitors", {"Lake Monitors": "claimant"}),
        ("the count from the Lake War", {"the Lake War": "event"}),
        ("troops deployed to the Lake War", {"the Lake War": "event"}),
        ("quoting Lake War deaths", {"Lake War": "event"}),
        ("how many had the Lake War killed", {"the Lake War": "event"}),
        ("dead of Tarn", {"Tarn": "place"}),
        ("killed by Averia", {"Averia": "agent"}),
        ("Averia", {"Averia": "open"}),
        ("what about Averia", {"Averia": "open"}),
    ],
)
def test_a_name_plays_the_part_that_the_words_beside_it_give_it(
    text: str, played: dict[str, str], war_lexicon: Lexicon
) -> None:
    assert played == roles(text, war_lexicon)


@pytest.mark.parametrize(
    ("text", "played"),
    [
        ("what does Averia say about Bostran dead", {"Averia": "claimant", "Bostran": "side"}),
        ("Bostran soldiers in Averia", {"Bostran": "side", "Averia": "place"}),
        ("Averian losses in the Lake War", {"Averian": "side", "the Lake War": "event"}),
        (
            "Averian army losses according to Bostra",
            {"Averian army": "side", "Bostra": "claimant"},
        ),
    ],
)
def test_two_names_play_two_parts(text: str, played: dict[str, str], war_lexicon: Lexicon) -> None:
    assert played == roles(text, war_lexicon)


@pytest.mark.parametrize(
    ("text", "played"),
    [
        ("Averia and Bostra say", {"Averia": "claimant", "Bostra": "claimant"}),
        ("Averian and Bostran dead", {"Averian": "side", "Bostran": "side"}),
        ("compare Averia with Bostra", {"Averia": "open", "Bostra": "open"}),
    ],
)
def test_names_in_a_list_play_the_same_part(
    text: str, played: dict[str, str], war_lexicon: Lexicon
) -> None:
    assert played == roles(text, war_lexicon)


@pytest.mark.parametrize(
    ("text", "played"),
    [
        ("Ruritanian dead", {"Ruritanian": "side"}),
        ("according to Ruritania", {"Ruritania": "claimant"}),
        ("dead in Ruritania", {"Ruritania": "place"}),
        ("Averian and Ruritanian dead", {"Averian": "side", "Ruritanian": "side"}),
        ("Gettysburg", {"Gettysburg": "open"}),
    ],
)
def test_an_unknown_name_plays_a_part_as_well(
    text: str, played: dict[str, str], war_lexicon: Lexicon
) -> None:
    assert played == roles(text, war_lexicon)


@pytest.mark.parametrize(
    "text",
    [
        "how many soldiers did Averia kill",
        "how many people has Averia killed",
        "how many prisoners has Averia taken",
    ],
)
def test_who_did_it_is_no_side(text: str, war_lexicon: Lexicon) -> None:
    assert roles(text, war_lexicon) == {"Averia": "agent"}


def test_casualties_that_a_side_takes_are_its_own(war_lexicon: Lexicon) -> None:
    assert roles("how many casualties has Averia taken", war_lexicon) == {"Averia": "side"}


def test_a_list_of_names_is_told_from_names_that_narrow_each_other(war_lexicon: Lexicon) -> None:
    listed = assign(war_lexicon.find(split("Averian and Ruritanian dead")))
    apart = assign(war_lexicon.find(split("Ruritanian dead according to Averia")))
    assert (sorted(listed.joined), sorted(listed.joined_to_known)) == ([0, 2], [2])
    assert (sorted(apart.joined), sorted(apart.joined_to_known)) == ([], [])


def test_nothing_named_plays_nothing(war_lexicon: Lexicon) -> None:
    assert assign(war_lexicon.find(split("how many died"))).of == {}
    assert assign(()).of == {}
