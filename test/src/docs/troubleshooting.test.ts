/**
 * docs/troubleshooting.md: every code and every line of `doctor` that the source has is explained there, and no other.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const root = new URL('../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const signer = 'packages/signer-server/src/';
const page = read('docs/troubleshooting.md');

/** First cells of the table below a heading. */
function explained(heading: string): readonly string[] {
  const [, section = ''] = page.split(new RegExp(`^#+ ${heading}$`, 'm'));
  const [table = ''] = section.split(/^#/m);
  return [...table.matchAll(/^\| `([^`]+)` +\|/gm)].map(([, name = '']) => name).sort();
}

/** Members of a union of literals in the source. */
function union(path: string, name: string): readonly string[] {
  const [, body = ''] = new RegExp(`export type ${name} =([^]+?);\\n`).exec(read(path)) ?? [];
  return [...body.matchAll(/\| '([\w-]+)'/g)].map(([, code = '']) => code).sort();
}

/** What the checks and examinations in these files call their findings. */
function findings(...paths: readonly string[]): readonly string[] {
  const files = paths.flatMap((path) =>
    path.endsWith('.ts')
      ? [path]
      : readdirSync(new URL(`${signer}${path}`, root), { recursive: true, encoding: 'utf8' })
          .filter((name) => /\.ts$/.test(name) && !name.endsWith('.test.ts'))
          .filter((name) => /finding\.js|CheckResult/.test(read(`${signer}${path}/${name}`)))
          .map((name) => `${path}/${name}`),
  );
  const names = files.flatMap((path) =>
    [...read(`${signer}${path}`).matchAll(/(?:\bname(?::| =) |\bfail\()(['`])([^'`]+)\1/g)].map(
      ([, , name = '']) => name.replace(/ \$\{.*/, ''),
    ),
  );
  const common = ['certificate', 'settings'];
  return [...new Set([...names, ...common, 'cors'])].sort();
}

test('explains every code of the field', () => {
  const codes = union('packages/widget/src/engine/errors.ts', 'UploadErrorCode');
  assert.ok(codes.length > 15);
  assert.deepEqual(explained('The field says'), codes);
});

test('explains every code of the signer', () => {
  const codes = union('packages/widget/src/engine/protocol.ts', 'ProblemCode');
  assert.ok(codes.length > 20);
  assert.deepEqual(explained('The signer answers'), codes);
});

for (const [heading, folder] of [
  ['Swift', 'storage/swift'],
  ['S3', 'storage/s3'],
] as const) {
  test(`explains every line of doctor: ${heading}`, () => {
    const names = findings(folder);
    assert.ok(names.length > 10, names.join());
    assert.deepEqual(explained(heading), names);
  });
}
