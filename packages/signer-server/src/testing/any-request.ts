/**
 * Any request at all, most of them almost right: those get furthest.
 *
 * @module
 */
import fc from 'fast-check';
import {
  brokenBody,
  hostileHeader,
  hostileJson,
  hostileNumber,
  hostileString,
  hostileText,
  listOf,
  objectOf,
} from './hostile.js';
import type { FileDeclaration } from '../wire/schema.js';
import { PAGE } from './harness.js';
import { OPEN } from './memory-swift.js';

/** A request before it is made. */
export interface AnyRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** When its client hangs up; default: never. */
  readonly leaves?: Moment;
  /** Somebody has read the body, and left what it was. */
  readonly isParsed?: boolean;
}

/** Points at which a client may hang up. */
export type Moment = 'before' | 'body' | 'authorize' | 'storage' | 'written';

/** The calls of the wire contract, each with a body that is almost right. */
type Call = readonly [path: string, body: fc.Arbitrary<string>];

const TYPES = ['', 'image/png', 'IMAGE/PNG; x=1', 'text/html', 'application/pdf', 'a/b.+-c'];
const fileType = fc.oneof(
  fc.constantFrom(...TYPES).map((type) => JSON.stringify(type)),
  hostileString,
);

/** One file's declaration as the schema takes it, whatever it says. */
export const declaredFile: fc.Arbitrary<FileDeclaration> = fc.record({
  name: hostileText.filter((name) => name.length <= 4096),
  size: fc.oneof(
    { weight: 12, arbitrary: fc.nat(1024 * 1024) },
    { weight: 1, arbitrary: fc.nat() },
    { weight: 1, arbitrary: fc.constantFrom(0, 5 * 1024 ** 3, 1000 * 1024 ** 2 + 1, 5e12) },
    { weight: 12, arbitrary: fc.maxSafeNat() },
  ),
  type: fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(...TYPES) },
    { weight: 1, arbitrary: hostileText.filter((type) => type.length <= 255) },
  ),
});

/** JSON text of one file's declaration, or nearly one. */
const anyFile = objectOf({
  name: hostileString,
  size: hostileNumber,
  type: fileType,
});

/** Of nothing; of the bytes behind one of the tokens; and two that are spelt wrong. */
const MD5 = [
  'd41d8cd98f00b204e9800998ecf8427e',
  '356c9ee60e9da05301adc3bd96f6b383',
  'D41D8CD98F00B204E9800998ECF8427E',
  '',
].map((md5) => JSON.stringify(md5));
const part = objectOf({
  partNumber: hostileNumber,
  size: hostileNumber,
  etag: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...MD5) },
    { weight: 1, arbitrary: hostileString },
  ),
});

function callsWith(token: fc.Arbitrary<string>, receipt: fc.Arbitrary<string>): readonly Call[] {
  const filename = hostileString;
  const inline = fc.constantFrom('true', 'false');
  const wanted = fc.oneof(
    objectOf({ receipt, filename, inline }),
    objectOf({ key: anyKey, filename, inline }),
  );
  return [
    ['/downloads', objectOf({ downloads: listOf(wanted, 3) })],
    ['', objectOf({ files: listOf(anyFile, 4) })],
    ['/parts', objectOf({ token, partNumbers: repeated(hostileNumber, 5) })],
    ['/status', objectOf({ token })],
    ['/complete', objectOf({ uploads: repeated(objectOf({ token, parts: listOf(part, 3) }), 3) })],
    ['/abort', objectOf({ tokens: repeated(token, 3) })],
  ];
}

/** JSON text of a short list, or of one thing many times. */
function repeated(entry: fc.Arbitrary<string>, maxLength: number): fc.Arbitrary<string> {
  const same = fc
    .tuple(entry, fc.integer({ min: 2, max: 40 }))
    .map(([one, times]) => `[${Array.from({ length: times }, () => one).join()}]`);
  return fc.oneof(
    { weight: 12, arbitrary: listOf(entry, maxLength) },
    { weight: 1, arbitrary: same },
  );
}

/** JSON text of a key: one that is open, or nearly. */
const anyKey = fc
  .tuple(fc.constantFrom(OPEN, OPEN, '', 'parts/', `${OPEN}../`), hostileText)
  .map(([folder, name]) => JSON.stringify(folder + name));

/** Tokens, or receipts, to try. */
export interface AnyTokens {
  readonly good: readonly string[];
  /** Expired, somebody else's, another signer's. */
  readonly bad: readonly string[];
}

/** A good one, a bad one, a good one with a character cut or changed, or no token at all. */
function tokenText({ good, bad }: AnyTokens): fc.Arbitrary<string> {
  const made = fc.constantFrom(...good);
  const broken = fc
    .tuple(made, fc.nat(600), fc.constantFrom('', 'A', '.', '=', ' '))
    .map(([token, at, change]) => token.slice(0, at) + change + token.slice(at + 1));
  return fc
    .oneof(
      { weight: 16, arbitrary: made },
      { weight: 2, arbitrary: fc.constantFrom(...bad) },
      { weight: 1, arbitrary: broken },
      { weight: 1, arbitrary: hostileText },
    )
    .map((token) => JSON.stringify(token));
}

const METHODS = ['GET', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'PROPFIND', 'POSTS'];
const method = fc.oneof(
  { weight: 12, arbitrary: fc.constant('POST') },
  { weight: 1, arbitrary: fc.constantFrom(...METHODS) },
);

