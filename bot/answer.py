"""What was matched comes in; an Answer goes out: lines that each carry claimant, date and caveat.

An answer is words in order, not layout: ``render`` lays it out for Slack or a terminal.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

from bot.claim import Claim, ScopeKind, Source, Status
from bot.dates import Clock
from bot.match import Abstention, Considered, Hit, Match, Reason
from bot.names import Frozen
from bot.question import Question, Wanted
from bot.store import Store
from bot.vocabulary import Measures
from bot.wording import Wording


class Outcome(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    PREMISE_CORRECTED = "premise_corrected"
    NOTHING_ON_FILE = "nothing_on_file"
    OUT_OF_SCOPE = "out_of_scope"


class Line(Frozen):
    """One claim in one sentence. ``verification`` is a sentence of its own."""

    claim: str
    claimant: str
    relation: str | None
    figure: str
    dates: str
    verification: str
    text: str


class Section(Frozen):
    """The lines about one population in one event."""

    title: str
    lines: tuple[Line, ...]


class Answer(Frozen):
    """The answer to one question.

    ``lead`` comes first and is safe alone; ``notes`` belong to the lines; ``sources`` and
    ``methods`` are the small print. ``claims`` lists the ids of every claim whose figure stands
    in the answer.
    """

    outcome: Outcome
    reason: Reason | None = None
    lead: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    notes: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    question: Question
    considered: tuple[Considered, ...] = ()


class Reply(Frozen):
    """The reply to one message: an answer for each question in it.

    ``question`` is what a follow-up inherits.
    """

    answers: tuple[Answer, ...]

    @property
    def outcome(self) -> Outcome:
        """The outcome of the whole: a correction first, then an answer, then a silence."""
        outcomes = [answer.outcome for answer in self.answers]
        return min(outcomes, key=list(_PRECEDENCE).index)

    @property
    def question(self) -> Question:
        """The last question, read into slots."""
        return self.answers[-1].question

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of every claim cited, each once."""
        return tuple(dict.fromkeys(id_ for answer in self.answers for id_ in answer.claims))


_PRECEDENCE = (
    Outcome.PREMISE_CORRECTED,
    Outcome.ANSWERED,
    Outcome.NOTHING_ON_FILE,
    Outcome.OUT_OF_SCOPE,
)
_OUT_OF_SCOPE = {
    Reason.USAGE,
    Reason.NOT_CASUALTIES,
    Reason.OPINION,
    Reason.FORECAST,
    Reason.EQUIPMENT,
    Reason.ARITHMETIC,
    Reason.INSTRUCTION,
}
_NO_OFFER = _OUT_OF_SCOPE - {Reason.ARITHMETIC} | {Reason.BEFORE_FIRST}
_CHECKED = {Status.CONFIRMED_BY_NAME, Status.OFFICIAL_RECORD}
_MOST_LINES = 12
"""Lines of one answer; what is left out is said."""


def compose(
    found: Match | Abstention, store: Store, measures: Measures, wording: Wording, today: dt.date
) -> Answer:
    """Put what was found into words."""
    if isinstance(found, Abstention):
        return _Silence(found, store, wording).answer()
    if found.question.wanted is Wanted.COVERAGE and not found.question.outcomes:
        return _coverage(found, store, measures, wording)
    return _Composer(found, store, measures, wording, today).answer()


# --- private ---


