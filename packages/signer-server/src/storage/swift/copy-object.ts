/**
 * A copy within a container, made by Swift itself. `If-Match` on a copy is a condition on its source (measured: 412, nothing is
 * written), so that a part which was replaced meanwhile is not copied. A wrong `ETag` on a copy is ignored (measured), so
 * none is sent; the answer has that of the copy. `X-Fresh-Metadata` drops `X-Delete-At` and all that the uploader set;
 * without it both would be copied.
 *
 * @module
 */
import { SignerError } from '../../errors.js';
import { encodePath } from '../../names/object-name.js';
import { copyTimeout } from '../server-copy.js';
import type { ServerCopy } from '../server-copy.js';
import { swiftRefusal } from './http.js';
import type { SwiftAnswer } from './http.js';
import type { SwiftContainer } from './object.js';

/**
 * @returns the answer: 201, or 202 if somebody else wrote to that name a moment later (measured).
 * @throws SignerError `hash-mismatch` or `part-missing` if the source is not what it should be.
 */
export async function copyObject(
  container: SwiftContainer,
  { from, to, etag, size, headers }: ServerCopy,
  signal: AbortSignal,
): Promise<SwiftAnswer> {
  const answer = await container.send(
    'PUT',
    to,
    {
      headers: {
        ...headers,
        'x-copy-from': encodePath(`/${container.container}/${from}`),
        'x-fresh-metadata': 'true',
        'if-match': etag,
      },
      timeout: copyTimeout(size),
    },
    signal,
  );
  if (answer.status === 201 || answer.status === 202) return answer;
  if (answer.status === 412) throw replaced();
  if (answer.status === 404) {
    throw new SignerError('part-missing', 'The part vanished while it was being completed.');
  }
  throw swiftRefusal(answer, 'copy the part');
}

/** The error for a source that has other bytes. */
export function replaced(): SignerError {
  return new SignerError('hash-mismatch', 'The part was replaced while it was being completed.');
}
