/**
 * What one run is and what it took.
 *
 * @module
 */
import type { Target } from './pages/contender.js';
import type { Sink, SinkCounts } from './sink.js';

/** What one run took. */
export interface Run extends SinkCounts {
  readonly contender: string;
  /** Seconds from the choice to the end. */
  readonly wall: number;
  /** Processor seconds of all processes of the browser, or of the command. */
  readonly cpu: number;
  /** Bytes by which they were larger at the peak than before. */
  readonly resident: number;
  /** Nothing for a command. */
  readonly page?: PageCost;
}

/** What it was to the page. */
export interface PageCost {
  /** Tasks of the main thread over 50 ms, and all of their milliseconds. */
  readonly longTasks: number;
  readonly longTaskTime: number;
  /** Milliseconds of the longest one. */
  readonly longestTask?: number;
  /** Bytes by which the JavaScript heap is larger at the end, after a collection. */
  readonly heap: number;
  /** Bytes by which it was larger at the peak, garbage and all. */
  readonly heapPeak: number;
  /** Bytes by which the resident memory of the page's process was larger at the peak. */
  readonly renderer: number;
}

/** What a run needs. */
export interface RunPlan {
  readonly name: string;
  readonly paths: readonly string[];
  readonly target: Target;
  readonly sink: Sink;
  /** Seconds after which a page is given up. */
  readonly limit: number;
  /** How many times slower than this machine's the page's processor is. */
  readonly slow?: number;
}
