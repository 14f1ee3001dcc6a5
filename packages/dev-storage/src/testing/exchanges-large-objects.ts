/**
 * Static large objects, compared with a real Swift: how they read, list, copy, change and end, and what becomes of them
 * when their segments do not stay what they were.
 *
 * @module
 */
import { A, anyone, user, type Exchange, type Options } from './exchange.js';
import { entry, JSON_ANSWER, manifest, SEGMENTS, SLO_ETAG, THREE } from './exchanges-manifests.js';
import { sign } from './sign.js';

const big = (method: string, query = '', headers: Record<string, string> = {}): Exchange =>
  user(method, `${A}/slo/big.txt${query}`, { headers });

function bigManifest(options: Options = {}): Exchange {
  return user('PUT', `${A}/slo/big.txt?multipart-manifest=put`, {
    body: JSON.stringify(THREE),
    ...options,
  });
}

const reads: readonly Exchange[] = [
  bigManifest({ headers: { 'x-object-meta-colour': 'red', 'x-delete-at': '4102444800' } }),
  bigManifest({ headers: { 'if-none-match': '*' } }),
  bigManifest({ headers: { etag: SLO_ETAG, 'content-type': 'text/x-big; charset=utf-8' } }),
  bigManifest({ headers: { etag: `"${SLO_ETAG}"`, 'x-object-meta-public-note': 'n' } }),
  big('HEAD'),
  big('GET'),
  big('GET', '', { range: 'bytes=3-8' }),
  big('GET', '', { range: 'bytes=6-11' }),
  big('GET', '', { range: 'bytes=-6' }),
  big('GET', '', { range: 'bytes=12-' }),
  big('GET', '', { range: 'bytes=18-' }),
  big('GET', '', { range: 'bytes=5-3' }),
  big('GET', '', { range: 'bytes=0-1,5-6,17-30' }),
  big('HEAD', '', { range: 'bytes=3-8' }),
  big('GET', '', { 'if-none-match': `"${SLO_ETAG}"` }),
  big('GET', '', { 'if-none-match': SLO_ETAG }),
  big('GET', '', { 'if-none-match': 'other' }),
  big('HEAD', '', { 'if-none-match': SLO_ETAG }),
  big('GET', '', { 'if-match': 'other' }),
  big('GET', '', { 'if-match': SLO_ETAG }),
  big('HEAD', '', { 'if-match': 'other' }),
  big('GET', '', { 'if-modified-since': 'Thu, 01 Jan 2099 00:00:00 GMT' }),
  big('GET', '', { 'if-unmodified-since': 'Thu, 01 Jan 1998 00:00:00 GMT' }),
  big('HEAD', '', { 'if-modified-since': 'Thu, 01 Jan 2099 00:00:00 GMT' }),
  big('GET', '?multipart-manifest=get'),
  big('GET', '?multipart-manifest=get&format=raw'),
  big('GET', '?multipart-manifest=get', { range: 'bytes=0-9' }),
  big('GET', '?multipart-manifest=other'),
  user('GET', `${A}/rest/x?multipart-manifest=get`),
  user('GET', `${A}/slo?format=json`),
  user('GET', `${A}/slo`),
  user('HEAD', `${A}/slo`),
  anyone('GET', `${A}/slo/big.txt`),
];

const shapes: readonly Exchange[] = [
  manifest('empty-list', []),
  user('GET', `${A}/rest/empty-list`),
  user('GET', `${A}/rest/empty-list`, { headers: { range: 'bytes=0-' } }),
  manifest('loose', [{ path: 'segments/1' }, { path: '//segments/2', etag: null }]),
  user('GET', `${A}/rest/loose`),
  manifest('last-empty', [entry(1), entry(4)]),
  user('GET', `${A}/rest/last-empty`),
  manifest('twice', [entry(1), entry(1), entry(2, { size_bytes: '6' })]),
  user('GET', `${A}/rest/twice`),
  manifest('names', [{ path: '/segments/r\u00e9sum\u00e9 %.txt' }]),
  user('GET', `${A}/rest/names`),
  user('GET', `${A}/rest/names?multipart-manifest=get`),
  manifest('ranges', [
    entry(1, { range: '1-3' }),
    entry(2, { range: '-2' }),
    entry(3, { range: '0-' }),
  ]),
  user('GET', `${A}/rest/ranges`),
  user('GET', `${A}/rest/ranges`, { headers: { range: 'bytes=2-5' } }),
  user('GET', `${A}/rest/ranges?multipart-manifest=get`),
  user('GET', `${A}/rest/ranges?multipart-manifest=get&format=raw`),
  manifest('inline', [{ data: 'aGVsbG8' }, entry(1), { data: 'IQ==' }]),
  manifest('inline', [{ data: 'aGVsbG8=' }, entry(1), { data: 'IQ==' }]),
  user('GET', `${A}/rest/inline`),
  user('GET', `${A}/rest/inline`, { headers: { range: 'bytes=3-6' } }),
  user('GET', `${A}/rest/inline?multipart-manifest=get`),
  manifest('nested', [{ path: '/rest/ranges' }, { path: '/slo/big.txt', range: '3-9' }, entry(1)]),
  user('GET', `${A}/rest/nested`),
  user('GET', `${A}/rest/nested`, { headers: { range: 'bytes=4-16' } }),
  user('GET', `${A}/rest/nested?multipart-manifest=get`),
  manifest('beat', THREE, { query: '&heartbeat=on' }),
  manifest('beat', THREE, { ...JSON_ANSWER, query: '&heartbeat=true' }),
  user('HEAD', `${A}/rest/beat`),
  manifest('guessed.png', [entry(1)]),
  user('HEAD', `${A}/rest/guessed.png`),
  user('GET', `${A}/rest?format=json&prefix=guessed`),
];