const ELSEWHERE = [
  '/',
  '//',
  '/uploads/',
  '/uploads//parts',
  '/uploads/../uploads',
  '/uploads/downloads/x',
  '/uploads/avatar/avatar',
  '/uploads/unknown/parts',
  '/UPLOADS',
  '/uploads%2fparts',
  '/uploads/%00',
  '/.well-known/jwks.json',
  '/.well-known/jwks.json/x',
  '/healthz',
  '/metrics',
  '/__proto__',
];
const elsewhere = fc.oneof(
  fc.constantFrom(...ELSEWHERE),
  hostileText.map((text) => `/uploads/${encodeURIComponent(text.toWellFormed())}`),
  hostileText.map((text) => `/uploads?${encodeURI(text.toWellFormed())}`),
);

const PLAIN = { 'content-type': 'application/json', authorization: 'Bearer anna', origin: PAGE };

/** Header by header, each as it should be or not. */
const anyHeaders = fc.record(
  {
    'content-type': fc.oneof(
      { weight: 12, arbitrary: fc.constant('application/json') },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          'application/json; charset=utf-16',
          'text/plain',
          'application/x-www-form-urlencoded',
          'multipart/form-data; boundary=x',
          'application/jsonp',
        ),
      },
      { weight: 1, arbitrary: hostileHeader },
    ),
    authorization: fc.oneof(
      { weight: 20, arbitrary: fc.constant('Bearer anna') },
      { weight: 3, arbitrary: fc.constantFrom('Bearer ben', 'Bearer', 'Basic YTpi') },
      { weight: 1, arbitrary: hostileHeader },
    ),
    origin: fc.oneof(
      { weight: 12, arbitrary: fc.constant(PAGE) },
      {
        weight: 3,
        arbitrary: fc.constantFrom(
          'null',
          'https://evil.example',
          `${PAGE}:8443`,
          `${PAGE}.evil.example`,
          PAGE.replace('https', 'http'),
          PAGE.toUpperCase(),
        ),
      },
      { weight: 1, arbitrary: hostileHeader },
    ),
    'sec-fetch-site': fc.constantFrom('same-origin', 'same-site', 'cross-site', 'none', ''),
    cookie: hostileHeader,
    'x-request-id': hostileHeader,
    'x-forwarded-for': fc.oneof(hostileHeader, fc.constantFrom('1.2.3.4', '::1, 9.9.9.9:80')),
    'content-length': fc.constantFrom('0', '1', '-1', '9999999999', 'x', '1, 2'),
    'content-encoding': fc.constantFrom('gzip', 'identity'),
    'access-control-request-method': fc.constantFrom('POST', 'DELETE'),
    'access-control-request-headers': hostileHeader,
    host: fc.oneof(fc.constantFrom('app.example', '127.0.0.1:80', '[::1]'), hostileHeader),
    forwarded: fc.constantFrom('for=127.0.0.1', 'for="[::1]:80";host=localhost;proto=https', '='),
    'x-forwarded-host': fc.oneof(fc.constant('evil.example'), hostileHeader),
    'x-forwarded-proto': fc.constantFrom('http', 'https', 'javascript'),
    'x-real-ip': fc.oneof(fc.constant('127.0.0.1'), hostileHeader),
    via: fc.constantFrom('1.1 proxy', '2.0 x, 1.1 y'),
    'x-huge': fc.constantFrom(1_000, 60_000).map((length) => 'x'.repeat(length)),
  },
  { requiredKeys: ['content-type', 'authorization'] },
);
const headers = fc.oneof(
  { weight: 4, arbitrary: fc.constant(PLAIN) },
  { weight: 1, arbitrary: anyHeaders },
);

const MOMENTS = ['before', 'body', 'authorize', 'storage', 'written'] as const;
/** Most clients wait, and most bodies are the signer's to read. */
const ending: fc.Arbitrary<Pick<AnyRequest, 'leaves' | 'isParsed'>> = fc.oneof(
  { weight: 12, arbitrary: fc.constant({}) },
  { weight: 2, arbitrary: fc.constantFrom(...MOMENTS).map((leaves) => ({ leaves })) },
  { weight: 1, arbitrary: fc.constant({ isParsed: true }) },
);

/** Mostly about the uploads of these tokens, and the files of these receipts. */
export function anyRequest(tokens: AnyTokens, receipts: AnyTokens): fc.Arbitrary<AnyRequest> {
  const calls = callsWith(tokenText(tokens), tokenText(receipts));
  const call = fc.constantFrom(...calls).chain(([name, body]) =>
    fc.record({
      path: fc.constantFrom(`/uploads${name}`, `/uploads${name}`, `/uploads/avatar${name}`),
      body: fc.oneof(
        { weight: 20, arbitrary: body },
        { weight: 2, arbitrary: hostileJson },
        { weight: 1, arbitrary: brokenBody },
      ),
    }),
  );
  const other = fc.record({ path: elsewhere, body: fc.oneof(hostileJson, brokenBody) });
  const place = fc.oneof({ weight: 8, arbitrary: call }, { weight: 1, arbitrary: other });
  return fc
    .record({ method, headers, place, ending })
    .map(({ place: { path, body }, ending: how, ...rest }) => ({ ...rest, ...how, path, body }));
}
