/**
 * Any bytes that somebody may write to a signer's port, most of them nearly a request, and when they hang up: for property tests
 * over real connections.
 *
 * @module
 */
import fc from 'fast-check';
import { brokenBody, hostileHeader, hostileJson } from './hostile.js';

/** At what point the client closes the connection. */
export type Leaving =
  | { readonly at: 'end' }
  /** After this much of what it was going to write. */
  | { readonly at: 'bytes'; readonly share: number }
  /** While the signer asks who it is, or asks storage; or as soon as there is an answer. */
  | { readonly at: 'authorize' | 'storage' | 'answer' };

/** What is written, in one piece or two. */
export interface AnyExchange {
  readonly bytes: Buffer;
  readonly leaving: Leaving;
  /** Bytes are announced that never come, so that only the client can end it. */
  readonly isShort: boolean;
}

const latin = (text: string | Uint8Array): Buffer =>
  typeof text === 'string' ? Buffer.from(text, 'latin1') : Buffer.from(text);

const HOSTS = [
  'localhost',
  '127.0.0.1',
  '[::1]:80',
  'app.example',
  'evil.example',
  'localhost.evil.example',
  'localhost@evil.example',
  '%6c%6fcalhost',
  'LOCALHOST.:80',
  '',
  'a b',
  '[',
  'é',
];
const host = fc.oneof(
  { weight: 12, arbitrary: fc.constant('localhost') },
  { weight: 2, arbitrary: fc.constantFrom(...HOSTS) },
  { weight: 1, arbitrary: hostileHeader },
);
/** None, one, or several of them: RFC 9112 §3.2 has one. */
const hosts = fc
  .oneof(
    { weight: 12, arbitrary: host.map((one) => [one]) },
    { weight: 2, arbitrary: fc.array(host, { minLength: 2, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.constant<string[]>([]) },
  )
  .map((all) => all.map((value) => `Host: ${value}`));

const CALLS = ['', '/parts', '/status', '/complete', '/abort', '/downloads', '/jwks.json'];
const path = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(...CALLS).map((call) => `/uploads${call}`) },
  { weight: 1, arbitrary: fc.constantFrom('/', '*', '//', '/uploads?', '/..', '/healthz', '/%') },
  { weight: 1, arbitrary: fc.nat(14_000).map((length) => `/uploads/${'x'.repeat(length)}`) },
);
const target = fc.oneof(
  { weight: 16, arbitrary: path },
  // The absolute form (RFC 9112 §3.2.2), whose host is another place than that of the header.
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('http://', 'https://', 'ftp://', 'http:/'), host, path)
      .map(([scheme, name, rest]) => scheme + name.replaceAll(' ', '') + rest),
  },
  { weight: 1, arbitrary: hostileHeader.map((text) => text.replaceAll(/\s/g, '')) },
);

const FORWARDING = [
  'X-Forwarded-For: 127.0.0.1',
  'X-Forwarded-For: ::1, 10.0.0.1:80, unknown',
  'Forwarded: for=127.0.0.1;host=localhost',
  'X-Forwarded-Host: evil.example',
  'X-Forwarded-Proto: https',
  'X-Real-IP: 127.0.0.1',
  'Via: 1.1 proxy',
  'CF-Connecting-IP: ::1',
  'X-Original-URL: /uploads/abort',
  'X-HTTP-Method-Override: DELETE',
];
const header = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...FORWARDING) },
  { weight: 1, arbitrary: hostileHeader.map((value) => `X-Request-Id: ${value}`) },
  { weight: 1, arbitrary: hostileHeader.map((value) => `Origin: ${value}`) },
  { weight: 1, arbitrary: fc.constantFrom('Origin: null', 'Origin: https://app.example') },
  { weight: 1, arbitrary: fc.constantFrom('Expect: 100-continue', 'Upgrade: h2c', 'TE: trailers') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('__proto__: 1', 'constructor: 1', 'X: \t', 'X:', 'Bad Name: 1'),
  },
  // Node takes 16 KiB of headers.
  {
    weight: 1,
    arbitrary: fc.constantFrom(4_000, 15_000, 17_000).map((n) => `X: ${'x'.repeat(n)}`),
  },
  { weight: 1, arbitrary: fc.constant('Authorization: Bearer ben') },
);

const token = fc.constantFrom('x', 'a.b.c', '', '__proto__', 'x'.repeat(5000));
const repeated = fc
  .tuple(token, fc.integer({ min: 1, max: 800 }))
  .map(([one, times]) => Array.from({ length: times }, () => one));
