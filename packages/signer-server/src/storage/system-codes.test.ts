import assert from 'node:assert/strict';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { CERTIFICATE, CERTIFICATE_KEY } from '../testing/certificate.js';
import { noSignal } from '../testing/harness.js';
import { sendToStorage } from './storage-http.js';
import { explainCode } from './system-codes.js';

const message = (url: string): Promise<string> =>
  sendToStorage(fetch, { method: 'GET', url }, noSignal()).then(
    () => '',
    (error: unknown) => String(error),
  );

describe('a storage that cannot be reached', () => {
  it('is told by what is in the way', async (t) => {
    assert.match(await message('http://absent.invalid/'), /\((?:ENOTFOUND|EAI_AGAIN)\): .*DNS/);
    const server = createServer({ key: CERTIFICATE_KEY, cert: CERTIFICATE });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    t.after(() => server.close());
    const { port } = server.address() as AddressInfo;
    assert.match(
      await message(`https://localhost:${port}/`),
      /\((?:DEPTH_ZERO_SELF_SIGNED_CERT|CERT_NOT_YET_VALID)\): its certificate/,
    );
  });

  it('keeps codes that say nothing more', () => {
    assert.equal(explainCode('ECONNRESET'), '(ECONNRESET)');
    assert.equal(explainCode('constructor'), '(constructor)');
  });
});