class _Composer:
    """Writes the answer to a question that claims on file answer."""

    def __init__(
        self,
        match: Match,
        store: Store,
        measures: Measures,
        wording: Wording,
        today: dt.date,
    ) -> None:
        self._match = match
        self._store = store
        self._measures = measures
        self._wording = wording
        self._say = wording.say
        self._today = today

    def answer(self) -> Answer:
        match, wanted = self._match, self._match.question.wanted
        history = wanted is Wanted.HISTORY and not match.hits
        claims = tuple(reversed(match.claims)) if history else match.claims[:_MOST_LINES]
        cited = [claim.id for claim in (*claims, *match.others)]
        notes = [*self._reading(), *self._details(wanted, claims), *self._caveats(claims)]
        notes += self._side_by_side(claims)
        if match.others:
            notes.append(self._say("others", lines="; ".join(map(self._short, match.others))))
        if len(match.claims) > len(claims):
            notes.append(self._say("more", n=len(match.claims) - len(claims)))
        notes += self._missing()
        return Answer(
            outcome=Outcome.PREMISE_CORRECTED if match.false_premise else Outcome.ANSWERED,
            lead=tuple(self._lead(claims)),
            sections=self._sections(claims),
            notes=tuple(dict.fromkeys(notes)),
            methods=tuple(dict.fromkeys(self._method(claim) for claim in claims)),
            sources=_sources(claims, self._wording),
            claims=tuple(dict.fromkeys(cited)),
            question=match.question,
            considered=match.considered,
        )

    # the beginning

    def _lead(self, claims: Sequence[Claim]) -> list[str]:
        match, wanted = self._match, self._match.question.wanted
        if match.false_premise:
            return self._correction()
        if match.hits:
            lead = [self._hit(hit) for hit in match.hits]
            return lead + (self._verified(claims) if wanted is Wanted.VERIFICATION else [])
        if match.doubts_of:
            names = [self._wording.name(ref) for ref in match.doubts_of]
            return [self._say("doubted", names=self._wording.listed(names, either=True))]
        if wanted is Wanted.VERIFICATION:
            return self._verified(claims)
        if wanted is Wanted.HISTORY and len(claims) > 1:
            return [self._say("history")]
        if wanted is Wanted.DISPUTE and not self._doubts(claims):
            return [self._say("nobody_doubts")]
        return self._time()

    def _verified(self, claims: Sequence[Claim]) -> list[str]:
        checked = [claim.verification.status in _CHECKED for claim in claims]
        if all(checked):
            return [self._say("all_checked")]
        return [self._say("some_verified" if any(checked) else "nobody_verified")]

    def _time(self) -> list[str]:
        period = self._match.question.when
        if period is None or period.last is None:
            return []
        if period.clock is Clock.AS_OF:
            return [self._say("latest_by", date=self._wording.date(period.last))]
        if period.clock is Clock.KNOWN:
            return [self._say("known_by", date=self._wording.date(period.last))]
        if all(claim.scope.kind is ScopeKind.PERIOD for claim in self._match.claims):
            return []
        return [self._say("dated_inside")]

    def _correction(self) -> list[str]:
        match = self._match
        if not match.hits:
            number = self._wording.number(match.question.numbers[0].value)
            asked = [self._wording.name(ref) for ref in match.question.claimants]
            return [
                self._say("wrong"),
                self._say("wrong_number", number=number, asked=self._wording.listed(asked)),
            ]
        lead = [self._say("wrong"), *(self._hit(hit) for hit in match.hits)]
        wrongs = list(dict.fromkeys(slot for hit in match.hits for slot in hit.wrong))
        lead += [self._say(f"wrong_{slot}", asked=self._asked(slot)) for slot in wrongs]
        if not wrongs and match.question.unknown:
            words = self._wording.listed([u.words for u in match.question.unknown])
            lead.append(self._say("unknown_claimant", words=words))
        elif not wrongs:
            lead.append(self._say("wrong_range"))
        return lead

    def _asked(self, slot: str) -> str:
        question = self._match.question
        refs = {"claimant": question.claimants, "side": question.sides, "place": question.places}
        if slot in refs:
            return self._wording.listed([self._wording.name(ref) for ref in refs[slot]])
        if slot == "category" and question.category:
            return self._say(_category_key(question.category.value))
        return self._say("asked_measure", words=question.measure_words)

    def _hit(self, hit: Hit) -> str:
        claim = hit.claim
        described = [o for o in claim.other_wordings if hit.number in o.numbers]
        return self._say(
            f"hit_{hit.role.value}",
            number=self._wording.number(hit.number),
            claimant=self._wording.claimant(claim),
            wording=claim.figure.wording,
            population=self._wording.population(claim),
            measure=self._wording.measure(claim.measure),
            described=self._wording.listed(
                [f"“{o.wording}” ({self._wording.voices([o.said_by])})" for o in described]
            ),
        )

    # the lines

    def _sections(self, claims: Sequence[Claim]) -> tuple[Section, ...]:
        groups: dict[tuple[str, str], list[Claim]] = {}
        for claim in claims:
            groups.setdefault((claim.event, claim.population), []).append(claim)
        foreground = sorted(groups, key=lambda key: self._store.events[key[0]].background)
        return tuple(
            Section(
                title=self._say(
                    "title",
                    population=self._wording.population(groups[key][0]),
                    event=self._wording.event(groups[key][0]),
                ),
                lines=tuple(self._line(claim) for claim in groups[key]),
            )
            for key in foreground
        )

    def _line(self, claim: Claim) -> Line:
        relation = self._say(claim.relation.value) if claim.relation else None
        fields = {
            "claimant": self._wording.claimant(claim),
            "figure": self._wording.figure(claim),
            "dates": self._dates(claim),
            "verification": self._wording.verification(claim),
        }
        key = "line" if relation else "line_unrelated"
        text = self._say(key, relation=relation, **fields)
        return Line(claim=claim.id, relation=relation, text=text, **fields)

    def _dates(self, claim: Claim) -> str:
        dates = self._wording.dates(claim)
        if claim.speaker:
            speaker = self._store.people[claim.speaker].name
            dates = self._say("by_speaker", dates=dates, speaker=speaker)
        age = self._wording.age(claim.known_on, self._today) if claim.known_on else None
        return self._say("aged", dates=dates, age=age) if age else dates

    def _short(self, claim: Claim) -> str:
        return self._say(
            "short",
            claimant=self._wording.claimant(claim),
            figure=self._wording.figure(claim),
            dates=self._wording.dates(claim),
            verification=_lower(self._wording.verification(claim).removesuffix(".")),
        )

    # what belongs to the lines

    def _reading(self) -> list[str]:
        return [
            self._say("corrected_reading", typed=e.words, read=e.repaired)
            for e in self._match.question.evidence
            if e.repaired
        ]

    def _details(self, wanted: Wanted, claims: Sequence[Claim]) -> list[str]:
        details: dict[Wanted, Callable[[Claim], list[str]]] = {
            Wanted.SPEAKER: self._speaker,
            Wanted.STATED: self._speaker,
            Wanted.HISTORY: self._step,
        }
        extra = details.get(wanted)
        notes = [note for claim in claims for note in (extra(claim) if extra else [])]
        if wanted is not Wanted.HISTORY:
            notes += [note for claim in claims for note in self._replaced(claim)]
        notes += [note for claim in claims for note in self._coverage_notes(claim)]
        return notes

    def _speaker(self, claim: Claim) -> list[str]:
        claimant, dates = self._wording.claimant(claim), self._wording.dates(claim)
        if not claim.speaker:
            return [self._say("said_by_nobody", claimant=claimant, dates=dates)]
        person = self._store.people[claim.speaker]
        speaker = f"{person.name}, {person.role}" if person.role else person.name
        occasion = f" {claim.occasion}" if claim.occasion else ""
        return [
            self._say("said_by", claimant=claimant, dates=dates, occasion=occasion, speaker=speaker)
        ]

    def _step(self, claim: Claim) -> list[str]:
        claimant = self._wording.claimant(claim)
        if claim.supersedes:
            former = self._store.by_id[claim.supersedes.claim]
            figure = self._wording.figure(former)
            change = self._say(claim.supersedes.change.value)
            steps = [self._say("step", figure=figure, change=change)]
        else:
            steps = []
        if claim.id not in self._store.superseded_by and claim.known_on:
            key = "silence" if claim.supersedes else "no_change"
            date = self._wording.date(claim.known_on)
            steps.append(self._say(key, claimant=claimant, date=date))
        return steps

    def _replaced(self, claim: Claim) -> list[str]:
        shown = {earlier.id for earlier in self._match.earlier}
        if claim.supersedes is None or claim.supersedes.claim not in shown:
            return []
        return []

    def _coverage_notes(self, claim: Claim) -> list[str]:
        notes = []
        scope = claim.scope
        if scope.kind is ScopeKind.NOT_STATED and scope.wording:
            notes.append(self._say("covers", wording=scope.wording))
        for key, texts in (
            ("includes", claim.coverage.includes),
            ("excludes", claim.coverage.excludes),
            ("unclear_whether", claim.coverage.unclear),
        ):
            notes += [self._say(key, what=text) for text in texts]
        if claim.derived_from:
            names = [self._wording.claimant(self._store.by_id[id_]) for id_ in claim.derived_from]
            notes.append(self._say("derived", names=self._wording.listed(names)))
        return notes

    def _caveats(self, claims: Iterable[Claim]) -> list[str]:
        return [note for claim in claims for note in self._doubts([claim])]

    def _doubts(self, claims: Iterable[Claim]) -> list[str]:
        notes = []
        for claim in claims:
            claimant = self._wording.claimant(claim)
            for caveat in claim.caveats:
                key = "caveat_by" if caveat.said_by else "caveat"
                names = self._wording.voices(caveat.said_by)
                text = caveat.text.removesuffix(".")
                notes.append(self._say(key, claimant=claimant, names=names, text=text))
            for dispute in claim.disputed_by:
                key = "contradicted_why" if dispute.why else "contradicted"
                notes.append(self._say(key, names=dispute.who, why=dispute.why))
        return notes

    def _side_by_side(self, claims: Sequence[Claim]) -> list[str]:
        comparison = self._match.question.wanted is Wanted.COMPARISON
        claimants = {claim.claimant for claim in claims}
        if len(claims) < 2:  # noqa: PLR2004 - nothing stands beside it
            return [self._say("alone")] if comparison else []
        if len(claimants) == 1 and not comparison:
            return []
        aspects: dict[str, set[object]] = {
            "slot_event": {claim.event for claim in claims},
            "slot_population": {claim.population for claim in claims},
            "slot_measure": {claim.measure for claim in claims},
            "slot_period": {(c.scope.kind, c.scope.start, c.scope.end) for c in claims},
            "slot_as_of": {claim.described_on for claim in claims},
            "slot_basis": {claim.basis for claim in claims},
        }
        same = [self._say(key) for key, values in aspects.items() if len(values) == 1]
        different = [self._say(key) for key, values in aspects.items() if len(values) > 1]
        key = "comparable" if not different else "comparable_not" if same else "not_comparable"
        either = key == "comparable_not"
        line = self._say(
            key,
            same=self._wording.listed(same),
            different=self._wording.listed(different, either=either),
        )
        return [line, self._say("no_arithmetic")] if comparison else [line]

    def _missing(self) -> list[str]:
        match = self._match
        names = [
            self._say(
                "missing_figure" if ref in match.question.claimants else "missing_side",
                name=self._wording.name(ref),
            )
            for ref in match.missing
        ]
        names += [self._wording.measure(measure) for measure in match.missing_measures]
        return [self._say("missing", names=self._wording.listed(names))] if names else []

    def _method(self, claim: Claim) -> str:
        return self._say(
            "basis",
            claimant=self._wording.claimant(claim),
            basis=self._say(f"basis_{claim.basis.value}"),
            method=claim.method or "",
        ).strip()


