import pytest

from bot import aliases, demonyms, lexicon, vocabulary
from bot.claim import Claim
from bot.lexicon import Lexicon
from bot.measures import Measures
from bot.names import Claimant, Event, Names, Party, Person, Place, Population
from bot.phrases import Name
from bot.store import Store
from bot.vocabulary import Kind, Vocabulary
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


# --- other people's stores ---

SCATTERED = Names(
    parties=(
        Party(id="selkia", name="Selkia", adjective="Selkian"),
        Party(id="orvana", name="Orvana", adjective="Orvanan"),
    ),
    populations=(
        Population(id="plant", name="plant workers"),
        Population(id="contract", name="contract workers"),
        Population(id="crew", name="crew"),
        Population(id="aboard", name="passengers and crew"),
    ),
    claimants=(
        Claimant(id="gazette", name="Court Gazette of the Kingdom of Selkia"),
        Claimant(
            id="peace", name="Institute for Peace Research of the University of Dellmar (IPRUD)"
        ),
        Claimant(id="fire", name="Lindel Municipal Fire and Rescue Service"),
        Claimant(id="company", name="Terrow Chemicals AG"),
        Claimant(id="centre", name="Saint Olm Regional Medical Center"),
        Claimant(id="province", name="Provincial Government of San Tirelo"),
        Claimant(id="emergency", name="National Emergency Operation Centre"),
        Claimant(id="cross", name="Nepal Red Cross Society"),
        Claimant(id="union", name="Joint Union of Chemical and Energy Workers"),
    ),
    people=(
        Person(id="governor", name="Governor Benno Vilar-Uy", belongs_to="province"),
        Person(
            id="medic", name="Dr. Pura Delos Rimas", role="head of medicine", belongs_to="centre"
        ),
        Person(id="chief", name="Fire Chief Bernd Osterle", belongs_to="fire"),
        Person(id="head", name="Karin Wessel", role="chief executive", belongs_to="company"),
        Person(id="marshal", name="Field Marshal Count Otto von Harr", belongs_to="gazette"),
        Person(id="general", name="General Walt Haman Roja", belongs_to="emergency"),
    ),
    places=(Place(id="bridge", name="Battle of Grauwasser"),),
    events=(
        Event(id="ship", name="Sinking of the MV Reyna Lucinda (2025)"),
        Event(id="floods", name="San Tirelo floods (2024)"),
        Event(id="peru", name="Quispa landslide, Peru (2019)"),
        Event(id="norway", name="Sørvik quick clay landslide, Norway (2020)"),
        Event(id="hills", name="Obua Hills landslide, Ghana (2022)"),
        Event(id="greece", name="Thera earthquake, Greece (2021)"),
    ),
)


@pytest.fixture(scope="module")
def scattered(english: Vocabulary, measures: Measures) -> Lexicon:
    return lexicon.build(Store(names=SCATTERED, claims=()), english, measures)


