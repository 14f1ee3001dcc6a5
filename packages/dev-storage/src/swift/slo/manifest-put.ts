/**
 * `PUT ?multipart-manifest=put`: makes one object of segments that are there already.
 *
 * @module
 */
import { answer, sentence, unsized, withHeaders, type Answer } from '../../http/answer.js';
import type { Handler, SwiftRequest } from '../../http/exchange.js';
import { bodyOfBytes, subrequest } from '../../http/subrequest.js';
import { targetBelow, type ObjectTarget } from '../../http/target.js';
import { statusLine } from '../deletion.js';
import { LIMITS } from '../limits.js';
import { renderReport, reportFormat, type Failure, type ReportFields } from '../report.js';
import { parseInput } from './manifest-input.js';
import { etagOf, lengthOf, md5, serialise, type ManifestEntry } from './manifest.js';
import { checkSegments } from './segment-check.js';

/** @param head asks for a segment, large objects included */
export async function putManifest(
  next: Handler,
  head: Handler,
  request: SwiftRequest,
  target: ObjectTarget,
): Promise<Answer> {
  const { body, headers, query } = request;
  if (body.length === undefined && !headers.has('transfer-encoding')) return answer(411);
  if ((body.length ?? 0) > LIMITS.maxManifestSize) {
    return sentence(413, `Manifest File > ${LIMITS.maxManifestSize} bytes`);
  }
  const input = parseInput(await readManifest(request), `${target.container}/${target.object}`);
  if (!isList(input)) return input;
  if (input.filter(({ kind }) => kind === 'segment').length > LIMITS.maxManifestSegments) {
    const limit = LIMITS.maxManifestSegments;
    return sentence(413, `Number of object-backed segments must be <= ${limit}`);
  }
  const checked = await checkSegments(input, (path) =>
    head(subrequest(request, { method: 'HEAD', target: targetBelow(target, path) })),
  );
  const format = reportFormat(request) ?? 'text/plain';
  const outcome: Outcome =
    checked.kind === 'ok'
      ? await store(next, request, checked.entries)
      : { reply: answer(400), failures: checked.failures };
  const wantsHeartbeat = TRUE_VALUES.includes((query.get('heartbeat') ?? '').toLowerCase());
  if (wantsHeartbeat) return heartbeat(format, outcome);
  if (outcome.failures.length === 0) return outcome.reply;
  return unsized(400, format, renderReport(format, 'upload', {}, outcome.failures));
}

const TRUE_VALUES = ['true', '1', 'yes', 'on', 't', 'y'];

interface Outcome {
  readonly reply: Answer;
  readonly failures: readonly Failure[];
}

function isList(input: ReturnType<typeof parseInput>): input is Exclude<typeof input, Answer> {
  return Array.isArray(input);
}

/** At most as much as a manifest may have; the rest of a longer one that did not say its length is not looked at. */
async function readManifest(request: SwiftRequest): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body.chunks()) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size >= LIMITS.maxManifestSize) break;
  }
  return Buffer.concat(chunks).subarray(0, LIMITS.maxManifestSize);
}

async function store(
  next: Handler,
  request: SwiftRequest,
  entries: readonly ManifestEntry[],
): Promise<Outcome> {
  const etag = etagOf(entries);
  const expected = request.headers.get('etag')?.replace(/^"(.*)"$/, '$1');
  if (expected && expected !== etag) return { reply: answer(422), failures: [] };
  const body = serialise(entries);
  const headers = new Map(request.headers);
  // The manifest itself is checked on its way, like any upload.
  headers.set('etag', md5(body));
  headers.delete('transfer-encoding');
  const size = entries.reduce((sum, entry) => sum + lengthOf(entry), 0);
  const reply = await next({
    ...request,
    headers,
    body: bodyOfBytes(body),
    largeObject: { etag, size },
  });
  return {
    reply: reply.status === 201 ? withHeaders(reply, { Etag: `"${etag}"` }) : reply,
    failures: [],
  };
}

/** `heartbeat=on`: always 202, with the result in the body. Everything is done before the answer begins. */
function heartbeat(format: string, { reply, failures }: Outcome): Answer {
  const { Etag: etag = '', 'Last-Modified': modified = '' } = reply.headers;
  const stored: ReportFields =
    reply.status === 201 ? { Etag: etag, 'Last Modified': modified } : {};
  const fields: ReportFields = {
    'Response Status': statusLine(reply.status),
    ...stored,
    'Response Body': reply.status === 201 ? '' : textOf(reply),
  };
  return unsized(202, format, ` \r\n\r\n${renderReport(format, 'upload', fields, failures)}`);
}

/** Swift's own refusals stand in the report without their HTML, those of its core with it. */
function textOf({ body, status }: Answer): string {
  const html = body instanceof Uint8Array ? Buffer.from(body).toString('utf8') : '';
  const isOwn = status === 400 || status === 422;
  return isOwn ? html.replace(/^<html><h1>(.*)<\/h1><p>(.*)<\/p><\/html>$/, '$1\n$2') : html;
}
