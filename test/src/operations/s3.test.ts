/**
 * `init`, `doctor` and `serve` with `STORAGE=s3`, against the S3 API of a real Swift.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { generateReceiptKey } from '@direct-upload/signer-server';
import { skipWithout } from '../setup/needs.js';
import { createContainer, listObjects, openSession } from '../setup/swift-client.js';
import type { SwiftSession } from '../setup/swift-client.js';
import { startSwift } from '../setup/swift.js';
import type { SwiftLab } from '../setup/swift.js';
import { command, commandJson } from './support/command.js';
import type { Environment } from './support/command.js';

interface Finding {
  readonly name: string;
  readonly status: 'ok' | 'warn' | 'fail';
  readonly message: string;
}

const origin = 'https://a.example';

describe("the commands on OpenStack Swift's S3 API", { skip: skipWithout('swift') }, () => {
  let lab: SwiftLab;
  let session: SwiftSession;
  let env: Environment;
  before(async () => {
    lab = await startSwift({ s3CorsOrigin: origin });
    session = await openSession(lab);
    env = {
      STORAGE: 's3',
      S3_ENDPOINT: lab.url,
      S3_BUCKET: 'uploads',
      S3_MAX_PARTS: '1000',
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: lab.user,
      AWS_SECRET_ACCESS_KEY: lab.key,
      ALLOWED_ORIGINS: origin,
      SIGNER_SECRET: randomBytes(32).toString('hex'),
      RECEIPT_KEY: generateReceiptKey(),
      PORT: '0',
    };
  });
  after(() => lab.stop());

  async function doctor(
    more = {},
    ...args: string[]
  ): Promise<[number | null, Map<string, Finding>]> {
    const { code, data } = await commandJson(['doctor', ...args], { ...env, ...more });
    const { findings } = data as { findings: readonly Finding[] };
    return [code, new Map(findings.map((finding) => [finding.name, finding]))];
  }

  test('init makes the bucket, twice does nothing, and tells what this API cannot be told', async () => {
    const absent = await command(['init', '--dry-run'], env);
    assert.match(absent.out, /# It would:\n# Create the bucket "uploads"\.\n/);
    assert.match(
      (await command(['doctor'], env)).out,
      /fail {4}bucket: There is no bucket "uploads"/,
    );
    const made = await commandJson(['init'], env);
    const { done, failed } = made.data as { done: string[]; failed: string[] };
    assert.deepEqual([done, failed, made.code], [['Create the bucket "uploads".'], [], 0]);
    const { code, data } = await commandJson(['init'], env);
    assert.equal(code, 0);
    const again = data as { done: string[]; cannot: string[] };
    assert.deepEqual(again.done, []);
    assert.match(again.cannot.join(), /no lifecycle rules.*no CORS rules/);
  });

  test('doctor sees that a page could not read the ETag, by a real PUT', async () => {
    const [code, findings] = await doctor();
    assert.equal(code, 2);
    assert.equal(findings.get(`cors ${origin}`)?.status, 'fail');
    assert.match(findings.get(`cors ${origin}`)?.message ?? '', /cannot read the ETag/);
    assert.equal(findings.get('round trip')?.status, 'ok');
  });

  test('doctor finds nothing to fail where all is well, and leaves nothing', async () => {
    await createContainer(session, 'uploads', { origins: [origin] });
    const [code, findings] = await doctor();
    const told = [...findings.values()].filter(({ status }) => status !== 'ok');
    assert.deepEqual(
      told.map(({ name, status }) => [name, status]),
      [['settings of the bucket', 'warn']],
    );
    assert.equal(code, 0);
    assert.ok(['clock', 'bucket', 'round trip', 'parts'].every((name) => findings.has(name)));
    assert.deepEqual(await listObjects(session, 'uploads'), []);
    assert.deepEqual(await listObjects(session, 'uploads+segments'), []);
  });

  test('doctor names a wrong key, and what serve would not start with', async () => {
    const [code, findings] = await doctor({ AWS_SECRET_ACCESS_KEY: 'wrong', SIGNER_SECRET: '' });
    assert.equal(code, 2);
    assert.match(findings.get('bucket')?.message ?? '', /compare AWS_ACCESS_KEY_ID/);
    assert.match(findings.get('settings')?.message ?? '', /SIGNER_SECRET is missing/);
    const started = await command(['serve'], { ...env, S3_BUCKET: 'absent' });
    assert.equal(started.code, 2);
    assert.match(started.err, /There is no bucket "absent"/);
  });

  test('the commands about Swift say that they are', async () => {
    const { code, err } = await command(['sign', 'GET', 'a'], env);
    assert.equal(code, 2);
    assert.match(err, /STORAGE is s3, and this command is about OpenStack Swift/);
  });
});