@pytest.mark.parametrize(
    ("text", "kind", "entries"),
    [
        # parts of names
        ("Reyna Lucinda", Name.EVENT, {"ship"}),
        ("Lucinda", Name.EVENT, {"ship"}),
        ("Reyna Lucinda sank", Name.EVENT, {"ship"}),
        ("Obua", Name.EVENT, {"hills"}),
        ("Hills", Name.EVENT, set()),
        ("Tirelo", Name.EVENT, set()),
        ("quick clay slide", Name.EVENT, {"norway"}),
        ("the Gazette", Name.CLAIMANT, {"gazette"}),
        ("Selkia's Court Gazette", Name.CLAIMANT, {"gazette"}),
        ("Dellmar institute", Name.CLAIMANT, {"peace"}),
        ("Institute for Peace Research", Name.CLAIMANT, {"peace"}),
        ("University of Peace", Name.CLAIMANT, set()),
        ("fire service", Name.CLAIMANT, {"fire"}),
        ("fire brigade", Name.CLAIMANT, {"fire"}),
        ("the company", Name.CLAIMANT, {"company"}),
        ("Terrow", Name.CLAIMANT, {"company"}),
        ("the hospital", Name.CLAIMANT, {"centre"}),
        ("St Olm medical centre", Name.CLAIMANT, set()),
        ("St Olm medical center", Name.CLAIMANT, {"centre"}),
        ("government of San Tirelo province", Name.CLAIMANT, {"province"}),
        ("union of chemical workers", Name.CLAIMANT, {"union"}),
        ("Kingdom of Selkia", Name.PARTY, {"selkia"}),
        ("Selkiaers", Name.PARTY, {"selkia"}),
        # a place is no claimant by its name alone
        ("San Tirelo", Name.CLAIMANT, set()),
        ("San Tirelo", Name.EVENT, {"floods"}),
        # speakers
        ("the governor", Name.PERSON, {"governor"}),
        ("Governor Vilar", Name.PERSON, {"governor"}),
        ("Dr Delos Rimas", Name.PERSON, {"medic"}),
        ("the fire chief", Name.PERSON, {"chief"}),
        ("fire chief Osterle", Name.PERSON, {"chief"}),
        ("CEO Wessel", Name.PERSON, {"head"}),
        ("Count von Harr", Name.PERSON, {"marshal"}),
        ("Field Marshal Harr", Name.PERSON, {"marshal"}),
        ("General Haman", Name.PERSON, {"general"}),
        ("the general", Name.PERSON, set()),
        ("the doctor", Name.PERSON, set()),
        # adjectives of countries
        ("Peruvian", Name.EVENT, {"peru"}),
        ("Norwegians", Name.EVENT, {"norway"}),
        ("Ghanaian", Name.EVENT, {"hills"}),
        ("Greek", Name.EVENT, {"greece"}),
        ("Nepalese Red Cross", Name.CLAIMANT, {"cross"}),
        # several populations
        ("workers", Name.POPULATION, {"plant", "contract"}),
        ("crew", Name.POPULATION, {"crew"}),
    ],
)
def test_a_name_from_any_table_is_called_in_ordinary_ways(
    text: str, kind: Name, entries: set[str], scattered: Lexicon
) -> None:
    assert entries == meant(text, kind, scattered)


@pytest.mark.parametrize(
    "text",
    [
        "the University of Orvana",
        "the Institute of Statistics of Orvana",
        "the Institute for Peace Research of Orvana",
        "the Orvanan institute",
        "Terrow union of chemical workers",
        "National Emergency Institute",
        "Governor Rimas",
    ],
)
def test_parts_of_names_of_different_bodies_make_no_claimant(text: str, scattered: Lexicon) -> None:
    mentions = scattered.find(split(plain(text)))
    assert not any(m.values(Name.CLAIMANT) or m.values(Name.PERSON) for m in mentions)


def test_a_company_is_no_place(scattered: Lexicon) -> None:
    assert not any(m.named for m in scattered.find(split("died in Terrow")))
    assert any(m.named for m in scattered.find(split("what did Terrow say")))


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("Quipsa landslide", "Quispa landslide"),
        ("Sorvik", None),
        ("Ghanaian", None),
        ("Ghanain", None),
    ],
)
def test_a_repair_is_told_as_it_is_written(
    text: str, repaired: str | None, scattered: Lexicon
) -> None:
    assert repaired == scattered.find(split(plain(text)))[0].repaired


def test_fighters_of_fires_are_one_word(scattered: Lexicon) -> None:
    assert [word.text for word in scattered.part(split("firefighters"))] == ["firefighters"]


@pytest.mark.parametrize(
    ("language", "text", "kind", "entry"),
    [
        ("es", "batalla de Grauwasser", Name.PLACE, "bridge"),
        ("es", "hundimiento del Reyna Lucinda", Name.EVENT, "ship"),
        ("es", "deslizamiento de tierra", Name.EVENT, "peru"),
        ("de", "Überschwemmungen", Name.EVENT, "floods"),
        ("fr", "naufrage", Name.EVENT, "ship"),
        ("pl", "osuwisko", Name.EVENT, "norway"),
        ("ru", "оползень", Name.EVENT, "peru"),
        ("uk", "землетрус", Name.EVENT, "greece"),
    ],
)
def test_kinds_of_events_are_known_in_every_language(
    language: str, text: str, kind: Name, entry: str, measures: Measures
) -> None:
    words = vocabulary.read(vocabulary.LANGUAGES / f"{language}.toml")
    read = lexicon.build(Store(names=SCATTERED, claims=()), words, measures)
    assert entry in meant(text, kind, read)


@pytest.mark.parametrize(
    ("word", "same", "other"),
    [
        ("norway", "norwegian", "swedish"),
        ("japanese", "japan", "javan"),
        ("france", "french", "breton"),
        ("nigerian", "nigeria", "niger"),
    ],
)
def test_the_words_of_a_country_belong_together(word: str, same: str, other: str) -> None:
    forms = demonyms.of_country(word, vocabulary.name_words())
    assert (same in forms, other in forms) == (True, False)


