"""The features of strategies/s3.hvt on csp: python3 s3_csp.py QUOTES, a file of bid, bid size, ask, ask size as doubles.

Prints the milliseconds of the run. Building the graph and reading the file are not counted.
"""

import sys
import time
from datetime import datetime, timedelta

import csp
import numpy
from csp import stats

quotes = numpy.fromfile(sys.argv[1], dtype="<f8").reshape(-1, 4)
start = numpy.datetime64("2024-01-01", "ns")
times = start + numpy.arange(len(quotes)) * numpy.timedelta64(1, "ms")


def features():
    """Each feature by name."""
    bid, bid_size, ask, ask_size = (csp.curve(float, (times, numpy.ascontiguousarray(c))) for c in quotes.T)
    mid = (bid + ask) * 0.5
    tot = bid_size + ask_size
    imb = (bid_size - ask_size) / tot
    micro = (bid * ask_size + ask * bid_size) / tot
    ret = csp.diff(mid, 1)

    def ema(x, n):
        return stats.ema(x, span=n, adjust=False)

    ema20, ema100 = ema(mid, 20), ema(mid, 100)
    mean, std = stats.mean(mid, 100), stats.stddev(mid, 100, ddof=1)
    high, low = stats.max(mid, 500), stats.min(mid, 500)
    of_ret = csp.sample(ret, imb)
    return {
        "mid": mid, "spread": ask - bid, "tot": tot, "imb": imb, "micro": micro, "micro_mid": micro - mid,
        "ema20": ema20, "ema100": ema100, "ema500": ema(mid, 500), "macd": ema20 - ema100, "ema_imb50": ema(imb, 50),
        "mean100": mean, "std100": std, "z100": (mid - mean) / (std + 1e-9),
        "max500": high, "min500": low, "donch": (mid - low) / (high - low + 1e-9),
        "ret": ret, "std_ret200": stats.stddev(ret, 200, ddof=1), "sum_imb100": stats.sum(imb, 100),
        "cov_ret_imb200": stats.cov(ret, of_ret, 200, ddof=1), "mean_ret50": stats.mean(ret, 50),
    }


@csp.graph
def watched():
    for name, value in features().items():
        csp.add_graph_output(name, value, tick_count=1)


begin = datetime(2024, 1, 1)
built = csp.build_graph(watched)
since = time.perf_counter()
csp.run(built, starttime=begin, endtime=timedelta(milliseconds=len(quotes)))
print(1e3 * (time.perf_counter() - since))
