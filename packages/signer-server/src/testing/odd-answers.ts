/**
 * What storage may answer when it is broken, or when something else answers in its place: for property tests. Much of it
 * names what callers must not learn.
 *
 * @module
 */
import fc from 'fast-check';
import { hostileHeader, hostileJson, hostileText } from './hostile.js';

/** Answers, throws as a broken connection does, or leaves it to the storage. */
export type Odd = (() => Response) | undefined;

/** Parts of a deployment that are nobody's business: hosts, users, keys, containers, paths, software. */
export const INSIDE = [
  'storage.internal.example',
  'svc-uploads:robot',
  'AUTH_0123456789abcdef',
  'c0ntainer',
  'AKIAINSIDE',
  '/srv/node/d1/objects',
  'ECONNRESET',
] as const;

const inside = fc.constantFrom(...INSIDE);
const gossip = fc
  .tuple(inside, inside)
  .map(([one, other]) => `User ${one} cannot reach http://${other}/v1/${one}`);

const names = [
  'etag',
  'content-length',
  'content-type',
  'x-timestamp',
  'x-delete-at',
  'x-trans-id',
  'x-amz-request-id',
  'x-amz-bucket-region',
  'location',
];
const headers = fc.record(
  Object.fromEntries(names.map((name) => [name, fc.oneof(hostileHeader, inside, gossip)])),
  { requiredKeys: [] },
);
const body = fc.oneof(
  hostileJson,
  hostileText,
  gossip,
  gossip.map((text) => JSON.stringify({ Errors: [['/uploads/parts/0/00000001', text]] })),
  gossip.map((text) => `<?xml version="1.0"?><Error><Code>${text}</Code></Error>`),
  gossip.map((text) => `<Error><Code>AccessDenied</Code><Region>${text}</Region></Error>`),
  gossip.map((text) => JSON.stringify({ error: { code: 401, message: text } })),
);

const answers: fc.Arbitrary<Odd> = fc
  .record({
    status: fc.oneof(
      fc.constantFrom(200, 201, 202, 204, 301, 400, 401, 404, 412),
      fc.integer({ min: 200, max: 599 }),
    ),
    headers,
    body,
  })
  .map(({ status, headers: given, body: text }) => {
    // These have no body, not even an empty one (Fetch §2.2.6).
    const sent = [204, 205, 304].includes(status) ? null : text;
    return () => new Response(sent, { status, headers: given });
  });

const breaks: fc.Arbitrary<Odd> = fc
  .tuple(fc.constantFrom('ECONNRESET', 'ENOTFOUND', 'what?'), gossip)
  .map(([code, text]) => () => {
    throw Object.assign(new TypeError(`fetch failed: ${text}`), { code });
  });

/** What the first requests of a call meet. */
export const oddAnswers: fc.Arbitrary<readonly Odd[]> = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: answers },
    { weight: 2, arbitrary: fc.constant<Odd>(undefined) },
    { weight: 1, arbitrary: breaks },
  ),
  { maxLength: 6 },
);
