/**
 * What an upload's token remembers of the way it goes on S3, and of how it is verified: settings may change while it is
 * under way.
 *
 * @module
 */
import { SignerError } from '../../errors.js';
import type { Integrity, Upload } from '../storage.js';

/** One part is copied; more are a multipart upload. */
export type S3Handle =
  | { readonly way: 'copy'; readonly integrity: Integrity }
  | { readonly way: 'multipart'; readonly integrity: Integrity; readonly uploadId: string };

/** `copy`, `multipart:<id>`, and for the other integrity `copy/crc64nvme`, `multipart/crc64nvme:<id>`. */
export function formatS3Handle(handle: S3Handle): string {
  const way = handle.integrity === 'md5-etag' ? handle.way : `${handle.way}/${handle.integrity}`;
  return handle.way === 'copy' ? way : `${way}:${handle.uploadId}`;
}

/** @throws SignerError `invalid-token` for what another kind of storage wrote. */
export function parseS3Handle({ handle }: Pick<Upload, 'handle'>): S3Handle {
  const [, way, checksum, uploadId] =
    /^(copy|multipart)(\/crc64nvme)?(?::(.+))?$/.exec(handle) ?? [];
  const integrity = checksum === undefined ? 'md5-etag' : 'crc64nvme';
  if (way === 'copy' && uploadId === undefined) return { way, integrity };
  if (way === 'multipart' && uploadId !== undefined) return { way, integrity, uploadId };
  throw new SignerError(
    'invalid-token',
    'This upload was begun with other storage settings. Start it again with a new grant.',
  );
}
