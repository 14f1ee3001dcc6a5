/**
 * Receipts with the verdict that every verifier has to reach, under a key that is published here and good for nothing else.
 * Ed25519 is deterministic: the same list makes the same file.
 *
 * @module
 */
import { createHmac, createPrivateKey, createPublicKey, sign } from 'node:crypto';

/** One receipt. */
export interface Vector {
  readonly name: string;
  readonly receipt: string;
  readonly valid: boolean;
}

type Json = Readonly<Record<string, unknown>>;

/** Seconds at which the verdicts hold. */
export const NOW = 1_800_000_000;
export const AUDIENCE = 'my-app';
export const ISSUER = 'https://uploads.app.example';

/** PKCS #8 of an Ed25519 key whose 32 bytes are all the same (RFC 8410 §7). */
const keyOf = (byte: string) =>
  createPrivateKey({
    key: Buffer.from(`302e020100300506032b657004220420${byte.repeat(32)}`, 'hex'),
    format: 'der',
    type: 'pkcs8',
  });
const [ours, second, stranger] = [keyOf('01'), keyOf('02'), keyOf('03')];
const x = (key: typeof ours): string => createPublicKey(key).export({ format: 'jwk' }).x ?? '';
const ed25519 = { kty: 'OKP', crv: 'Ed25519' } as const;

/** Two keys of the signer's, as while they change; and what a verifier has to pass over. */
export const JWKS = {
  keys: [
    { ...ed25519, x: x(ours), kid: 'first', use: 'sig', alg: 'EdDSA' },
    { ...ed25519, x: x(second), kid: 'second', use: 'sig', alg: 'EdDSA' },
    { ...ed25519, x: x(stranger) },
    { kty: 'OKP', crv: 'X25519', x: x(ours), kid: 'exchange' },
  ],
};

const HEADER = { alg: 'EdDSA', typ: 'upload-receipt+jwt', kid: 'first' };
const UPLOAD = {
  storage: 'swift',
  container: 'uploads',
  key: '0f3a.pdf',
  size: 8,
  etag: 'f87357c6cdc4f067e19f42aebabc6fb7',
  md5: 'f87357c6cdc4f067e19f42aebabc6fb7',
  contentType: 'application/pdf',
  name: 'résumé.pdf',
  parts: 1,
  finalized: 'copy',
};
const CLAIMS = {
  upload: UPLOAD,
  iss: ISSUER,
  aud: AUDIENCE,
  sub: 'ada',
  jti: 'yJSDV6iMbAvysqKeFjMlRy',
  iat: NOW - 60,
  exp: NOW + 3600,
};

const encode = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** Signed whatever it says; text and bytes go in as they are. */
function signed(header: unknown, claims: unknown, key = ours): string {
  const body = Buffer.isBuffer(claims) ? claims.toString('base64url') : encode(claims);
  const input = `${encode(header)}.${body}`;
  return `${input}.${sign(null, Buffer.from(input), key).toString('base64url')}`;
}

const withHeader = (changed: Json): string => signed({ ...HEADER, ...changed }, CLAIMS);
const withClaims = (changed: Json): string => signed(HEADER, { ...CLAIMS, ...changed });
const withUpload = (changed: Json): string => withClaims({ upload: { ...UPLOAD, ...changed } });
/** The claims as text, with one thing in it replaced. */
const withText = (from: string, to: string): string =>
  signed(HEADER, JSON.stringify(CLAIMS).replace(from, to));