const part = { partNumber: 1, size: 1, etag: 'd41d8cd98f00b204e9800998ecf8427e' };
/** A byte more than is read. */
const HUGE = ' '.repeat(1024 * 1024 + 1);
const body: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.nat(30).map((count) => {
      const files = Array.from({ length: count }, () => ({ name: 'a', size: 1, type: '' }));
      return JSON.stringify({ files });
    }),
  },
  { weight: 2, arbitrary: repeated.map((tokens) => JSON.stringify({ tokens })) },
  {
    weight: 2,
    arbitrary: repeated.map((all) =>
      JSON.stringify({ uploads: all.map((one) => ({ token: one, parts: [part] })) }),
    ),
  },
  { weight: 1, arbitrary: token.map((one) => JSON.stringify({ token: one, partNumbers: [1, 1] })) },
  { weight: 2, arbitrary: hostileJson },
  { weight: 2, arbitrary: brokenBody },
  { weight: 1, arbitrary: fc.constant(HUGE) },
);

/** How it says how long the body is. */
type Framing = 'length' | 'too-long' | 'too-short' | 'chunked' | 'both' | 'two' | 'none' | 'bad';
const framing: fc.Arbitrary<Framing> = fc.oneof(
  { weight: 14, arbitrary: fc.constant<Framing>('length') },
  { weight: 3, arbitrary: fc.constant<Framing>('chunked') },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Framing>('too-long', 'too-short', 'both', 'two', 'none', 'bad'),
  },
);

function framed(how: Framing, bytes: Buffer): readonly [headers: readonly string[], body: Buffer] {
  const length = `Content-Length: ${bytes.length}`;
  const size = bytes.length.toString(16);
  const chunks = Buffer.concat([latin(`${size}\r\n`), bytes, latin('\r\n0\r\n\r\n')]);
  const chunked = bytes.length > 0 ? chunks : latin('0\r\n\r\n');
  switch (how) {
    case 'length':
      return [[length], bytes];
    case 'too-long':
      return [[`Content-Length: ${bytes.length + 7}`], bytes];
    case 'too-short':
      return [[`Content-Length: ${Math.max(0, bytes.length - 3)}`], bytes];
    case 'chunked':
      return [['Transfer-Encoding: chunked'], chunked];
    case 'both':
      return [[length, 'Transfer-Encoding: chunked'], chunked];
    case 'two':
      return [[length, `Content-Length: ${bytes.length + 1}`], bytes];
    case 'none':
      return [[], bytes];
    case 'bad':
      return [['Transfer-Encoding: chunked'], Buffer.concat([latin('zz\r\n'), bytes])];
  }
}

const leaving: fc.Arbitrary<Leaving> = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Leaving>({ at: 'end' }) },
  {
    weight: 2,
    arbitrary: fc
      .double({ min: 0, max: 1, noNaN: true })
      .map((share) => ({ at: 'bytes' as const, share })),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom('authorize' as const, 'storage' as const, 'answer' as const)
      .map((at) => ({ at })),
  },
);

const method = fc.oneof(
  { weight: 20, arbitrary: fc.constant('POST') },
  { weight: 1, arbitrary: fc.constantFrom('GET', 'HEAD', 'OPTIONS', 'PUT', 'TRACE', 'post', '') },
);
const version = fc.oneof(
  { weight: 40, arbitrary: fc.constant('HTTP/1.1') },
  { weight: 1, arbitrary: fc.constantFrom('HTTP/1.0', 'HTTP/2.0', 'HTTP/9', '') },
);

/** See the module comment. */
export const anyExchange: fc.Arbitrary<AnyExchange> = fc
  .record({
    line: fc.tuple(method, target, version),
    hosts,
    headers: fc.array(header, { maxLength: 3 }),
    type: fc.constantFrom('application/json', 'application/json', 'application/json', 'text/plain'),
    body,
    framing,
    leaving,
  })
  .map(({ line, hosts: named, headers, type, body: content, framing: how, leaving: when }) => {
    const [lengths, payload] = framed(how, latin(content));
    const head = [
      line.join(' '),
      ...named,
      'Authorization: Bearer anna',
      `Content-Type: ${type}`,
      'Connection: close',
      ...lengths,
      ...headers,
    ].join('\r\n');
    const bytes = Buffer.concat([latin(`${head}\r\n\r\n`), payload]);
    return { bytes, leaving: when, isShort: how === 'too-long' };
  });
