/**
 * The requests by which this storage is compared with a real Swift, in order: later ones build on earlier ones.
 *
 * @module
 */
import { BULK_EXCHANGES } from './exchanges-bulk.js';
import { LARGE_OBJECT_EXCHANGES } from './exchanges-large-objects.js';
import { MANIFEST_EXCHANGES } from './exchanges-manifests.js';
import { A, MD5_HELLO, anyone, put, signed, user, type Exchange } from './exchange.js';
import { sign, type SignOptions } from './sign.js';

const OTHER = { origin: 'http://z.example' };

const setup: readonly Exchange[] = [
  anyone('GET', '/healthcheck'),
  anyone('GET', '/nothing'),
  anyone('GET', '/v1'),
  anyone('GET', '/v1/AUTH_test//x'),
  anyone('POST', '/auth/v1.0'),
  anyone('GET', '/auth/v1.0', { headers: { 'x-auth-user': 'test:tester', 'x-auth-key': 'no' } }),
  anyone('GET', '/auth/v1.0', { headers: { 'x-auth-user': 'test:nobody', 'x-auth-key': 'no' } }),
  anyone('GET', A),
  user('POST', A, { headers: { 'x-account-meta-temp-url-key': 's3cret' } }),
  user('POST', A, {
    headers: { 'x-account-meta-temp-url-key-2': 'older', 'x-account-meta-foo': 'b' },
  }),
  user('HEAD', A),
  user('POST', A, { headers: { 'x-account-meta-foo': '' } }),
  user('POST', A, { headers: { 'x-account-meta-temp-url-key': 'x'.repeat(257) } }),
  user('HEAD', A),
  user('PUT', A),
  user('DELETE', A),
  user('GET', '/v1/AUTH_other'),
  user('GET', '/v2/AUTH_test/c/o'),
  user('PUT', `${A}/rest`, {
    headers: {
      'x-container-meta-access-control-allow-origin': 'http://a.example http://b.example',
      'x-container-meta-access-control-max-age': '600',
      'x-container-meta-access-control-expose-headers': 'X-Foo Date',
      'x-container-meta-temp-url-key': 'containerkey',
      'x-container-meta-colour': 'red',
    },
  }),
  user('PUT', `${A}/rest`),
  user('HEAD', `${A}/rest`),
  user('HEAD', `${A}/rest`, { headers: OTHER }),
  user('POST', `${A}/rest`, { headers: { 'x-remove-container-meta-colour': 'x' } }),
  user('POST', `${A}/rest`, { headers: { 'x-container-meta-quota-bytes': 'many' } }),
  user('HEAD', `${A}/rest`),
  user('PUT', `${A}/other`, {
    headers: { 'x-container-meta-access-control-allow-origin': '*' },
  }),
  user('PUT', `${A}/nocors`),
  user('PUT', `${A}/badcors`, {
    headers: {
      'x-container-meta-access-control-allow-origin': 'http://a.example,http://b.example',
    },
  }),
  user('PUT', `${A}/${'x'.repeat(257)}`),
  user('HEAD', `${A}/nope`),
  user('GET', `${A}/nope`),
  user('POST', `${A}/nope`, { headers: { 'x-container-meta-foo': 'x' } }),
  user('DELETE', `${A}/nope`),
];

const preflight = (path: string, headers: Record<string, string>): Exchange =>
  anyone('OPTIONS', path, { headers: { 'access-control-request-method': 'PUT', ...headers } });

const cors: readonly Exchange[] = [
  preflight(`${A}/rest/x`, {
    'access-control-request-headers': 'etag,content-type, if-none-match',
  }),
  preflight(`${A}/rest/x?temp_url_sig=00&temp_url_expires=1`, {}),
  preflight(`${A}/rest/x`, OTHER),
  preflight(`${A}/rest/x`, { origin: 'null' }),
  preflight(`${A}/rest/x`, { 'access-control-request-method': 'PATCH' }),
  preflight(`${A}/rest`, {}),
  preflight(A, {}),
  preflight(`${A}/other/x`, OTHER),
  preflight(`${A}/nocors/x`, {}),
  preflight(`${A}/badcors/x`, {}),
  preflight(`${A}/nope/x`, {}),
  preflight('/auth/v1.0', {}),
  anyone('OPTIONS', `${A}/rest/x`),
  anyone('HEAD', `${A}/rest/x`),
  anyone('GET', `${A}/rest/x`),
  anyone('GET', `${A}/rest/x`, { headers: OTHER }),
  anyone('GET', `${A}/other/x`, { headers: OTHER }),
  anyone('GET', `${A}/nope/x`),
  anyone('PUT', `${A}/rest/x`, { body: 'hello' }),
  anyone('GET', `${A}/rest/x`, { headers: { 'x-auth-token': 'AUTH_tknope' } }),
  anyone('PATCH', `${A}/rest/x`),
];