class _Silence:
    """Writes why nothing answers, and what is on file instead, without anybody's figure."""

    def __init__(self, abstention: Abstention, store: Store, wording: Wording) -> None:
        self._abstention = abstention
        self._store = store
        self._wording = wording
        self._say = wording.say

    def answer(self) -> Answer:
        reason = self._abstention.reason
        out = reason in _OUT_OF_SCOPE
        lead = [self._sentence()]
        if reason is Reason.NOT_CASUALTIES:
            lead.append(self._say("usage"))
        helps = reason in {Reason.USAGE, Reason.NOT_CASUALTIES, Reason.UNCLEAR}
        return Answer(
            outcome=Outcome.OUT_OF_SCOPE if out else Outcome.NOTHING_ON_FILE,
            reason=reason,
            lead=tuple(lead),
            notes=tuple([*self._doubts(), *self._offers()]),
            examples=examples(self._store, self._wording) if helps else (),
            question=self._abstention.question,
            considered=self._abstention.considered,
        )

    def _sentence(self) -> str:
        question, offers = self._abstention.question, self._abstention.offers
        number = question.numbers[0].value if question.numbers else 0
        first = offers[0] if offers else None
        refused = [e.words for e in question.evidence if e.slot == "refused"]
        values = {
            "words": self._abstention.words or ", ".join(refused),
            "asked": self._asked(),
            "number": self._wording.number(number),
            "events": self._wording.listed(
                list(dict.fromkeys(self._wording.event(claim) for claim in offers)), either=True
            ),
            "date": self._wording.date(first.described_on or first.known_on or dt.date.min)
            if first and (first.described_on or first.known_on)
            else self._say("unspecified"),
            "claimant": self._wording.claimant(first) if first else "",
        }
        return self._say(self._abstention.reason.value, **values)

    def _asked(self) -> str:
        question = self._abstention.question
        refs = (*question.claimants, *question.sides, *question.places)
        parts = [self._wording.name(ref) for ref in refs]
        if question.category:
            parts.append(self._say(_category_key(question.category.value)))
        if question.measure_words:
            parts.append(self._say("asked_measure", words=question.measure_words))
        if question.relation:
            parts.append(self._say(question.relation.value))
        if question.when:
            parts += [e.words for e in question.evidence if e.slot == "when"][:1]
        asked = self._say("comma").join(parts)
        return f" ({asked})" if asked and self._abstention.reason is Reason.NUMBER else asked

    def _offers(self) -> list[str]:
        abstention = self._abstention
        if abstention.reason in _NO_OFFER or not abstention.offers:
            return []
        lines = [
            self._say(
                "offer_line" if claim.described_on else "offer_undated",
                population=self._wording.population(claim),
                measure=self._wording.measure(claim.measure),
                claimant=self._wording.claimant(claim),
                date=self._wording.date(claim.described_on) if claim.described_on else "",
            )
            for claim in abstention.offers
        ]
        return [self._say("offer", offers="; ".join(dict.fromkeys(lines)))]

    def _doubts(self) -> list[str]:
        if not self._abstention.doubts_of:
            return []
        names = [self._wording.name(ref) for ref in self._abstention.doubts_of]
        return [self._say("doubted", names=self._wording.listed(names, either=True))]


