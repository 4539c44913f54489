"""Grade submissions side by side, on the processors of this machine."""

import concurrent.futures
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor

from nbisolate.grade import warm_pool
from nbisolate.grade.job import Graded, Job, grade_job


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
