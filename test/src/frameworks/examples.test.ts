/**
 * Every example compiles, bundles, and does in Chromium what it is there for: a file goes to storage, its receipt arrives
 * in the framework's state and in the posted form, and a field that is taken away in the middle leaves nothing behind.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choose, expectedSettings, post, settings, uploadAndPost } from './support/pages.js';
import { useExamples } from './support/stage.js';

const singlePage = ['react', 'vue', 'svelte', 'solid', 'angular'];
const scene = useExamples([...singlePage, 'react-ssr', 'headless']);

for (const name of singlePage) {
  test(`${name}: from the file to state and form`, async () => {
    const { page, complaints } = await scene.open(`/${name}/`);
    await page.locator('direct-upload').waitFor();
    assert.deepEqual(await settings(page), expectedSettings);
    await uploadAndPost(page, scene.site, await scene.files.make('cat.png', 12_345));
    assert.deepEqual(complaints, []);
  });

  test(`${name}: a refused file is told, an upload that is taken away leaves nothing`, async () => {
    const { page, complaints } = await scene.open(`/${name}/`);
    await choose(page, await scene.files.make('notes.txt', 10));
    await page.locator('p[role=status]', { hasText: /^notes\.txt: ./ }).waitFor();

    // The signer is asked and does not answer: the upload is on its way for as long as we like.
    const asked = page.waitForRequest('**/uploads');
    await page.route('**/uploads', () => undefined);
    const image = await scene.files.make('dog.png', 2000);
    await choose(page, image);
    await asked;
    await page.getByRole('button', { name: 'Without photos' }).click();
    await page.locator('direct-upload').waitFor({ state: 'detached' });
    await page.unroute('**/uploads');
    await page.getByRole('button', { name: 'With photos' }).click();
    assert.equal(await page.locator('ol li').count(), 0);
    await uploadAndPost(page, scene.site, image);
    assert.deepEqual(complaints, []);
  });
}

for (const name of ['react-ssr', 'vue', 'svelte']) {
  test(`${name}: rendered on a server, then hydrated without a complaint`, async () => {
    const path = `/${name}/server`;
    const markup = await (await fetch(new URL(path, scene.site.origin))).text();
    const tag = /<direct-upload[^>]*>/.exec(markup)?.[0] ?? '';
    for (const attribute of ['name="photos"', 'endpoint="/uploads"', 'max-size="50MB"']) {
      assert.ok(tag.includes(attribute), `${attribute} in ${tag}`);
    }
    for (const attribute of ['multiple', 'required']) assert.match(tag, RegExp(` ${attribute}\\b`));
    const { page, complaints } = await scene.open(path);
    await page.getByRole('button', { name: 'Choose photos' }).waitFor();
    assert.deepEqual(await settings(page), expectedSettings);
    await uploadAndPost(page, scene.site, await scene.files.make('cat.png', 12_345));
    assert.deepEqual(complaints, []);
  });
}

test('plain: one script tag, from the page’s own origin', async () => {
  const { page, complaints } = await scene.open('/plain/');
  assert.deepEqual(await settings(page), expectedSettings);
  const image = await scene.files.make('cat.png', 12_345);
  await choose(page, image);
  await page.getByText('cat.png is stored and verified.').waitFor();
  await post(page, scene.site, image);
  assert.deepEqual(complaints, []);
});

test('plain: one script tag, from another origin', async () => {
  const { origin } = scene.site;
  const { page, complaints } = await scene.open('about:blank');
  const loaded: string[] = [];
  page.on('requestfinished', (request) => loaded.push(request.url()));
  // Another name of the same machine is another origin.
  await page.goto(`${origin.replace('127.0.0.1', 'localhost')}/plain/cdn`);
  const image = await scene.files.make('cat.png', 12_345);
  await choose(page, image);
  await page.getByText('cat.png is stored and verified.').waitFor();
  assert.ok(loaded.includes(`${origin}/cdn/direct-upload.js`), loaded.join('\n'));
  await post(page, scene.site, image);
  assert.deepEqual(complaints, []);
});

test('headless: progress, pause, another try, removal, receipts in the form', async () => {
  const { page, complaints } = await scene.open('/headless/');
  const [cat, dog, eel] = [
    await scene.files.make('cat.png', 300_000),
    await scene.files.make('dog.png', 2000),
    await scene.files.make('eel.png', 2000),
  ];
  const row = (name: string): ReturnType<typeof page.locator> =>
    page.locator('li', { hasText: name });
  const choosePlain = (...files: readonly { path: string }[]): Promise<void> =>
    page.locator('input[type=file]').setInputFiles(files.map(({ path }) => path));

  // Nothing reaches storage: the upload is on its way until it is held.
  const sent = page.waitForRequest((request) => request.method() === 'PUT');
  await page.route('**/v1/**', () => undefined);
  await choosePlain(cat);
  await sent;
  await row('cat.png').getByRole('button', { name: 'Pause' }).click();
  await row('cat.png').getByText('paused').waitFor();
  assert.equal(await page.evaluate(() => document.forms[0]?.checkValidity()), false);
  await page.unroute('**/v1/**');
  await row('cat.png').getByRole('button', { name: 'Resume' }).click();
  await row('cat.png').getByText('done').waitFor();
  const position = await row('cat.png')
    .locator('progress')
    .evaluate((progress) => (progress as HTMLProgressElement).position);
  assert.equal(position, 1);

  // The signer turns one down, and changes its mind.
  await page.route('**/uploads', (route) => route.fulfill({ status: 403, body: '{}' }));
  await choosePlain(dog, eel);
  await row('eel.png').getByRole('button', { name: 'Remove' }).click();
  await row('eel.png').waitFor({ state: 'detached' });
  await page.unroute('**/uploads');
  await row('dog.png').getByRole('button', { name: 'Try again' }).click();
  await page.getByText('2 of 2 stored and verified').waitFor();
  await post(page, scene.site, cat, dog);
  // The browser tells of the refusal by itself.
  assert.deepEqual(
    complaints.filter((text) => !text.includes('403')),
    [],
  );
});
