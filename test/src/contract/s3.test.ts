/**
 * The storage contract for S3, against the S3 API of a real OpenStack Swift; what is stored is looked at through Swift's
 * own API.
 *
 * @module
 */
import { after } from 'node:test';
import { skipWithout } from '../setup/needs.js';
import {
  ask,
  createContainer,
  encodeName,
  listObjects,
  openSession,
  readObject,
} from '../setup/swift-client.js';
import { startSwift } from '../setup/swift.js';
import type { SwiftLab } from '../setup/swift.js';
import type { S3UnderTest } from './client.js';
import { s3PartsContract } from './s3-parts-contract.js';
import { origin, s3UnderTest } from './s3-api.js';
import { storageContract } from './storage-contract.js';

async function under(lab: SwiftLab, bucket: string): Promise<S3UnderTest> {
  const session = await openSession(lab);
  await createContainer(session, bucket, { origins: [origin] });
  const options = {
    bucket,
    region: 'us-east-1',
    endpoint: lab.url,
    credentials: { accessKeyId: lab.user, secretAccessKey: lab.key },
    maxParts: 1000,
  };
  return {
    ...s3UnderTest(options),
    // Swift's S3 API takes parts also of an upload that is complete.
    finalizedParts: 'manifest',
    read: (name) => readObject(session, bucket, name),
    ask: async (method, name, headers) =>
      (await ask(session, method, `${bucket}/${encodeName(name)}`, { headers })).status,
    list: async () => (await listObjects(session, bucket)).map((object) => object.name),
    segments: async () =>
      (await listObjects(session, `${bucket}+segments`)).map((object) => object.name),
    stop: () => Promise.resolve(),
  };
}

let lab: Promise<SwiftLab> | undefined;
after(async () => {
  await (await lab)?.stop();
});

/** Both suites play on one Swift, in buckets of their own. */
const open = (bucket: string) => async (): Promise<S3UnderTest> =>
  under(await (lab ??= startSwift({ s3CorsOrigin: origin })), bucket);
const skip = skipWithout('swift');
storageContract("S3, on OpenStack Swift's S3 API", open('uploads'), skip);
s3PartsContract("S3 parts, on OpenStack Swift's S3 API", open('parts'), skip);
