import pytest

from bot import aliases, demonyms, lexicon, vocabulary
from bot.lexicon import Lexicon, Name
from bot.names import Claimant, Event, Names, Party, Person, Place, Population
from bot.store import Store
from bot.vocabulary import Kind, Measures, Vocabulary
from bot.words import plain, split

NAMES = Names(
    parties=(Party(id="veldania", name="Veldania", adjective="Veldanian"),),
    populations=(
        Population(id="people", name="people in Veldania"),
        Population(id="nurses", name="Veldanian nurses"),
    ),
    claimants=(
        Claimant(id="interior", name="Interior Ministry of Veldania"),
        Claimant(id="health", name="Health Ministry of Veldania"),
        Claimant(id="defence", name="Veldanian Ministry of National Defence"),
        Claimant(id="ncpa", name="National Civil Protection Agency (NCPA)"),
        Claimant(id="crescent", name="Veldanian Red Crescent"),
        Claimant(id="project", name="Alvas University Quake Toll Project"),
        Claimant(id="csis", name="Centre for Seismic and International Studies"),
        Claimant(id="mission", name="United Nations Mission in Veldania"),
        Claimant(id="toval", name="Mira Toval"),
        Claimant(id="northfield", name="Northfield University"),
    ),
    people=(
        Person(id="orsek", name="Lt. Gen. Danil Orsek", role="Interior Minister"),
        Person(id="mira", name="Mira Toval", role="leader of the opposition Civic Bloc"),
        Person(id="nobody", name="a senior official, unnamed", anonymous=True),
    ),
    places=(
        Place(id="ketrin", name="Ketrin Province"),
        Place(id="market", name="Lindel market shelling, 3 April 2031"),
    ),
    events=(
        Event(id="quake", name="Sarn Valley earthquake 2031"),
        Event(id="aftershock", name="Sarn Valley aftershock 2031"),
    ),
)


@pytest.fixture(scope="module")
def quake(english: Vocabulary, measures: Measures) -> Lexicon:
    return lexicon.build(Store(names=NAMES, claims=()), english, measures)


def meant(text: str, kind: Name, within: Lexicon) -> set[str]:
    """Read a text as one mention and list what of a kind it may mean; empty: more than one."""
    mentions = [m for m in within.find(split(plain(text))) if not m.has(Kind.FILLER, "words")]
    return set(mentions[0].values(kind)) if len(mentions) == 1 else set()


@pytest.mark.parametrize(
    ("text", "claimants"),
    [
        ("NCPA", {"ncpa"}),
        ("National Civil Protection Agency", {"ncpa"}),
        ("civil protection agency", {"ncpa"}),
        ("the agency", {"ncpa"}),
        ("Interior Ministry", {"interior"}),
        ("ministry of the interior", {"interior"}),
        ("Veldania's interior ministry", {"interior"}),
        ("Veldanian ministry of the interior", {"interior"}),
        ("ministry of health", {"health"}),
        ("the ministry", {"interior", "health", "defence"}),
        ("Veldanian defence ministry", {"defence"}),
        ("ministry of defence", {"defence"}),
        ("Red Crescent", {"crescent"}),
        ("Alvas University", {"project"}),
        ("Quake Toll Project", {"project"}),
        ("Northfield University project", {"northfield"}),
        ("the university", {"project", "northfield"}),
        ("CSIS", {"csis"}),
        ("UN mission", {"mission"}),
        ("Toval", {"toval"}),
        ("opposition leader", {"toval"}),
        ("Red Cross", set()),
        ("World Bank", set()),
    ],
)
def test_a_body_is_called_in_ordinary_ways(text: str, claimants: set[str], quake: Lexicon) -> None:
    assert claimants == meant(text, Name.CLAIMANT, quake)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Danil Orsek", {"orsek"}),
        ("Orsek", {"orsek"}),
        ("General Orsek", {"orsek"}),
        ("Lieutenant General Orsek", {"orsek"}),
        ("Mr Orsek", {"orsek"}),
        ("Interior Minister Orsek", {"orsek"}),
        ("the interior minister", {"orsek"}),
        ("leader of the opposition", {"mira"}),
        ("Mira Orsek", set()),
        ("Danil", set()),
        ("senior official", set()),
    ],
)
def test_a_speaker_is_called_in_ordinary_ways(text: str, people: set[str], quake: Lexicon) -> None:
    assert people == meant(text, Name.PERSON, quake)


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Sarn Valley earthquake", {"quake"}),
        ("2031 Sarn Valley earthquake", {"quake"}),
        ("earthquake in Sarn Valley", {"quake"}),
        ("Sarn Valley quake", {"quake"}),
        ("the quake", {"quake"}),
        ("aftershocks", {"aftershock"}),
        ("Sarn Valley", {"quake", "aftershock"}),
        ("Sarn Valley flood", set()),
        ("the war", set()),
    ],
)
def test_an_event_is_called_by_its_kind_or_its_place(
    text: str, events: set[str], quake: Lexicon
) -> None:
    assert events == meant(text, Name.EVENT, quake)


