/**
 * Rackspace for tests: its identity service (v1.0 and v2.0) and its CDN's API, as strict as the published requests and
 * responses are, header by header. Storage is whatever the test has; this only says where it is.
 *
 * @module
 * @see https://docs.rackspace.com/docs/cloud-identity/v2/api-reference/token-operations
 * @see https://docs.rackspace.com/docs/cloud-files/v1/cdn-api-reference/cdn-container-services-operations
 */
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

const tenant = { tenantId: z.string().optional(), tenantName: z.string().optional() };

/** The two requests of the reference that a client sends. */
const authRequest = z.strictObject({
  auth: z.union([
    z.strictObject({
      'RAX-KSKEY:apiKeyCredentials': z.strictObject({ username: z.string(), apiKey: z.string() }),
      ...tenant,
    }),
    z.strictObject({
      passwordCredentials: z.strictObject({ username: z.string(), password: z.string() }),
      ...tenant,
    }),
  ]),
});

/** One region of its catalogue. */
export interface FakeRegion {
  readonly region: string;
  readonly publicURL: string;
  readonly internalURL: string;
}

/** A container as the CDN has it. */
interface CdnContainer {
  enabled: boolean;
  ttl: number;
  logRetention: boolean;
}

/** A running fake. */
export interface FakeRackspace {
  /** `http://127.0.0.1:<port>`; identity is at `/v2.0` and `/v1.0`. */
  readonly url: string;
  /** Accepted as API key and as password. */
  readonly secret: string;
  /** Valid tokens; each login makes one. */
  readonly tokens: Set<string>;
  /** Every request of the CDN's API: method, path, and the headers that mean something. */
  readonly cdnRequests: string[];
  /** Purges left today. */
  purges: number;
  close(): Promise<void>;
}

const ACCOUNT = '/cdn/v1/MossoCloudFS_0672d7fa';

