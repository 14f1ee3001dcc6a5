/**
 * What an uploader can have stored beside the bytes. Swift signs none of these headers, and hands them to everybody who
 * reads the object.
 *
 * @module
 */
import { SignerError } from '../../errors.js';
import { typeToStore } from '../storage.js';
import type { Upload } from '../storage.js';
import type { SwiftObject } from './object.js';

/**
 * Swift's `allowed_headers` (object server), but for those with rules of their own below; and `Expires`, which a TempURL
 * sets itself.
 */
const CHOSEN = ['cache-control', 'content-encoding', 'content-language', 'x-robots-tag'];

/** Of user metadata a TempURL shows these. */
const METADATA = 'x-object-meta-';

/**
 * Never a receipt for an object that will vanish, or that is served in another way than was granted.
 *
 * @throws SignerError `storage-refused` or `type-not-allowed`.
 */
export function assertAsGranted(object: SwiftObject, upload: Upload): void {
  if (object.expires) {
    throw new SignerError(
      'storage-refused',
      'The stored object would be deleted by itself (X-Delete-At), and storage does not let the signer change that.',
    );
  }
  const wanted = typeToStore(upload);
  // Some servers add this one parameter by themselves.
  const type = object.contentType.toLowerCase().replace(/; ?charset=utf-8$/, '');
  if (type !== wanted) {
    throw new SignerError(
      'type-not-allowed',
      `The object was stored as ${JSON.stringify(object.contentType)}; the grant says ${wanted}.`,
    );
  }
  const chosen = chosenHeader(object.headers);
  if (chosen === undefined) return;
  throw new SignerError(
    'type-not-allowed',
    `The object is served with the header ${chosen}, which was not granted. Send it without, with a new grant; ` +
      'or keep the server in front of storage from adding it.',
  );
}

function chosenHeader(headers: Headers): string | undefined {
  // A TempURL makes up an attachment where none is stored.
  const disposition = headers.get('content-disposition') ?? 'attachment';
  if (!/^attachment(?:;|$)/i.test(disposition)) return 'content-disposition';
  return [...headers.keys()].find((name) => CHOSEN.includes(name) || name.startsWith(METADATA));
}
