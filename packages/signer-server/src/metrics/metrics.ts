/**
 * What the signer does, in figures for Prometheus. They are counted from the events of the log, so that the two cannot
 * contradict each other. Labels are few and from closed sets: no subject, no key, nothing a caller could invent.
 *
 * @module
 */
import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Log, LogEvent } from '../log/log.js';

/** Counts, and tells. */
export interface Metrics {
  /** Counts an event; put it beside the log. */
  readonly log: Log;
  /** The exposition, and its media type. */
  expose(): Promise<{ readonly type: string; readonly text: string }>;
}

/** Seconds; completions of big files take minutes. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120];

/** A registry of its own, with what Node knows of the process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const instruments = instrumentsOf(registry);
  return {
    log: (event) => {
      count(instruments, event);
    },
    expose: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  };
}

type Instruments = ReturnType<typeof instrumentsOf>;

function instrumentsOf(registry: Registry) {
  const registers = [registry];
  const counter = <T extends string>(name: string, help: string, labelNames: readonly T[] = []) =>
    new Counter<T>({ name: `direct_upload_${name}`, help, labelNames, registers });
  return {
    requests: counter('requests_total', 'Requests answered.', ['route', 'status', 'code']),
    duration: new Histogram({
      name: 'direct_upload_request_duration_seconds',
      help: 'Time from request to answer.',
      labelNames: ['route'] as const,
      buckets: BUCKETS,
      registers,
    }),
    granted: counter('uploads_granted_total', 'Uploads that may be sent.'),
    grantedBytes: counter('granted_bytes_total', 'Bytes of uploads that may be sent.'),
    completed: counter('uploads_completed_total', 'Completions answered with a receipt.'),
    completedBytes: counter('completed_bytes_total', 'Bytes of completions with a receipt.'),
    aborted: counter('uploads_aborted_total', 'Uploads given up.'),
    downloads: counter('downloads_granted_total', 'Files that may be downloaded.'),
    refused: counter('uploads_refused_total', 'Single uploads or downloads refused in a batch.', [
      'route',
      'code',
    ]),
  };
}

function count(instruments: Instruments, event: LogEvent): void {
  const { event: kind, route, size = 0, code = 'internal' } = event;
  switch (kind) {
    case 'request':
      instruments.requests.inc({ route, status: event.status ?? 0, code: event.code ?? '' });
      instruments.duration.observe({ route }, (event.ms ?? 0) / 1000);
      break;
    case 'granted':
      instruments.granted.inc();
      instruments.grantedBytes.inc(size);
      break;
    case 'completed':
      instruments.completed.inc();
      instruments.completedBytes.inc(size);
      break;
    case 'aborted':
      instruments.aborted.inc();
      break;
    case 'download':
      instruments.downloads.inc();
      break;
    case 'refused':
      instruments.refused.inc({ route, code });
      break;
    case 'limits':
    case 'check':
      break;
  }
}
