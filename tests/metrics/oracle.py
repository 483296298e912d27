"""What the numbers must be: reads calls as CSV, prints answers as CSV, with Python's own decimals and zones.

usage: oracle.py FILE ZONE FIRST LAST BUCKET    (BUCKET: day or hour)
Columns in: epoch seconds, model, cost, input, output, latency, failed; empty is NULL.
Columns out: bucket, model, cost, requests, tokens, errors, p95.
"""

import csv
import sys
from datetime import date, datetime, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

path, zone, first, last, bucket = sys.argv[1:]
zone = ZoneInfo(zone)
first, last = date.fromisoformat(first), date.fromisoformat(last)

groups = {}
with open(path, newline="", encoding="utf-8") as file:
    for epoch, model, cost, read, written, latency, failed in csv.reader(file):
        local = datetime.fromtimestamp(int(epoch), timezone.utc).astimezone(zone)
        if not first <= local.date() <= last:
            continue
        if bucket == "day":
            key = local.date().isoformat()
        else:
            minutes = int(local.utcoffset().total_seconds()) // 60
            sign = "-" if minutes < 0 else "+"
            key = local.strftime("%Y-%m-%d %H:00") + " %s%02d:%02d" % (sign, abs(minutes) // 60, abs(minutes) % 60)
        group = groups.setdefault((key, model), [Decimal(0), 0, 0, 0, []])
        if cost:
            group[0] += Decimal(cost)
        group[1] += 1
        group[2] += (int(read) if read else 0) + (int(written) if written else 0)
        group[3] += failed == "t"
        if latency:
            group[4].append(int(latency))

out = csv.writer(sys.stdout, lineterminator="\n")
for (key, model), (cost, requests, tokens, errors, latencies) in sorted(groups.items()):
    latencies.sort()
    # A small cost would be written as -3E-8 otherwise.
    amount = format(cost, "f")
    # The smallest latency that at least 95 % of the requests did not exceed.
    p95 = latencies[-(-95 * len(latencies) // 100) - 1] if latencies else ""
    out.writerow([key, model, amount, requests, tokens, errors, p95])