function hs256(secret: string | Buffer): string {
  const input = `${encode({ ...HEADER, alg: 'HS256' })}.${encode(CLAIMS)}`;
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

const REAL = signed(HEADER, CLAIMS);
const [HEAD = '', BODY = '', SIGNATURE = ''] = REAL.split('.');

/** The same bytes in another spelling: the last character has bits that decoders pass over. */
function twin(segment: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return segment.slice(0, -1) + (alphabet[alphabet.indexOf(segment.at(-1) ?? '') ^ 1] ?? '');
}

const good: Readonly<Record<string, string>> = {
  'as the signer makes it': REAL,
  'by the second key': signed({ ...HEADER, kid: 'second' }, CLAIMS, second),
  'for a list of applications, this one among them': withClaims({ aud: ['other', AUDIENCE] }),
  'four seconds after its end': withClaims({ exp: NOW - 4 }),
  'with an end that is no whole second': withClaims({ exp: NOW + 0.5 }),
  'five seconds before its beginning': withClaims({ nbf: NOW + 5 }),
  'with a beginning': withClaims({ nbf: NOW - 60 }),
  'issued by a clock that is ahead': withClaims({ iat: NOW + 3600 }),
  'with a claim that nobody knows': withClaims({ more: { of: ['it'] } }),
  'with a header member that nobody knows': withHeader({ more: 1 }),
  'of an empty file': withUpload({ size: 0 }),
  'without MD5': withUpload({ md5: undefined }),
  'with a policy': withUpload({ policy: 'avatar' }),
  'with its end twice, the last one in time': withText('"exp":', '"exp":1,"exp":'),
  'with white space in its claims': signed(HEADER, JSON.stringify(CLAIMS, null, 2)),
};

const badForm: Readonly<Record<string, string>> = {
  empty: '',
  'one segment': HEAD,
  'two segments': `${HEAD}.${BODY}`,
  'four segments': `${REAL}.`,
  'without a signature': `${HEAD}.${BODY}.`,
  'without claims': `${HEAD}..${SIGNATURE}`,
  'with a line break behind it': `${REAL}\n`,
  'with a space before it': ` ${REAL}`,
  'with a line break in its signature': `${HEAD}.${BODY}.${SIGNATURE.slice(0, 40)}\n${SIGNATURE.slice(40)}`,
  'with a padded signature': `${REAL}==`,
  'with a padded header': `${HEAD}=.${BODY}.${SIGNATURE}`,
  'with its signature spelled otherwise': `${HEAD}.${BODY}.${twin(SIGNATURE)}`,
  'with its signature in base64 of the other alphabet': `${HEAD}.${BODY}.${SIGNATURE.replaceAll('_', '/').replaceAll('-', '+')}+`,
  'with bytes behind its signature': `${HEAD}.${BODY}.${Buffer.concat([Buffer.from(SIGNATURE, 'base64url'), Buffer.from('x')]).toString('base64url')}`,
  'with half a signature': `${HEAD}.${BODY}.${SIGNATURE.slice(0, 43)}`,
  'with text behind its claims': signed(HEADER, `${JSON.stringify(CLAIMS)}x`),
  'with a byte order mark before its claims': signed(HEADER, `\ufeff${JSON.stringify(CLAIMS)}`),
  'with claims that are no UTF-8': signed(HEADER, Buffer.from(JSON.stringify(CLAIMS), 'latin1')),
  'with a comment in its claims': withText('"sub"', '/* */"sub"'),
  'with a list for claims': signed(HEADER, [CLAIMS]),
  'with null for claims': signed(HEADER, 'null'),
  'with a list for a header': signed([HEADER], CLAIMS),
  'of forty thousand characters': withClaims({ more: 'x'.repeat(30_000) }),
};

const badHeader: Readonly<Record<string, string>> = {
  'with a critical extension': withHeader({ crit: ['exp'], exp: NOW + 3600 }),
  'with an empty list of critical extensions': withHeader({ crit: [] }),
  'with a payload that is not encoded (RFC 7797)': withHeader({ b64: false, crit: ['b64'] }),
  'that says b64 without crit': withHeader({ b64: false }),
  'alg none': `${encode({ ...HEADER, alg: 'none' })}.${BODY}.`,
  'alg none with a signature': `${encode({ ...HEADER, alg: 'none' })}.${BODY}.${SIGNATURE}`,
  'alg none, signed': withHeader({ alg: 'none' }),
  'alg in other letters': withHeader({ alg: 'eddsa' }),
  'alg Ed25519, which this signer does not say': withHeader({ alg: 'Ed25519' }),
  'without alg': withHeader({ alg: undefined }),
  'HS256 with the public key as its secret': hs256(Buffer.from(x(ours), 'base64url')),
  'HS256 with the JWK as its secret': hs256(JSON.stringify(JWKS.keys[0])),
  'EdDSA that calls itself HS256': withHeader({ alg: 'HS256' }),
  'with alg twice, the last one none': signed(
    JSON.stringify(HEADER).replace('}', ',"alg":"none"}'),
    CLAIMS,
  ),
  'with members in other letters': signed({ ALG: 'EdDSA', TYP: HEADER.typ, KID: 'first' }, CLAIMS),
  'of another type': withHeader({ typ: 'JWT' }),
  'without a type': withHeader({ typ: undefined }),
  'with the long name of the type': withHeader({ typ: 'application/upload-receipt+jwt' }),
  'with the type in other letters': withHeader({ typ: 'Upload-Receipt+JWT' }),
  'without a key id': withHeader({ kid: undefined }),
  'with an empty key id': signed({ ...HEADER, kid: '' }, CLAIMS, stranger),
  'with null for a key id': withHeader({ kid: null }),
  'with a number for a key id': withHeader({ kid: 1 }),
  'with a key id that nobody has': withHeader({ kid: 'third' }),
  'with the id of the other key': withHeader({ kid: 'second' }),
  'with the id of a key for something else': withHeader({ kid: 'exchange' }),
  'signed by a stranger': signed(HEADER, CLAIMS, stranger),
  'with a key of its own': signed(
    { ...HEADER, jwk: { ...ed25519, x: x(stranger) } },
    CLAIMS,
    stranger,
  ),
  'with other claims under the signature': `${HEAD}.${encode({ ...CLAIMS, sub: 'eve' })}.${SIGNATURE}`,
};

const without = (names: readonly string[], change: (changed: Json) => string) =>
  Object.fromEntries(names.map((name) => [`without ${name}`, change({ [name]: undefined })]));

const badClaims: Readonly<Record<string, string>> = {
  'five seconds after its end': withClaims({ exp: NOW - 5 }),
  'six seconds before its beginning': withClaims({ nbf: NOW + 6 }),
  'with text for its end': withClaims({ exp: String(NOW + 3600) }),
  'with true for its end': withClaims({ exp: true }),
  'with no number for its end': withText(`"exp":${NOW + 3600}`, '"exp":NaN'),
  'with an end beyond all numbers': withText(`"exp":${NOW + 3600}`, '"exp":1e400'),
  'with its end twice, the last one over': withText('"exp":', `"exp":${NOW + 3600},"exp":1,"x":`),
  'with text for its beginning': withClaims({ nbf: '1' }),
  'with null for its beginning': withClaims({ nbf: null }),
  'with text for the time of issue': withClaims({ iat: '1' }),
  'for another application': withClaims({ aud: 'other' }),
  'for a list of other applications': withClaims({ aud: ['other', 'another'] }),
  'for an empty list': withClaims({ aud: [] }),
  'for a list with a number in it': withClaims({ aud: [AUDIENCE, 1] }),
  'for an object with the application in it': withClaims({ aud: { 0: AUDIENCE } }),
  'for a name that this one begins': withClaims({ aud: `${AUDIENCE}-2` }),
  'from another signer': withClaims({ iss: 'other' }),
  'from a list of signers': withClaims({ iss: [ISSUER] }),
  'with a number for its subject': withClaims({ sub: 7 }),
  'with a number for its id': withClaims({ jti: 7 }),
  'with a list for its id': withClaims({ jti: ['yJSDV6iMbAvysqKeFjMlRy'] }),
  'with members in other letters (claims)': withText('"sub"', '"Sub"'),
  'with a list for the upload': withClaims({ upload: [UPLOAD] }),
  'with a number for the key': withUpload({ key: 7 }),
  'with a number for the MD5': withUpload({ md5: 7 }),
  'with null for the policy': withUpload({ policy: null }),
  'with text for the size': withUpload({ size: '8' }),
  'with a negative size': withUpload({ size: -1 }),
  'with half a byte': withUpload({ size: 0.5 }),
  'in no parts': withUpload({ parts: 0 }),
  'finalized in a way that nobody knows': withUpload({ finalized: 'never' }),
  ...without(['iss', 'aud', 'sub', 'jti', 'iat', 'exp', 'upload'], withClaims),
  ...without(['storage', 'container', 'key', 'size', 'etag', 'parts', 'finalized'], withUpload),
};

const list = (receipts: Readonly<Record<string, string>>, valid: boolean): readonly Vector[] =>
  Object.entries(receipts).map(([name, receipt]) => ({ name, valid, receipt }));

/** What `docs/receipts/vectors.json` has in it. */
export function vectorsFile(): string {
  const vectors = [...list(good, true), ...list({ ...badForm, ...badHeader, ...badClaims }, false)];
  const file = { now: NOW, audience: AUDIENCE, issuer: ISSUER, jwks: JWKS, vectors };
  return `${JSON.stringify(file, null, 2)}\n`;
}
