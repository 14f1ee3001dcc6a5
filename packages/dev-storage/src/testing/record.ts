/**
 * Plays the exchanges and reduces the answers to what can be compared: without times, ids and the order of lists.
 *
 * Run as a command it records a real Swift's answers, by which the tests then measure this storage:
 * `node dist/testing/record.js http://127.0.0.1:18080 > src/testing/measured.json` (it deletes the account's content).
 *
 * @module
 */
import { pathToFileURL } from 'node:url';
import { EXCHANGES, type Exchange } from './exchanges.js';
import { getToken, send, type RawAnswer } from './request.js';

/** An answer as it is compared. */
export interface Measured {
  readonly title: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Say when and where, not what; or depend on how a body is spelled. */
const IGNORED = new Set([
  'connection',
  'date',
  'keep-alive',
  'last-modified',
  'transfer-encoding',
  'x-copied-from-last-modified',
  'x-openstack-request-id',
  'x-put-timestamp',
  'x-timestamp',
]);
/** Swift keeps these in sets, so their order says nothing. */
const LISTS = new Set([
  'access-control-allow-headers',
  'access-control-allow-methods',
  'access-control-expose-headers',
  'allow',
]);
/** Swift's account servers count behind the requests; here the sums are always true. */
const LATE = /^x-account-(bytes-used|object-count|container-count|storage-policy)/;

/** Plays all exchanges on an empty account. */
export async function record(base: string): Promise<readonly Measured[]> {
  const token = await getToken(base);
  await empty(base, token);
  const measured: Measured[] = [];
  for (const exchange of EXCHANGES) {
    const auth = exchange.asUser === true ? { 'x-auth-token': token } : {};
    const { method, path, body } = exchange;
    const headers = { ...exchange.headers, ...auth };
    const request =
      body === undefined ? { method, path, headers } : { method, path, headers, body };
    measured.push(reduce(exchange, await send(base, request)));
  }
  return measured;
}

function reduce(exchange: Exchange, answer: RawAnswer): Measured {
  const isJson = (answer.headers['content-type'] ?? '').startsWith('application/json');
  const headers = Object.entries(answer.headers)
    .filter(([name]) => !IGNORED.has(name) && !LATE.test(name))
    .filter(([name]) => !(isJson && name === 'content-length'))
    .map(([name, value]) => [name, normalise(name, value)] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  const body = answer.body.toString('utf8').replaceAll(/--[0-9a-f]{32}/g, '--boundary');
  return {
    title: exchange.title,
    status: answer.status,
    headers: Object.fromEntries(headers),
    body: isJson ? comparableJson(body) : body,
  };
}

function normalise(name: string, value: string): string {
  if (LISTS.has(name)) return value.split(', ').sort().join(', ');
  if (name === 'x-trans-id') return value.replace(/^tx[0-9a-f]{21}-[0-9a-f]{10}$/, 'tx…');
  return value.replace(/boundary=[0-9a-f]{32}/, 'boundary=…');
}

function comparableJson(text: string): string {
  if (text === '') return text;
  const entries = JSON.parse(text) as readonly Record<string, unknown>[];
  const isAccount = entries.some((entry) => 'count' in entry);
  return JSON.stringify(
    entries.map((entry) =>
      isAccount ? { name: entry['name'] } : { ...entry, last_modified: '…' },
    ),
  );
}

async function empty(base: string, token: string): Promise<void> {
  const headers = { 'x-auth-token': token };
  const call = (method: string, path: string): Promise<RawAnswer> =>
    send(base, { method, path: `/v1/AUTH_test${path}`, headers });
  const names = async (path: string): Promise<readonly string[]> => {
    const answer = await call('GET', `${path}?format=json`);
    return (JSON.parse(answer.body.toString('utf8')) as readonly { name: string }[]).map(
      ({ name }) => encodeURIComponent(name),
    );
  };
  for (const container of await names('')) {
    for (const object of await names(`/${container}`)) {
      await call('DELETE', `/${container}/${object}`);
    }
    await call('DELETE', `/${container}`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [, , base = 'http://127.0.0.1:18080'] = process.argv;
  process.stdout.write(`${JSON.stringify(await record(base), undefined, 2)}\n`);
}