@pytest.mark.parametrize(
    ("text", "kind", "entry"),
    [
        ("Ketrin", Name.PLACE, "ketrin"),
        ("Lindel market", Name.PLACE, "market"),
        ("Lindel shelling", Name.PLACE, "market"),
        ("Veldanians", Name.PARTY, "veldania"),
        ("nurses", Name.POPULATION, "nurses"),
        ("nurse", Name.POPULATION, "nurses"),
        ("Veldania", Name.POPULATION, "people"),
    ],
)
def test_places_and_people_are_called_in_ordinary_ways(
    text: str, kind: Name, entry: str, quake: Lexicon
) -> None:
    found = meant(text, kind, quake)
    assert entry in found or (kind is Name.POPULATION and not found)


def test_a_word_of_the_vocabulary_stays_what_it_is(quake: Lexicon) -> None:
    assert set() == meant("toll", Name.CLAIMANT, quake)
    (mention,) = quake.find(split("toll"))
    assert mention.values(Kind.UMBRELLA) == ("harm",)


def test_a_name_that_is_filed_is_not_shared_with_a_made_up_one(
    english: Vocabulary, measures: Measures
) -> None:
    names = Names(
        claimants=(
            Claimant(id="own", name="Interior Ministry"),
            Claimant(id="other", name="Interior Ministry of Ostrava"),
        )
    )
    read = lexicon.build(Store(names=names, claims=()), english, measures)
    assert {"own"} == meant("Interior Ministry", Name.CLAIMANT, read)


def test_a_body_after_the_adjective_of_another_party_is_not_meant(
    english: Vocabulary, measures: Measures
) -> None:
    names = Names(
        parties=(
            Party(id="selkia", name="Selkia", adjective="Selkian"),
            Party(id="orvana", name="Orvana", adjective="Orvanan"),
        ),
        claimants=(Claimant(id="ministry", name="Selkian Ministry of Defence"),),
    )
    read = lexicon.build(Store(names=names, claims=()), english, measures)
    for text in ("Orvanan defence ministry", "ministry of defence of Orvana"):
        mentions = read.find(split(text))
        assert not any(mention.values(Name.CLAIMANT) for mention in mentions)
    assert {"ministry"} == meant("Selkian defence ministry", Name.CLAIMANT, read)


def test_an_event_of_no_known_kind_may_be_of_any(english: Vocabulary) -> None:
    found = aliases.kinds([Event(id="it", name="Emergency Tern")], english)
    assert [event.id for event in found[("earthquake",)]] == ["it"]


@pytest.mark.parametrize(
    ("adjective", "noun", "related"),
    [
        ("veldanian", "veldania", True),
        ("orvanan", "orvana", True),
        ("iraqi", "iraq", True),
        ("polish", "poland", True),
        ("iranian", "iraq", False),
        ("australian", "austria", False),
        ("romanian", "roma", False),
    ],
)
def test_an_adjective_is_told_by_its_ending(adjective: str, noun: str, related: bool) -> None:
    words = vocabulary.name_words()
    assert related == (noun in demonyms.nouns(adjective, words))
    assert related == (adjective in demonyms.family(noun, words))