def test_what_is_no_country_has_no_adjective() -> None:
    assert not demonyms.of_country("lindel", vocabulary.name_words())


# --- one telling word ---

TOLD = Names(
    parties=(
        Party(id="ostria", name="Ostria", adjective="Ostrian"),
        Party(id="kessel", name="Kessel", adjective="Kesselan"),
    ),
    populations=(
        Population(id="residents", name="Talvin residents"),
        Population(id="island", name="Morra Island tourists"),
        Population(id="miners", name="Ostrian miners"),
        Population(id="rescue", name="Ostrian rescue workers"),
        Population(id="children", name="Kesselan children"),
    ),
    claimants=(
        Claimant(id="tribune", name="Lindel Tribune"),
        Claimant(id="herald", name="Lindel Herald"),
        Claimant(id="halden", name="Halden Institute for Peace"),
        Claimant(id="mining", name="Varnos Mining Company"),
        Claimant(id="inspectorate", name="State Mine Inspectorate of Ostria"),
        Claimant(id="coalition", name="Coalition for Open Tolls"),
        Claimant(id="north", name="Brennar Relief Committee"),
        Claimant(id="south", name="Brennar University"),
    ),
    people=(),
    places=(),
    events=(
        Event(id="mine", name="Varnos mine collapse (June 2029)"),
        Event(id="dam", name="Talvin dam failure (Ostria, 2031)"),
        Event(id="first", name="Kesselan war 2008"),
        Event(id="second", name="Kesselan war 2031"),
    ),
)


@pytest.fixture(scope="module")
def told(english: Vocabulary, measures: Measures) -> Lexicon:
    return lexicon.build(Store(names=TOLD, claims=()), english, measures)


@pytest.mark.parametrize(
    ("text", "kind", "entries"),
    [
        # a body by its own name, by what it is, or by both
        ("the Tribune", Name.CLAIMANT, {"tribune"}),
        ("Halden", Name.CLAIMANT, {"halden"}),
        ("the inspectorate", Name.CLAIMANT, {"inspectorate"}),
        ("the coalition", Name.CLAIMANT, {"coalition"}),
        ("the operator", Name.CLAIMANT, {"mining"}),
        ("mine operator", Name.CLAIMANT, {"mining"}),
        ("the mine operator", Name.CLAIMANT, {"mining"}),
        # what several bodies have in their names is each of them
        ("the newspaper", Name.CLAIMANT, {"tribune", "herald"}),
        ("Lindel newspaper", Name.CLAIMANT, {"tribune", "herald"}),
        ("Brennar", Name.CLAIMANT, {"north", "south"}),
        # what a body is about is none
        ("Peace", Name.CLAIMANT, set()),
        ("Relief", Name.CLAIMANT, set()),
        ("Varnos", Name.CLAIMANT, set()),
        # people by where they are and by other words for them
        ("Talvin", Name.POPULATION, {"residents"}),
        ("Morra Island", Name.POPULATION, {"island"}),
        ("holidaymakers", Name.POPULATION, {"island"}),
        ("miners", Name.POPULATION, {"miners"}),
        ("rescuers", Name.POPULATION, {"rescue"}),
        ("residents", Name.POPULATION, set()),
        ("workers", Name.POPULATION, set()),
        # what happened by its year, in other words, or by what it happened to
        ("2031 war", Name.EVENT, {"second"}),
        ("the old war", Name.EVENT, {"first"}),
        ("the mine", Name.EVENT, {"mine"}),
        ("Varnos accident", Name.EVENT, {"mine"}),
        ("dam breach", Name.EVENT, {"dam"}),
        ("Talvin explosion", Name.EVENT, set()),
        ("the collapse", Name.EVENT, {"mine"}),
        ("the explosion", Name.EVENT, set()),
        ("Kesselan war", Name.EVENT, {"first", "second"}),
        # a party in brackets is not the event
        ("Ostria", Name.EVENT, set()),
    ],
)
def test_one_telling_word_of_a_name_stands_for_it(
    text: str, kind: Name, entries: set[str], told: Lexicon
) -> None:
    assert entries == meant(text, kind, told)


# --- names that no claim uses ---