/** Starts on a free port. @param regions - the first is the user's own. */
export async function startFakeRackspace(regions: readonly FakeRegion[]): Promise<FakeRackspace> {
  const containers = new Map<string, CdnContainer>();
  const server = createServer((request, response) => {
    void answerTo(request, fake, regions, containers).then(([status, headers, body = '']) => {
      response.writeHead(status, {
        'x-trans-id': 'txb63f31d26bf84c058542b-0055101cd0dfw1',
        ...headers,
      });
      response.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const fake: FakeRackspace = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    secret: 'a4bbc55a951242c48b03e88e32123456',
    tokens: new Set(),
    cdnRequests: [],
    purges: 25,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
  return fake;
}

type FakeAnswer = readonly [status: number, headers?: Record<string, string>, body?: string];

async function answerTo(
  request: IncomingMessage,
  fake: FakeRackspace,
  regions: readonly FakeRegion[],
  containers: Map<string, CdnContainer>,
): Promise<FakeAnswer> {
  const { pathname, searchParams } = new URL(request.url ?? '/', fake.url);
  const body = await text(request);
  if (pathname === '/v2.0/tokens') return identityV2(request, body, fake, regions);
  if (pathname === '/v1.0') return identityV1(request, fake, regions);
  if (!pathname.startsWith(ACCOUNT)) return [404];
  const token = request.headers['x-auth-token'];
  if (typeof token !== 'string' || !fake.tokens.has(token)) return [401];
  if (body !== '') return [400, {}, 'This operation does not accept a request body.'];
  const [container, object] = pathname
    .slice(ACCOUNT.length + 1)
    .split('/')
    .map(decodeURIComponent);
  fake.cdnRequests.push(described(request, pathname.slice(ACCOUNT.length)));
  if (!container) return cdnList(searchParams, containers);
  return cdnContainer(request, { container, object }, fake, containers);
}

function described({ method, headers }: IncomingMessage, path: string): string {
  const said = Object.entries(headers)
    .filter(([name]) => /^x-(?!auth)/.test(name))
    .map(([name, value]) => ` ${name}=${String(value)}`);
  return `${String(method)} ${path}${said.join('')}`;
}

function issue({ tokens }: FakeRackspace): string {
  const token = `aaaaa-bbbbb-ccccc-${tokens.size}`;
  tokens.add(token);
  return token;
}

function identityV2(
  request: IncomingMessage,
  body: string,
  fake: FakeRackspace,
  regions: readonly FakeRegion[],
): FakeAnswer {
  const { method, headers } = request;
  if (method !== 'POST') return [405];
  if (headers['content-type'] !== 'application/json') return [415];
  const parsed = authRequest.safeParse(JSON.parse(body));
  if (!parsed.success) return [400, {}, '{"badRequest":{"code":400}}'];
  const { auth } = parsed.data;
  const secret =
    'passwordCredentials' in auth
      ? auth.passwordCredentials.password
      : auth['RAX-KSKEY:apiKeyCredentials'].apiKey;
  if (secret !== fake.secret) return [401, {}, '{"unauthorized":{"code":401}}'];
  const endpoints = regions.map((region) => ({ ...region, tenantId: 'MossoCloudFS_0672d7fa' }));
  const cdn = regions.map(({ region }) => ({
    region,
    tenantId: 'MossoCloudFS_0672d7fa',
    publicURL: `${fake.url}${ACCOUNT}`,
  }));
  const access = {
    serviceCatalog: [
      { name: 'cloudFilesCDN', type: 'rax:object-cdn', endpoints: cdn },
      { name: 'cloudFiles', type: 'object-store', endpoints },
    ],
    // With an offset, as the reference has it.
    token: { id: issue(fake), expires: `${local(Date.now() + 86_400_000)}-05:00` },
    user: { 'RAX-AUTH:defaultRegion': regions[0]?.region, id: '123456', name: 'demoauthor' },
  };
  return [200, { 'content-type': 'application/json' }, JSON.stringify({ access })];
}

/** The time on a clock five hours behind UTC. */
function local(time: number): string {
  return new Date(time - 5 * 3_600_000).toISOString().replace('Z', '');
}

function identityV1(
  { method, headers }: IncomingMessage,
  fake: FakeRackspace,
  [first]: readonly FakeRegion[],
): FakeAnswer {
  if (method !== 'GET') return [405];
  if (headers['x-auth-user'] !== 'jdoe' || headers['x-auth-key'] !== fake.secret) return [401];
  return [
    204,
    {
      'x-storage-url': first?.publicURL ?? '',
      'x-cdn-management-url': `${fake.url}${ACCOUNT}`,
      'x-server-management-url': 'https://servers.api.rackspacecloud.com/v1.0/010101',
      'x-auth-token': issue(fake),
    },
  ];
}

function cdnList(query: URLSearchParams, containers: Map<string, CdnContainer>): FakeAnswer {
  if (query.get('format') !== 'json') return [200, {}, [...containers.keys()].join('\n')];
  const marker = query.get('marker') ?? '';
  const page = [...containers]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .filter(([name]) => name > marker)
    .slice(0, Number(query.get('limit') ?? 2))
    .map(([name, { enabled, ttl, logRetention }]) => ({
      cdn_enabled: enabled,
      ...uris(name),
      log_retention: logRetention,
      name,
      ttl,
    }));
  return [200, { 'content-type': 'application/json' }, JSON.stringify(page)];
}

function uris(name: string): Record<string, string> {
  const host = Buffer.from(name).toString('hex');
  return {
    'X-Cdn-Uri': `http://${host}.r49.cf0.rackcdn.com`,
    'X-Cdn-Ssl-Uri': `https://${host}.ssl.cf0.rackcdn.com`,
    'X-Cdn-Streaming-Uri': `http://${host}.r49.stream.cf0.rackcdn.com`,
    'X-Cdn-Ios-Uri': `http://${host}.iosr.cf5.rackcdn.com`,
  };
}

function cdnContainer(
  { method, headers }: IncomingMessage,
  { container, object }: { readonly container: string; readonly object: string | undefined },
  fake: FakeRackspace,
  containers: Map<string, CdnContainer>,
): FakeAnswer {
  const known = containers.get(container);
  if (method === 'DELETE' && object !== undefined) {
    return known && fake.purges-- > 0 ? [204] : [known ? 498 : 404];
  }
  if (method === 'DELETE') {
    if (headers['x-remove-cdn-container'] !== 't' || known?.enabled) return [400];
    return [containers.delete(container) ? 204 : 404];
  }
  if (method === 'PUT') {
    containers.set(
      container,
      changed(known ?? { enabled: false, ttl: 259_200, logRetention: false }, headers),
    );
    return [known ? 202 : 201, uris(container)];
  }
  if (!known) return [404];
  if (method === 'POST') {
    containers.set(container, changed(known, headers));
    return [204, uris(container)];
  }
  return [
    204,
    {
      ...uris(container),
      'X-Ttl': String(known.ttl),
      'X-Cdn-Enabled': known.enabled ? 'True' : 'False',
      'X-Log-Retention': known.logRetention ? 'True' : 'False',
    },
  ];
}

function changed(before: CdnContainer, headers: IncomingMessage['headers']): CdnContainer {
  const flag = (name: string, old: boolean): boolean =>
    headers[name] === undefined ? old : headers[name] === 'True';
  return {
    enabled: flag('x-cdn-enabled', before.enabled),
    ttl: headers['x-ttl'] === undefined ? before.ttl : Number(headers['x-ttl']),
    logRetention: flag('x-log-retention', before.logRetention),
  };
}
