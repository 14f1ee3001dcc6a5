/**
 * The control API under `/dev-storage/`: faults and counters, for tests that run in another process.
 *
 * It answers to loopback only, takes JSON only and has no CORS headers, so that no page a developer has open can use
 * it; the check of `Host` keeps out pages whose name was rebound to this machine.
 *
 * @module
 */
import { DevStorageError } from '../errors.js';
import type { Answer } from '../http/answer.js';
import type { Layer, SwiftRequest } from '../http/exchange.js';
import type { StatsCounter } from '../stats.js';
import { parseFault } from './fault.js';
import type { FaultRegistry } from './registry.js';

const PREFIX = '/dev-storage/';
const MAX_BODY_BYTES = 64 * 1024;

/** Whether a path belongs to the control API, and so is neither counted nor subject to faults. */
export function isControlPath(path: string): boolean {
  return path.startsWith(PREFIX);
}

/** See the module comment. */
export function control(registry: FaultRegistry, stats: StatsCounter): Layer {
  return (next) => async (request) => {
    if (!isControlPath(request.path)) return next(request);
    if (!isLoopback(request)) {
      return problem(
        403,
        'loopback-only',
        'Ask from the machine the storage runs on, by localhost.',
      );
    }
    const [resource = '', id] = request.path.slice(PREFIX.length).split('/');
    if (resource === 'faults') return handleFaults(registry, request, id);
    if (resource === 'stats' && id === undefined) return handleStats(stats, request);
    return problem(404, 'not-found', 'There is /dev-storage/faults and /dev-storage/stats.');
  };
}

async function handleFaults(
  registry: FaultRegistry,
  request: SwiftRequest,
  id: string | undefined,
): Promise<Answer> {
  if (id !== undefined) {
    if (request.method !== 'DELETE') return wrongMethod('DELETE');
    if (registry.remove(id)) return noContent();
    return problem(
      404,
      'not-found',
      `There is no fault ${id}; GET /dev-storage/faults lists them.`,
    );
  }
  switch (request.method) {
    case 'GET':
      return json(200, { faults: registry.list() });
    case 'POST':
      return addFault(registry, request);
    case 'DELETE':
      registry.clear();
      return noContent();
    default:
      return wrongMethod('GET, POST, DELETE');
  }
}

async function addFault(registry: FaultRegistry, request: SwiftRequest): Promise<Answer> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
    return problem(415, 'json-only', 'Send the fault with Content-Type: application/json.');
  }
  const bytes = await request.body.peek(MAX_BODY_BYTES + 1);
  if (bytes.byteLength > MAX_BODY_BYTES) {
    return problem(413, 'too-large', `A fault has at most ${MAX_BODY_BYTES} bytes.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return problem(400, 'invalid-json', 'The body is not JSON; send one fault as an object.');
  }
  try {
    return json(201, { id: registry.add(parseFault(value)) });
  } catch (error) {
    if (error instanceof DevStorageError) return problem(400, error.code, error.message);
    throw error;
  }
}

function handleStats(stats: StatsCounter, { method }: SwiftRequest): Answer {
  if (method === 'GET') return json(200, stats.snapshot());
  if (method !== 'DELETE') return wrongMethod('GET, DELETE');
  stats.reset();
  return noContent();
}

function isLoopback({ remoteAddress, headers }: SwiftRequest): boolean {
  const host = (headers.get('host') ?? '').replace(/:\d+$/, '');
  const isLocalName = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i.test(host);
  return isLocalName && (remoteAddress.startsWith('127.') || remoteAddress === '::1');
}

function json(status: number, value: unknown): Answer {
  const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };
  return { status, headers, body: Buffer.from(`${JSON.stringify(value)}\n`) };
}

function problem(status: number, code: string, message: string): Answer {
  return json(status, { error: { code, message } });
}

function wrongMethod(allow: string): Answer {
  const reply = problem(405, 'method-not-allowed', `This takes ${allow}.`);
  return { ...reply, headers: { ...reply.headers, Allow: allow } };
}

function noContent(): Answer {
  return { status: 204, headers: {}, body: new Uint8Array(0) };
}
