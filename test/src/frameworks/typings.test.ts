/**
 * The typings know every attribute and event of the element, and Angular's compiler finds what is wrong in a template.
 * What the other frameworks' compilers must find is in `demo/frameworks/<name>/type-tests`, checked with the examples.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { home, tool } from 'frameworks';

interface Named {
  readonly name: string;
}

interface Manifest {
  readonly modules: readonly {
    readonly declarations?: readonly {
      readonly tagName?: string;
      readonly attributes?: readonly Named[];
      readonly events?: readonly Named[];
    }[];
  }[];
}

/** Names as a union of literals. */
function union(names: readonly Named[] = []): string {
  return names.map(({ name }) => `'${name}'`).join(' | ');
}

async function compile(code: string): Promise<string> {
  const directory = await mkdtemp(join(home, 'react/dist-'));
  try {
    await writeFile(join(directory, 'names.ts'), code);
    const config = { extends: '../../tsconfig.examples.json', include: ['*.ts'] };
    await writeFile(join(directory, 'tsconfig.json'), JSON.stringify(config));
    return (await tool(['tsc', '-p', directory])).output;
  } finally {
    await rm(directory, { recursive: true });
  }
}

test('attributes and events of the typings are those of the manifest', async () => {
  const path = join(home, '../../packages/widget/custom-elements.json');
  const { modules } = JSON.parse(await readFile(path, 'utf8')) as Manifest;
  const element = modules
    .flatMap(({ declarations = [] }) => declarations)
    .find(({ tagName }) => tagName === 'direct-upload');
  const events = element?.events?.filter(({ name }) => name.startsWith('upload-'));
  assert.ok(element?.attributes?.length && events?.length);
  const code = `
    import type { DirectUploadAttributes, DirectUploadEvents } from '@direct-upload/widget';
    type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : [never, B]) : [A, B];
    export const attributes: Same<keyof DirectUploadAttributes, ${union(element.attributes)}> = true;
    export const events: Same<keyof DirectUploadEvents, ${union(events)}> = true;
  `;
  assert.equal(await compile(code), '');
  // The comparison is one: it fails where a name is missing, and where there is one too many.
  assert.match(await compile(code.replace(/'max-size' \|/, '')), /names\.ts\(4,/);
  assert.match(await compile(code.replace(/'max-size'/, `$& | 'size'`)), /names\.ts\(4,/);
});

test('Angular: an error in every wrong line of a template, and in no other', async () => {
  const name = 'type-tests/wrong.ts';
  const directory = join(home, 'angular');
  const { output } = await tool(['ngc', '-p', 'tsconfig.type-tests.json'], directory);
  // The compiler colours its output whatever it is told.
  const plain = output.replaceAll(/\u001b\[\d+m/g, '');
  const found = [...plain.matchAll(/type-tests\/wrong\.ts:(\d+):\d+ - error/g)].map(([, line]) =>
    Number(line),
  );
  const lines = (await readFile(join(directory, name), 'utf8')).split('\n');
  const wrong = lines.flatMap((line, index) => (line.includes('<!-- wrong') ? [index + 1] : []));
  assert.ok(wrong.length >= 4);
  assert.deepEqual([...new Set(found)], wrong, plain);
});