const objects: readonly Exchange[] = [
  user('HEAD', `${A}/rest/x`),
  user('GET', `${A}/rest/x`),
  put('x', {}),
  put('a.png', {}),
  put('a.txt', { 'content-type': '' }),
  put('a.unknown-ending', { 'content-type': 'garbage' }),
  put('x', { etag: MD5_HELLO }),
  put('x', { etag: `"${MD5_HELLO}"` }),
  put('x', { etag: '' }),
  put('x', { etag: MD5_HELLO.toUpperCase() }),
  put('x', { etag: `W/"${MD5_HELLO}"` }),
  put('x', { etag: 'garbage' }),
  put('x', { 'if-none-match': '*' }),
  put('new', { 'if-none-match': '*' }),
  put('x', { 'if-none-match': MD5_HELLO }),
  put('x', { 'if-match': 'foo', 'if-unmodified-since': 'Thu, 01 Jan 1998 00:00:00 GMT' }),
  put('empty', {}, ''),
  put('x', { 'x-delete-after': '0' }),
  put('x', { 'x-delete-after': '-1' }),
  put('x', { 'x-delete-after': 'soon' }),
  put('x', { 'x-delete-at': '5' }),
  put('x', { 'x-delete-at': 'soon' }),
  put('x', { 'content-type': 'text/plain;swift_bytes=3' }),
  put('x', { 'x-object-meta-a': 'x'.repeat(257) }),
  put('x', { [`x-object-meta-${'n'.repeat(129)}`]: 'x' }),
  put('x', Object.fromEntries(Array.from({ length: 91 }, (_, i) => [`x-object-meta-n${i}`, 'x']))),
  put(
    'x',
    Object.fromEntries(
      Array.from({ length: 17 }, (_, i) => [`x-object-meta-n${i}`, 'x'.repeat(250)]),
    ),
  ),
  put('x', { 'x-object-meta-': 'x' }),
  put('x', { 'content-length': '5368709123' }),
  put('nope', { 'transfer-encoding': 'chunked', etag: 'garbage' }),
  put('chunked', { 'transfer-encoding': 'chunked', etag: MD5_HELLO }),
  put('x'.repeat(1025), {}),
  put('é'.repeat(3).split('').map(encodeURIComponent).join(''), {}),
  put('nul%00here', {}),
  put('latin%E9', {}),
  user('PUT', `${A}/nope/x`, { body: 'hello' }),
  user('PUT', `${A}/other/wild`, { body: 'hello', headers: OTHER }),
  put('full', {
    'content-type': 'text/x-test; charset=utf-8',
    'content-disposition': 'attachment; filename="f"',
    'content-encoding': 'identity',
    'content-language': 'de',
    'cache-control': 'no-cache',
    'x-object-meta-colour': 'gr\u00c3\u00bcn',
    'x-object-meta-public-note': 'hi',
    'x-object-sysmeta-slo-size': '1',
    'x-backend-x': '1',
    'x-timestamp': '1.00000',
    'content-md5': 'garbage',
    'x-delete-at': '4102444800',
  }),
  user('HEAD', `${A}/rest/full`),
  user('GET', `${A}/rest/full`),
  user('HEAD', `${A}/rest/a.txt`),
  user('HEAD', `${A}/rest/a.png`),
  user('HEAD', `${A}/rest/a.unknown-ending`),
];

const get = (headers: Record<string, string>, object = 'x'): Exchange =>
  user('GET', `${A}/rest/${object}`, { headers });

