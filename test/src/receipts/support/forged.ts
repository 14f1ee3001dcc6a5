/**
 * A real receipt's relatives: what somebody would hand in instead of one, each wrong in one way only.
 *
 * @module
 */
import {
  createHmac,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type KeyObject,
} from 'node:crypto';

/** A JWS that is handed in, and whether it may pass. */
export interface HandedIn {
  readonly name: string;
  readonly jws: string;
  readonly good: boolean;
}

/** The signer's key pair, as the forger's betters have it. */
export interface Keys {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

type Json = Readonly<Record<string, unknown>>;

const encode = (value: Json): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part = ''): Json => JSON.parse(Buffer.from(part, 'base64url').toString()) as Json;

function eddsa(header: Json, claims: Json, key: KeyObject): string {
  const signed = `${encode(header)}.${encode(claims)}`;
  return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`;
}

function hs256(header: Json, claims: Json, secret: string | Buffer): string {
  const signed = `${encode({ ...header, alg: 'HS256' })}.${encode(claims)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

/** Everything a verifier has to tell apart. */
export function handIn(receipt: string, { privateKey, publicKey }: Keys): readonly HandedIn[] {
  const [head = '', body = '', signature = ''] = receipt.split('.');
  const [header, claims] = [decode(head), decode(body)];
  const signed = (changed: Json, headerToo: Json = {}): string =>
    eddsa({ ...header, ...headerToo }, { ...claims, ...changed }, privateKey);
  const now = Math.floor(Date.now() / 1000);
  const stranger = generateKeyPairSync('ed25519').privateKey;
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const pem = publicKey.export({ format: 'pem', type: 'spki' });
  const upload = { ...(claims['upload'] as Json), key: 'somebody-elses.pdf' };
  const bad = {
    'another key in it': `${head}.${encode({ ...claims, upload })}.${signature}`,
    'another signature': `${head}.${body}.${flip(signature)}`,
    'no signature': `${head}.${body}.`,
    'two segments': `${head}.${body}`,
    'a segment too many': `${receipt}.x`,
    nothing: '',
    'no base64': '%.%.%',
    expired: signed({ exp: now - 60 }),
    'without an end': signed({ exp: undefined }),
    'for another application': signed({ aud: 'another-app' }),
    'for nobody': signed({ aud: undefined }),
    'from another signer': signed({ iss: 'another-signer' }),
    'another kind of JWS under the same key': signed({}, { typ: 'JWT' }),
    'of no kind': signed({}, { typ: undefined }),
    'a key id that nobody has': signed({}, { kid: 'unknown' }),
    'no key id': signed({}, { kid: undefined }),
    'signed by a stranger': eddsa(header, claims, stranger),
    'with a key of its own': eddsa({ ...header, jwk: publicOf(stranger) }, claims, stranger),
    'alg none': `${encode({ ...header, alg: 'none' })}.${body}.`,
    'alg none, with a signature': `${encode({ ...header, alg: 'none' })}.${body}.${signature}`,
    'HS256 with the public key as its secret': hs256(header, claims, raw),
    'HS256 with its PEM': hs256(header, claims, pem),
    'EdDSA that calls itself HS256': signed({}, { alg: 'HS256' }),
  };
  return [
    { name: 'the receipt', jws: receipt, good: true },
    { name: 'signed again', jws: signed({}), good: true },
    ...Object.entries(bad).map(([name, jws]) => ({ name, jws, good: false })),
  ];
}

const publicOf = (key: KeyObject): unknown => createPublicKey(key).export({ format: 'jwk' });

/** Another first character: the last one has bits that count for nothing. */
function flip(signature: string): string {
  return (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1);
}