BORROWED = Names(
    parties=(Party(id="ostria", name="Ostria", adjective="Ostrian"),),
    populations=(
        Population(id="divers", name="harbour divers", aliases=("divers and volunteers",)),
        Population(
            id="crews",
            name="salvage crews",
            aliases=("divers", "helpers", "prisoners", "volunteers"),
        ),
    ),
    claimants=(Claimant(id="board", name="Harbour Board"),),
    events=(
        Event(id="sinking", name="Selmar ferry sinking (2031)"),
        Event(id="fire", name="great fire", aliases=("Selmar", "Selmar ferry", "Dorn fire")),
    ),
)
COUNT = Claim.model_validate(
    {
        "id": "divers-killed",
        "event": "sinking",
        "population": "divers",
        "measure": "killed",
        "claimant": "board",
        "figure": {"low": 3, "high": 3, "point": 3, "wording": "3"},
        "verification": {"status": "unverified"},
        "sources": [{"publisher": "Courier"}],
    }
)


@pytest.mark.parametrize(
    ("text", "kind", "entries"),
    [
        ("divers", Name.POPULATION, {"divers"}),
        ("helpers", Name.POPULATION, {"crews"}),
        ("salvage crews", Name.POPULATION, {"crews"}),
        ("prisoners", Name.POPULATION, {"crews"}),
        ("volunteers", Name.POPULATION, set()),
        ("Selmar ferry", Name.EVENT, {"sinking"}),
        ("Dorn fire", Name.EVENT, {"fire"}),
    ],
)
def test_a_name_that_no_claim_uses_leaves_its_words_to_one_that_a_claim_does(
    text: str, kind: Name, entries: set[str], english: Vocabulary, measures: Measures
) -> None:
    borrowed = lexicon.build(Store(names=BORROWED, claims=(COUNT,)), english, measures)
    assert entries == meant(text, kind, borrowed)


# --- what is told by the kind of an event and by whom it befell ---

BEFELL = Names(
    parties=(Party(id="ostria", name="Ostria", adjective="Ostrian"),),
    populations=(
        Population(id="mercenaries", name="Dusk Raven Company mercenaries"),
        Population(id="front", name="Selmar Liberation Front fighters"),
        Population(id="sailors", name="Ostrian sailors"),
        Population(id="children", name="children aboard the Alta Mara"),
    ),
    claimants=(
        Claimant(id="slf", name="Selmar Liberation Front (SLF)"),
        Claimant(id="directorate", name="Perrin Intelligence Directorate (PID)"),
    ),
    people=(
        Person(
            id="official",
            name="a senior Perrin intelligence official, unnamed",
            belongs_to="directorate",
            anonymous=True,
        ),
    ),
    events=(
        Event(id="outbreak", name="Ketrin cholera outbreak"),
        Event(id="ferry", name="Sinking of the ferry Alta Mara"),
        Event(id="shelling", name="Dorn market shelling of May 2031"),
    ),
)


@pytest.mark.parametrize(
    ("text", "kind", "entries"),
    [
        ("cholera", Name.EVENT, {"outbreak"}),
        ("the cholera outbreak", Name.EVENT, {"outbreak"}),
        ("Ketrin cholera", Name.EVENT, {"outbreak"}),
        ("measles", Name.EVENT, set()),
        ("ferry", Name.EVENT, {"ferry"}),
        ("the Alta Mara ferry", Name.EVENT, {"ferry"}),
        ("Dorn market", Name.EVENT, {"shelling"}),
        ("the market", Name.EVENT, {"shelling"}),
        ("the market attack", Name.EVENT, {"shelling"}),
        ("Dusk Raven mercenaries", Name.POPULATION, {"mercenaries"}),
        ("SLF fighters", Name.POPULATION, {"front"}),
        ("Dusk Raven", Name.POPULATION, {"mercenaries"}),
        ("Selmar rebels", Name.POPULATION, {"front"}),
        ("the rebels", Name.CLAIMANT, {"slf"}),
        ("Perrin", Name.CLAIMANT, {"directorate"}),
        ("Perrin intelligence", Name.CLAIMANT, {"directorate"}),
        ("sailors", Name.POPULATION, {"sailors"}),
        ("pilots", Name.POPULATION, set()),
        ("children", Name.POPULATION, {"children"}),
    ],
)
def test_what_befell_people_is_called_by_cause_and_thing(
    text: str, kind: Name, entries: set[str], english: Vocabulary, measures: Measures
) -> None:
    befell = lexicon.build(Store(names=BEFELL, claims=()), english, measures)
    assert entries == meant(text, kind, befell)
