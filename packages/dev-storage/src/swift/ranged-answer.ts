/**
 * The answer to a GET from anything that can be read by ranges: whole, one range, or several in one answer.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import {
  answer,
  withHeaders,
  type Answer,
  type AnswerHeaders,
  type BodyStream,
} from '../http/answer.js';
import type { ByteRange, Ranges } from './ranges.js';

/** What is sent, but for its bytes. */
export interface Entity {
  readonly headers: AnswerHeaders;
  /** Bytes. */
  readonly size: number;
  /** As it stands in the parts of a multipart answer. */
  readonly contentType: string;
}

/** Where the bytes come from. */
export interface ByteSource {
  /** Called once per range, one after another. */
  read(range: ByteRange): AsyncIterable<Uint8Array>;
  /** Called when the answer is over, whether it was read or not. */
  close(): Promise<void>;
}

const EMPTY = new Uint8Array(0);

/** The answer; only one whose body is a stream closes `source` when it is over. */
export function rangedAnswer(entity: Entity, selection: Ranges, source: ByteSource): Answer {
  const { headers, size } = entity;
  if (selection.kind === 'unsatisfiable') {
    return withHeaders(answer(416), { ...headers, 'Content-Range': `bytes */${size}` });
  }
  if (selection.kind === 'none') {
    const all = { start: 0, end: size };
    return { status: 200, headers, body: streamOf(source, [{ before: EMPTY, range: all }], EMPTY) };
  }
  const [range, ...more] = selection.ranges;
  if (range !== undefined && more.length === 0) {
    return {
      status: 206,
      headers: { ...headers, 'Content-Range': contentRange(range, size) },
      body: streamOf(source, [{ before: EMPTY, range }], EMPTY),
    };
  }
  return multipart(entity, source, selection.ranges);
}

/** Several ranges in one answer (RFC 9110 §14.6). */
function multipart(entity: Entity, source: ByteSource, ranges: readonly ByteRange[]): Answer {
  const boundary = randomBytes(16).toString('hex');
  const parts = ranges.map((range, index) => ({
    before: Buffer.from(
      `${index === 0 ? '' : '\r\n'}--${boundary}\r\nContent-Type: ${entity.contentType}\r\n` +
        `Content-Range: ${contentRange(range, entity.size)}\r\n\r\n`,
      'latin1',
    ),
    range,
  }));
  return {
    status: 206,
    headers: {
      ...entity.headers,
      'Content-Type': `multipart/byteranges;boundary=${boundary}`,
    },
    body: streamOf(source, parts, Buffer.from(`\r\n--${boundary}--`)),
  };
}

interface Part {
  readonly before: Uint8Array;
  readonly range: ByteRange;
}

function streamOf(source: ByteSource, parts: readonly Part[], after: Uint8Array): BodyStream {
  const length = parts.reduce(
    (sum, { before, range }) => sum + before.byteLength + range.end - range.start,
    after.byteLength,
  );
  return {
    length,
    async *chunks(): AsyncGenerator<Uint8Array> {
      for (const { before, range } of parts) {
        if (before.byteLength > 0) yield before;
        yield* source.read(range);
      }
      if (after.byteLength > 0) yield after;
    },
    close: () => source.close(),
  };
}

function contentRange(range: ByteRange, size: number): string {
  return `bytes ${range.start}-${range.end - 1}/${size}`;
}
