/**
 * What a server may import: nothing throws in Node, nothing looks for a document. Runtimes without Node's own build of
 * Lit may import the engine and the typings, and the element in the browser.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import { home } from 'frameworks';

const run = promisify(execFile);

/** Runs a module in a Node of its own, as a page's server would; resolves with what it printed. */
async function inNode(code: string, ...flags: readonly string[]): Promise<string> {
  const args = [...flags, '--input-type=module', '--eval', code];
  return (await run(process.execPath, args, { cwd: home })).stdout.trim();
}

describe('in Node', () => {
  test('the main entry has the class, and makes no document', async () => {
    const printed = await inNode(`
      const { DirectUpload, fetchSigner, english } = await import('@direct-upload/widget');
      console.log(typeof DirectUpload, typeof fetchSigner, typeof english, typeof document);
    `);
    assert.equal(printed, 'function function object undefined');
  });

  test('`define` registers in the registry that Lit puts up for servers, once', async () => {
    const printed = await inNode(`
      const { DirectUpload } = await import('@direct-upload/widget/define');
      const again = await import(import.meta.resolve('@direct-upload/widget/define') + '?again');
      console.log(customElements.get('direct-upload') === DirectUpload, typeof again.DirectUpload, typeof document);
    `);
    assert.equal(printed, 'true function undefined');
  });

  for (const entry of ['engine', 'protocol', 'react', 'vue', 'svelte', 'solid']) {
    test(`./${entry} has nothing that only browsers have`, async () => {
      const code = `await import('@direct-upload/widget/${entry}'); console.log(typeof customElements)`;
      assert.equal(await inNode(code), 'undefined');
    });
  }
});

describe('in a runtime that is no Node', () => {
  const edge = ['--conditions=browser'];

  test('engine and typings can be imported', async () => {
    const entries = ['engine', 'protocol', 'react', 'vue', 'svelte', 'solid'];
    const imports = entries.map((entry) => `await import('@direct-upload/widget/${entry}');`);
    assert.equal(await inNode(`${imports.join('')} console.log('fine')`, ...edge), 'fine');
  });

  test('the element says that there is no HTMLElement', async () => {
    const code = `await import('@direct-upload/widget/define').catch((error) => console.log(error.message))`;
    assert.match(await inNode(code, ...edge), /HTMLElement is not defined/);
  });
});
