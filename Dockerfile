# syntax=docker/dockerfile:1

FROM node:20-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY scripts scripts
COPY src src
COPY projections projections
RUN npm run --silent build

FROM node:20-bookworm-slim AS packages
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM node:20-bookworm-slim
WORKDIR /app
COPY --from=packages /build/node_modules node_modules
COPY --from=build /build/dist dist
COPY package.json LICENSE ./
# what the pages and the tour show
COPY docs/examples.graphql docs/go-live.graphql docs/audit.graphql docs/rotation.graphql docs/
COPY schema/events schema/events
COPY schema/openapi.json schema/openapi.json
# /backups is there for a volume of its own to be mounted at: a backup beside the data goes with it
RUN ln -s /app/dist/src/cli/keyledger.js /usr/local/bin/keyledger \
  && chmod +x dist/src/cli/keyledger.js \
  && install -d -o node -g node -m 0700 /data /backups
USER node
# in a container the server is reached from outside; what of it is published is said where it is run
ENV KEYLEDGER_HOST=0.0.0.0 KEYLEDGER_PORT=4000 KEYLEDGER_DATA_DIR=/data
# `docker logs` keeps what is printed, with a terminal too
ENV KEYLEDGER_WELCOME_TOKEN=off
VOLUME /data
EXPOSE 4000
STOPSIGNAL SIGTERM
# alive, not ready: a server that builds its views for an hour is healthy. Whoever sends it traffic asks /health/ready.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.KEYLEDGER_PORT}/health/live`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/main.js"]
