#!/bin/bash
# Succeeds while the gateway in this container is alive. In bash: the image has no HTTP client that is sure to stay.
exec 3<>"/dev/tcp/127.0.0.1/${HEALTH_PORT:-8081}" || exit 1
printf 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n' >&3
read -r -t 4 _ status _ <&3
[ "$status" = 200 ]
