/**
 * deploy/compose.yaml, with its services as processes of this machine: what it says is what they start with, and a page
 * in a browser gets a receipt through its proxy.
 *
 * @module
 */
// For the types of the element: `document.querySelector('direct-upload')`.
import type {} from '@direct-upload/widget/define';
import assert from 'node:assert/strict';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { verifyReceipt } from '@direct-upload/signer-server/receipt';
import { parse } from 'yaml';
import { root } from '../runner/suites.js';
import { launchChromium } from '../setup/browsers.js';
import { skipWithout } from '../setup/needs.js';
import { freePorts } from '../setup/ports.js';
import { nginxWith } from './support/nginx.js';
import { start } from './support/program.js';
import { secrets } from './support/storage.js';

interface Service {
  readonly build?: { readonly context: string; readonly dockerfile: string; target?: string };
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly env_file?: string;
  readonly network_mode?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
}

interface Compose {
  readonly services: Readonly<Record<'storage' | 'signer' | 'page', Service>>;
  readonly volumes: object;
}

let text: string;
let directory: string;
before(async () => {
  text = await readFile(join(root, 'deploy/compose.yaml'), 'utf8');
  directory = await mkdtemp(join(tmpdir(), 'compose-'));
  // nginx's workers are another user's where this one is root.
  await chmod(directory, 0o755);
});
after(() => rm(directory, { recursive: true, force: true }));

const read = (content: string): Compose => parse(content) as Compose;

function main(name: string): string {
  const { resolve } = createRequire(import.meta.url);
  return join(dirname(resolve(`@direct-upload/${name}/package.json`)), 'dist/main.js');
}

describe('deploy/compose.yaml', () => {
  test('publishes on this machine alone, and confines the signer', () => {
    const { storage, signer, page } = read(text).services;
    for (const port of storage.ports ?? []) assert.match(port, /^127\.0\.0\.1:/);
    assert.deepEqual([signer.ports, page.ports], [undefined, undefined]);
    for (const { network_mode: mode } of [signer, page]) assert.equal(mode, 'service:storage');
    assert.equal(signer.read_only, true);
    assert.deepEqual(signer.cap_drop, ['ALL']);
    assert.deepEqual(signer.security_opt, ['no-new-privileges:true']);
  });

  test('names stages and files that there are', async () => {
    const { services } = read(text);
    const { stages } = await dockerfile(services.signer.build!);
    assert.ok(stages.includes(services.storage.build?.target ?? ''));
    assert.equal(services.signer.build?.target, undefined);
    assert.equal(stages.at(-1), 'signer', 'the stage that is built where none is named');
    const mounted = (services.page.volumes ?? []).map((volume) => volume.split(':')[0] ?? '');
    for (const path of mounted) await stat(join(root, 'deploy', path));
  });

  test('gives a receipt through its page', { skip: skipWithout('nginx', 'chromium') }, async () => {
    const [storage = 0, page = 0, signer = 0] = await freePorts(3);
    const moved = (content: string): string =>
      content
        .replace(/\b8000\b/g, `${page}`)
        .replace(/\b8081\b/g, `${signer}`)
        .replace(/\b8080\b/g, `${storage}`);
    const { services } = read(moved(text));
    await using stack = new AsyncDisposableStack();
    stack.use(
      await start([process.execPath, main('dev-storage')], {
        env: { ...services.storage.environment, DIRECTORY: directory, STORAGE_HOST: '127.0.0.1' },
        ready: /^Storage: /,
      }),
    );
    const site = join(directory, 'site');
    await mkdir(site);
    await writeFile(join(site, 'index.html'), await deployed('compose/index.html'));
    await cp(join(root, 'packages/widget/dist/cdn'), join(site, 'cdn'), { recursive: true });
    const conf = moved(await deployed('compose/page.conf'))
      .replace('listen ', 'listen 127.0.0.1:')
      .replace('/usr/share/nginx/html', site);
    stack.use(await nginxWith(conf));
    stack.use(
      await start([process.execPath, main('signer-server')], {
        env: { ...secrets(), ...services.signer.environment },
        ready: /^Signer: /,
      }),
    );

    const origin = `http://localhost:${page}`;
    const { receipt, faults } = await inBrowser(origin);
    assert.deepEqual(faults, []);
    const jwks = new URL(`${origin}/.well-known/jwks.json`);
    const { sub, upload } = await verifyReceipt(receipt, { jwks, audience: 'direct-upload' });
    assert.deepEqual([sub, upload.name, upload.size], ['visitor', 'a.pdf', 8]);
    assert.equal((await fetch(`${origin}/healthz`)).status, 404);
  });
});

/** What a person gets who chooses a file on the page, and what the browser did not like about it. */
async function inBrowser(origin: string): Promise<{ receipt: string; faults: readonly string[] }> {
  const browser = await launchChromium();
  try {
    const visited = await browser.newPage();
    const faults: string[] = [];
    visited.on('pageerror', (error) => faults.push(String(error)));
    visited.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) faults.push(message.text());
    });
    await visited.goto(origin);
    const file = { name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') };
    await visited.locator('direct-upload input').first().setInputFiles(file);
    const receipt = await visited.waitForFunction(
      () => document.querySelector('direct-upload')?.receipts[0],
    );
    return { receipt: (await receipt.jsonValue()) ?? '', faults };
  } finally {
    await browser.close();
  }
}

const deployed = (name: string): Promise<string> => readFile(join(root, 'deploy', name), 'utf8');

async function dockerfile(build: { context: string; dockerfile: string }) {
  const file = join(root, 'deploy', build.context, build.dockerfile);
  const stages = [...(await readFile(file, 'utf8')).matchAll(/^FROM \S+ AS (\S+)$/gm)];
  return { stages: stages.map(([, name = '']) => name) };
}
