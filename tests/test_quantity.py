import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.quantity import Quantity, at, find
from bot.vocabulary import Vocabulary
from bot.words import plain, split


def read(text: str, vocabulary: Vocabulary) -> list[int]:
    return [number.value for number in find(split(plain(text)), vocabulary.number)]


@pytest.mark.parametrize(
    "text",
    [
        "15000", "15,000", "15.000", "15 000", "15'000", "15\u202f000", "15k", "15 k", "15K",
        "15 thousand", "15-thousand", "fifteen thousand", "Fifteen Thousand", "15.0 thousand",
    ],
)  # fmt: skip
def test_a_number_is_the_same_however_it_was_written(text: str, english: Vocabulary) -> None:
    assert read(text, english) == [15_000]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("zero", [0]),
        ("ninety-nine", [99]),
        ("thirteen hundred", [1_300]),
        ("one thousand three hundred and fifty-one", [1_351]),
        ("two hundred thousand", [200_000]),
        ("1.4 thousand", [1_400]),
        ("1.5 million", [1_500_000]),
        ("7,000 to 15,000", [7_000, 15_000]),
        ("five and wounded", [5]),
        ("and five", [5]),
        ("15,000 dead and 3,825 wounded", [15_000, 3_825]),
        pytest.param(
            "fifteen, sixteen",
            [15, 16],
        ),
    ],
)
def test_numbers_in_words_and_digits_are_read(
    text: str, values: list[int], english: Vocabulary
) -> None:
    assert values == read(text, english)


@pytest.mark.parametrize(
    "text", ["", "many", "hundred", "thousand", "and", "dozens", "99999999999", "٣٤", "9" * 500]
)
def test_what_is_no_count_of_people_is_not_read(text: str, english: Vocabulary) -> None:
    assert read(text, english) == []


def test_a_number_knows_which_words_it_is_made_of(english: Vocabulary) -> None:
    words = split("about fifteen thousand dead")
    assert Quantity(15_000, 1, 3) == at(words, 1, english.number)
    assert None is at(words, 0, english.number)


@given(st.integers(0, 10**9 - 1))
def test_every_whole_number_reads_as_itself_with_and_without_separators(
    english: Vocabulary, number: int
) -> None:
    assert [number] == read(str(number), english) == read(f"{number:,}", english)
