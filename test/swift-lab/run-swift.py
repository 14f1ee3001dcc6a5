"""Runs one Swift server or daemon against another directory than /etc/swift.

Swift reads /etc/swift/swift.conf wherever its other configuration is, unless it is told before the first import
that needs it.

usage: run-swift.py SWIFT_DIRECTORY KIND CONFIGURATION_FILE [-v]
"""
import sys

from swift.common import utils

utils.set_swift_dir(sys.argv.pop(1))
kind = sys.argv.pop(1)


def daemon(make):
    from swift.common.daemon import run_daemon
    conf_file, options = utils.parse_options(once=True)
    run_daemon(make, conf_file, **options)


def server():
    from swift.common.wsgi import run_wsgi
    conf_file, options = utils.parse_options()
    if kind == 'object-server':
        from swift.obj import server as object_server
        options['global_conf_callback'] = object_server.global_conf_callback
    sys.exit(run_wsgi(conf_file, kind, **options))


if kind == 'container-updater':
    from swift.container.updater import ContainerUpdater
    daemon(ContainerUpdater)
elif kind == 'object-expirer':
    from swift.obj.expirer import ObjectExpirer
    daemon(ObjectExpirer)
else:
    server()
