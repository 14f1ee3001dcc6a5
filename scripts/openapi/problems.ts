/**
 * Which problems each call may answer, as a whole and for single entries. That nothing is missing is seen by
 * `test/src/docs/openapi.test.ts`, which compares real answers.
 *
 * @module
 */
import { PROBLEMS } from '../../packages/signer-server/dist/wire/problem.js';
import type { RouteName } from '../../packages/signer-server/dist/wire/routes.js';

export type Code = keyof typeof PROBLEMS;

const STORAGE: readonly Code[] = ['storage-refused', 'storage-unavailable', 'quota'];
const TOKEN: readonly Code[] = ['invalid-token', 'token-expired'];

/** Every call, before it looks at what was asked. */
const ALWAYS: readonly Code[] = [
  'invalid-request',
  'unauthorized',
  'forbidden',
  'origin-not-allowed',
  'body-too-large',
  'rate-limited',
  'internal',
];

const WHOLE: Readonly<Record<RouteName, readonly Code[]>> = {
  create: ['too-many', ...STORAGE],
  parts: [...TOKEN, 'already-completed', ...STORAGE],
  status: [...TOKEN, ...STORAGE],
  complete: [],
  abort: ['invalid-token', ...STORAGE],
  downloads: [],
};

const SINGLE: Readonly<Record<RouteName, readonly Code[]>> = {
  create: [
    'invalid-request',
    'too-large',
    'type-not-allowed',
    'rate-limited',
    ...STORAGE,
    'internal',
  ],
  parts: [],
  status: [],
  complete: [
    ...TOKEN,
    'part-missing',
    'size-mismatch',
    'hash-mismatch',
    'already-completed',
    'type-not-allowed',
    'forbidden',
    ...STORAGE,
    'internal',
  ],
  abort: [],
  downloads: [
    'invalid-receipt',
    'receipt-expired',
    'invalid-request',
    'forbidden',
    'not-found',
    'hash-mismatch',
    'type-not-allowed',
    ...STORAGE,
    'internal',
  ],
};

/** Codes that have another status besides their own. */
const ALSO: Readonly<Partial<Record<Code, number>>> = {
  'invalid-request': 415,
  forbidden: 421,
  internal: 503,
};

/** Codes of the call as a whole, by status. */
export function wholeProblems(name: RouteName): ReadonlyMap<number, readonly Code[]> {
  const byStatus = new Map<number, Code[]>();
  for (const code of [...ALWAYS, ...WHOLE[name]]) {
    for (const status of [PROBLEMS[code][0], ALSO[code]]) {
      if (status === undefined) continue;
      byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
    }
  }
  return new Map([...byStatus].sort(([a], [b]) => a - b));
}

/** Codes of single entries, in the results. */
export function singleProblems(name: RouteName): readonly Code[] {
  return SINGLE[name];
}

/** The table of docs/protocol.md. @param codes - what each means */
export function problemTable(codes: Readonly<Record<string, string>>): string {
  const rows = Object.entries(PROBLEMS).map(
    ([code, [status, title]]) => `| \`${code}\` | ${status} | ${title} | ${codes[code]} |`,
  );
  return ['| code | status | title | |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
