import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readBytes, readText } from './read-limited.js';

describe('an answer of another server', () => {
  it('is read whole up to the limit, whatever pieces it comes in', async () => {
    assert.equal(await readText(new Response(null), 0), '');
    const bytes = new TextEncoder().encode('zwölf €');
    const pieces = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    assert.equal(await readText(new Response(pieces), bytes.length), 'zwölf €');
  });

  it('is given up when it is longer, and asked for no more', async () => {
    let asked = 0;
    let isCancelled = false;
    const endless = new ReadableStream({
      pull(controller) {
        asked += 1;
        controller.enqueue(new Uint8Array(1000));
      },
      cancel() {
        isCancelled = true;
      },
    });
    await assert.rejects(readText(new Response(endless), 2500), /more than 2500 bytes/);
    assert.ok(asked <= 5, `${asked} pieces`);
    assert.equal(isCancelled, true);
  });

  it('is not believed to be as short as it says where it is packed', async () => {
    const unpacked = new Response('x'.repeat(5000), {
      headers: { 'content-encoding': 'gzip', 'content-length': '40' },
    });
    await assert.rejects(readBytes(unpacked, 1000), RangeError);
  });
});
