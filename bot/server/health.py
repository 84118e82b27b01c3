"""The state of the bot comes in; routes that tell of it go out, for people and for machines."""

import asyncio

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from bot.desk import Desk
from bot.server.sockets import Links
from bot.slack.app import Kept


def routes(desk: Desk, kept: Kept, links: Links | None) -> list[web.RouteDef]:
    """Make /healthz, /readyz and /metrics; over HTTP there are no links, and None is given.

    Ready is who can be reached: of several links one is enough.
    A claims file that was refused and a database that is down are told of but do not make the bot
    unready: it goes on answering, from the last good file and without the database.
    """
    _watch(desk, kept, links)

    async def healthz(_: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def readyz(_: web.Request) -> web.Response:
        health = await asyncio.to_thread(desk.health)
        live = links is None or links.up() > 0
        state = {
            "ready": live,
            "store": {"sha256": health.sha256, "claims": health.claims, "fault": health.fault},
            "database": {"fault": kept.ledger.database.fault},
            "queue": {"depth": kept.tasks.depth, "limit": kept.tasks.limit},
        }
        if links is not None:
            state["socket_mode"] = {"up": links.up(), "wanted": links.wanted}
        return web.json_response(state, status=200 if live else 503)

    async def metrics(_: web.Request) -> web.Response:
        text = await asyncio.to_thread(kept.metrics.text)
        return web.Response(body=text, headers={"Content-Type": CONTENT_TYPE_LATEST})

    return [
        web.get("/healthz", healthz),
        web.get("/readyz", readyz),
        web.get("/metrics", metrics),
    ]


# --- private ---


def _watch(desk: Desk, kept: Kept, links: Links | None) -> None:
    metrics, database = kept.metrics, kept.ledger.database
    metrics.watch("queue_depth", "Answers under way", lambda: kept.tasks.depth)
    metrics.watch("database_up", "1 if the database works", lambda: database.fault is None)
    metrics.watch("claims", "Claims in the store that is served", lambda: desk.health().claims)
    metrics.watch("store_sound", "1 if the claims file is sound", lambda: desk.health().sound)
    if links is not None:
        metrics.watch("links_up", "Socket Mode connections that are up", links.up)
