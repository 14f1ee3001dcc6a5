/**
 * Multipart uploads of the bucket, as AWS answers: an id is used up by its completion; the checksums of parts are listed only
 * where the upload was created with one; what a completion says of the whole has to be true.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import { crcOf } from './crc.js';
import { ENCRYPTED, makeObject, opaqueEtag, shown } from './objects.js';
import type { StoredBytes } from './objects.js';
import { header, refuse, textOf, xml } from './reply.js';
import type { Reply, S3Call } from './reply.js';

/** One that was created. */
export interface Multipart {
  readonly created: S3Call;
  readonly parts: Map<number, StoredBytes>;
  /** Said when it was created. */
  readonly hasChecksum: boolean;
}

/** By id. */
export type Multiparts = Map<string, Multipart>;

/** Parts in one page of a list: AWS has 1000, but what is never full is never tried. */
const PAGE = 2;
/** All but the last part have as much. */
const LEAST = 5 * 1024 ** 2;

/** POST ?uploads. */
export function create(multiparts: Multiparts, call: S3Call, computes: boolean): Reply {
  const algorithm = header(call, 'x-amz-checksum-algorithm');
  const type = header(call, 'x-amz-checksum-type');
  if (algorithm === undefined && type !== undefined) {
    return refuse(400, 'InvalidRequest', TYPE_ALONE);
  }
  if (algorithm !== undefined && algorithm !== 'CRC64NVME') return refuse(501, 'NotImplemented');
  const id = randomBytes(24).toString('base64url');
  const hasChecksum = computes && algorithm !== undefined;
  multiparts.set(id, { created: call, parts: new Map(), hasChecksum });
  const said = { 'x-amz-checksum-algorithm': 'CRC64NVME', 'x-amz-checksum-type': 'FULL_OBJECT' };
  const { headers, body } = xml('InitiateMultipartUploadResult', `<UploadId>${id}</UploadId>`);
  return {
    status: 200,
    headers: { ...headers, ...(hasChecksum && said), ...ENCRYPTED },
    body: body ?? '',
  };
}

const TYPE_ALONE =
  'The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.';

/** Everything else that names an upload id. */
export async function continueMultipart(
  multiparts: Multiparts,
  objects: Map<string, StoredBytes>,
  call: S3Call,
): Promise<Reply> {
  const id = call.query.get('uploadId') ?? '';
  const multipart = multiparts.get(id);
  if (multipart?.created.key !== call.key) return refuse(404, 'NoSuchUpload');
  switch (call.method) {
    case 'PUT':
      return putPart(multipart, call);
    case 'GET':
      return list(multipart, Number(call.query.get('part-number-marker') ?? 0));
    case 'DELETE':
      multiparts.delete(id);
      return { status: 204 };
    default:
      return complete(multiparts, objects, id, multipart, call);
  }
}

async function putPart({ parts, hasChecksum }: Multipart, call: S3Call): Promise<Reply> {
  const crc = hasChecksum ? await crcOf(call.body) : undefined;
  const etag = opaqueEtag();
  const number = Number(call.query.get('partNumber'));
  parts.set(number, { bytes: call.body, etag, crc, headers: {}, modified: '' });
  const checksum = crc === undefined ? {} : { 'x-amz-checksum-crc64nvme': crc };
  return { status: 200, headers: { etag: `"${etag}"`, ...checksum, ...ENCRYPTED } };
}

function list({ parts }: Multipart, marker: number): Reply {
  const after = [...parts].filter(([number]) => number > marker).sort(([a], [b]) => a - b);
  const page = after.slice(0, PAGE);
  const listed = page.map(
    ([number, { etag, crc, bytes }]) =>
      `<Part><PartNumber>${number}</PartNumber><ETag>&quot;${etag}&quot;</ETag>` +
      `<Size>${bytes.byteLength}</Size>` +
      `${crc === undefined ? '' : `<ChecksumCRC64NVME>${crc}</ChecksumCRC64NVME>`}</Part>`,
  );
  const content =
    `<IsTruncated>${after.length > PAGE}</IsTruncated>` +
    `<NextPartNumberMarker>${page.at(-1)?.[0] ?? marker}</NextPartNumberMarker>${listed.join('')}`;
  return { status: 200, ...xml('ListPartsResult', content) };
}

async function complete(
  multiparts: Multiparts,
  objects: Map<string, StoredBytes>,
  id: string,
  { parts, hasChecksum, created }: Multipart,
  call: S3Call,
): Promise<Reply> {
  const chosen: StoredBytes[] = [];
  for (const [, part = ''] of call.body.toString().matchAll(/<Part>(.*?)<\/Part>/g)) {
    const stored = parts.get(Number(textOf(part, 'PartNumber')));
    const crc = textOf(part, 'ChecksumCRC64NVME');
    const isSame = textOf(part, 'ETag') === `"${stored?.etag}"`;
    if (!stored || !isSame || (crc !== undefined && crc !== stored.crc)) {
      return refuse(400, 'InvalidPart');
    }
    chosen.push(stored);
  }
  if (chosen.slice(0, -1).some(({ bytes }) => bytes.byteLength < LEAST)) {
    return refuse(400, 'EntityTooSmall');
  }
  const type = header(call, 'x-amz-checksum-type');
  if (type !== undefined && !(hasChecksum && type === 'FULL_OBJECT')) {
    return refuse(400, 'InvalidRequest', 'The complete request must use the same checksum mode.');
  }
  const bytes = Buffer.concat(chosen.map((part) => part.bytes));
  const object = await makeObject(created, bytes, hasChecksum);
  const said = header(call, 'x-amz-checksum-crc64nvme');
  if (said !== undefined && said !== object.crc) {
    const message = 'The crc64nvme you specified did not match the calculated checksum.';
    return refuse(400, 'BadDigest', message);
  }
  const whole = { ...object, etag: `${object.etag}-${chosen.length}` };
  objects.set(call.key, whole);
  multiparts.delete(id);
  const content = `<ETag>&quot;${whole.etag}&quot;</ETag>`;
  const { headers, body } = xml('CompleteMultipartUploadResult', content);
  return { status: 200, headers: { ...headers, ...shown(whole.crc) }, body: body ?? '' };
}