const bigSigned = (method: string, key: string, query = ''): Exchange => {
  const path = `${A}/slo/big.txt`;
  const exchange = anyone(method, `${path}?${sign({ method, path, key })}${query}`);
  return { ...exchange, title: `${method} of an SLO, ${key} ${query}` };
};

const others: readonly Exchange[] = [
  bigSigned('GET', 's3cret'),
  bigSigned('GET', 'slokey'),
  bigSigned('HEAD', 'slokey'),
  bigSigned('GET', 's3cret', '&multipart-manifest=get'),
  big('POST', '', { 'x-object-meta-size': 'big', 'x-remove-delete-at': 'x' }),
  big('HEAD'),
  big('POST', '', { 'content-type': 'text/new' }),
  big('HEAD'),
  user('GET', `${A}/slo?format=json`),
  user('COPY', `${A}/slo/big.txt`, { headers: { destination: 'rest/flat' } }),
  user('HEAD', `${A}/rest/flat`),
  user('GET', `${A}/rest/flat`),
  user('COPY', `${A}/slo/big.txt?multipart-manifest=get`, { headers: { destination: 'rest/slo' } }),
  user('HEAD', `${A}/rest/slo`),
  user('GET', `${A}/rest/slo`),
  user('COPY', `${A}/slo/big.txt`, { headers: { destination: 'rest/part', range: 'bytes=3-8' } }),
  user('GET', `${A}/rest/part`),
  user('POST', `${A}/segments/1`, { headers: { 'x-remove-delete-at': 'x' } }),
  user('HEAD', `${A}/segments/1`),
  big('GET'),
];

/** More than Swift's 4 KiB of output buffer, so that the answer has begun when the second segment is found changed. */
const WIDE = 'wide '.repeat(1000);

const broken: readonly Exchange[] = [
  user('PUT', `${A}/segments/wide1`, { body: WIDE }),
  user('PUT', `${A}/segments/wide2`, { body: WIDE }),
  manifest('wide', [{ path: '/segments/wide1' }, { path: '/segments/wide2' }]),
  user('PUT', `${A}/segments/wide2`, { body: WIDE.toUpperCase() }),
  user('HEAD', `${A}/rest/wide`),
  user('GET', `${A}/rest/wide`),
  user('DELETE', `${A}/segments/wide2`),
  user('GET', `${A}/rest/wide`),
  user('GET', `${A}/rest/wide`, { headers: { range: 'bytes=0-4999' } }),
];

const ends: readonly Exchange[] = [
  user('PUT', `${A}/segments/3`, { body: 'OBJECT' }),
  big('HEAD'),
  big('GET', '', { range: 'bytes=0-11' }),
  big('GET', '', { range: 'bytes=12-13' }),
  user('COPY', `${A}/slo/big.txt`, { headers: { destination: 'rest/broken' } }),
  user('HEAD', `${A}/rest/broken`),
  user('DELETE', `${A}/segments/2`),
  user('DELETE', `${A}/segments/1`),
  big('GET'),
  big('GET', '', { range: 'bytes=99-' }),
  big('HEAD'),
  user('COPY', `${A}/slo/big.txt`, { headers: { destination: 'rest/broken' } }),
  user('DELETE', `${A}/slo/big.txt`),
  user('HEAD', `${A}/segments/3`),
  ...SEGMENTS.map((body, index) => user('PUT', `${A}/segments/${index + 1}`, { body })),
  user('DELETE', `${A}/rest/x?multipart-manifest=delete`),
  user('DELETE', `${A}/rest/nope?multipart-manifest=delete`, JSON_ANSWER),
  anyone('DELETE', `${A}/rest/beat?multipart-manifest=delete`),
  bigManifest(),
  bigSigned('DELETE', 's3cret', '&multipart-manifest=delete'),
  bigManifest(),
  user('DELETE', `${A}/segments/2`),
  user('DELETE', `${A}/slo/big.txt?multipart-manifest=delete`, JSON_ANSWER),
  user('HEAD', `${A}/segments/1`),
  user('HEAD', `${A}/slo/big.txt`),
  ...SEGMENTS.map((body, index) => user('PUT', `${A}/segments/${index + 1}`, { body })),
  // Every name once: Swift deletes two at a time, and counts a name twice if both happen to be the same.
  manifest('tree', [{ path: '/rest/ranges' }, { path: '/segments/wide1' }]),
  user('DELETE', `${A}/rest/tree?multipart-manifest=delete`),
  user('HEAD', `${A}/rest/ranges`),
  user('GET', `${A}/segments`),
];

/** See the module comment. */
export const LARGE_OBJECT_EXCHANGES: readonly Exchange[] = [
  ...reads,
  ...shapes,
  ...others,
  ...broken,
  ...ends,
];
