# syntax=docker/dockerfile:1
FROM rust:1.95-slim-bookworm AS build
WORKDIR /src
RUN apt-get update \
 && apt-get install --yes --no-install-recommends gcc libc6-dev \
 && rm -rf /var/lib/apt/lists/*
COPY . .
# Without the simulated Discord: the image holds the bot alone.
RUN cargo build --release --locked --no-default-features --bin frontdesk

FROM debian:bookworm-slim
RUN useradd --system --uid 10001 --home-dir /var/lib/frontdesk --create-home frontdesk \
 && install --directory --owner frontdesk --group frontdesk /var/lib/frontdesk/data
COPY --from=build /src/target/release/frontdesk /usr/local/bin/frontdesk
USER 10001
WORKDIR /var/lib/frontdesk
ENV FRONTDESK_DATA_DIR=/var/lib/frontdesk/data \
    FRONTDESK_HTTP_ADDR=0.0.0.0:8080 \
    FRONTDESK_LOG=json
VOLUME /var/lib/frontdesk/data
EXPOSE 8080
# The binary asks itself, so the image needs no curl.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["frontdesk", "check", "--health"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["frontdesk"]
CMD ["run"]
