"""Runs Swift servers and daemons against another directory than /etc/swift, each in a process of its own.

Swift reads /etc/swift/swift.conf wherever its other configuration is, unless it is told before the first import
that needs it. Importing Swift is most of what a start costs (measured: 1.0 of 1.2 s of processor time), so it is done
once, and every server is a fork of that.

usage: run-swift.py LAB NAME=KIND=CONFIGURATION_FILE...

LAB has etc/, log/ and run/: the output of a server goes to log/NAME.log, its process id to run/NAME.pid. Ends when all
have been started; whether they stay is for the caller to see.
"""
import functools
import importlib
import os
import random
import sys

# What `import swift...` does not bring by itself, but every start needs.
SHARED = ('pkg_resources', 'swift.common.wsgi', 'swift.common.daemon')
MODULES = {
    'proxy-server': 'swift.proxy.server',
    'account-server': 'swift.account.server',
    'container-server': 'swift.container.server',
    'object-server': 'swift.obj.server',
    'container-updater': 'swift.container.updater',
    'object-expirer': 'swift.obj.expirer',
}
DAEMONS = {'container-updater': 'ContainerUpdater', 'object-expirer': 'ObjectExpirer'}


def run(kind, conf_file):
    module = importlib.import_module(MODULES[kind])
    sys.argv[1:] = [conf_file, '-v']
    if kind in DAEMONS:
        from swift.common.daemon import run_daemon
        conf_file, options = utils.parse_options(once=True)
        run_daemon(getattr(module, DAEMONS[kind]), conf_file, **options)
        return 0
    from swift.common.wsgi import run_wsgi
    conf_file, options = utils.parse_options()
    if kind == 'object-server':
        options['global_conf_callback'] = module.global_conf_callback
    return run_wsgi(conf_file, kind, **options)


def listen_alone():
    """Makes a port that another server has an error.

    Swift listens through eventlet, which sets SO_REUSEPORT unless told otherwise: a second lab on the same port would
    start without a word, and the kernel would share out the requests among the two (measured: half of them answered with
    401, by the server that had not made the token).
    """
    from swift.common import wsgi
    wsgi.listen = functools.partial(wsgi.listen, reuse_port=False)


def become(lab, name):
    """Lets go of everything that this process shares with the one that it was forked from."""
    # A session of its own, so that Ctrl-C in the caller's terminal does not reach it before stop-swift.sh does.
    os.setsid()
    random.seed()
    log = os.open(os.path.join(lab, 'log', name + '.log'), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    null = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((null, 0), (log, 1), (log, 2)):
        os.dup2(source, target)
    os.closerange(3, 256)
    with open('/proc/self/comm', 'w') as comm:
        comm.write('swift-' + name)


def start(lab, name, kind, conf_file):
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            become(lab, name)
            code = run(kind, conf_file)
        except SystemExit as end:
            code = end.code
        except BaseException:
            import traceback
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code if isinstance(code, int) else 0 if code is None else 1)
    with open(os.path.join(lab, 'run', name + '.pid'), 'w') as file:
        file.write('%d\n' % pid)


if __name__ == '__main__':
    lab = sys.argv[1]
    wanted = [argument.split('=', 2) for argument in sys.argv[2:]]
    from swift.common import utils
    utils.set_swift_dir(os.path.join(lab, 'etc'))
    # Swift does it itself, and then finds it done. Before the imports there is less to look through (measured: 0.7 s less
    # per server).
    utils.eventlet_monkey_patch()
    for module in SHARED + tuple(MODULES[kind] for _, kind, _ in wanted):
        importlib.import_module(module)
    listen_alone()
    for name, kind, conf_file in wanted:
        start(lab, name, kind, conf_file)
