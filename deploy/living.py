"""A container's health check: does this part say that it lives? `python deploy/living.py worker`."""

import os
import sys

import redis

from server.kernel.alive import living


def main() -> int:
    """0 when the part has said so lately, else 1."""
    part = sys.argv[1]
    with redis.Redis.from_url(os.environ["REDIS_URL"], socket_timeout=3, socket_connect_timeout=3) as valkey:
        return 0 if living(valkey, [part])[part] else 1


if __name__ == "__main__":
    sys.exit(main())
