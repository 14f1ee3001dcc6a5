/**
 * Everything the README asks people to copy is run: the form in Chromium, the receipt check in Node, the settings
 * against the command.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openField } from '../e2e/support/field.js';
import { createFileMaker, type FileMaker } from '../e2e/support/files.js';
import { setStage, type Stage } from '../e2e/support/stage.js';
import { createContainer, openSession } from '../setup/swift-client.js';
import { startSwift, type SwiftLab } from '../setup/swift.js';
import { example } from './examples.js';

const run = promisify(execFile);
const root = new URL('../../../', import.meta.url);
const command = fileURLToPath(new URL('packages/signer-server/dist/main.js', root));

describe('the form and the receipt check', () => {
  let stage: Stage;
  let files: FileMaker;
  before(async () => {
    files = await createFileMaker();
    stage = await setStage({ storage: 'dev-storage', audience: 'direct-upload' });
  });
  after(async () => {
    await stage.close();
    await files.remove();
  });

  test('the embed snippet uploads, and the verification snippet accepts its receipts', async () => {
    const html = await example('README.md', 'html', '<direct-upload');
    // The signer of a real site is on the page's own origin; here it has a port of its own.
    stage.site.setPage(
      html.replace('endpoint="/uploads"', `endpoint="${stage.signerUrl}/uploads"`),
    );
    const field = await openField(stage);
    const image = await files.make('cat.png', 12_345);
    await field.drop([image]);
    assert.deepEqual(await field.settled(), [{ name: 'cat.png', status: 'done' }]);
    await field.page.waitForFunction(() => document.forms[0]?.checkValidity());
    const posted = field.page.waitForRequest((request) => request.url().endsWith('/profile'));
    await field.page.getByRole('button', { name: 'Save' }).click();
    const form = new URLSearchParams((await posted).postData() ?? '');
    assert.equal(form.getAll('photos').length, 1);

    const lines = await runVerification(form, stage.signerUrl);
    assert.equal(lines.length, 1);
    for (const word of ['e2e-user', 'cat.png', '12345 bytes', image.md5]) {
      assert.ok(lines[0]?.includes(word), `${word} in: ${lines[0]}`);
    }
  });
});

/** Runs the snippet as a module of this package, so that its import resolves as a user's does. */
async function runVerification(form: URLSearchParams, signerUrl: string): Promise<string[]> {
  const directory = fileURLToPath(new URL('test/.cache/docs/', root));
  await mkdir(directory, { recursive: true });
  const file = `${directory}save-profile.mjs`;
  await writeFile(file, await example('README.md', 'js', 'verifyReceipt'));
  const lines: string[] = [];
  const { log } = console;
  console.log = (line: string) => lines.push(line);
  try {
    const jwks: unknown = await (await fetch(`${signerUrl}/.well-known/jwks.json`)).json();
    const { saveProfile } = (await import(file)) as {
      saveProfile: (form: URLSearchParams, jwks: unknown) => Promise<void>;
    };
    await saveProfile(form, jwks);
  } finally {
    console.log = log;
    await rm(directory, { recursive: true });
  }
  return lines;
}

describe('the command', () => {
  let lab: SwiftLab;
  let directory: string;
  before(async () => {
    lab = await startSwift();
    directory = await mkdtemp(join(tmpdir(), 'readme-'));
  });
  after(async () => {
    await lab.stop();
    await rm(directory, { recursive: true });
  });

  test('starts on a real Swift by the lines of the README', { timeout: 60_000 }, async () => {
    const session = await openSession(lab);
    const origins = ['https://app.example'];
    await createContainer(session, 'uploads', { origins, tempUrlKey: 'key-of-the-container' });
    // As npm does when it installs a package with a `bin`.
    await chmod(command, 0o755);
    await symlink(command, join(directory, 'direct-upload-signer'));
    const shell = (await example('README.md', 'sh', 'direct-upload-signer keys'))
      .replace('https://storage.example/auth/v1.0', lab.authUrl)
      .replace('account:user', lab.user)
      .replace('ST_KEY=secret', `ST_KEY=${lab.key}\nPORT=0`);
    const PATH = [directory, dirname(process.execPath), process.env['PATH']].join(delimiter);
    const child = spawn('sh', ['-c', `set -e\n${shell}`], {
      cwd: directory,
      env: { ...process.env, PATH },
      detached: true,
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    try {
      for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
        said += chunk.toString();
        if (/^Signer: http:.*\/uploads$/m.test(said)) return;
      }
      assert.fail(`it ended without serving: ${said}`);
    } finally {
      process.kill(-(child.pid ?? 0), 'SIGTERM');
    }
  });

  test('knows every variable of the table, and the table every variable it asks for', async () => {
    const readme = await readFile(new URL('README.md', root), 'utf8');
    const rows = readme.split('\n').filter((line) => /^\| `[A-Z]/.test(line));
    const names = rows.flatMap((row) =>
      [...(row.split('|')[1] ?? '').matchAll(/`([A-Z0-9_]+)`/g)].map(([, name = '']) => name),
    );
    assert.ok(names.length > 15);
    const failed = await run(process.execPath, [command, 'serve'], {
      env: {},
    }).catch((error: unknown) => error as { stderr: string; code: number });
    assert.ok('code' in failed && failed.code === 2);
    const asked = [...failed.stderr.matchAll(/\b[A-Z][A-Z0-9]+_[A-Z0-9_]+\b/g)].map(([it]) => it);
    assert.deepEqual(
      [...new Set(asked)].filter((name) => !names.includes(name)),
      [],
    );
  });
});

test('the picture is there and small', async () => {
  const { size } = await stat(new URL('docs/images/element.png', root));
  assert.ok(size > 10_000 && size < 200_000, `${size} bytes`);
});
