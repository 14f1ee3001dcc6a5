import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readBytes, readSlice, readText } from './read-limited.js';

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

describe('a slice of an answer', () => {
  const pieces = (...texts: readonly string[]): Response =>
    new Response(
      new ReadableStream({
        start(controller) {
          for (const text of texts) controller.enqueue(new TextEncoder().encode(text));
          controller.close();
        },
      }),
    );
  for (const [from, to, expected] of [
    [0, 10, '0123456789'],
    [0, 1, '0'],
    [2, 5, '234'],
    [3, 3, ''],
    [4, 9, '45678'],
    [8, 99, '89'],
    [50, 99, ''],
  ] as const) {
    it(`is cut from pieces of any length: ${from} to ${to}`, async () => {
      for (const texts of [
        ['0123456789'],
        ['012', '3456789'],
        Array.from('0123456789'),
        ['01', '', '23456789'],
      ]) {
        const bytes = await readSlice(pieces(...texts), { from, to });
        assert.equal(new TextDecoder().decode(bytes), expected);
      }
    });
  }

  it('is all that is read', async () => {
    let isCancelled = false;
    const endless = new ReadableStream({
      pull: (controller) => {
        controller.enqueue(new Uint8Array(1000));
      },
      cancel: () => {
        isCancelled = true;
      },
    });
    const bytes = await readSlice(new Response(endless), { from: 1500, to: 2500 });
    assert.deepEqual([bytes.byteLength, isCancelled], [1000, true]);
  });
});
