/**
 * One activation of a button that takes a file away, with the real keys and the real mouse of Firefox, takes one file away: the next
 * row slides to where the pointer is, and its button gets the focus.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { ElementHandle, Page } from 'puppeteer-core';
import { useStage } from '../e2e/support/use-stage.js';
import { skipWithout } from '../setup/needs.js';
import { untilListed } from './support/listed.js';
import { choose, createOwnFirefox, listed, type OwnFirefox } from './support/own-firefox.js';

const FILES = 8;
const NAMES = Array.from({ length: FILES }, (_, index) => `${index + 1}.txt`);

describe('Firefox: one activation removes one file', { skip: skipWithout('firefox') }, () => {
  const scene = useStage({ storage: 'dev-storage' });
  let firefox: OwnFirefox;
  let page: Page;
  before(async () => {
    firefox = await createOwnFirefox();
    page = await firefox.start();
  });
  after(() => firefox[Symbol.asyncDispose]());
  beforeEach(async () => {
    await page.goto(scene.stage.site.origin);
    const files = await Promise.all(NAMES.map((name, index) => scene.files.make(name, index + 1)));
    await choose(
      page,
      files.map(({ path }) => path),
    );
    await untilListed(
      () => listed(page),
      (uploads) => uploads.length === FILES && uploads.every(({ status }) => status === 'done'),
    );
  });

  async function firstRemove(): Promise<ElementHandle> {
    const button = await page.waitForSelector('direct-upload >>> li [part~="remove"]');
    assert.ok(button);
    return button;
  }
  const names = async (): Promise<readonly string[]> =>
    (await listed(page)).map(({ name }) => name);

  test('Enter is held on the first', async () => {
    await (await firstRemove()).focus();
    // Held: the system repeats the key, and Firefox marks each but the first as a repetition.
    for (let times = 0; times < 6; times += 1) await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    assert.deepEqual(await names(), NAMES.slice(1));
    await (await firstRemove()).focus();
    await page.keyboard.press('Enter');
    assert.deepEqual(await names(), NAMES.slice(2), 'a key that was let go counts again');
  });

  test('a double click on the first', async () => {
    await (await firstRemove()).click({ count: 2 });
    assert.deepEqual(await names(), NAMES.slice(1));
  });
});
