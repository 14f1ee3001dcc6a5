/**
 * The paths of the document, one for each route of the signer.
 *
 * @module
 */
import { POLICY_NAME, RESERVED } from '../../packages/signer-server/dist/policy/policies.js';
import { JWKS_PATH, OWN_JWKS, ROUTES } from '../../packages/signer-server/dist/wire/routes.js';
import type { RouteName } from '../../packages/signer-server/dist/wire/routes.js';
import { singleProblems, wholeProblems } from './problems.ts';
import { nameOf, ref } from './schemas.ts';

type Json = Record<string, unknown>;

/** Where the calls are by default. */
const ENDPOINT = '/uploads';

/** Where they are under a named policy. A path that is written out goes before one with a name in it (OpenAPI 3.1 §4.8.8.2). */
const POLICY_ENDPOINT = `${ENDPOINT}/{policy}`;

const POLICY = {
  name: 'policy',
  in: 'path',
  required: true,
  description: 'Name of a policy of the signer. An unknown one is answered with 404.',
  schema: { type: 'string', pattern: POLICY_NAME.source, not: { enum: RESERVED } },
};

const SUMMARIES: Readonly<Record<RouteName, string>> = {
  create: 'Ask whether files may be uploaded; a grant or a problem for each, in order',
  parts: 'Sign the PUT of these parts, again or for the first time',
  status: 'Ask what storage holds of an upload',
  complete: 'Say that uploads are sent; a receipt or a problem for each, in order',
  abort: 'Give uploads up; what is unfinished is deleted',
  downloads: 'Ask for short-lived URLs of finished files; a URL or a problem for each, in order',
};

const REQUEST_ID = { 'X-Request-Id': { $ref: '#/components/headers/RequestId' } };

export function paths(): Json {
  const names = Object.keys(ROUTES) as readonly RouteName[];
  const calls = [
    ...names.map((name) => [ENDPOINT + ROUTES[name].path, { post: operation(name) }]),
    ...names.map((name) => [POLICY_ENDPOINT + ROUTES[name].path, underPolicy(name)]),
  ];
  return {
    ...(Object.fromEntries(calls) as Json),
    [ENDPOINT + OWN_JWKS]: { get: jwks('jwks', 'The public keys that verify receipts') },
    [JWKS_PATH]: { get: jwks('wellKnownJwks', 'The same, unless `wellKnown` is false') },
    ...operations(),
  };
}

function operation(name: RouteName): Json {
  const { body, answer } = ROUTES[name];
  const single = singleProblems(name);
  const done = answer
    ? {
        200: {
          description: single.length > 0 ? `Problems of single entries: ${list(single)}.` : 'Done.',
          headers: REQUEST_ID,
          content: json(named(name, nameOf(answer))),
        },
      }
    : { 204: { description: 'Done.', headers: REQUEST_ID } };
  return {
    operationId: name,
    summary: SUMMARIES[name],
    requestBody: { required: true, content: json(named(name, nameOf(body))) },
    responses: { ...done, ...problems(name) },
  };
}

/** The same call below a policy's address. Only `create` and `downloads` by key differ: a token or receipt keeps its policy. */
function underPolicy(name: RouteName): Json {
  const { summary, ...same } = operation(name);
  const operationId = `${name}UnderPolicy`;
  const post = { ...same, operationId, summary: `${String(summary)}; under a named policy` };
  return { parameters: [POLICY], post };
}

function problems(name: RouteName): Json {
  const entries = [...wholeProblems(name)].map(([status, codes]) => [
    status,
    {
      description: list(codes),
      headers: {
        ...REQUEST_ID,
        ...(status === 429 && { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } }),
      },
      content: { 'application/problem+json': { schema: ref('Problem') } },
    },
  ]);
  return Object.fromEntries(entries) as Json;
}

function jwks(operationId: string, what: string): Json {
  return {
    operationId,
    summary: `${what}; for everybody`,
    security: [],
    responses: {
      200: { description: 'Good for five minutes.', headers: REQUEST_ID, content: json('JwkSet') },
    },
  };
}

/** Of the command and of `serve()`, not of the library's app. */
function operations(): Json {
  const state = (status: string): Json => ({
    type: 'object',
    required: ['status'],
    properties: { status: { const: status } },
  });
  const answer = (description: string, schema: Json): Json => ({
    description,
    content: { 'application/json': { schema } },
  });
  const failed = { type: 'array', items: { type: 'string' } };
  const unavailable = {
    type: 'object',
    required: ['status'],
    properties: { status: { enum: ['unavailable', 'draining'] }, failed },
  };
  const get = (operationId: string, summary: string, responses: Json): Json => ({
    get: { operationId, summary, security: [], responses },
  });
  return {
    '/healthz': get('health', 'Whether the process answers', {
      200: answer('It does.', state('ok')),
    }),
    '/readyz': get('readiness', 'Whether requests should be sent here', {
      200: answer('Storage can be reached.', state('ready')),
      503: answer('It cannot, or the signer is about to stop.', unavailable),
    }),
  };
}

function json(name: string): Json {
  return { 'application/json': { schema: ref(name) } };
}

function named(route: RouteName, name: string | undefined): string {
  if (name !== undefined) return name;
  throw new Error(`a schema of ${route} has no name: add it to scripts/openapi/schemas.ts`);
}

function list(codes: readonly string[]): string {
  return codes.map((code) => `\`${code}\``).join(', ');
}
