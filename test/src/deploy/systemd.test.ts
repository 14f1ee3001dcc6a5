/**
 * deploy/systemd: systemd itself understands every line, and finds little that the service could do beyond its work.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import { root } from '../runner/suites.js';
import { findInPath } from '../setup/browsers.js';

const run = promisify(execFile);
const unit = join(root, 'deploy/systemd/direct-upload-signer.service');
const missing = findInPath('systemd-analyze') === undefined && 'systemd-analyze not installed';

describe('deploy/systemd/direct-upload-signer.service', () => {
  test('is understood, and exposed to little', { skip: missing }, async () => {
    const words = ['security', '--offline=yes', '--threshold=15', unit];
    const { stdout } = await run('systemd-analyze', words);
    assert.match(stdout, /Overall exposure level/);
    const { stderr } = await run('systemd-analyze', ['verify', unit]).catch(
      (error: unknown) => error as { stderr: string },
    );
    // Node may be elsewhere here; that a machine cannot start it says nothing about the file.
    const faults = stderr.split('\n').filter((line) => line.includes('direct-upload-signer'));
    assert.deepEqual(
      faults.filter((line) => !/not executable|No such file/.test(line)),
      [],
    );
  });

  test('starts what the image starts, and gives it time to stop', async () => {
    const text = await readFile(unit, 'utf8');
    const image = await readFile(join(root, 'deploy/Dockerfile'), 'utf8');
    const flags = /^ExecStart=\S+ (.*) \S+\/dist\/main\.js serve$/m.exec(text)?.[1] ?? '';
    const entrypoint = [...image.matchAll(/^ENTRYPOINT (.*)$/gm)].at(-1)?.[1] ?? '[]';
    assert.deepEqual(flags.split(' '), (JSON.parse(entrypoint) as string[]).slice(1, -1));
    const stop = Number(/^TimeoutStopSec=(\d+)s$/m.exec(text)?.[1]);
    // The longest it takes by the settings in docs/deploy.md: 15 s and 30 s.
    assert.ok(stop > 45);
  });
});