def _coverage(match: Match, store: Store, measures: Measures, wording: Wording) -> Answer:
    """List what is on file by event, population, measure, claimant and date, without figures."""
    rows: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in match.claims:
        rows.setdefault((claim.event, claim.population, claim.measure), []).append(claim)
    notes = []
    for event in sorted({key[0] for key in rows}, key=lambda id_: store.events[id_].background):
        notes.append(wording.say("covered", event=store.events[event].name))
        for key, claims in rows.items():
            if key[0] != event:
                continue
            dated = sorted((c.described_on for c in claims if c.described_on), key=lambda d: d.last)
            first, last = (wording.date(d) for d in (dated[0], dated[-1])) if dated else ("", "")
            span = "unspecified" if not dated else "dates_one" if first == last else "dates_many"
            claimants = list(dict.fromkeys(wording.claimant(claim) for claim in claims))
            line = wording.say(
                "cover_line",
                population=wording.population(claims[0]),
                measure=wording.measure(claims[0].measure),
                claimants=wording.listed(claimants),
                dates=wording.say(span, first=first, last=last),
            )
            notes.append(f"• {line}")
    return Answer(
        outcome=Outcome.ANSWERED,
        lead=tuple(notes),
        claims=tuple(claim.id for claim in match.claims),
        examples=examples(store, wording),
        question=match.question,
        considered=match.considered,
    )


