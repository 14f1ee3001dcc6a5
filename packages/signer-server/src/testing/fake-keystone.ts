/**
 * A Keystone for tests, as strict as the Identity API v3 reference: the members of a request are checked, whatever is
 * wrong with credentials is 401 without a reason, the token is in `X-Subject-Token` and its times are in the body.
 *
 * @module
 * @see https://docs.openstack.org/api-ref/identity/v3/#authentication-and-token-management
 */
import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { z } from 'zod';

const domain = z.union([z.strictObject({ id: z.string() }), z.strictObject({ name: z.string() })]);
const inDomain = z.union([
  z.strictObject({ id: z.string() }),
  z.strictObject({ name: z.string(), domain }),
]);
const user = { name: z.string(), domain };

/** The two requests of the reference that a signer sends. */
const authRequest = z.strictObject({
  auth: z.union([
    z.strictObject({
      identity: z.strictObject({
        methods: z.tuple([z.literal('password')]),
        password: z.strictObject({ user: z.strictObject({ ...user, password: z.string() }) }),
      }),
      scope: z.strictObject({ project: inDomain }),
    }),
    z.strictObject({
      identity: z.strictObject({
        methods: z.tuple([z.literal('application_credential')]),
        application_credential: z.union([
          z.strictObject({ id: z.string(), secret: z.string() }),
          z.strictObject({ name: z.string(), secret: z.string(), user: z.strictObject(user) }),
        ]),
      }),
    }),
  ]),
});
type AuthRequest = z.infer<typeof authRequest>;

/** One endpoint of its catalogue. */
export interface FakeEndpoint {
  readonly url: string;
  readonly interface: string;
  readonly region: string;
}

/** What it knows, and can be told to do otherwise. */
export interface FakeKeystoneState {
  /** Accepted as password and as secret of application credentials. */
  password: string;
  /** Given to the next login. */
  token: string;
  /** Seconds. */
  lifetime: number;
  endpoints: FakeEndpoint[];
  /** Answers with this status instead. */
  status?: number;
  /** Milliseconds by which its clock is ahead. */
  skew: number;
}

/** A running fake. */
export interface FakeKeystone {
  /** `http://127.0.0.1:<port>/identity/v3`. */
  readonly authUrl: string;
  readonly state: FakeKeystoneState;
  /** Requests for a token that kept to the reference. */
  readonly logins: AuthRequest[];
  close(): Promise<void>;
}

/** Starts on a free port. */
export async function startFakeKeystone(endpoints: FakeEndpoint[]): Promise<FakeKeystone> {
  const state: FakeKeystoneState = {
    password: 'correct horse',
    token: 'gAAAAABtoken1',
    lifetime: 3600,
    endpoints,
    skew: 0,
  };
  const logins: AuthRequest[] = [];
  const server: Server = createServer((request, response) => {
    void answerTo(request, state, logins).then(({ status, body, headers }) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    authUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/identity/v3`,
    state,
    logins,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

interface FakeAnswer {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

async function answerTo(
  request: IncomingMessage,
  state: FakeKeystoneState,
  logins: AuthRequest[],
): Promise<FakeAnswer> {
  if (state.status !== undefined) return fault(state.status);
  if (request.url !== '/identity/v3/auth/tokens') return fault(404);
  if (request.method !== 'POST') return fault(405);
  const parsed = authRequest.safeParse(await json(request));
  if (!parsed.success) return fault(400);
  logins.push(parsed.data);
  if (secretOf(parsed.data) !== state.password) return fault(401);
  const headers = { 'x-subject-token': state.token, vary: 'X-Auth-Token' };
  return { status: 201, body: tokenBody(state), headers };
}

function secretOf({ auth: { identity } }: AuthRequest): string {
  return 'password' in identity
    ? identity.password.user.password
    : identity.application_credential.secret;
}

function tokenBody({ endpoints, lifetime, skew }: FakeKeystoneState): object {
  const now = Date.now() + skew;
  const identity = { url: 'http://keystone/v3', interface: 'public', region: 'RegionOne' };
  const service = (type: string, entries: readonly FakeEndpoint[]): object => ({
    type,
    id: `id of ${type}`,
    name: type,
    endpoints: entries.map((entry) => ({ ...entry, region_id: entry.region, id: entry.url })),
  });
  return {
    token: {
      methods: ['password'],
      issued_at: microseconds(now),
      expires_at: microseconds(now + lifetime * 1000),
      user: { id: 'u', name: 'u', domain: { id: 'default', name: 'Default' } },
      catalog: [
        service('identity', [identity]),
        ...(endpoints.length > 0 ? [service('object-store', endpoints)] : []),
      ],
    },
  };
}

/** As Keystone writes times: `2015-11-07T02:58:43.578887Z`. */
function microseconds(time: number): string {
  return new Date(time).toISOString().replace('Z', '000Z');
}

function fault(status: number): FakeAnswer {
  const message = 'The request you have made requires authentication.';
  const title = status === 401 ? 'Unauthorized' : 'Error';
  return { status, body: { error: { code: status, message, title } } };
}
