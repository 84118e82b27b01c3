import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.desk import Desk
from tests.slack.doors import HttpDoor
from tests.slack.double import SlackDouble
from tests.slack.faults import Fault
from tests.slack.serving import serving
from tests.slack.workspace import DESK_CHANNEL

pytestmark = pytest.mark.asyncio

QUESTION = "how many Russian soldiers have died in Ukraine?"


async def counts(door: HttpDoor) -> dict[str, float]:
    """Read /metrics: the values by name and labels, those of buckets aside."""
    async with door.session.get(f"{door.address}/metrics") as response:
        assert response.status == 200
        assert response.content_type == "text/plain"
        text = await response.text()
    return {
        " ".join([sample.name, *sample.labels.values()]): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if not sample.name.endswith("_bucket")
    }


async def test_what_happened_is_counted(double: SlackDouble, desk: Desk) -> None:
    double.faults["chat.postMessage"].extend(
        [
            Fault(),
            Fault(error="is_archived"),
            Fault(reset="after"),
            Fault(retry_after=0),
        ]
    )
    async with serving("http", double, desk) as door:
        assert isinstance(door, HttpDoor)
        event = door.message("app_mention", QUESTION, channel=DESK_CHANNEL)
        for retry in (None, 1):
            await door.answer_in(await door.event(event, "Ev0AGAIN", retry))
        await door.mention(QUESTION)
        await double.until(lambda: double.called("chat.postMessage") == 2)
        await door.mention(QUESTION)
        await double.until(lambda: "chat.postMessage: reset" in double.happened)
        await door.answer_in(await door.mention("how many soldiers did Xanadu lose?"))
        counted = await counts(door)
        while counted.get("casualty_bot_answers_total answered") != 2:
            counted = await counts(door)
    expected = {
        "casualty_bot_answers_total answered": 2,
        "casualty_bot_answers_total refused": 1,
        "casualty_bot_answers_total post_unknown": 1,
        "casualty_bot_unanswered_total unknown_side": 1,
        "casualty_bot_duplicates_total": 1,
        "casualty_bot_retries_total http_timeout": 1,
        "casualty_bot_rate_limited_total": 1,
        "casualty_bot_ack_seconds_count": 5,
        "casualty_bot_answer_seconds_count": 4,
        "casualty_bot_database_up": 1,
        "casualty_bot_store_sound": 1,
        "casualty_bot_claims": desk.health().claims,
    }
    assert expected.items() <= counted.items()


async def test_two_bots_in_one_process_count_apart(double: SlackDouble, desk: Desk) -> None:
    async with serving("http", double, desk) as one, serving("http", double, desk) as two:
        assert isinstance(one, HttpDoor)
        assert isinstance(two, HttpDoor)
        await one.answer_in(await one.mention(QUESTION))
        assert (await counts(one))["casualty_bot_ack_seconds_count"] == 1
        assert (await counts(two))["casualty_bot_ack_seconds_count"] == 0


async def test_no_word_of_a_question_and_no_id_is_counted_by(
    double: SlackDouble, desk: Desk
) -> None:
    async with serving("http", double, desk) as door:
        assert isinstance(door, HttpDoor)
        await door.answer_in(await door.mention("how many soldiers did Xanadu lose?"))
        async with door.session.get(f"{door.address}/metrics") as response:
            text = (await response.text()).lower()
    for word in ("xanadu", "u0editor", "t0newsroom", "c0desk"):
        assert word not in text
