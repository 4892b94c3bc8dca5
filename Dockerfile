# Emberline's server as an image: the page is built in, the server's own packages are, and nothing that builds or tests.
# Run it with a read-only root: it writes to /data alone, and with DATABASE_URL not even there.

FROM node:24-bookworm-slim AS modules
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Optional ones: TypeScript is one, as a peer of the schemas.
RUN npm ci --omit=dev --omit=optional

FROM node:24-bookworm-slim AS page
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json ./
COPY shared shared
COPY client client
RUN npm run build

# The same Debian without npm, yarn and headers: a third of the size, and nothing to install things with.
FROM debian:bookworm-slim
COPY --from=modules /usr/local/bin/node /usr/local/bin/node
WORKDIR /app
COPY --from=modules /app/node_modules node_modules
COPY --from=page /app/client/dist client/dist
COPY package.json ./
COPY shared shared
COPY server server
# A volume that is laid over it gets its owner.
RUN mkdir -p /data && chown 10001:10001 /data
ENV NODE_ENV=production PORT=2567 DATA_FILE=/data/emberline.sqlite
VOLUME /data
USER 10001:10001
EXPOSE 2567
# SIGTERM begins to drain: give it 45 s (docker stop --time 45).
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=16", "server/main.ts"]
