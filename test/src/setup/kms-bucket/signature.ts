/**
 * Signature Version 4 from storage's side (Amazon S3 API Reference, "Authenticating Requests"): in a header, or in the
 * query. Written after the specification, with nothing of the signer's.
 *
 * @module
 */
import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { refuse } from './reply.js';
import type { Reply } from './reply.js';

/** The only keys there are. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

interface Claimed {
  readonly scope: readonly string[];
  readonly signed: readonly string[];
  readonly signature: string;
  readonly date: string;
  readonly payload: string;
  /** Seconds; of a URL. */
  readonly life: number | undefined;
}

const hash = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

/** The refusal, if the request is not as it was signed. */
export function refusal(request: IncomingMessage, body: Buffer, keys: Keys): Reply | undefined {
  const url = new URL(request.url ?? '', 'http://storage');
  const claimed = readQuery(url.searchParams) ?? readHeader(request);
  if (!claimed) return refuse(403, 'AccessDenied', 'Access Denied');
  if (claimed.scope[0] !== keys.accessKeyId) return refuse(403, 'InvalidAccessKeyId');
  if (claimed.life !== undefined && isOver(claimed)) {
    return refuse(403, 'AccessDenied', 'Request has expired');
  }
  const unsigned = Object.keys(request.headers).filter(
    (name) => name.startsWith('x-amz-') && !claimed.signed.includes(name),
  );
  if (unsigned.length > 0) {
    const message = 'There were headers present in the request which were not signed';
    return refuse(403, 'AccessDenied', message);
  }
  if (claimed.payload !== 'UNSIGNED-PAYLOAD' && claimed.payload !== hash(body)) {
    return refuse(400, 'XAmzContentSHA256Mismatch');
  }
  const expected = sign(request, url, claimed, keys);
  return expected === claimed.signature ? undefined : refuse(403, 'SignatureDoesNotMatch');
}

function readQuery(query: URLSearchParams): Claimed | undefined {
  const get = (name: string): string => query.get(`X-Amz-${name}`) ?? '';
  if (get('Algorithm') !== 'AWS4-HMAC-SHA256') return undefined;
  return {
    scope: get('Credential').split('/'),
    signed: get('SignedHeaders').split(';'),
    signature: get('Signature'),
    date: get('Date'),
    payload: 'UNSIGNED-PAYLOAD',
    life: Number(get('Expires')),
  };
}

function readHeader({ headers }: IncomingMessage): Claimed | undefined {
  const pattern =
    /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]+)$/;
  const [, scope, signed, signature] = pattern.exec(headers.authorization ?? '') ?? [];
  if (!scope || !signed || !signature) return undefined;
  return {
    scope: scope.split('/'),
    signed: signed.split(';'),
    signature,
    date: String(headers['x-amz-date']),
    payload: String(headers['x-amz-content-sha256']),
    life: undefined,
  };
}

function isOver({ date, life = 0 }: Claimed): boolean {
  const iso = date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  return !(Date.parse(iso) + life * 1000 > Date.now());
}

function sign(
  { method = '', headers }: IncomingMessage,
  url: URL,
  { scope, signed, date, payload }: Claimed,
  { secretAccessKey }: Keys,
): string {
  const query = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !pair.startsWith('X-Amz-Signature='))
    .map((pair) => (pair.includes('=') ? pair : `${pair}=`))
    .sort()
    .join('&');
  const lines = signed.map((name) => `${name}:${String(headers[name] ?? '').trim()}\n`).join('');
  const request = [method, url.pathname, query, lines, signed.join(';'), payload].join('\n');
  const [, ...where] = scope;
  const text = ['AWS4-HMAC-SHA256', date, where.join('/'), hash(request)].join('\n');
  const key = where.reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  return hmac(key, text).toString('hex');
}
