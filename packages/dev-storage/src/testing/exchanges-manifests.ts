/**
 * Manifests of static large objects, compared with a real Swift: what they may say, and what is said of bad ones.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { A, anyone, put, signed, user, type Exchange, type Options } from './exchange.js';

/** Bodies of the segments `segments/1`, `/2`, …; the last one is empty. */
export const SEGMENTS = ['hello ', 'large ', 'object', ''] as const;

/** One entry; whatever is given is sent. */
export interface Entry {
  readonly path?: unknown;
  readonly etag?: unknown;
  readonly size_bytes?: unknown;
  readonly range?: unknown;
  readonly data?: unknown;
  readonly foo?: unknown;
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** The manifest's entry of a segment, all checks included, with changes. */
export function entry(number: number, changes: Entry = {}): Entry {
  const body = SEGMENTS[number - 1] ?? '';
  const path = `/segments/${number}`;
  return { path, etag: md5(body), size_bytes: body.length, ...changes };
}

/** A manifest for `rest/<object>`. */
export function manifest(
  object: string,
  entries: unknown,
  options: Options & { query?: string } = {},
): Exchange {
  const { query = '', ...rest } = options;
  const body = typeof entries === 'string' ? entries : JSON.stringify(entries);
  const exchange = user('PUT', `${A}/rest/${object}?multipart-manifest=put${query}`, {
    ...rest,
    body,
  });
  return { ...exchange, title: `${exchange.title} | ${body.slice(0, 90)}` };
}

/** Asks for a report as JSON. */
export const JSON_ANSWER = { headers: { accept: 'application/json' } };
/** Three segments, and the ETag of what they make. */
export const THREE = [entry(1), entry(2), entry(3)];
export const SLO_ETAG = md5(THREE.map(({ etag }) => String(etag)).join(''));

const setup: readonly Exchange[] = [
  user('PUT', `${A}/segments`),
  ...SEGMENTS.map((body, index) =>
    user('PUT', `${A}/segments/${index + 1}`, {
      body,
      headers: { 'content-type': 'text/x-part; charset=utf-8', 'x-delete-at': '4102444800' },
    }),
  ),
  user('PUT', `${A}/segments/r%C3%A9sum%C3%A9%20%25.txt`, { body: 'hello' }),
  user('PUT', `${A}/slo`, {
    headers: {
      'x-container-meta-access-control-allow-origin': 'http://a.example',
      'x-container-meta-temp-url-key': 'slokey',
    },
  }),
];

/** What is refused before a segment is looked at. */
const malformed: readonly Exchange[] = [
  manifest('bad', 'no json'),
  manifest('bad', { path: 'segments/1' }),
  manifest('bad', '[]', { headers: { 'content-length': '8388609' } }),
  manifest('bad', ['segments/1', entry(2, { foo: 1 }), entry(2, { path: 5 })]),
  manifest('bad', [entry(1, { etag: 5 }), entry(1, { path: '/segments' })]),
  manifest('bad', [entry(1, { path: 'segments%2F1' }), entry(1, { path: 'segments/' })]),
  manifest('bad', [entry(1, { size_bytes: 'many' }), entry(1, { size_bytes: 0 }), entry(2)]),
  manifest('bad', [entry(1, { size_bytes: [] }), entry(1, { size_bytes: '' })]),
  manifest('bad', [entry(1, { path: '/rest/bad' })]),
  manifest('bad', [entry(1, { range: '5-3' }), entry(1, { range: '0-1,2-3' })]),
  manifest('bad', [entry(1, { range: '9-' }), entry(1, { range: 'x' })]),
  manifest('bad', [{ data: 'aGVsbG8=' }]),
  manifest('bad', [entry(1), { data: '' }, { data: '*' }, { data: 'aA==', path: 'a/b' }]),
  manifest('bad', [entry(1, { foo: 1, range: '0-' })], JSON_ANSWER),
  manifest(
    'bad',
    Array.from({ length: 1001 }, () => entry(1)),
  ),
  user('PUT', `${A}/rest/bad?multipart-manifest=put`, { headers: { 'x-copy-from': 'rest/x' } }),
  put('bad', { 'x-static-large-object': 'true' }),
  user('POST', `${A}/rest/x`, { headers: { 'x-static-large-object': 'true' } }),
  signed('header x-static-large-object', 'PUT', 'bad', {
    headers: { 'x-static-large-object': 'true' },
    body: 'hello',
  }),
  user('HEAD', `${A}/rest/bad`),
];

/** What is refused because of the segments. */
const refused: readonly Exchange[] = [
  manifest('bad', [entry(1, { etag: md5('x') }), entry(2)]),
  manifest('bad', [entry(1, { etag: md5('x') }), entry(2)], JSON_ANSWER),
  manifest('bad', [entry(1, { etag: md5('x') })], { headers: { accept: 'application/xml' } }),
  manifest('bad', [entry(1, { etag: md5('x') })], { headers: { accept: 'image/png' } }),
  manifest('bad', [entry(1, { etag: md5('x') })], { headers: { accept: 'nonsense' } }),
  manifest('bad', [entry(1, { etag: md5('x') })], {
    headers: { accept: 'text/*;q=0.1, application/json;q=0.9' },
  }),
  manifest('bad', [entry(1, { size_bytes: 7 })]),
  manifest('bad', [entry(1, { size_bytes: 7, etag: md5('x') })]),
  manifest('bad', [entry(1, { etag: `"${md5(SEGMENTS[0])}"` })]),
  manifest('bad', [entry(1, { etag: md5(SEGMENTS[0]).toUpperCase() })]),
  manifest('bad', [{ path: '/segments/nope' }]),
  manifest('bad', [{ path: '/nowhere/1' }]),
  manifest('bad', [{ path: '/segments/none \u00e9\u0301%' }], JSON_ANSWER),
  manifest('bad', [{ path: '/segments/4' }, entry(2)]),
  manifest('bad', [{ path: '/segments/1', range: '9-' }]),
  manifest('bad', THREE, { headers: { etag: md5('x') } }),
  manifest('bad', THREE, { headers: { etag: md5('x') }, query: '&heartbeat=on' }),
  manifest('bad', [entry(1, { etag: md5('x') })], { query: '&heartbeat=on' }),
  manifest('bad', [entry(1, { etag: md5('x') })], { ...JSON_ANSWER, query: '&heartbeat=on' }),
  user('PUT', `${A}/nowhere/bad?multipart-manifest=put`, { body: JSON.stringify(THREE) }),
  anyone('PUT', `${A}/rest/bad?multipart-manifest=put`, { body: JSON.stringify(THREE) }),
  anyone('PUT', `${A}/rest/bad?multipart-manifest=put`, { body: '[]' }),
  user('HEAD', `${A}/rest/bad`),
];

/** Makes the containers `segments` and `slo` first. */
export const MANIFEST_EXCHANGES: readonly Exchange[] = [...setup, ...malformed, ...refused];
