"""An abstention comes in; its sentence goes out, with what is on file instead, without figures."""

from bot.answer import Answer, Outcome
from bot.claim import Claim
from bot.compose import catalogue
from bot.match import Abstention, Reason
from bot.wording import Wording

_OUT_OF_SCOPE = {
    Reason.USAGE,
    Reason.NOT_CASUALTIES,
    Reason.OPINION,
    Reason.FORECAST,
    Reason.EQUIPMENT,
    Reason.ARITHMETIC,
    Reason.INSTRUCTION,
}
_NO_OFFER = (_OUT_OF_SCOPE - {Reason.ARITHMETIC}) | {Reason.BEFORE_FIRST, Reason.AMBIGUOUS}
_SHOWS_EXAMPLES = {Reason.USAGE, Reason.NOT_CASUALTIES, Reason.UNCLEAR}


def answer(abstention: Abstention, wording: Wording) -> Answer:
    """Say why nothing answers."""
    reason = abstention.reason
    sentences = [_sentence(abstention, wording)]
    if reason is Reason.NOT_CASUALTIES:
        sentences.append(wording.say("usage"))
    examples = catalogue.examples(wording) if reason in _SHOWS_EXAMPLES else ()
    return Answer(
        outcome=Outcome.OUT_OF_SCOPE if reason in _OUT_OF_SCOPE else Outcome.NOTHING_ON_FILE,
        reason=reason,
        lead=(*sentences, *catalogue.heading(examples, wording)),
        notes=(*_doubts(abstention, wording), *_offers(abstention, wording)),
        examples=examples,
        question=abstention.question,
        considered=abstention.considered,
    )


# --- private ---


def _sentence(abstention: Abstention, wording: Wording) -> str:
    question, offers = abstention.question, abstention.offers
    refused = [evidence.words for evidence in question.evidence if evidence.slot == "refused"]
    unknown = [unknown.words for unknown in question.unknown if unknown.words]
    if question.unknown and not unknown and not question.refused:
        return wording.say("still_silent")
    numbers = [wording.number(number.value) for number in question.numbers]
    events = dict.fromkeys(wording.event(claim) for claim in offers)
    return wording.say(
        abstention.reason.value,
        words=wording.say("comma").join(unknown or refused) or question.text,
        asked=_asked(abstention, wording),
        number=wording.listed(numbers, either=True),
        events=wording.listed(list(events), either=True),
        date=_date(offers[0], wording) if offers else "",
        claimant=wording.claimant(offers[0]) if offers else "",
    )


def _asked(abstention: Abstention, wording: Wording) -> str:
    question = abstention.question
    refs = (*question.claimants, *question.sides, *question.places)
    parts = [wording.name(ref) for ref in refs]
    parts += [wording.category(category) for category in question.categories]
    if question.measure_words:
        parts.append(wording.say("asked_measure", words=question.measure_words))
    if question.relation:
        parts.append(wording.say(question.relation.value))
    if question.when:
        parts += [evidence.words for evidence in question.evidence if evidence.slot == "when"]
    asked = wording.say("comma").join(parts)
    if abstention.reason is Reason.NUMBER:
        return f" ({asked})" if asked else ""
    return asked or wording.say("asked_question", text=question.text)


def _offers(abstention: Abstention, wording: Wording) -> tuple[str, ...]:
    if abstention.reason in _NO_OFFER or not abstention.offers:
        return ()
    lines = dict.fromkeys(
        wording.say(
            "offer_line",
            population=wording.population(claim),
            measure=wording.measure(claim.measure),
            claimant=wording.claimant(claim),
            date=_date(claim, wording),
        )
        for claim in abstention.offers
    )
    return (wording.say("offer", offers="; ".join(lines)),)


def _date(claim: Claim, wording: Wording) -> str:
    return wording.date(claim.described_on) if claim.described_on else wording.say("no_date")


def _doubts(abstention: Abstention, wording: Wording) -> tuple[str, ...]:
    names = [wording.name(ref) for ref in abstention.doubts_of]
    return (wording.say("doubted", names=wording.listed(names, either=True)),) if names else ()
