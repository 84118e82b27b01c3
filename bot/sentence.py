"""The words of a sentence come in; one question goes out, in slots."""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from bot import asides, dating, setaside
from bot.accounting import Accounts
from bot.asking import Asking
from bot.claim import Relation
from bot.lexicon import Lexicon, Mention
from bot.measuring import Measuring
from bot.names import Category
from bot.parting import part
from bot.phrases import Name, Sense
from bot.quantity import Quantity
from bot.question import Evidence, Number, Period, Question, Ref, Wanted
from bot.roles import Role, assign
from bot.vocabulary import COUNTED, Kind
from bot.words import Word

_SIDES = (Name.PARTY, Name.POPULATION, Name.CLAIMANT, Name.PERSON, Name.PLACE)
_CLAIMANTS = (Name.CLAIMANT, Name.PERSON, Name.PARTY)
_STATING = ("article", "pronoun", "say", "with", "begin")
"""Cues of words between a hedge and its number."""
_AGAINST = ("with", "versus", "also")
"""Cues of words between two whose figures are compared."""
_HOURS = 25
"""What is less may be a time of day, in words around a question: "before 5"."""
_NEAR_A_NUMBER = 3
_WHERE = {Role.PLACE, Role.EVENT}
_PLACES = (Name.PLACE, Name.EVENT, Name.POPULATION, Name.PARTY)


def read(words: Sequence[Word], lexicon: Lexicon, today: dt.date) -> Question:
    """Read one sentence into the slots of a question."""
    return _Sentence(words, lexicon, today).question()


# --- private ---


