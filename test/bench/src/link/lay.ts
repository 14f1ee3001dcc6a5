/**
 * Lays a link: two network namespaces, the browser in one, storage and signer in the other, and nothing else of the
 * machine is changed. Linux, as root, with iproute2.
 *
 * @module
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Place } from '../place.js';
import type { Link } from './links.js';

/** A link that lies. */
export interface LaidLink extends AsyncDisposable {
  /** Where the browser is. */
  readonly near: Place;
  /** Where storage is. */
  readonly far: Place;
}

/** TEST-NET-1 (RFC 5737): nobody's, and known to these two namespaces alone. */
const NEAR = '192.0.2.1';
const FAR = '192.0.2.2';
const NO_METRICS = 'echo 1 >/proc/sys/net/ipv4/tcp_no_metrics_save';
const shaper = fileURLToPath(new URL('../../link/shape.py', import.meta.url));
const run = promisify(execFile);

/** Rejects with a sentence where it cannot be done. */
export async function layLink(link: Link): Promise<LaidLink> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    throw new Error('A link between browser and storage takes Linux and root.');
  }
  await using stack = new AsyncDisposableStack();
  const [near, far] = [`bench-${process.pid}-near`, `bench-${process.pid}-far`];
  for (const name of [near, far]) {
    await ip('netns', 'add', name);
    stack.defer(() => ip('netns', 'del', name));
    await ip('-n', name, 'link', 'set', 'lo', 'up');
    // No connection learns from the one before it.
    await ip('netns', 'exec', name, 'sh', '-c', NO_METRICS);
  }
  const devices = [`bn${process.pid}`, `bf${process.pid}`] as const;
  if (link.kind === 'lossy') stack.use(await startShaper(devices, link.delay, link.loss));
  else await ip('link', 'add', devices[0], 'type', 'veth', 'peer', 'name', devices[1]);
  await connect(devices[0], near, NEAR, FAR);
  await connect(devices[1], far, FAR, NEAR);
  if (link.kind === 'narrow') {
    await limit(near, devices[0], link.rate);
    await limit(far, devices[1], link.rate);
  }
  const laid = stack.move();
  return {
    near: { host: '127.0.0.1', prefix: ['ip', 'netns', 'exec', near] },
    far: { host: FAR, prefix: ['ip', 'netns', 'exec', far] },
    [Symbol.asyncDispose]: () => laid.disposeAsync(),
  };
}

/**
 * The route asks for CUBIC, as Linux, Windows and macOS have it by default: some servers are set to BBR, which hardly
 * minds loss. For a namespace's default only the machine's own would be allowed (tcp_set_default_congestion_control).
 */
async function connect(
  device: string,
  namespace: string,
  own: string,
  peer: string,
): Promise<void> {
  await ip('link', 'set', device, 'netns', namespace);
  await ip('-n', namespace, 'addr', 'add', own, 'peer', peer, 'dev', device);
  await ip('-n', namespace, 'link', 'set', device, 'up');
  await ip('-n', namespace, 'route', 'replace', peer, 'dev', device, 'congctl', 'cubic');
}

/** tc-tbf(8). The burst holds what the kernel hands over in one piece; the latency is a switch's buffer. */
async function limit(namespace: string, device: string, rate: string): Promise<void> {
  const bucket = ['root', 'tbf', 'rate', rate, 'burst', '256kb', 'latency', '20ms'];
  await run('tc', ['-n', namespace, 'qdisc', 'add', 'dev', device, ...bucket]);
}

async function startShaper(
  devices: readonly [string, string],
  delay: number,
  loss: number,
): Promise<AsyncDisposable> {
  const args = [shaper, ...devices, String(delay), String(loss)];
  const child = spawn('python3', args, { stdio: ['pipe', 'pipe', 'inherit'] });
  await Promise.race([once(child.stdout, 'data'), failed(child)]);
  return {
    async [Symbol.asyncDispose]() {
      const exit = once(child, 'exit');
      child.stdin.end();
      await exit;
    },
  };
}

async function failed(child: ChildProcess): Promise<never> {
  await once(child, 'exit');
  throw new Error('The link in user space did not start: it takes python3 and /dev/net/tun.');
}

async function ip(...args: readonly string[]): Promise<void> {
  await run('ip', args);
}
