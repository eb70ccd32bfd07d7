"""How far two threads carry, against a plain sum over bytes: what the machine itself allows."""

import statistics
import threading
import time
import zlib


def scaling(what, work, texts, rounds=11):
    """Prints how much faster `work(2)` is than `work(1)`, and a sum over the bytes of the texts likewise.

    `work` takes a number of threads. Wall-clock time, the median of rounds by turns.
    """
    data = "".join(texts).encode() * 8
    halves = [data[: len(data) // 2], data[len(data) // 2 :]]

    def sums():
        threads = [threading.Thread(target=zlib.adler32, args=(half,)) for half in halves]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def seconds(call, *args):
        start = time.perf_counter()
        call(*args)
        return time.perf_counter() - start

    plain, ours = [], []
    for _ in range(rounds):
        plain.append(seconds(zlib.adler32, data) / seconds(sums))
        ours.append(seconds(work, 1) / seconds(work, 2))
    plain, ours = statistics.median(plain), statistics.median(ours)
    print(
        f"\ntwo threads: {what} x {ours:.2f}, a sum over bytes x {plain:.2f}; {100 * ours / plain:.0f} % of its scaling"
    )
