/**
 * docs/deploy.md, followed from its second step to its last on a real Swift; and deploy/prometheus, whose figures are those a
 * signer tells.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { parser } from '@prometheus-io/lezer-promql';
import { parse } from 'yaml';
import { example } from '../docs/examples.js';
import { main } from '../operations/support/command.js';
import { root } from '../runner/suites.js';
import { skipWithout } from '../setup/needs.js';
import { freePorts } from '../setup/ports.js';
import { startSwift, type SwiftLab } from '../setup/swift.js';
import { uploadBytes } from '../setup/upload.js';
import { adapt } from './support/adapt.js';
import { startApplication } from './support/application.js';
import { start } from './support/program.js';

const document = 'docs/deploy.md';
const origin = 'https://app.example';

/** The one block with these words in it. */
const block = (mark: string): Promise<string> => example(document, 'sh', mark);

describe(document, { skip: skipWithout('swift') }, () => {
  let lab: SwiftLab;
  let directory: string;
  let PATH: string;
  before(async () => {
    lab = await startSwift();
    directory = await mkdtemp(join(tmpdir(), 'deploy-'));
    // As npm does when it installs a package with a `bin`.
    await chmod(main, 0o755);
    await symlink(main, join(directory, 'direct-upload-signer'));
    PATH = [directory, dirname(process.execPath), process.env['PATH']].join(delimiter);
  });
  after(async () => {
    await lab.stop();
    await rm(directory, { recursive: true });
  });

  const shell = async (script: string): Promise<string> => {
    const options = { cwd: directory, env: { PATH } };
    const { stdout } = await promisify(execFile)('sh', ['-ec', script], options);
    return stdout;
  };
  /** With the settings of the document in the environment, as its third step leaves them. */
  const configured = (script: string): Promise<string> =>
    shell(`set -a; . ./signer.env; set +a\n${script}`);

  test('leads from nothing to receipts', { timeout: 120_000 }, async () => {
    await using application = await startApplication();
    const [port = 0, metrics = 0] = await freePorts(2);
    const settings = await block('direct-upload-signer keys >> signer.env');
    await shell(
      adapt(settings, {
        'https://storage.example/auth/v1.0': lab.authUrl,
        'account:user': lab.user,
        'ST_KEY=secret': `ST_KEY=${lab.key}\nPORT=${port}`,
        'https://app.example/upload-user': application.url,
        'METRICS=9464': `METRICS=${metrics}`,
        'SHUTDOWN_DELAY=15s': 'SHUTDOWN_DELAY=0s',
      }),
    );
    const told = await shell(await block('direct-upload-signer init'));
    assert.match(told, /^ok\s+round trip/m);
    assert.doesNotMatch(told, /^fail/m);
    await configured(await block('--quota-bytes'));

    const serve = ['sh', '-c', 'set -a; . ./signer.env; exec direct-upload-signer'];
    await using signer = await start(serve, { cwd: directory, env: { PATH }, ready: /^Signer: / });
    const looked = await block('/readyz');
    const seen = await shell(adapt(looked, { 8080: `${port}`, 9464: `${metrics}` }));
    assert.match(seen, /"ready"[\s\S]*"Ed25519"[\s\S]*direct_upload_requests_total/);

    const headers = { origin, cookie: 'session=ada' };
    const ask = (path: string, init: RequestInit): Promise<Response> =>
      fetch(`http://127.0.0.1:${port}${path}`, init);
    const file = { name: 'a.pdf', type: 'application/pdf' };
    const { receipt } = await uploadBytes(ask, Buffer.from('%PDF-1.7'), file, headers);
    await writeFile(join(directory, 'receipt.txt'), receipt);
    assert.match(await configured(await block('verify --storage')), /ada/);
    await assertFigures(`http://127.0.0.1:${metrics}/metrics`);
    assert.equal(await signer.stop(), 0);

    const keeping = (await block('gc --dry-run')).split('\n');
    // That one waits for minutes: test/src/operations/rotate.test.ts has it.
    await configured(keeping.filter((line) => !line.includes('keys rotate')).join('\n'));
    // The lines in front of kubectl: what goes into the cluster's secret, and nothing else.
    const [secrets = ''] = (await block('kubectl create namespace')).split(/^kubectl /m);
    await shell(secrets);
    const kept = await readFile(join(directory, 'secrets.env'), 'utf8');
    assert.deepEqual([...kept.matchAll(/^(\w+)=/gm)].map(([, name]) => name).toSorted(), [
      'RECEIPT_KEY',
      'SIGNER_SECRET',
    ]);
  });

  test('builds as the image does', async () => {
    const image = await readFile(join(root, 'deploy/Dockerfile'), 'utf8');
    const words = 'npx --yes pnpm@12 --filter @direct-upload/signer-server deploy --prod';
    assert.ok((await block('alias direct-upload-signer')).includes(words));
    assert.ok(image.includes(words));
    assert.match(await block('docker build'), /^docker build -f deploy\/Dockerfile /);
  });
});

interface Alerts {
  readonly groups: readonly {
    readonly rules: readonly {
      readonly alert: string;
      readonly expr: string;
      readonly labels: { readonly severity: string };
      readonly annotations: { readonly summary: string; readonly action: string };
    }[];
  }[];
}

/** Without a node that the grammar has no place for. */
function isPromQl(query: string): boolean {
  let good = true;
  parser.parse(query).iterate({
    enter: ({ type }) => {
      good &&= !type.isError;
    },
  });
  return good;
}

/** Each name and label in the alerts and the document is one that the signer tells, and each query is one. */
async function assertFigures(url: string): Promise<void> {
  const exposition = await (await fetch(url)).text();
  const told = [...exposition.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name = '', type]) =>
    type === 'histogram' ? [name, `${name}_bucket`] : [name],
  );
  const protocol = await readFile(join(root, 'packages/widget/src/engine/protocol.ts'), 'utf8');
  const { groups } = parse(
    await readFile(join(root, 'deploy/prometheus/alerts.yaml'), 'utf8'),
  ) as Alerts;
  const rules = groups.flatMap((group) => group.rules);
  assert.ok(rules.length >= 8);
  for (const { alert, expr, labels, annotations } of rules) {
    assert.ok(isPromQl(expr), alert);
    const names = expr.match(/\b(?:direct_upload|process)_\w+/g) ?? [];
    assert.ok(names.length > 0 || expr.startsWith('up{'), alert);
    for (const name of names) assert.ok(told.includes(name), `${alert}: ${name}`);
    for (const [, codes = ''] of expr.matchAll(/code=~?"([^"]+)"/g)) {
      for (const code of codes.split('|')) assert.ok(protocol.includes(`| '${code}'`), code);
    }
    assert.match(labels.severity, /^(?:critical|warning|info)$/);
    assert.ok(annotations.summary && annotations.action, alert);
  }
  const text = await readFile(join(root, document), 'utf8');
  for (const name of text.match(/\bdirect_upload_[a-z_]+[a-z]\b/g) ?? []) {
    assert.ok(told.includes(name), name);
  }
  const ours = told.filter((name) => /^direct_upload_.*(?<!_bucket)$/.test(name));
  assert.deepEqual(
    ours.filter((name) => !text.includes(`\`${name}\``)),
    [],
    'figures that the document does not explain',
  );
}
