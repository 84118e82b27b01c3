"""The desk and the state of the link come in; routes that tell whether the bot lives go out."""

import asyncio
from collections.abc import Callable

from aiohttp import web

from bot.desk import Desk


def routes(desk: Desk, link_is_live: Callable[[], bool] | None) -> list[web.RouteDef]:
    """Make /healthz and /readyz; over HTTP there is no link, and None is given for it.

    A claims file that was refused is told of but does not make the bot unready: it goes on
    answering from the last good one.
    """

    async def healthz(_: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def readyz(_: web.Request) -> web.Response:
        health = await asyncio.to_thread(desk.health)
        store = {"sha256": health.sha256, "claims": health.claims, "fault": health.fault}
        if link_is_live is None:
            return web.json_response({"ready": True, "store": store})
        live = link_is_live()
        state = {"ready": live, "store": store, "socket_mode": {"live": live}}
        return web.json_response(state, status=200 if live else 503)

    return [web.get("/healthz", healthz), web.get("/readyz", readyz)]
