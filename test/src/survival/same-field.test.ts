/**
 * To which field an upload belongs: after a reload of a page with two fields of one name, and when a new element takes the place of
 * the one that was sending.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { engines, type Visit } from '../e2e/support/other-engines.js';
import { useStage } from '../e2e/support/use-stage.js';
import { skipWithout } from '../setup/needs.js';
import { untilOnly } from './support/listed.js';

const PART = 1024 * 1024;
const SIZE = 4 * PART;

/** Runs in the page: what each field shows, as `name status`, and whether its form may go. */
function fieldsInPage(): readonly string[] {
  return Array.from(document.querySelectorAll('direct-upload'), ({ uploads, form }) => {
    const shown = uploads.map(({ file, state }) => `${file.name} ${state.status}`);
    return [...shown, form?.checkValidity() ? 'valid' : 'invalid'].join(', ');
  });
}

/** Runs in the page: how many uploads it keeps from others, as of the call before. */
function heldInPage(): number {
  const page = globalThis as typeof globalThis & { held?: number };
  void navigator.locks.query().then(({ held = [] }) => {
    page.held = held.filter(({ name }) => name?.startsWith('direct-upload ')).length;
  });
  return page.held ?? -1;
}

async function until<T>(page: Visit, inPage: () => T, isSo: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await page.run(inPage);
    if (isSo(value)) return value;
    await sleep(50);
  }
}

for (const [engine, visit] of engines) {
  describe(engine, { skip: skipWithout(engine) }, () => {
    const scene = useStage({ storage: 'dev-storage', partSize: PART });
    let page: Visit;
    before(async () => {
      page = await visit(scene.stage.site.origin);
    });
    after(() => page[Symbol.asyncDispose]());
    beforeEach(() => {
      // One part is stored; the others are never answered.
      const match = { method: 'PUT', path: '*/parts/*' };
      scene.stage.devStorage?.faults.add({ kind: 'hang', skip: 1, match });
    });
    afterEach(() => scene.stage.devStorage?.faults.clear());
    const untilFields = (...wanted: readonly string[]): Promise<unknown> =>
      until(page, fieldsInPage, (shown) => shown.join('; ') === wanted.join('; '));

    test('two forms, each with a field of the same name: each upload comes back in its own', async () => {
      const { site, signerUrl } = scene.stage;
      const form = `<form method="post" action="/submit">
        <direct-upload name="attachment" endpoint="${signerUrl}/uploads"></direct-upload></form>`;
      site.setPage(`<script type="module" src="/direct-upload.js"></script>${form}${form}`);
      await page.reload();
      const first = await scene.files.make('first.bin', SIZE);
      const second = await scene.files.make('second.bin', SIZE);
      await page.choose([second.path], 1);
      await untilFields('valid', 'second.bin uploading, invalid');
      await page.choose([first.path], 0);
      await untilFields('first.bin uploading, invalid', 'second.bin uploading, invalid');
      await until(page, heldInPage, (held) => held === 2);
      await page.reload();
      await untilFields('first.bin paused, invalid', 'second.bin paused, invalid');
      scene.stage.devStorage?.faults.clear();
      await page.choose([second.path], 1);
      await untilFields('first.bin paused, invalid', 'second.bin done, valid');
      await page.choose([first.path], 0);
      await untilFields('first.bin done, valid', 'second.bin done, valid');
    });

    test('a form is replaced by a copy of it while it is sending, as frameworks do: the new field goes on', async () => {
      await scene.stage.useSigner(scene.stage.signerUrl);
      await page.reload();
      const file = await scene.files.make('film.bin', SIZE);
      await page.choose([file.path]);
      await untilOnly(page.listed, ({ confirmed }) => confirmed > 0);
      await page.run(() => {
        const [form] = document.forms;
        form!.replaceWith(form!.cloneNode(true));
      });
      await untilFields('film.bin uploading, invalid');
      scene.stage.devStorage?.faults.clear();
      // What was asked before is never answered: as a person does whose upload hangs.
      await page.run(() => {
        const field = document.querySelector('direct-upload')!;
        field.pause();
        field.resume();
      });
      await untilFields('film.bin done, valid');
      await page.submit();
      const [receipt = '', ...more] = scene.stage.site.submissions.at(-1) ?? [];
      assert.deepEqual(more, []);
      assert.equal((await scene.stage.verify(receipt)).upload.size, SIZE);
    });

    test('a form is taken away while it is sending: its upload is kept from nobody, and a later field offers it', async () => {
      await scene.stage.useSigner(scene.stage.signerUrl);
      await page.reload();
      const file = await scene.files.make('film.bin', SIZE);
      await page.choose([file.path]);
      await untilOnly(page.listed, ({ confirmed }) => confirmed > 0);
      await until(page, heldInPage, (held) => held === 1);
      await page.run(() => {
        const [form] = document.forms;
        Object.assign(globalThis, { later: form!.cloneNode(true) });
        form!.remove();
      });
      await until(page, heldInPage, (held) => held === 0);
      await page.run(() => {
        document.body.append((globalThis as unknown as { later: Node }).later);
      });
      await untilFields('film.bin paused, invalid');
    });
  });
}
