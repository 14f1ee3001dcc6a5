"""Exits 0 if each process PID itself listens on its PORT and answers /healthcheck as Swift does.

Asking only whether the port answers is not enough: Swift goes on trying to bind a taken port for a while, and meanwhile
another lab's server would answer for it.

usage: healthy.py PID PORT [PID PORT …]
"""
import os
import sys
import urllib.request

LISTEN = '0A'


def listening_inodes(port):
    """Socket inodes that listen on this port, from /proc/net/tcp (`local_address` is hex ip:port)."""
    with open('/proc/net/tcp') as table:
        rows = [line.split() for line in table][1:]
    return {'socket:[%s]' % row[9] for row in rows
            if row[3] == LISTEN and int(row[1].split(':')[1], 16) == port}


def open_files(pid):
    directory = '/proc/%d/fd' % pid
    for name in os.listdir(directory):
        try:
            yield os.readlink(os.path.join(directory, name))
        except OSError:
            pass  # closed between the two calls


def healthy(pid, port):
    if not listening_inodes(port).intersection(open_files(pid)):
        return False
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    answer = direct.open('http://127.0.0.1:%d/healthcheck' % port, timeout=5)
    return answer.read() == b'OK'


if __name__ == '__main__':
    try:
        numbers = [int(word) for word in sys.argv[1:]]
        pairs = zip(numbers[::2], numbers[1::2])
        sys.exit(0 if all(healthy(pid, port) for pid, port in pairs) else 1)
    except OSError:
        sys.exit(1)
