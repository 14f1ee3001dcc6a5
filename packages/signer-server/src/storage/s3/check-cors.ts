/**
 * Can a page of this origin upload to this bucket? Asked the way a browser asks: a real preflight. Whether the page may
 * read the hash shows in the preflight's answer (AWS and most others) or in that to a real request; who shows it in
 * neither can only be tried by storing something, which `doctor` does.
 *
 * @module
 */
import { randomId } from '../../names/random-id.js';
import type { S3Bucket } from './bucket.js';
import type { S3Proof } from './proof.js';
import { sendToStorage } from '../storage-http.js';
import type { StorageAnswer } from '../storage-http.js';

/** What the widget sends besides the safelisted headers. */
const REQUEST_HEADERS = 'content-type, etag';

/** One sentence about one origin. */
export async function checkS3Cors(
  bucket: S3Bucket,
  origin: string,
  { header }: S3Proof,
  signal: AbortSignal,
): Promise<{ readonly ok: boolean; readonly message: string }> {
  const key = `parts/check-${randomId()}`;
  const expires = Math.floor(bucket.now() / 1000) + 60;
  const preflight = await sendToStorage(
    bucket.fetch,
    {
      method: 'OPTIONS',
      url: await bucket.presign({ method: 'PUT', key }, expires),
      headers: {
        origin,
        'access-control-request-method': 'PUT',
        'access-control-request-headers': REQUEST_HEADERS,
      },
    },
    signal,
  );
  const mend =
    'direct-upload-signer init sets AllowedOrigins, AllowedMethods PUT and HEAD, AllowedHeaders content-type ' +
    `and etag, and ExposeHeaders ${header} (Access-Control-Allow-Origin and its like)`;
  if (preflight.status >= 300 || !allowsOrigin(preflight, origin)) {
    const message = `Pages of ${origin} cannot upload: the bucket refuses their preflight (${preflight.status}). Mend: ${mend}.`;
    return { ok: false, message };
  }
  const head = { method: 'HEAD', url: await bucket.presign({ method: 'HEAD', key }, expires) };
  const actual = await sendToStorage(bucket.fetch, { ...head, headers: { origin } }, signal);
  const shown = [preflight, actual].map(({ headers }) => headers.get(EXPOSED));
  if (shown.some((value) => value !== null) && !shown.some((value) => exposes(value, header))) {
    const message = `Pages of ${origin} could not read the ${header} of what they upload. Mend: ${mend}.`;
    return { ok: false, message };
  }
  return { ok: true, message: `Pages of ${origin} may upload.` };
}

const EXPOSED = 'access-control-expose-headers';

/** Whether the answer is for pages of this origin. */
export function allowsOrigin({ headers }: StorageAnswer, origin: string): boolean {
  const allowed = headers.get('access-control-allow-origin');
  return allowed === origin || allowed === '*';
}

/**
 * @param value - of `Access-Control-Expose-Headers`.
 * @param header - what a page has to read
 */
export function exposes(value: string | null, header: string): boolean {
  const exposed = (value ?? '').toLowerCase().split(/[\s,]+/);
  return exposed.includes(header.toLowerCase()) || exposed.includes('*');
}
