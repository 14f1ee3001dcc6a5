/**
 * docs/openapi.json, and the table of problems in docs/protocol.md: what they say, and what they should say.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { root } from '../checks/check.ts';
import { paths } from './paths.ts';
import { problemTable } from './problems.ts';
import { componentSchemas } from './schemas.ts';
import { readWireTypes } from './wire-types.ts';
import type { WireTypes } from './wire-types.ts';

/** A file that is made, whole or in part. */
export interface Made {
  /** From the root of the checkout. */
  readonly file: string;
  /** `''` if there is none. */
  readonly present: string;
  readonly wanted: string;
}

const DESCRIPTION = `Files from a web page straight to object storage: the signer hands out signed requests, and a signed
receipt for what storage then has. docs/protocol.md tells how the calls go together. The calls are below the endpoint, \`/uploads\` by
default, and in the same way below the address of each named policy, \`/uploads/{policy}\`. Another method is answered with 405,
another path with 404, both as problems. Members that are not described here are to be ignored.`;

export async function renderDocuments(): Promise<readonly Made[]> {
  const wire = await readWireTypes();
  return [await openapi(wire), await protocol(wire)];
}

async function openapi(wire: WireTypes): Promise<Made> {
  const { version } = JSON.parse(
    await readFile(`${root}packages/signer-server/package.json`, 'utf8'),
  ) as { version: string };
  const document = {
    openapi: '3.1.1',
    info: {
      title: 'direct-upload signer',
      version,
      description: DESCRIPTION.replaceAll('\n', ' '),
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: 'http://127.0.0.1:8080', description: 'direct-upload-signer serve' }],
    security: [{}, { bearer: [] }, { cookie: [] }],
    paths: paths(),
    components: {
      schemas: componentSchemas(wire),
      headers: {
        RequestId: {
          description: 'Finds the request in the log of the signer.',
          schema: { type: 'string' },
        },
        RetryAfter: {
          description: 'Seconds until it may be tried again.',
          schema: { type: 'integer', minimum: 0 },
        },
      },
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'With AUTH=jwt: a token of the application. Otherwise whatever it knows.',
        },
        cookie: {
          type: 'apiKey',
          in: 'cookie',
          name: 'session',
          description: 'Whatever the application knows its users by.',
        },
      },
    },
  };
  return made('docs/openapi.json', () => JSON.stringify(document));
}

async function protocol({ codes }: WireTypes): Promise<Made> {
  return made('docs/protocol.md', (present) => {
    const marks = /(<!-- table: problems -->\n)[\s\S]*?(<!-- \/table -->)/;
    if (!marks.test(present)) throw new Error('docs/protocol.md has no place for its table');
    return present.replace(
      marks,
      (_, open: string, close: string) => `${open}\n${problemTable(codes)}\n\n${close}`,
    );
  });
}

async function made(file: string, make: (present: string) => string): Promise<Made> {
  const filepath = `${root}${file}`;
  const present = await readFile(filepath, 'utf8').catch(() => '');
  const options = await resolveConfig(filepath);
  return { file, present, wanted: await format(make(present), { ...options, filepath }) };
}
