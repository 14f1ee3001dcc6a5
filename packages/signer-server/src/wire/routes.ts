/**
 * The calls of the wire contract: where each is, below the endpoint or a policy's address, and what is sent and answered.
 * The app and `docs/openapi.json` are made of this table, so that neither can have a call that the other lacks.
 *
 * @module
 */
import type { z } from 'zod';
import * as schema from './schema.js';

/** What each call takes, by the name that logs and figures have for it. */
export interface RouteInputs {
  readonly create: z.infer<typeof schema.createRequest>;
  readonly parts: z.infer<typeof schema.partsRequest>;
  readonly status: z.infer<typeof schema.statusRequest>;
  readonly complete: z.infer<typeof schema.completeRequest>;
  readonly abort: z.infer<typeof schema.abortRequest>;
  readonly downloads: z.infer<typeof schema.downloadsRequest>;
}

export type RouteName = keyof RouteInputs;

/** One call: `POST` with JSON. */
export interface Route<Input = unknown> {
  /** What follows the address: `''` or `/name`. */
  readonly path: string;
  readonly body: z.ZodType<Input>;
  /** 204 without a body if undefined. */
  readonly answer: z.ZodType | undefined;
  /** What limits count: how many files, parts, tokens or downloads it is about. What a call asks of storage grows with them. */
  readonly entries: (input: Input) => number;
}

export const ROUTES: { readonly [N in RouteName]: Route<RouteInputs[N]> } = {
  create: {
    path: '',
    body: schema.createRequest,
    answer: schema.createResponse,
    entries: ({ files }) => files.length,
  },
  parts: {
    path: '/parts',
    body: schema.partsRequest,
    answer: schema.partsResponse,
    entries: ({ partNumbers }) => partNumbers.length,
  },
  status: {
    path: '/status',
    body: schema.statusRequest,
    answer: schema.statusResponse,
    entries: () => 1,
  },
  complete: {
    path: '/complete',
    body: schema.completeRequest,
    answer: schema.completeResponse,
    entries: ({ uploads }) => uploads.reduce((sum, { parts }) => sum + parts.length, 0),
  },
  abort: {
    path: '/abort',
    body: schema.abortRequest,
    answer: undefined,
    entries: ({ tokens }) => tokens.length,
  },
  downloads: {
    path: '/downloads',
    body: schema.downloadsRequest,
    answer: schema.downloadsResponse,
    entries: ({ downloads }) => downloads.length,
  },
};

/** The public keys below the endpoint, where they collide with nothing. */
export const OWN_JWKS = '/jwks.json';

/** Fixed by RFC 8615 practice; the same whatever the endpoint. */
export const JWKS_PATH = '/.well-known/jwks.json';
