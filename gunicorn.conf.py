"""How gunicorn serves Collab, under ./start and elsewhere. Options on its command line win."""

import os
from pathlib import Path

worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 8
timeout = 30
graceful_timeout = 10
keepalive = 5
# Read once, then forked: half the memory and half the start.
preload_app = True
control_socket_disable = True
# The heartbeat must not wait for a slow disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None
limit_request_line = 4094
limit_request_fields = 60