const reads: readonly Exchange[] = [
  get({ range: 'bytes=1-2' }),
  get({ range: 'bytes=3-' }),
  get({ range: 'bytes=-2' }),
  get({ range: 'bytes=-0' }),
  get({ range: 'bytes=0-99' }),
  get({ range: 'bytes=9-12' }),
  get({ range: 'bytes=3-1' }),
  get({ range: 'lines=1-2' }),
  get({ range: 'bytes=0-1,3-4' }),
  get({ range: 'bytes=0-0' }, 'empty'),
  user('HEAD', `${A}/rest/x`, { headers: { range: 'bytes=1-2' } }),
  get({ 'if-none-match': MD5_HELLO }),
  get({ 'if-none-match': `"${MD5_HELLO}"` }),
  get({ 'if-none-match': 'other' }),
  get({ 'if-match': 'other' }),
  get({ 'if-match': MD5_HELLO }),
  get({ 'if-modified-since': 'Thu, 01 Jan 2099 00:00:00 GMT' }),
  get({ 'if-modified-since': 'Thu, 01 Jan 1998 00:00:00 GMT' }),
  get({ 'if-unmodified-since': 'Thu, 01 Jan 1998 00:00:00 GMT' }),
  user('HEAD', `${A}/rest/x`, { headers: { 'if-none-match': MD5_HELLO } }),
];

const copyTo = (object: string, headers: Record<string, string>): Exchange =>
  user('PUT', `${A}/rest/${object}`, { headers: { 'content-length': '0', ...headers } });

const changes: readonly Exchange[] = [
  copyTo('copy', { 'x-copy-from': 'rest/full' }),
  user('HEAD', `${A}/rest/copy`),
  copyTo('fresh', { 'x-copy-from': '/rest/full', 'x-fresh-metadata': 'true' }),
  user('HEAD', `${A}/rest/fresh`),
  copyTo('mixed', {
    'x-copy-from': 'rest/full',
    'x-object-meta-colour': 'red',
    'content-type': 'a/b',
  }),
  user('HEAD', `${A}/rest/mixed`),
  user('COPY', `${A}/rest/full`, { headers: { destination: 'other/copied' } }),
  user('COPY', `${A}/rest/full`, { headers: { destination: '/nope/copied' } }),
  user('COPY', `${A}/rest/full`),
  user('COPY', `${A}/rest/full`, { headers: { destination: 'other' } }),
  copyTo('z', { 'x-copy-from': 'rest/nope' }),
  copyTo('z', { 'x-copy-from': 'rest' }),
  copyTo('z', { 'x-copy-from': 'rest/full', 'if-none-match': '*' }),
  copyTo('z', { 'x-copy-from': 'rest/full', etag: 'garbage' }),
  user('PUT', `${A}/rest/z`, { headers: { 'x-copy-from': 'rest/full' }, body: 'body' }),
  user('POST', `${A}/rest/full`, { headers: { 'x-object-meta-size': 'small' } }),
  user('HEAD', `${A}/rest/full`),
  user('POST', `${A}/rest/full`, { headers: { 'x-delete-after': '-4' } }),
  user('POST', `${A}/rest/full`, {
    headers: { 'content-type': 'text/new', 'x-delete-at': '4102444801' },
  }),
  user('HEAD', `${A}/rest/full`),
  user('POST', `${A}/rest/full`, { headers: { 'x-remove-delete-at': 'x' } }),
  user('HEAD', `${A}/rest/full`),
  user('POST', `${A}/rest/nope`),
  user('DELETE', `${A}/rest/z`),
  user('DELETE', `${A}/rest/z`),
  user('DELETE', `${A}/rest`),
  user('PUT', `${A}/quota`, {
    headers: {
      'x-container-meta-quota-bytes': '4',
      'x-container-meta-access-control-allow-origin': 'http://a.example',
    },
  }),
  user('PUT', `${A}/quota/x`, { body: 'hello' }),
  anyone('PUT', `${A}/quota/x`, { body: 'hello' }),
  user('PUT', `${A}/quota/y`, { headers: { 'transfer-encoding': 'chunked' }, body: 'hello' }),
  user('PUT', `${A}/public`, {
    headers: {
      'x-container-read': '.r:*',
      'x-container-meta-temp-url-key': 'hidden',
      'x-container-meta-access-control-allow-origin': 'http://a.example',
    },
  }),
  user('PUT', `${A}/public/x`, { body: 'hello' }),
  anyone('GET', `${A}/public/x`),
  anyone('HEAD', `${A}/public/y`),
  anyone('GET', `${A}/public`),
  user('POST', `${A}/public`, { headers: { 'x-container-read': '.r:*,.rlistings' } }),
  anyone('HEAD', `${A}/public`),
  anyone('GET', `${A}/public`),
  anyone('DELETE', `${A}/public/x`),
];

