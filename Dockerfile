# One image for all of Ourpatch's own processes; docker-compose.yml says which one a container is.

FROM node:24-bookworm-slim AS pwa
WORKDIR /build/pwa
COPY pwa/package.json pwa/package-lock.json pwa/.npmrc ./
RUN npm ci
COPY pwa/ ./
RUN npm run build

FROM python:3.11-slim-bookworm AS packages
WORKDIR /build
COPY requirements/uv.txt requirements/run.txt ./
RUN pip install --no-cache-dir --require-hashes -r uv.txt \
    && uv venv /opt/ourpatch \
    && uv pip sync --python /opt/ourpatch/bin/python --require-hashes --compile-bytecode run.txt

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/ourpatch ourpatch
COPY --from=packages /opt/ourpatch /opt/ourpatch
WORKDIR /srv/ourpatch
COPY LICENSE ./
COPY deploy/ourpatch /usr/local/bin/ourpatch
COPY deploy/living.py deploy/
COPY migrations/ migrations/
COPY server/ server/
COPY worker/ worker/
COPY --from=pwa /build/pwa/dist pwa/dist
ENV PATH=/opt/ourpatch/bin:$PATH \
    PYTHONPATH=/srv/ourpatch \
    PYTHONUNBUFFERED=1 \
    PWA_DIST=/srv/ourpatch/pwa/dist
USER 10001
EXPOSE 8000
CMD ["gunicorn", "--worker-class", "gthread", "--workers", "2", "--threads", "8", "--bind", "0.0.0.0:8000", \
     "--graceful-timeout", "5", "--no-control-socket", "server.app:create_app()"]
