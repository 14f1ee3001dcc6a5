"""Writes the three rings (16 partitions, 1 replica, 1 device).

One process instead of nine runs of swift-ring-builder: saves about 4 s per start.

usage: make-rings.py DIRECTORY account=PORT container=PORT object=PORT
"""
import os
import sys

from swift.common.ring import RingBuilder


def main(directory, servers):
    stamp = os.path.join(directory, 'rings.txt')
    wanted = ' '.join(servers)
    if os.path.exists(stamp):
        with open(stamp) as written:
            if written.read() == wanted:
                return
    for server in servers:
        name, port = server.split('=')
        builder = RingBuilder(4, 1, 1)
        builder.add_dev({
            'id': 0, 'region': 1, 'zone': 1, 'device': 'd1', 'weight': 100.0, 'meta': '',
            'ip': '127.0.0.1', 'port': int(port),
            'replication_ip': '127.0.0.1', 'replication_port': int(port),
        })
        builder.rebalance()
        builder.get_ring().save(os.path.join(directory, '%s.ring.gz' % name))
    with open(stamp, 'w') as written:
        written.write(wanted)


if __name__ == '__main__':
    main(sys.argv[1], sys.argv[2:])
