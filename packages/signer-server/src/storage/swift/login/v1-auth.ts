/**
 * Login by v1 auth (`ST_AUTH`, `ST_USER`, `ST_KEY`): Swift's own tempauth, and many providers.
 *
 * @module
 */
import { SignerError } from '../../../errors.js';
import { binary } from '../../../runtime/encode.js';
import type { SwiftAuth } from './login.js';
import { sendToStorage } from '../../storage-http.js';

/** Credentials for v1 auth, in the names of python-swiftclient: `ST_AUTH`, `ST_USER`, `ST_KEY`. */
export interface V1Credentials {
  /** e.g. `https://storage.example/auth/v1.0`. */
  readonly url: string;
  /** e.g. `account:user`. */
  readonly user: string;
  readonly key: string;
}

/** `GET` with user and key in headers; token and storage URL come back in headers. */
export function v1Auth({ url, user, key }: V1Credentials): SwiftAuth {
  return {
    logIn: async ({ fetch, storageUrl }, signal) => {
      const headers = { 'x-auth-user': utf8(user), 'x-auth-key': utf8(key) };
      const answer = await sendToStorage(fetch, { method: 'GET', url, headers }, signal);
      const token = answer.headers.get('x-auth-token');
      const announced = storageUrl ?? answer.headers.get('x-storage-url');
      if (answer.status >= 200 && answer.status < 300 && token !== null && announced !== null) {
        const lifetime = Number(answer.headers.get('x-auth-token-expires') ?? Number.NaN);
        const cdnUrl = answer.headers.get('x-cdn-management-url');
        return {
          token,
          storageUrl: announced,
          ...(lifetime > 0 && { lifetime }),
          // Rackspace's identity v1.0 announces its CDN here.
          ...(cdnUrl !== null && { cdnUrl }),
        };
      }
      const wrong = answer.status === 401 || answer.status === 403;
      throw new SignerError(
        wrong || answer.status < 500 ? 'storage-refused' : 'storage-unavailable',
        wrong
          ? `Storage refused the user ${JSON.stringify(user)} or its key (${answer.status}): check ST_USER and ST_KEY.`
          : `${new URL(url).host} does not answer like Swift v1 auth (${answer.status}): check ST_AUTH.`,
        { ...(answer.transactionId !== undefined && { transactionId: answer.transactionId }) },
      );
    },
  };
}

/** Header values are bytes; Swift reads these as UTF-8. */
function utf8(value: string): string {
  return binary(new TextEncoder().encode(value));
}