def examples(store: Store, wording: Wording) -> tuple[str, ...]:
    """List a store's own example questions, or make some from its claims; none carries a figure."""
    questions = list(store.header.questions)
    if not questions and store.claims:
        claim = store.claims[0]
        questions.append(
            wording.say(
                "example_figure",
                population=wording.population(claim),
                measure=wording.measure(claim.measure),
            )
        )
        for key in ("example_claimant", "example_verified", "example_history"):
            questions.append(wording.say(key, claimant=wording.claimant(claim)))
    return (*questions, wording.say("example_coverage"))


def _sources(claims: Iterable[Claim], wording: Wording) -> tuple[str, ...]:
    lines = [_source(source, wording) for claim in claims for source in claim.sources]
    return tuple(dict.fromkeys(lines))


def _source(source: Source, wording: Wording) -> str:
    say = wording.say
    published = source.published_on
    return say(
        "source",
        publisher=source.publisher,
        title=say("source_title", title=source.title) if source.title else "",
        published=say("source_published", date=wording.date(published)) if published else "",
        reported=say("source_reported", via=source.reported_by) if source.reported_by else "",
        url=say("source_url", url=source.url) if source.url else "",
    )


def _category_key(category: str) -> str:
    return "unknown_category" if category == "unknown" else category


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
