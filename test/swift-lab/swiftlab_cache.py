"""In-process stand-in for memcached, as paste middleware.

tempauth keeps its tokens in the cache and answers 500 without one. Same interface and lifetimes as Swift's memcache
client; right for one proxy process only (`workers = 0`).
"""
import json
import time as clock


class Cache(object):
    def __init__(self):
        self.entries = {}

    def _read(self, key):
        value, expires = self.entries.get(key, (None, 0))
        if expires and expires <= clock.time():
            self.entries.pop(key, None)
            return None
        return value

    def _write(self, key, value, time):
        self.entries[key] = (value, clock.time() + time if time else 0)

    def get(self, key, raise_on_error=False):
        value = self._read(key)
        return None if value is None else json.loads(value)

    def set(self, key, value, serialize=True, time=0, min_compress_len=0, raise_on_error=False):
        # Through JSON, as memcached does it: what comes back is a copy, and tuples become lists.
        self._write(key, json.dumps(value), time)

    def incr(self, key, delta=1, time=0):
        value = max(0, int(self._read(key) or 0) + int(delta))
        self._write(key, str(value), time)
        return value

    def decr(self, key, delta=1, time=0):
        return self.incr(key, -delta, time)

    def delete(self, key, server_key=None):
        self.entries.pop(key, None)

    def set_multi(self, mapping, server_key, serialize=True, time=0, min_compress_len=0):
        for key, value in mapping.items():
            self.set(key, value, time=time)

    def get_multi(self, keys, server_key):
        return [self.get(key) for key in keys]


def filter_factory(global_conf, **conf):
    cache = Cache()

    def factory(app):
        def call(env, start_response):
            env['swift.cache'] = cache
            return app(env, start_response)
        return call
    return factory
