/**
 * Reads a submitted form: capped, counted, and as `FormData` whether it came URL-encoded or as multipart.
 *
 * @module
 */

/** A thousand receipts are about one megabyte. */
const LIMIT_BYTES = 4 * 1024 * 1024;

/** A form and what it weighed. */
export interface ReadForm {
  readonly form: FormData;
  /** Bytes of the body. */
  readonly bytes: number;
  /** Bytes of it that were file content. */
  readonly fileBytes: number;
}

/** Why a body is no form. */
export type FormRefusal = 'too-large' | 'not-a-form';

/** Collects a body up to a limit; `null` if there is more. */
async function collect(body: ReadableStream<Uint8Array> | null): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    if (length > LIMIT_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

/** Reads the form, or says why not. */
export async function readForm(request: Request): Promise<ReadForm | FormRefusal> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) {
    return 'not-a-form';
  }
  const body = await collect(request.body);
  if (body === null) return 'too-large';
  try {
    const form = await new Response(Buffer.from(body), {
      headers: { 'content-type': type },
    }).formData();
    const files = [...form.values()].filter((value) => typeof value !== 'string');
    const fileBytes = files.reduce((sum, file) => sum + file.size, 0);
    return { form, bytes: body.byteLength, fileBytes };
  } catch {
    return 'not-a-form';
  }
}

/** Takes in a body nobody asked for and says how big it was, without keeping it. */
export async function weighBody(request: Request): Promise<number> {
  let length = 0;
  for await (const chunk of request.body ?? []) length += chunk.byteLength;
  return length;
}