class _Sentence:
    """Fills slots one by one, and keeps account of the words that filled them."""

    def __init__(self, words: Sequence[Word], lexicon: Lexicon, today: dt.date) -> None:
        self._lexicon = lexicon
        self._today = today
        self._parted = asides.let_go(part(words, lexicon, today), lexicon.counts, today)
        self._mentions = self._parted.mentions
        self._roles = assign(self._mentions)
        self._accounts = Accounts(self._parted, self._roles)
        self._evidence = [
            Evidence(slot="aside", value="speaks of whoever asks", words=words)
            for words in self._parted.asides
        ]
        self._asking = Asking(self._mentions, self._fill)
        self._aside = setaside.find(self._parted, self._roles, self._accounts)
        self._measuring = Measuring(
            self._parted, lexicon.measures, self._aside, self._accounts, self._fill
        )

    def question(self) -> Question:
        """Read the sentence."""
        numbers = self._numbers()
        wanted, explicit = self._asking.wanted(figured=bool(numbers))
        if self._aside.included:
            wanted, explicit = Wanted.BASIS, True
        claimants = self._refs(Role.CLAIMANT, _CLAIMANTS)
        if numbers or len(claimants) > 1:
            claimants = tuple(ref for ref in claimants if ref not in self._checkers())
        sides = self._refs(Role.SIDE, _SIDES)
        if wanted is Wanted.COMPARISON and self._is_set_against_a_voice(claimants, sides):
            claimants = (*sides, *claimants)
        places = self._refs(Role.PLACE, _PLACES) + self._refs(Role.EVENT, (Name.EVENT,))
        open_parties = self._refs(Role.OPEN, (Name.PARTY,))
        if len(open_parties) > 1 and not (sides or claimants):
            sides, open_parties = open_parties, ()
        categories = self._categories()
        sides = sides or self._whose_civilians(categories)
        people = categories or numbers or any(ref.kind is Name.POPULATION for ref in sides)
        people = people or any(m.has(Kind.CUE, "how_many") for m in self._mentions)
        measured = self._measuring.measured(counts_people=bool(people))
        captors = self._captors(measured.outcomes)
        when = self._when()
        ahead = any(period.first and period.first > self._today for period in when)
        refused = (
            ("forecast" if ahead else None)
            or self._asking.refused()
            or self._asking.about_the_event(wanted, claimants, numbers)
        )
        relation = self._relation(claimants)
        setaside.let_go(
            self._aside,
            self._parted,
            self._accounts,
            sides=bool(sides or open_parties),
            claimants=bool(claimants or relation),
        )
        return Question(
            text=self._parted.text(0, len(self._parted.words)),
            language=self._lexicon.vocabulary.language,
            wanted=wanted,
            explicit=explicit,
            sides=sides,
            sides_joined=self._joined({Role.SIDE}, wanted),
            every_side=any(m.has(Kind.CUE, "every_side") for m in self._mentions),
            opposite=any(m.has(Kind.CUE, "opposite") for m in self._mentions)
            and not self._opponent_speaks(),
            everything=any(m.has(Kind.CUE, "everything") for m in self._mentions),
            pictured=any(m.has(Kind.CUE, "chart") for m in self._mentions),
            pick=self._asking.pick(wanted, numbers),
            categories=categories,
            passed_over=self._irregulars(categories, sides),
            kinds=tuple(dict.fromkeys(kind for kind in map(self._kind, sides) if kind)),
            outcomes=measured.outcomes,
            measures=measured.named,
            measures_listed=len(measured.words) > 1,
            measure_words=" ".join(measured.words),
            claimants=claimants,
            captors=captors,
            relation=relation,
            when=when,
            places=places,
            places_joined=self._joined({Role.PLACE, Role.EVENT}, wanted),
            numbers=numbers,
            open_party=next(iter(open_parties), None),
            open_people=any(
                role is Role.OPEN and not self._mentions[index].values(Name.PLACE)
                for index, role in self._roles.of.items()
            ),
            background=bool(measured.outcomes)
            and measured.outcomes <= {*self._lexicon.measures.beside_people},
            adds=bool(measured.outcomes)
            and self._mentions[0].has(Kind.CUE, "joint")
            and any(m.has(Kind.CUE, "together") for m in self._mentions),
            own_people=bool(measured.outcomes)
            and measured.outcomes <= {*self._lexicon.measures.own_people},
            said_so=any(
                m.has(Kind.CUE, "say") or m.has(Kind.CUE, "figure") for m in self._mentions
            ),
            then=dating.then(self._mentions),
            leans=any(m.has(Kind.CUE, "pronoun") for m in self._mentions),
            greets=bool(self._parted.asides),
            refused=refused,
            unknown=tuple(self._accounts.unknown(wanted)),
            evidence=tuple(self._evidence),
        )

    # names

    def _refs(self, role: Role, kinds: Sequence[Name]) -> tuple[Ref, ...]:
        """List who plays a role; of a name's meanings the first kind that may play it.

        Where no place on file has the name, "in X" means what happened to the people of X, too.
        """
        found: dict[Ref, None] = {}
        for index, mention in enumerate(self._mentions):
            held = self._measuring.outcomes(mention) and not self._measuring.names_people(index)
            meanings = [
                _ref(kind, mention)
                for kind in kinds
                if mention.values(kind) and not (held and kind is Name.POPULATION)
            ]
            aside = index in self._aside.included or index in self._aside.excluded
            played = None if aside else self._roles.of.get(index)
            if meanings and played is role:
                first, *further = meanings
                placed = role in _WHERE and first.id not in self._lexicon.located
                ref = first.model_copy(update={"also": tuple(further)}) if placed else first
                found[ref] = None
                self._fill(index, role.value, ", ".join(one.id for one in ref.each))
        return tuple(found)

    def _is_set_against_a_voice(self, claimants: tuple[Ref, ...], sides: tuple[Ref, ...]) -> bool:
        """Tell "(side)'s toll against (body)'s": the side's own figure is compared, too."""
        if len(sides) != 1 or len(claimants) != 1 or sides[0].kind is not Name.PARTY:
            return False
        voices = [i for i, role in self._roles.of.items() if role is Role.CLAIMANT]
        last = max(voices, default=0)
        led = [m for m in self._mentions[:last] if not m.has(Kind.CUE, "article")][-1:]
        links = (Sense(Kind.WANTED, "comparison"), *(Sense(Kind.CUE, c) for c in _AGAINST))
        against = any(link in m.senses for m in led for link in links)
        counts = any(m.means(*COUNTED) for m in self._mentions[last + 1 :])
        parted = any(role is Role.SIDE and i > last for i, role in self._roles.of.items())
        return against and claimants[0].kind is not Name.PARTY and not (counts or parted)

    def _captors(self, outcomes: frozenset[str]) -> tuple[Ref, ...]:
        """List who has those asked about; of who had them before nothing else is told."""
        measures = self._lexicon.measures
        had = any(measures.presupposes.get(outcome) for outcome in outcomes)
        held = bool(outcomes) and outcomes <= {*measures.taken}
        captors = self._refs(Role.AGENT, (Name.PARTY, Name.CLAIMANT)) if held or had else ()
        return captors if held else ()

    def _kind(self, side: Ref) -> Category | None:
        """Tell what the people of a side are; UNKNOWN for a part of them, or people of no kind."""
        if side.kind is not Name.POPULATION:
            return None
        people = self._lexicon.populations[side.id]
        if people.side is None:
            return None
        return people.category if people.part_of is None else Category.UNKNOWN

    def _joined(self, roles: set[Role], wanted: Wanted) -> bool:
        """Tell a list of names, any of which will do, from names that narrow each other."""
        indexes = [index for index, played in self._roles.of.items() if played in roles]
        listed = all(index in self._roles.joined for index in indexes)
        return listed or wanted is Wanted.COMPARISON

    def _checkers(self) -> tuple[Ref, ...]:
        """List those asked about as checking a figure, not as giving one."""
        found = []
        for index, mention in enumerate(self._mentions[:-1]):
            after = self._mentions[index + 1 :]
            following = [
                m for m in after if m.has(Kind.CUE, "check") or not m.has(Kind.FILLER, "words")
            ][:1]
            checks = any(m.has(Kind.CUE, "check") for m in following)
            asked = any(m.has(Kind.CUE, "ask") for m in self._mentions[:index])
            if checks and asked and self._roles.of.get(index) is Role.CLAIMANT:
                meanings = ((kind, mention.values(kind)) for kind in _CLAIMANTS)
                found += [Ref(kind=k, id=ids[0], others=ids[1:]) for k, ids in meanings if ids][:1]
        return tuple(found)

    def _whose_civilians(self, categories: tuple[Category, ...]) -> tuple[Ref, ...]:
        """Tell that "civilians killed in X" are X's, where X is a side and no place on file."""
        if categories != (Category.CIVILIAN,):
            return ()
        there = [
            mention.values(Name.PARTY)
            for index, mention in enumerate(self._mentions)
            if self._roles.of.get(index) is Role.EVENT and not mention.values(Name.PLACE)
        ]
        return tuple(Ref(kind=Name.PARTY, id=ids[0], others=ids[1:]) for ids in there if ids)

    # people and what happened to them

    def _relation(self, claimants: tuple[Ref, ...]) -> Relation | None:
        for index, mention in enumerate(self._mentions):
            values = mention.values(Kind.RELATION)
            if not values or mention.values(Kind.REFUSAL):
                continue
            if index and self._mentions[index - 1].has(Kind.CUE, "by") and not claimants:
                self._accounts.waste(index)
                continue
            self._fill(index, "relation", values[0])
            counts_others = any(role is Role.SIDE for role in self._roles.of.values())
            if values[0] == _OFFICIAL:  # a side's own authority, which may speak of others, too
                compares = any(m.has(Kind.WANTED, "comparison") for m in self._mentions)
                return None if claimants and counts_others and not compares else Relation.OWN
            return Relation(values[0])
        if self._opponent_speaks():
            return Relation.OPPONENT
        admits = any(m.has(Kind.CUE, "admit") for m in self._mentions)
        counts_others = any(role is Role.SIDE for role in self._roles.of.values())
        own = self._speaks_of_its_own() or (admits and not counts_others)
        return Relation.OWN if claimants and own else None

    def _opponent_speaks(self) -> bool:
        """Tell "according to the other side" from "and of the other side"."""
        told = [m for m in self._mentions if not m.has(Kind.CUE, "article")]
        return any(
            other.has(Kind.CUE, "opposite")
            and (before.has(Kind.CUE, "according_to") or before.has(Kind.CUE, "by"))
            for before, other in pairwise(told)
        )

    def _speaks_of_its_own(self) -> bool:
        """Tell "what does X say about its dead": those counted are the claimant's."""
        words = ("figure", "stated_by")
        told = [m for m in self._mentions if not any(m.has(Kind.CUE, word) for word in words)]
        return not any(role is Role.SIDE for role in self._roles.of.values()) and any(
            before.has(Kind.CUE, "possessive") and after.means(*COUNTED)
            for before, after in pairwise(told)
        )

    def _categories(self) -> tuple[Category, ...]:
        found: dict[Category, None] = {}
        aside = {*self._aside.excluded, *self._aside.included}
        people = (i for i, m in enumerate(self._mentions) if m.values(Kind.CATEGORY))
        for index in (i for i in people if i not in aside):
            value = self._mentions[index].values(Kind.CATEGORY)[0]
            self._fill(index, "category", value)
            found[Category(value)] = None
        fought = any(mention.has(Kind.CUE, "in_action") for mention in self._mentions)
        return tuple(found) or ((Category.MILITARY,) if fought else ())

    def _irregulars(
        self, categories: tuple[Category, ...], sides: tuple[Ref, ...]
    ) -> tuple[str, ...]:
        """List who bears arms and is not meant by "soldiers", unless named."""
        anybody = any(m.has(Kind.CUE, "any_fighter") for m in self._mentions)
        if Category.MILITARY not in categories or anybody:
            return ()
        named = {one.id for ref in sides for one in ref.each}
        return tuple(one for one in self._lexicon.irregulars if one not in named)

    # dates and numbers

    def _when(self) -> tuple[Period, ...]:
        periods, evidence = dating.when(self._parted, self._lexicon.vocabulary)
        self._evidence += evidence
        return periods

    def _numbers(self) -> tuple[Number, ...]:
        found: dict[Number, None] = {}
        for number in self._parted.numbers:
            if self._counts_nobody(number):
                continue
            words = self._parted.text(number.start, number.end)
            self._evidence.append(Evidence(slot="number", value=str(number.value), words=words))
            hedge = self._hedge(number)
            outcomes = self._measuring.of(number)
            found[Number(value=number.value, hedge=hedge, outcomes=outcomes)] = None
        return tuple(found)

    def _counts_nobody(self, number: Quantity) -> bool:
        """Tell a small number in a sentence that has nothing else to do with figures."""
        about = (
            m.named or m.means(*COUNTED) or m.has(Kind.CUE, "say") or m.has(Kind.CUE, "figure")
            for m in self._mentions
        )
        return number.value < _HOURS and not any(about)

    def _hedge(self, number: Quantity) -> str | None:
        """Read the hedge before a number, over an article or "it said"."""
        before = [mention for mention in self._mentions if mention.end <= number.start]
        while before and _leads_to_a_number(before[-1]):
            before.pop()
        near = before and number.start - before[-1].end <= _NEAR_A_NUMBER
        return next(iter(before[-1].values(Kind.HEDGE)), None) if near else None

    def _fill(self, index: int, slot: str, value: str) -> None:
        mention = self._mentions[index]
        self._accounts.use(index)
        self._evidence.append(
            Evidence(slot=slot, value=value, words=mention.text, repaired=mention.repaired)
        )


def _ref(kind: Name, mention: Mention) -> Ref:
    first, *others = mention.values(kind)
    return Ref(kind=kind, id=first, others=tuple(others))


def _leads_to_a_number(mention: Mention) -> bool:
    """Tell words between a hedge and its number: "before it said 40", "before it rose to 40"."""
    changes = Sense(Kind.WANTED, Wanted.HISTORY.value) in mention.senses
    return changes or any(mention.has(Kind.CUE, cue) for cue in _STATING)


_OFFICIAL = "official"
