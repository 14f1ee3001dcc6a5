/**
 * This storage against the recorded answers of a real Swift 2.30.1: status, headers (CORS ones above all) and body of
 * every exchange must be the same.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { EXCHANGES } from './testing/exchanges.js';
import { record, type Measured } from './testing/record.js';
import { startTestStorage } from './testing/storage.js';

describe('parity with OpenStack Swift', () => {
  it('answers every recorded exchange the same way', async (t) => {
    const file = new URL('../src/testing/measured.json', import.meta.url);
    const swift = JSON.parse(await readFile(file, 'utf8')) as readonly Measured[];
    const storage = await startTestStorage(t);
    const own = await record(storage.url);
    assert.equal(
      swift.length,
      EXCHANGES.length,
      'the recording is as long as the list of requests',
    );
    for (const [index, measured] of swift.entries()) {
      await t.test(measured.title, () => {
        assert.deepEqual(own[index], measured);
      });
    }
  });

  it('covers what pages depend on', async () => {
    const file = new URL('../src/testing/measured.json', import.meta.url);
    const swift = JSON.parse(await readFile(file, 'utf8')) as readonly Measured[];
    const statuses = new Set(swift.map(({ status }) => status));
    for (const status of [
      200, 201, 202, 204, 206, 304, 400, 401, 403, 404, 405, 409, 412, 413, 416, 422,
    ]) {
      assert.ok(statuses.has(status), `no exchange answers ${status}`);
    }
    const refused = swift.filter(({ body }) => body.includes('Temp URL invalid'));
    assert.ok(refused.length > 20);
    assert.ok(refused.every(({ headers }) => !('access-control-allow-origin' in headers)));
  });
});
