/**
 * docs/openapi.json as a judge: of examples by the name of their schema, of answers by the operation that gave them.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';

interface Answer {
  readonly description: string;
  readonly headers?: object;
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, Answer>>;
}

interface Document {
  readonly paths: Readonly<Record<string, { readonly post?: Operation; readonly get?: Operation }>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

/** What was answered. */
export interface Judged {
  readonly operation: string;
  readonly status: number;
  /** Codes of problems: of the whole, or of single entries. */
  readonly codes: readonly string[];
  readonly body: unknown;
}

/** See the module comment. */
export interface Judge {
  readonly document: Document;
  /** Throws unless the value fits the schema of this name. */
  value(name: string, value: unknown): void;
  /** Throws unless the operation promises just such an answer. */
  answer(method: 'get' | 'post', path: string, response: Response): Promise<Judged>;
}

const file = fileURLToPath(new URL('../../../../docs/openapi.json', import.meta.url));

export async function readJudge(): Promise<Judge> {
  const document = JSON.parse(await readFile(file, 'utf8')) as Document;
  const ajv = new Ajv2020({
    // The document around the schemas is no schema.
    strict: false,
    allErrors: true,
    formats: {
      'date-time': (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text),
      uri: (text) => URL.canParse(text),
    },
  });
  ajv.addSchema({ $id: 'openapi', ...document });
  const fits = (schema: object, value: unknown, what: string): void => {
    const local = JSON.stringify(schema).replaceAll('"#/', '"openapi#/');
    const validate = ajv.compile(JSON.parse(local) as object);
    assert.ok(validate(value), `${what}: ${ajv.errorsText(validate.errors)}`);
  };
  return {
    document,
    value: (name, value) => {
      assert.ok(document.components.schemas[name], `there is no schema ${name}`);
      fits({ $ref: `#/components/schemas/${name}` }, value, name);
    },
    answer: async (method, path, response) => {
      const operation = (document.paths[path] ?? document.paths[templateOf(path)])?.[method];
      assert.ok(operation, `${method} ${path} is not described`);
      const { operationId, responses } = operation;
      const promised = responses[String(response.status)];
      const text = await response.text();
      const what = `${operationId} ${response.status} ${text}`;
      assert.ok(promised, `not described: ${what}`);
      for (const name of Object.keys(promised.headers ?? {})) {
        assert.ok(response.headers.has(name), `${name} of ${what}`);
      }
      if (!promised.content) {
        assert.equal(text, '', what);
        return { operation: operationId, status: response.status, codes: [], body: undefined };
      }
      const type = (response.headers.get('content-type') ?? '').split(';', 1)[0] ?? '';
      const { schema } = promised.content[type] ?? {};
      assert.ok(schema, `${type} of ${what}`);
      const body = JSON.parse(text) as unknown;
      fits(schema, body, what);
      const codes = codesIn(body);
      for (const code of codes) assert.ok(promised.description.includes(`\`${code}\``), what);
      return { operation: operationId, status: response.status, codes, body };
    },
  };
}

/** `/uploads/{policy}/parts` of `/uploads/avatar/parts`. */
function templateOf(path: string): string {
  return path.replace(/^\/uploads\/[^/]+/, '/uploads/{policy}');
}

function codesIn(body: unknown): readonly string[] {
  const { code, results = [] } = body as {
    readonly code?: string;
    readonly results?: readonly { readonly problem?: { readonly code: string } }[];
  };
  return [code, ...results.map(({ problem }) => problem?.code)].filter(
    (each) => each !== undefined,
  );
}
