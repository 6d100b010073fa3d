"""Starts the processes that take over work: some of this machine, or the workers of a Dask cluster."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from importlib import import_module
from typing import Any

from party_card.platform.processes import choose_process_context
from party_card.services.errors import UsageError


def start_executor(stack: ExitStack, jobs: int, dask: str | None) -> Executor | None:
    """Returns `jobs` processes, or the cluster at the address `dask`, until `stack` is closed; None for one process.

    What has not begun then is not done. Raises UsageError.
    """
    if dask is not None:
        try:
            distributed: Any = import_module("distributed")  # an extra: pip install party-card[dask]
        except ImportError:
            raise UsageError("--dask needs Dask: install it with `pip install party-card[dask]`") from None
        try:
            client = stack.enter_context(distributed.Client(dask, timeout="10s"))
        except (OSError, ValueError) as error:
            raise UsageError(f"there is no Dask cluster at {dask}: {error}") from None
        for name in ("distributed", "distributed.client"):
            logging.getLogger(name).setLevel(logging.CRITICAL)  # what goes wrong is told in a sentence
        executor: Executor = client.get_executor()
        stack.callback(executor.shutdown, wait=False)
        return executor
    if jobs < 1:
        raise UsageError("--jobs wants a number of at least 1")
    if jobs == 1:
        return None
    processes = ProcessPoolExecutor(jobs, mp_context=choose_process_context())
    stack.callback(processes.shutdown, cancel_futures=True)
    return processes


@contextmanager
def explain_lost_processes() -> Iterator[None]:
    """Raises UsageError if other processes end before they have done what they were given."""
    distributed: Any = sys.modules.get("distributed")
    lost_worker = (distributed.KilledWorker,) if distributed is not None else ()
    try:
        yield
    except (BrokenExecutor, CancelledError, *lost_worker):
        message = "other processes that shared the work have ended, perhaps because memory ran out"
        raise UsageError(f"{message}; run the command again, with fewer of them") from None