const list = (query: string, headers: Record<string, string> = {}): Exchange =>
  user('GET', `${A}/list${query}`, { headers });

const listings: readonly Exchange[] = [
  user('PUT', `${A}/list`),
  list(''),
  list('?format=json'),
  ...['a', 'b/1', 'b/2', 'b/c/3', 'd', '%F0%9F%98%80', '%EF%BF%BD', 'e/'].map((name) =>
    user('PUT', `${A}/list/${name}`, { body: name }),
  ),
  list(''),
  list('?format=json'),
  list('', { accept: 'application/json' }),
  list('?limit=2'),
  list('?limit=2&marker=b/1'),
  list('?limit=0'),
  list('?limit=10001'),
  list('?limit=many'),
  list('?prefix=b/'),
  list('?prefix=none'),
  list('?prefix=b/&delimiter=/'),
  list('?delimiter=/&format=json'),
  list('?delimiter=/&marker=b/'),
  list('?delimiter=/&marker=a&end_marker=d'),
  list('?reverse=true'),
  list('?reverse=true&delimiter=/&marker=d'),
  user('HEAD', `${A}/list?format=json`),
  user('GET', `${A}?format=json&prefix=l`),
  user('GET', `${A}?prefix=none`),
];

const METHODS = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'] as const;
const matrix: readonly Exchange[] = METHODS.flatMap((signedFor) =>
  METHODS.flatMap((method) => [
    user('PUT', `${A}/rest/m`, { body: 'hello' }),
    signed(`signed for ${signedFor}, used with ${method}`, method, 'm', {
      sign: { method: signedFor },
      ...(method === 'PUT' ? { body: 'hello' } : {}),
    }),
  ]),
);

const refuse = (title: string, options: Partial<SignOptions>, object = 'x'): Exchange =>
  signed(`refused: ${title}`, 'PUT', object, { sign: options, body: 'hello' });

const DISALLOWED = {
  'x-object-manifest': 'a/b',
  'x-symlink-target': 'a/b',
  'x-copy-from': 'rest/x',
};

