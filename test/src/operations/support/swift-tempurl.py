"""What `swift tempurl` prints, for many inputs in one process.

Reads a JSON list of [method, expires, path, key, options] from standard input and writes the list of URLs. The path is
percent-encoded afterwards by Python's own rules, which swiftclient leaves to whoever uses the URL.
"""
import json
import sys
from urllib.parse import quote

from swiftclient.utils import generate_temp_url

# encodeURIComponent leaves these as they are; all of them are legal in a path and in a query.
SAFE = "/!'()*~:"


def tempurl(method, expires, path, key, options):
    raw = generate_temp_url(path, expires, key, method, absolute=True, **options)
    # The path, and the prefix (which is last), stand in it as they came.
    query = raw[len(path):]
    head, mark, prefix = query.partition('&temp_url_prefix=')
    return quote(path, safe=SAFE.rstrip(':')) + head + mark + quote(prefix, safe=SAFE)


json.dump([tempurl(*each) for each in json.load(sys.stdin)], sys.stdout)
