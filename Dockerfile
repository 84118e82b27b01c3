# The bot in a container: a virtual environment made in one image and copied into a clean one.
# Runs as a numbered user and writes only its database, in a volume, so `--read-only` works.
#
#   docker build --tag casualty-bot .
#   docker run --read-only --volume casualty-bot:/var/lib/casualty-bot --env SLACK_BOT_TOKEN --env SLACK_APP_TOKEN casualty-bot
#
# Both images are pinned by exact tag. Add the digest where your registry can be asked for it.

FROM python:3.13.13-slim-trixie AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ONLY_BINARY=:all: PIP_ROOT_USER_ACTION=ignore
WORKDIR /source
COPY requirements.lock requirements-dev.lock ./
# The tool that builds the wheel comes from the same lock as everywhere else, and stays in this image.
RUN pip install --require-hashes --requirement requirements-dev.lock
RUN python -m venv --without-pip /opt/casualty-bot
RUN pip --python /opt/casualty-bot/bin/python install --require-hashes --requirement requirements.lock
COPY pyproject.toml LICENSE ./
COPY bot ./bot
COPY knowledge ./knowledge
RUN pip wheel --no-deps --no-build-isolation --wheel-dir /wheels .
RUN pip --python /opt/casualty-bot/bin/python install --no-deps /wheels/*.whl
RUN mkdir -p /var/lib/casualty-bot

FROM python:3.13.13-slim-trixie
COPY --from=build /opt/casualty-bot /opt/casualty-bot
COPY --from=build --chown=10001:10001 /var/lib/casualty-bot /var/lib/casualty-bot
VOLUME /var/lib/casualty-bot
ENV DATABASE_URL=sqlite:////var/lib/casualty-bot/casualty-bot.db
ENV PATH=/opt/casualty-bot/bin:$PATH PORT=3000 PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
# slack_sdk asks for a home folder when it is imported, and a number has none of its own.
ENV HOME=/
USER 10001:10001
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import http.client, os, sys; bot = http.client.HTTPConnection('127.0.0.1', int(os.environ['PORT']), timeout=3); bot.request('GET', '/healthz'); sys.exit(bot.getresponse().status != 200)"]
CMD ["casualty-bot", "slack"]
