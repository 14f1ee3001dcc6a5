/**
 * A browser that stops all loads of the page in the middle of an upload: Esc or `window.stop()`, and in some browsers a click on
 * a download. Nobody does anything, and the upload goes on within seconds.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test, type TestContext } from 'node:test';
import type { Fault } from '@direct-upload/dev-storage';
import { engines, type Visit } from '../e2e/support/other-engines.js';
import { useStage } from '../e2e/support/use-stage.js';
import { skipWithout } from '../setup/needs.js';
import { openGateway } from './support/gateway.js';
import { untilListed, untilOnly, type Listed } from './support/listed.js';
import { notePutsInPage, notedInPage } from './support/put-notes.js';

const MiB = 1024 * 1024;
/** More than the sockets on the way take at once, which is 2 to 4 MiB: what is sent slowly is seen to be slow. */
const PART = 6 * MiB;
const SIZE = 4 * PART;
/**
 * From the moment on when the line is free, in milliseconds. Tries follow each other within a second or two, and a busy machine
 * takes ten more; the engine's own limits, which would end the wait for an answer that never comes, are a minute and two.
 */
const SOON = 45_000;

const stopLoads = (): void => {
  stop();
};

const clicks = {
  'a click on a download': () => {
    Object.assign(document.createElement('a'), { href: '/download' }).click();
  },
  'a click on a link that answers 204': () => {
    Object.assign(document.createElement('a'), { href: '/nothing' }).click();
  },
};

interface Stop {
  /** What stops them, in the page. */
  readonly breakOff?: () => void;
  /** What frees the line, besides an end to the faults of storage. */
  readonly free?: () => void;
}

for (const [engine, visit] of engines) {
  describe(engine, { skip: skipWithout(engine) }, () => {
    const scene = useStage({ storage: 'dev-storage', partSize: PART });
    const storage = (): NonNullable<typeof scene.stage.devStorage> => {
      assert.ok(scene.stage.devStorage);
      return scene.stage.devStorage;
    };
    const harm = (fault: Fault): void => {
      storage().faults.add(fault);
    };
    /** Chooses a file, stops the page's loads, and frees the line; resolves with how often each part was sent. */
    async function survive(
      t: TestContext,
      page: Visit,
      isMoment: () => Promise<unknown>,
      { breakOff = stopLoads, free = () => undefined }: Stop = {},
    ): Promise<readonly number[]> {
      const file = await scene.files.make('film.bin', SIZE);
      await page.choose([file.path]);
      await isMoment();
      await page.run(breakOff);
      storage().faults.clear();
      free();
      const freed = performance.now();
      await untilOnly(page.listed, ({ status }) => status === 'done');
      const took = Math.round(performance.now() - freed);
      t.diagnostic(`done ${took} ms after the line was free`);
      assert.ok(took < SOON, `done ${took} ms after the line was free`);
      const { sends, repeated } = await page.run(notedInPage);
      assert.deepEqual(repeated, [], 'parts that were sent again after they had been confirmed');
      await page.submit();
      const [receipt = ''] = scene.stage.site.submissions.at(-1) ?? [];
      assert.equal((await scene.stage.verify(receipt)).upload.size, SIZE);
      return sends;
    }

    async function breakInTheMiddle(
      t: TestContext,
      page: Visit,
      breakOff: () => void,
    ): Promise<void> {
      const slow = { kind: 'slow', during: 'upload', bytesPerSecond: 2 * MiB } as const;
      // The first part is there soon; the others take three seconds.
      harm({ ...slow, match: { method: 'PUT' }, skip: 1 });
      const isInTheMiddle = ({ confirmed, sent }: Listed): boolean =>
        confirmed > 0 && sent > SIZE / 3;
      const sends = await survive(t, page, () => untilOnly(page.listed, isInTheMiddle), {
        breakOff,
      });
      assert.ok(
        sends.every((count) => count <= 2),
        `sent ${sends.join(', ')} times`,
      );
    }

    for (const [title, breakOff] of Object.entries(clicks)) {
      test(title, async (t) => {
        // A page of its own: to Firefox's driver it is on its way to another one from now on.
        await using page = await visit(scene.stage.site.origin);
        await page.run(notePutsInPage);
        await breakInTheMiddle(t, page, breakOff);
      });
    }

    describe('window.stop()', () => {
      let page: Visit;
      before(async () => {
        page = await visit(scene.stage.site.origin);
      });
      after(() => page[Symbol.asyncDispose]());
      beforeEach(async () => {
        await page.reload();
        await page.run(notePutsInPage);
      });
      /** While something is under way in the page. */
      const until = (isSo: () => boolean): Promise<unknown> => untilListed(page.listed, isSo);
      const areHit = (count: number): Promise<unknown> =>
        until(() => (storage().faults.list()[0]?.fired ?? 0) >= count);

      test('with some of it sent', async (t) => {
        await breakInTheMiddle(t, page, stopLoads);
      });

      test('before storage lets the page send', async (t) => {
        harm({ kind: 'delay', milliseconds: 3_000, match: { method: 'OPTIONS' } });
        await survive(t, page, () => areHit(4));
      });

      test('before storage takes a byte', async (t) => {
        harm({ kind: 'hang', match: { method: 'PUT' } });
        await survive(t, page, () => areHit(4));
      });

      test('while storage is writing: its answers are found, and nothing is sent again', async (t) => {
        harm({ kind: 'hang', when: 'after', match: { method: 'PUT' } });
        storage().resetStats();
        const isStored = (): boolean => storage().stats().bytesReceived >= SIZE;
        const sends = await survive(t, page, () => until(isStored));
        assert.deepEqual(sends, [1, 1, 1, 1]);
      });

      for (const path of ['/uploads', '/uploads/complete']) {
        test(`while the signer is asked at ${path}`, async (t) => {
          await using gateway = await openGateway(scene.stage.signerUrl, {
            holds: ({ method, url }) => method === 'POST' && url === path,
          });
          await scene.stage.useSigner(gateway.origin);
          t.after(() => scene.stage.useSigner(scene.stage.signerUrl));
          await page.reload();
          await page.run(notePutsInPage);
          const sends = await survive(t, page, () => until(() => gateway.held() > 0), {
            free: gateway.letGo,
          });
          assert.deepEqual(sends, [1, 1, 1, 1]);
        });
      }

      test('while the code that sends is loaded', async (t) => {
        const { site } = scene.stage;
        const code = /\/send[^/]*\.js/;
        const earlier = site.asked.length;
        site.lose(code, 'silent');
        await page.choose([(await scene.files.make('film.bin', SIZE)).path]);
        await until(() => site.asked.slice(earlier).some((path) => code.test(path)));
        await page.run(stopLoads);
        site.lose(undefined);
        const [upload] = await page.settled();
        t.diagnostic(`${upload?.status} ${upload?.code ?? ''}`);
        if (engine === 'chromium') assert.equal(upload?.status, 'done');
        // The installed ones may still keep that a module could not be fetched (whatwg/html#10327): only a reload helps, and it is said.
        else assert.ok(upload?.status === 'done' || upload?.code === 'code-unavailable');
      });
    });
  });
}
