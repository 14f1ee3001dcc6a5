/**
 * Plays the exchanges and reduces the answers to what can be compared: without times, ids and the order of lists.
 *
 * Run as a command it records a real Swift's answers, by which the tests then measure this storage:
 * `node dist/testing/record.js http://127.0.0.1:18080 > src/testing/measured.json` (it deletes the account's content).
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import type { Exchange } from './exchange.js';
import { EXCHANGES } from './exchanges.js';
import { getToken, send, sendUntilCut, type RawAnswer } from './request.js';

/** An answer as it is compared. */
export interface Measured {
  readonly title: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly brokenOff?: true;
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
    measured.push(reduce(exchange, await sendUntilCut(base, request)));
  }
  return measured;
}

function reduce(exchange: Exchange, answer: RawAnswer): Measured {
  const isJson = (answer.headers['content-type'] ?? '').startsWith('application/json');
  const headers = Object.entries(answer.headers)
    .filter(([name]) => !IGNORED.has(name) && !LATE.test(name))
    .filter(([name]) => !(isJson && name === 'content-length'))
    .map(([name, value]) => [name, normalise(name, value, answer)] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  const body = answer.body
    .toString('utf8')
    .replaceAll(/--[0-9a-f]{32}/g, '--boundary')
    .replaceAll(/(Last Modified"?: "?)[^"\n]+/g, '$1…');
  return {
    title: exchange.title,
    status: answer.status,
    headers: Object.fromEntries(headers),
    body: isJson && answer.status === 200 ? comparableJson(body) : body,
    ...(answer.brokenOff ? { brokenOff: true } : {}),
  };
}

function normalise(name: string, value: string, { body, headers }: RawAnswer): string {
  if (LISTS.has(name)) return value.split(', ').sort().join(', ');
  if (name === 'x-trans-id') return value.replace(/^tx[0-9a-f]{21}-[0-9a-f]{10}$/, 'tx…');
  // A manifest holds its segments' times, so its MD5 says nothing; that it is the MD5 does.
  if (name === 'x-manifest-etag') return value.replace(/^[0-9a-f]{32}$/, 'md5 of the manifest');
  if (name === 'etag' && 'x-static-large-object' in headers) {
    const md5 = createHash('md5').update(body).digest('hex');
    return value === md5 ? 'md5 of the body' : value.replace(/^[0-9a-f]{32}$/, 'md5, not quoted');
  }
  return value.replace(/boundary=[0-9a-f]{32}/, 'boundary=…');
}

/** Lists are compared without their times, and a manifest's MD5, which depends on times, is left out. */
function comparableJson(text: string): string {
  if (!text.startsWith('[{')) return text;
  const entries = JSON.parse(text) as readonly Record<string, unknown>[];
  const isAccount = entries.some((entry) => 'count' in entry);
  return JSON.stringify(
    entries.map((entry) =>
      isAccount
        ? { name: entry['name'] }
        : {
            ...entry,
            ...('last_modified' in entry ? { last_modified: '…' } : {}),
            ...('slo_etag' in entry ? { hash: 'md5 of the manifest' } : {}),
          },
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
