/**
 * What every S3 API under test has in common, whoever serves it.
 *
 * @module
 */
import { s3 } from '@direct-upload/signer-server';
import type { S3Credentials, S3Options } from '@direct-upload/signer-server';
import { nameBehind, put } from './client.js';
import type { S3UnderTest } from './client.js';

/** Whose pages may upload. */
export const origin = 'https://app.example';

/** What a test looks at by itself, behind the signer's back. */
type Eyes = 'finalizedParts' | 'read' | 'ask' | 'list' | 'segments' | 'stop';

/** The bucket is in the path of its URLs. */
export function s3UnderTest(
  options: Omit<S3Options, 'credentials'> & { readonly credentials: S3Credentials },
): Omit<S3UnderTest, Eyes> {
  const wrong = { ...options.credentials, secretAccessKey: 'wrong' };
  return {
    storage: s3(options),
    with: (more) => s3({ ...options, ...more }),
    finalized: 'copy',
    origin,
    wrongKey: s3({ ...options, credentials: wrong }),
    wrongContainer: s3({ ...options, bucket: 'direct-upload-absent' }),
    answers: { stored: 200, refused: 403 },
    binds: true,
    expires: false,
    mends: {
      origin: /https:\/\/stranger\.example cannot upload.*AllowedOrigins.*ExposeHeaders/,
      key: /refused to these credentials.*AWS_SECRET_ACCESS_KEY/,
      container: /There is no bucket "direct-upload-absent".*S3_BUCKET/,
    },
    nameOf: nameBehind(2),
    put,
  };
}
