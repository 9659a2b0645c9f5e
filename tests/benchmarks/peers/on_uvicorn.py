"""How the peers in Python are served: by uvicorn on uvloop and httptools, without a log."""

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn


def serve(make: Callable[[Path], Any]) -> None:
    """Serves the application that `make` makes of the board's folder; the command line has the port and the folder."""
    app = make(Path(sys.argv[2]))
    gc.collect()
    gc.freeze()
    uvicorn.run(
        app,
        port=int(sys.argv[1]),
        loop="uvloop",
        http="httptools",
        lifespan="off",
        log_level="critical",
        access_log=False,
        server_header=False,
    )
