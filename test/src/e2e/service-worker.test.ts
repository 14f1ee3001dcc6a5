/**
 * A page behind a service worker gets no upload progress events at all: progress counts confirmed parts, nothing is taken
 * for a dead connection, and the upload ends as any other.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readObject } from '../setup/swift-client.js';
import { openField } from './support/field.js';
import { useStage } from './support/use-stage.js';

const MiB = 1024 * 1024;
const scene = useStage({ storage: 'dev-storage' });

test('behind a service worker progress counts confirmed parts', async () => {
  const file = await scene.files.make('film.bin', 70 * MiB);
  // Its own script makes one more policy.
  scene.stage.site.setPolicy({ 'trusted-types': 'lit-html direct-upload page' });
  const field = await openField(scene.stage);
  await field.page.evaluate(async () => {
    // The page demands Trusted Types, of its own scripts too.
    const { trustedTypes } = globalThis as unknown as {
      trustedTypes: {
        createPolicy(name: string, rules: unknown): { createScriptURL(url: string): string };
      };
    };
    const policy = trustedTypes.createPolicy('page', { createScriptURL: (url: string) => url });
    await navigator.serviceWorker.register(policy.createScriptURL('/sw.js'));
    await navigator.serviceWorker.ready;
    const { controller } = navigator.serviceWorker;
    if (controller) return;
    await new Promise((resolve) => {
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true });
    });
  });
  // Every state of the progress that the page is told of.
  const told = await field.page.evaluateHandle(() => {
    const seen: { sent: number; confirmed: number }[] = [];
    const field = document.querySelector('direct-upload');
    field?.addEventListener('upload-change', () => {
      const [upload] = field.uploads;
      if (upload) seen.push(upload.state.progress);
    });
    return seen;
  });
  await field.drop([file]);
  assert.deepEqual(await field.settled(), [{ name: 'film.bin', status: 'done' }]);
  const progress = await told.jsonValue();
  const [receipt] = await field.submit();
  assert.ok(receipt);
  const { upload } = await scene.stage.verify(receipt);
  const stored = await readObject(scene.stage.session, scene.stage.container, upload.key);
  assert.equal(stored.md5, file.md5);
  assert.ok(upload.parts > 3, `${upload.parts} parts`);
  const sent = progress.map((state) => state.sent);
  assert.deepEqual(
    sent,
    sent.toSorted((a, b) => a - b),
    'never backwards',
  );
  assert.ok(
    progress.every((state) => state.sent === state.confirmed),
    'no byte is claimed before its part is confirmed',
  );
  assert.ok(new Set(sent).size > 2, `steps: ${[...new Set(sent)].join(', ')}`);
});
