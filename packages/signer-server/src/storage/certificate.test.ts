import assert from 'node:assert/strict';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { CERTIFICATE, CERTIFICATE_ENDS, CERTIFICATE_KEY } from '../testing/certificate.js';
import { noSignal } from '../testing/harness.js';
import { examineCertificate } from './certificate.js';

const DAY = 86_400_000;

describe('certificate', () => {
  it('warns two weeks before its end', async (t) => {
    const server = createServer({ key: CERTIFICATE_KEY, cert: CERTIFICATE });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    t.after(() => server.close());
    const origin = `https://localhost:${(server.address() as AddressInfo).port}`;
    const look = (days: number) =>
      examineCertificate(origin, CERTIFICATE_ENDS - days * DAY, noSignal());
    assert.equal((await look(14))?.status, 'ok');
    assert.match((await look(14))?.message ?? '', /localhost is good until 2126-10-27/);
    const late = await look(13);
    assert.deepEqual([late?.name, late?.status], ['certificate', 'warn']);
    assert.match(late?.message ?? '', /ends in 13 days \(2126-10-27\)/);
  });

  it('says nothing about http, or what cannot be reached', async () => {
    for (const origin of ['http://localhost:1', 'https://127.0.0.1:9', 'https://absent.invalid']) {
      assert.equal(await examineCertificate(origin, 0, noSignal()), undefined, origin);
    }
  });
});
