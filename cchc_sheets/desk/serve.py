"""The desk served on this machine alone, until somebody ends it."""

from __future__ import annotations

import os
import socket
import threading
import webbrowser
from collections.abc import Callable

from cchc_sheets.desk.guard import ADDRESS, Secrets
from cchc_sheets.desk.office import Office

QUIET_SECONDS = 3
"""How long requests that are under way may take when the desk is ended."""


def serve(office: Office, port: int, tell: Callable[[str], None], *, browser: bool) -> None:
    """Serve the desk of an office until Ctrl-C; what is being done then is finished first.

    ``port`` 0 takes any that is free. ``tell`` is given the address before it is needed, and
    ``browser`` opens it. Raises ``OSError`` when the port is taken.
    """
    import uvicorn

    from cchc_sheets.desk.app import application

    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        if os.name == "posix":  # elsewhere it would let another program take the same port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((ADDRESS, port))
        listening.listen()
        port = listening.getsockname()[1]
        secrets = Secrets()
        address = f"http://{ADDRESS}:{port}/?token={secrets.token}"
        tell(address)
        if browser:
            # It waits until the server answers, and some browsers until they are closed.
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        config = uvicorn.Config(
            application(office, port, secrets),
            log_level="warning",
            access_log=False,
            server_header=False,
            lifespan="off",
            ws="none",
            timeout_graceful_shutdown=QUIET_SECONDS,
        )
        try:
            uvicorn.Server(config).run(sockets=[listening])
        except KeyboardInterrupt:
            pass
        finally:
            office.close()
