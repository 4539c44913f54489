"""Where submissions are graded: on the processors of this machine, or on a cluster."""

import concurrent.futures
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor
from importlib.metadata import version

from nbisolate.grade import warm_pool
from nbisolate.grade.job import Graded, Job, failed, grade_job
from nbisolate.sandbox.enter import missing_layers

# A submission whose worker was lost is tried this often again.
RETRIES = 2


class SchedulerError(Exception):
    """The cluster can't be used; the message says why and what to do."""


def cores() -> int:
    """Return how many processors this process may use.

    Examples
    --------
    >>> cores() >= 1
    True
    """
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def grade_here(jobs: Iterable[Job], workers: int) -> Iterator[Graded]:
    """Grade submissions on this machine, some at a time.

    Parameters
    ----------
    jobs : iterable of Job
        Asked for one by one, when there is room.
    workers : int
        How many notebooks run at a time.

    Yields
    ------
    Graded
        As they come. If the caller goes away, what still runs is ended.
    """
    warm_pool.start()
    # Each thread only waits for the two processes of a notebook.
    pool = ThreadPoolExecutor(workers, thread_name_prefix="grade")
    running: set[concurrent.futures.Future] = set()
    try:
        for job in jobs:
            running.add(pool.submit(grade_job, job))
            if len(running) > workers:
                done, running = concurrent.futures.wait(running, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        for future in concurrent.futures.as_completed(running):
            yield future.result()
    except BaseException:
        warm_pool.stop()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def grade_on_cluster(jobs: Iterable[Job], address: str) -> Iterator[Graded]:
    """Grade submissions on the workers of a dask.distributed cluster.

    Parameters
    ----------
    jobs : iterable of Job
        Asked for one by one, when there is room: all that a submission needs goes with it.
    address : str
        Of the scheduler, such as ``"tcp://10.0.0.1:8786"``.

    Yields
    ------
    Graded
        As they come.

    Raises
    ------
    SchedulerError
        If there is no scheduler at this address, or it has no workers.
    """
    with _client(address) as client:
        from distributed import as_completed

        room = 2 * sum(client.nthreads().values())
        running, waiting = as_completed(loop=client.loop), {}

        def next_graded() -> Graded:
            future = next(running)
            job = waiting.pop(future.key)
            if future.status == "finished":
                return future.result()
            # A worker that was lost comes back as an error when it was lost too often.
            return failed(job, f"The cluster could not grade it: {future.exception()}"[:300])

        for job in jobs:
            future = client.submit(grade_job, job.packed(), pure=False, retries=RETRIES)
            waiting[future.key] = job
            running.add(future)
            del future
            if len(waiting) > room:
                yield next_graded()
        while waiting:
            yield next_graded()


def state_of_workers(address: str) -> dict[str, tuple[str, dict[str, str]]]:
    """Return the version of the course on each worker and what it lacks of the sandbox.

    Parameters
    ----------
    address : str
        Of the scheduler.

    Returns
    -------
    dict of str to (str, dict)
        By the worker's address.

    Raises
    ------
    SchedulerError
        If the cluster can't be used.
    """
    with _client(address) as client:
        try:
            return client.run(own_state)
        except (ImportError, AttributeError) as error:
            raise SchedulerError(
                f"The workers of {address} don't have this version of the course ({error}). "
                f"Install it there, with its extra `instructor`."
            ) from None


def own_state() -> tuple[str, dict[str, str]]:
    """Return the version of the course here and what is missing of the sandbox."""
    return version("imagelessons"), missing_layers()


def _client(address: str):
    try:
        from distributed import Client
    except ImportError:
        raise SchedulerError(
            "A cluster needs the package distributed: python tools/course.py setup instructor"
        ) from None
    try:
        client = Client(address, timeout="15s", set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise SchedulerError(f"There is no scheduler at {address} ({error}).") from None
    if not client.nthreads():
        client.close()
        raise SchedulerError(f"The scheduler at {address} has no workers. Start some first.")
    return client
