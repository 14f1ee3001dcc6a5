/**
 * deploy/kubernetes/signer.yaml: every object follows the API's own types, to the last name; its parts fit each other; and
 * the command takes its settings.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { IDeployment } from 'kubernetes-models/apps/v1';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import type { IConfigMap, IService } from 'kubernetes-models/v1';
import { parseAllDocuments } from 'yaml';
import { commandJson } from '../operations/support/command.js';
import { root } from '../runner/suites.js';
import { secrets } from './support/storage.js';

interface Named {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
}

let objects: readonly Named[];
before(async () => {
  const text = await readFile(join(root, 'deploy/kubernetes/signer.yaml'), 'utf8');
  objects = parseAllDocuments(text).map((document) => {
    assert.deepEqual(document.errors, []);
    return document.toJS() as Named;
  });
});

const the = (kind: string): unknown => objects.find((object) => object.kind === kind);

const seconds = (duration = ''): number => Number(/^(\d+)s$/.exec(duration)?.[1]);

function deployment() {
  const { spec } = the('Deployment') as IDeployment;
  const pod = spec?.template.spec;
  const container = pod?.containers[0];
  assert.ok(spec && pod && container);
  return { spec, pod, container, labels: spec.template.metadata?.labels };
}

describe('deploy/kubernetes/signer.yaml', () => {
  test('follows the types of the API, to the last name', async () => {
    // And what the check is worth: one letter that is wrong, deep inside.
    const wrong = JSON.parse(
      JSON.stringify(objects).replace('"readOnlyRootFilesystem"', '"readOnlyRootFileSystem"'),
    ) as Named[];
    const faults = (await compile({ manifest: objects, wrong })).trim().split('\n');
    assert.equal(faults.length, 1, faults.join('\n'));
    assert.match(faults[0] ?? '', /wrong\.ts.*readOnlyRootFileSystem/);
  });

  test('lets a replica go without anybody noticing', () => {
    const { data = {} } = the('ConfigMap') as IConfigMap;
    const { spec, pod, container } = deployment();
    const [delay, timeout] = [seconds(data['SHUTDOWN_DELAY']), seconds(data['SHUTDOWN_TIMEOUT'])];
    const {
      periodSeconds = 0,
      failureThreshold = 0,
      timeoutSeconds = 0,
    } = container.readinessProbe!;
    // Whoever asks for readiness has seen it gone before connections are refused.
    assert.ok(delay >= periodSeconds * failureThreshold, 'SHUTDOWN_DELAY');
    assert.ok((pod.terminationGracePeriodSeconds ?? 0) > delay + timeout, 'grace period');
    // The signer itself gives storage 5 s to answer.
    assert.ok(timeoutSeconds > 5);
    assert.equal(container.lifecycle, undefined, 'the signer waits by itself');
    assert.deepEqual(spec.strategy?.rollingUpdate, { maxSurge: 1, maxUnavailable: 0 });
    assert.ok((spec.replicas ?? 0) >= 3);
    assert.deepEqual(
      [container.readinessProbe, container.livenessProbe, container.startupProbe].map(
        (probe) => probe?.httpGet?.path,
      ),
      ['/readyz', '/healthz', '/healthz'],
    );
  });

  test('selects by the labels there are, and reaches the ports there are', () => {
    const { spec, container, labels } = deployment();
    const disruption = (the('PodDisruptionBudget') as { spec: { selector: object } }).spec.selector;
    const network = (the('NetworkPolicy') as INetworkPolicy).spec;
    const service = (the('Service') as IService).spec;
    assert.deepEqual(
      [spec.selector, disruption, network?.podSelector, { matchLabels: service?.selector }],
      Array(4).fill({ matchLabels: labels }),
    );
    assert.equal(new Set(objects.map(({ metadata }) => metadata.namespace)).size, 1);
    const names = container.ports?.map(({ name }) => name) ?? [];
    const used = [
      ...(service?.ports ?? []).map(({ targetPort }) => targetPort),
      ...(network?.ingress ?? []).flatMap(({ ports }) => (ports ?? []).map(({ port }) => port)),
    ];
    for (const port of used) assert.ok(names.includes(port as string), `${port}`);
    const { data = {} } = the('ConfigMap') as IConfigMap;
    const figures = container.ports?.find(({ name }) => name === 'metrics');
    assert.equal(data['METRICS'], `0.0.0.0:${figures?.containerPort}`);
  });

  test('runs as nobody, in what it cannot write', async () => {
    const { pod, container } = deployment();
    assert.equal(pod.automountServiceAccountToken, false);
    assert.deepEqual(pod.securityContext, {
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    assert.deepEqual(container.securityContext, {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    const image = await readFile(join(root, 'deploy/Dockerfile'), 'utf8');
    assert.ok(image.includes(`PORT=${container.ports?.[0]?.containerPort}`));
  });

  test('has settings that the command takes, and no secret among them', async () => {
    const { data = {} } = the('ConfigMap') as IConfigMap;
    for (const name of Object.keys(data)) assert.doesNotMatch(name, /SECRET|KEY$|PASSWORD/);
    // As kubectl reads --from-env-file: quotes stay where they are.
    const { SIGNER_SECRET, RECEIPT_KEY } = secrets();
    const written = `"${RECEIPT_KEY.trim().replaceAll('\n', '\\n')}"`;
    const { data: said } = (await commandJson(['doctor'], {
      ...data,
      HOST: '0.0.0.0',
      SIGNER_SECRET,
      RECEIPT_KEY: written,
      OS_APPLICATION_CREDENTIAL_SECRET: 'secret',
      // Nobody listens there: the settings are what is looked at.
      OS_AUTH_URL: 'http://127.0.0.1:9/v3',
    })) as { data: { findings: readonly { name: string; status: string }[] } };
    const settings = said.findings.find(({ name }) => name === 'settings');
    assert.equal(settings?.status, 'ok', JSON.stringify(said));
  });
});

/** What the TypeScript compiler says of the objects as literals of their types, where an unknown name is an error. */
async function compile(files: Readonly<Record<string, readonly Named[]>>): Promise<string> {
  const cache = fileURLToPath(new URL('../../.cache/', import.meta.url));
  await mkdir(cache, { recursive: true });
  const directory = await mkdtemp(join(cache, 'kubernetes-'));
  try {
    for (const [name, literals] of Object.entries(files)) {
      const lines = literals.map((object, i) => {
        const { apiVersion, kind } = object;
        return [
          `import type { I${kind} as I${i} } from 'kubernetes-models/${apiVersion}';`,
          `export const object${i}: I${i} = ${JSON.stringify(object)};`,
        ].join('\n');
      });
      await writeFile(join(directory, `${name}.ts`), lines.join('\n'));
    }
    const compilerOptions = { module: 'nodenext', strict: true, noEmit: true, types: [] };
    await writeFile(join(directory, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
    const ran = promisify(execFile)(join(root, 'node_modules/.bin/tsc'), [
      '-p',
      directory,
      '--pretty',
      'false',
    ]);
    return await ran.then(
      () => '',
      (error: unknown) => (error as { readonly stdout: string }).stdout,
    );
  } finally {
    await rm(directory, { recursive: true });
  }
}
