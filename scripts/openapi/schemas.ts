/**
 * The shapes of the wire contract as JSON Schema: from the signer's zod schemas, which decide what is taken, with the words
 * of the types they satisfy.
 *
 * @module
 */
import { z } from 'zod';
import * as schema from '../../packages/signer-server/dist/wire/schema.js';
import type { WireTypes } from './wire-types.ts';

type JsonSchema = Record<string, unknown>;

/** By the names that the types have in `protocol.ts`. */
const NAMED: Readonly<Record<string, z.ZodType>> = {
  FileDeclaration: schema.fileDeclaration,
  CreateRequest: schema.createRequest,
  CreateResponse: schema.createResponse,
  Grant: schema.grant,
  SignedRequest: schema.signedRequest,
  PartsRequest: schema.partsRequest,
  PartsResponse: schema.partsResponse,
  StatusRequest: schema.statusRequest,
  StatusResponse: schema.statusResponse,
  PartRecord: schema.partRecord,
  Completion: schema.completion,
  CompleteRequest: schema.completeRequest,
  CompleteResponse: schema.completeResponse,
  AbortRequest: schema.abortRequest,
  DownloadEntry: schema.downloadEntry,
  DownloadsRequest: schema.downloadsRequest,
  DownloadsResponse: schema.downloadsResponse,
  Download: schema.download,
  Problem: schema.problem,
  ProblemCode: schema.problemCode,
};

/** What answers have that no zod schema describes, because nobody parses it here. */
const PLAIN: Readonly<Record<string, JsonSchema>> = {
  JwkSet: {
    description: 'The public keys that verify receipts (RFC 7517).',
    type: 'object',
    required: ['keys'],
    properties: {
      keys: {
        type: 'array',
        items: {
          type: 'object',
          required: ['kty', 'crv', 'x', 'kid', 'use', 'alg'],
          properties: {
            kty: { const: 'OKP' },
            crv: { const: 'Ed25519' },
            x: { type: 'string', description: 'The key, base64url (RFC 8037).' },
            kid: { type: 'string', description: 'Thumbprint of the key (RFC 7638).' },
            use: { const: 'sig' },
            alg: { const: 'EdDSA' },
          },
        },
      },
    },
  },
};

/** The name of a zod schema; undefined if it has none. */
export function nameOf(wanted: z.ZodType): string | undefined {
  return Object.keys(NAMED).find((name) => NAMED[name] === wanted);
}

/** A reference to a schema of this document. */
export function ref(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` };
}

/** @throws Error if a schema has no type of its name in `protocol.ts` */
export function componentSchemas({ types }: WireTypes): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, each] of Object.entries(NAMED)) registry.add(each, { id });
  // What is taken (`input`): members that nobody knows are dropped, not refused, on both sides.
  const { schemas } = z.toJSONSchema(registry, {
    io: 'input',
    uri: (id) => `#/components/schemas/${id}`,
    // Says in 300 characters what the format says.
    override: ({ jsonSchema }) => {
      if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
    },
  });
  const described = Object.entries(schemas).map(([name, { $id, $schema, ...rest }]) => {
    const type = types[name];
    if (!type) throw new Error(`protocol.ts has no type ${name} (${$id}, ${$schema})`);
    return [name, { description: type.description, ...describe(rest, type.members) }];
  });
  return { ...(Object.fromEntries(described) as Record<string, JsonSchema>), ...PLAIN };
}

/** Puts the words of each member beside it; 2020-12 allows them beside `$ref`. */
function describe(shape: JsonSchema, words: Readonly<Record<string, string>>): JsonSchema {
  const properties = shape['properties'] as Record<string, JsonSchema> | undefined;
  const branches = shape['anyOf'] as readonly JsonSchema[] | undefined;
  return {
    ...shape,
    ...(branches && { anyOf: branches.map((branch) => describe(branch, words)) }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, value]) => {
          const description = words[name];
          return [name, description ? { description, ...value } : value];
        }),
      ),
    }),
  };
}
