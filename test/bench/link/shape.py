"""A link in user space: two TUN devices and what lies between them.

Carries IP packets from one to the other, each after a delay, some of them never: `tc netem` does the same, but is a
module that many kernels lack. Says `ready` when both devices are there, and ends with its input.

usage: shape.py DEVICE DEVICE DELAY_MS LOSS    (delay of each direction; loss from 0 to 1)
"""
import fcntl
import os
import random
import select
import struct
import sys
import time
from collections import deque

TUNSETIFF = 0x400454CA
IFF_TUN = 0x0001
IFF_NO_PI = 0x1000
# Packets on their way in one direction, as netem's own limit.
LIMIT = 1000


def tun(name):
    fd = os.open('/dev/net/tun', os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(fd, TUNSETIFF, struct.pack('16sH', name.encode(), IFF_TUN | IFF_NO_PI))
    return fd


def take(source, line, delay, loss):
    """All packets that wait at the device, into the line."""
    while True:
        try:
            packet = os.read(source, 65536)
        except OSError:
            # Nothing more, or the device is not up yet.
            return
        if len(line) < LIMIT and random.random() >= loss:
            line.append((time.monotonic() + delay, packet))


def give(line, target):
    """What has been in the line long enough."""
    now = time.monotonic()
    while line and line[0][0] <= now:
        _, packet = line.popleft()
        try:
            os.write(target, packet)
        except OSError:
            # The other end is down: lost, as on any wire.
            pass


def main():
    names, delay, loss = sys.argv[1:3], float(sys.argv[3]) / 1000, float(sys.argv[4])
    first, second = (tun(name) for name in names)
    there, back = deque(), deque()
    poll = select.poll()
    for fd in (first, second, sys.stdin.fileno()):
        poll.register(fd, select.POLLIN)
    print('ready', flush=True)
    while True:
        due = min((line[0][0] for line in (there, back) if line), default=None)
        wait = None if due is None else max(0, (due - time.monotonic()) * 1000)
        events = dict(poll.poll(wait))
        if sys.stdin.fileno() in events:
            return
        if first in events:
            take(first, there, delay, loss)
        if second in events:
            take(second, back, delay, loss)
        give(there, second)
        give(back, first)


main()