const tempUrls: readonly Exchange[] = [
  ...(['sha1', 'sha256', 'sha512'] as const).flatMap((digest) =>
    (['hex', 'base64', 'base64url', 'unpadded'] as const).map((form) =>
      signed(`${digest} ${form}`, 'PUT', 'x', { sign: { digest, form }, body: 'hello' }),
    ),
  ),
  refuse('upper-case hex', { form: 'HEX' }),
  refuse('md5', { digest: 'md5' }),
  refuse('sha384', { digest: 'sha384' }),
  refuse('expired', { expires: '1' }),
  refuse('wrong key', { key: 'wrong' }),
  refuse('other path', { path: `${A}/rest/y` }),
  refuse('no expiry', { expiresInUrl: '' }),
  refuse('changed expiry', { expiresInUrl: '4102444801' }),
  refuse('expiry with fraction', { expiresInUrl: '4102444800.0' }),
  refuse('only slashes', {}, '/'),
  refuse('other version', { path: '/v1.0/AUTH_test/rest/x' }),
  refuse('key of another container', { key: 'containerkey', path: `${A}/other/x` }),
  refuse('prefix that does not match', { prefix: 'up/' }),
  refuse('address out of range', { ipRange: '10.0.0.0/8' }),
  refuse('range with host bits', { ipRange: '127.0.0.1/8' }),
  refuse('range that is none', { ipRange: 'here' }),
  signed('signature alone', 'PUT', 'x', { sign: { expires: '' }, body: 'hello' }),
  signed('ISO expiry', 'PUT', 'x', { sign: { expiresInUrl: '2100-01-01T00:00:00Z' }, body: 'x' }),
  refuse('ISO expiry with offset', { expiresInUrl: '2100-01-01T00:00:00+00:00' }),
  signed('leading space', 'PUT', 'x', { sign: { expiresInUrl: ' 4102444800' }, body: 'hello' }),
  signed('endless', 'PUT', 'x', { sign: { expires: '1' + '0'.repeat(30) }, body: 'hello' }),
  signed('second account key', 'PUT', 'x', { sign: { key: 'older' }, body: 'hello' }),
  signed('container key', 'PUT', 'x', { sign: { key: 'containerkey' }, body: 'hello' }),
  signed('prefix', 'PUT', 'up/x', { sign: { prefix: 'up/' }, body: 'hello' }),
  signed('empty prefix', 'PUT', 'anything', { sign: { prefix: '' }, body: 'hello' }),
  signed('address', 'PUT', 'x', { sign: { ipRange: '127.0.0.1' }, body: 'hello' }),
  signed('network', 'PUT', 'x', { sign: { ipRange: '127.0.0.0/8' }, body: 'hello' }),
  signed('unknown parameter', 'PUT', 'x', { query: '&foo=bar', body: 'hello' }),
  signed('manifest parameter is lost', 'PUT', 'manifest', {
    query: '&multipart-manifest=put',
    body: '[]',
  }),
  user('GET', `${A}/rest/manifest`),
  ...Object.entries(DISALLOWED).map(([name, value]) =>
    signed(`header ${name}`, 'PUT', 'x', { headers: { [name]: value }, body: 'hello' }),
  ),
  signed('wrong ETag', 'PUT', 'x', { headers: { etag: 'garbage' }, body: 'hello' }),
  signed('exists', 'PUT', 'x', { headers: { 'if-none-match': '*' }, body: 'hello' }),
  signed('past', 'PUT', 'x', { headers: { 'x-delete-after': '-1' }, body: 'hello' }),
  anyone('PUT', `${A}/absent/x?${sign({ method: 'PUT', path: `${A}/absent/x` })}`, {
    body: 'hello',
  }),
  anyone('PUT', `${A}/other/x?${sign({ method: 'PUT', path: `${A}/other/x` })}`, {
    headers: OTHER,
    body: 'hello',
  }),
  anyone('PUT', `${A}/rest/a%00b?${sign({ method: 'PUT', path: `${A}/rest/a\0b` })}`, {
    body: 'hello',
  }),
  anyone('PUT', `${A}/rest/%E9?${sign({ method: 'PUT', path: `${A}/rest/x` })}`, {
    body: 'hello',
  }),
  ...[
    'sp ace',
    '%',
    '+',
    '#1?&=;',
    'résumé',
    '日本語/😀.bin',
    'a//b',
    'e\u0301',
    '"\'<>`{}|^~',
    'end/',
  ].map((name) => signed(`name ${JSON.stringify(name)}`, 'PUT', name, { body: name })),
  signed('private and public metadata', 'PUT', 'dir/naïve "file".txt', {
    headers: { 'x-object-meta-secret': 's', 'x-object-meta-public-note': 'p' },
    body: 'hello',
  }),
  signed('download', 'GET', 'dir/naïve "file".txt'),
  signed('download, inline', 'GET', 'dir/naïve "file".txt', { query: '&inline' }),
  signed('download, named', 'GET', 'dir/naïve "file".txt', { query: '&filename=%C3%BC+x.txt' }),
  signed('download, both', 'GET', 'dir/naïve "file".txt', { query: '&filename=b.txt&inline' }),
  signed('download of a range', 'GET', 'x', { headers: { range: 'bytes=1-2' } }),
  signed('download, stored disposition', 'GET', 'copy'),
  signed('HEAD of nothing', 'HEAD', 'nothing-there'),
  signed('GET of nothing', 'GET', 'nothing-there'),
  signed('HEAD of a name with slash at the end', 'HEAD', 'end/'),
];

/** See the module comment. */
export const EXCHANGES: readonly Exchange[] = [
  ...setup,
  ...cors,
  ...objects,
  ...reads,
  ...changes,
  ...listings,
  ...matrix,
  ...tempUrls,
  ...MANIFEST_EXCHANGES,
  ...LARGE_OBJECT_EXCHANGES,
  ...BULK_EXCHANGES,
];
