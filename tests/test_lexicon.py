import datetime as dt

import pytest

from bot import lexicon
from bot.lexicon import Lexicon, Mention
from bot.measures import Measures
from bot.phrases import Name, Sense
from bot.store import Store
from bot.vocabulary import Kind, Vocabulary
from bot.words import plain, split

AVERIA = Sense(Name.PARTY, "averia")
BOSTRA = Sense(Name.PARTY, "bostra")
MONITORS = Sense(Name.CLAIMANT, "lake-monitors")
HAVEL = Sense(Name.PERSON, "havel")
KILLED = Sense(Kind.MEASURE, "killed")
SOLDIERS = Sense(Kind.CATEGORY, "military")


def find(text: str, within: Lexicon, *, names_only: bool = False) -> tuple[Mention, ...]:
    return within.find(split(plain(text)), names_only=names_only)


@pytest.mark.parametrize(
    ("text", "sense"),
    [
        ("Averia", AVERIA),
        ("AVERIANS", AVERIA),
        ("Averian", AVERIA),
        ("Castle Hill", AVERIA),
        ("Lake Monitors", MONITORS),
        ("the monitors", MONITORS),
        ("monitors", MONITORS),
        ("AGS", Sense(Name.CLAIMANT, "averian-staff")),
        ("ags", Sense(Name.CLAIMANT, "averian-staff")),
        ("Col. Ines Havel", HAVEL),
        ("Havel", HAVEL),
        ("Tarn", Sense(Name.PLACE, "tarn")),
        ("Tarn Bridge", Sense(Name.EVENT, "tarn-bridge")),
        ("lancers", Sense(Name.POPULATION, "averian-lancers")),
        ("killed", KILLED),
        ("killed in action", KILLED),
        ("soldiers", SOLDIERS),
        ("how many", Sense(Kind.CUE, "how_many")),
    ],
)
def test_names_and_words_are_found_whole(text: str, sense: Sense, war_lexicon: Lexicon) -> None:
    (mention,) = find(text, war_lexicon)
    assert sense in mention.senses
    assert None is mention.repaired


@pytest.mark.parametrize(
    ("text", "sense"),
    [
        ("Averain", AVERIA),
        ("Avera", AVERIA),
        ("Bastra", BOSTRA),
        ("monitrs", MONITORS),
        ("Havell", HAVEL),
        ("klled", KILLED),
        ("soliders", SOLDIERS),
        ("civillians", Sense(Kind.CATEGORY, "civilian")),
        ("Bostran Army Comand", Sense(Name.CLAIMANT, "bostran-command")),
    ],
)
def test_a_slip_inside_a_name_or_a_counting_word_is_repaired(
    text: str, sense: Sense, war_lexicon: Lexicon
) -> None:
    (mention,) = find(text, war_lexicon)
    assert sense in mention.senses
    assert mention.repaired


@pytest.mark.parametrize(
    "text",
    [
        "xyzzy",  # near nothing
        "Trn",  # too short
        "Xarn",  # another first letter
        "Bustria",  # two slips in a short word
        "Ruritania",
    ],
)
def test_what_is_not_known_stays_unknown(text: str, war_lexicon: Lexicon) -> None:
    assert [mention.senses for mention in find(text, war_lexicon)] == [()]


def test_a_repair_never_chooses_between_two_meanings(
    english: Vocabulary, measures: Measures, war: Store
) -> None:
    parties = tuple(
        party.model_copy(update={"id": name.lower(), "name": name, "adjective": None})
        for party, name in zip(war.names.parties, ("Malia", "Talia", "Malta"), strict=True)
    )
    names = war.names.model_copy(update={"parties": parties})
    twins = lexicon.build(Store(names=names, claims=war.claims), english, measures)
    (between,) = find("Maltia", twins)
    assert between.senses == ()


def test_a_short_name_in_capitals_is_no_small_word(founding_lexicon: Lexicon) -> None:
    united_states = Sense(Name.PARTY, "united-states")
    (shouted,), (small,) = find("US", founding_lexicon), find("us", founding_lexicon)
    assert (united_states in shouted.senses, united_states in small.senses) == (True, False)


def test_the_longest_phrase_wins(war_lexicon: Lexicon) -> None:
    assert [
        mention.text
        for mention in find("Averian General Staff, Averian army, Averian", war_lexicon)
    ] == ["Averian General Staff", "Averian army", "Averian"]


def test_every_word_is_in_exactly_one_mention(war_lexicon: Lexicon) -> None:
    words = split("so how many Averian General Staff soldeirs were killd at Tarn Bridge xyzzy")
    mentions = war_lexicon.find(words)
    assert list(range(len(words))) == [
        index for mention in mentions for index in range(mention.start, mention.end)
    ]


def test_names_can_be_looked_for_alone(war_lexicon: Lexicon) -> None:
    averian, dead = find("Averian dead", war_lexicon, names_only=True)
    assert (averian.senses, dead.senses) == ((AVERIA,), ())


@pytest.mark.parametrize(
    ("typed", "parted"),
    [
        ("howmany", ["howmany"]),  # a phrase of its own
        ("soldierskilled", ["soldiers", "killed"]),
        ("AverianGeneral", ["Averian", "General"]),
        ("Havelsaid", ["Havel", "said"]),
        ("xyzzykilled", ["xyzzykilled"]),
    ],
)
def test_words_typed_without_a_space_are_parted(
    typed: str, parted: list[str], war_lexicon: Lexicon
) -> None:
    assert parted == [word.text for word in war_lexicon.part(split(typed))]


def test_a_measure_that_the_vocabulary_lacks_is_asked_for_by_its_own_name(
    english: Vocabulary, measures: Measures, war: Store
) -> None:
    claim = war.claims[0].model_copy(update={"measure": "sent_home"})
    other = lexicon.build(Store(names=war.names, claims=(claim,)), english, measures)
    (mention,) = find("sent home", other)
    assert mention.values(Kind.MEASURE) == ("sent_home",)


@pytest.mark.parametrize(
    ("today", "year"), [(dt.date(2026, 11, 24), 2019), (dt.date(2018, 1, 1), 2018)]
)
def test_a_date_without_a_year_is_in_the_last_year_on_file(
    today: dt.date, year: int, war_lexicon: Lexicon
) -> None:
    assert year == war_lexicon.year(today)


def test_every_number_on_file_is_known_as_a_count(war: Store, war_lexicon: Lexicon) -> None:
    assert {n for claim in war.claims for n in claim.numbers} == war_lexicon.counts
