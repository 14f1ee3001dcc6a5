/**
 * The faults that are set up, and the decision which of them hit a request.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { parseFault, type Fault } from './fault.js';

/** A fault with its counters. */
export interface ActiveFault {
  readonly id: string;
  readonly fault: Fault;
  /** Requests that matched so far, whether they were hit or not. */
  readonly matched: number;
  /** Requests that were hit so far. */
  readonly fired: number;
}

/** Sets up faults in-process; the HTTP control API does the same from outside. */
export interface Faults {
  /** Returns the id. Throws a `DevStorageError` (`invalid-fault`) if the fault makes no sense. */
  add(fault: Fault): string;
  list(): readonly ActiveFault[];
  /** `false` if there is no such fault. */
  remove(id: string): boolean;
  clear(): void;
}

/** What a match is decided on. */
export interface FaultSubject {
  readonly method: string;
  /** Decoded, without the query. */
  readonly path: string;
  /** The beginning of the body; asked for only if a fault wants to look at it. */
  readonly bodyStart: () => Promise<Uint8Array>;
}

interface Rule {
  readonly id: string;
  readonly fault: Fault;
  readonly random: () => number;
  matched: number;
  fired: number;
}

/** See the module comment. */
export class FaultRegistry implements Faults {
  #rules: readonly Rule[] = [];

  add(fault: Fault): string {
    const checked = parseFault(fault);
    const id = randomUUID();
    const rule = {
      id,
      fault: checked,
      random: createRandom(checked.seed ?? 1),
      matched: 0,
      fired: 0,
    };
    this.#rules = [...this.#rules, rule];
    return id;
  }

  list(): readonly ActiveFault[] {
    return this.#rules.map(({ id, fault, matched, fired }) => ({ id, fault, matched, fired }));
  }

  remove(id: string): boolean {
    const before = this.#rules.length;
    this.#rules = this.#rules.filter((rule) => rule.id !== id);
    return this.#rules.length < before;
  }

  clear(): void {
    this.#rules = [];
  }

  /** The faults that hit this request, in the order they were added. Counts. */
  async select(subject: FaultSubject): Promise<readonly Fault[]> {
    const hits: Fault[] = [];
    for (const rule of this.#rules) {
      if ((await matches(rule.fault, subject)) && draw(rule)) hits.push(rule.fault);
    }
    return hits;
  }
}

async function matches({ match = {} }: Fault, subject: FaultSubject): Promise<boolean> {
  const { method, path, body } = match;
  const methods = typeof method === 'string' ? [method] : method;
  const isMethod =
    methods === undefined ? subject.method !== 'OPTIONS' : methods.includes(subject.method);
  if (!isMethod || (path !== undefined && !globToRegExp(path).test(subject.path))) return false;
  return body === undefined || Buffer.from(await subject.bodyStart()).includes(body);
}

function draw(rule: Rule): boolean {
  const { skip = 0, times = Infinity, probability = 1 } = rule.fault;
  rule.matched += 1;
  if (rule.matched <= skip || rule.fired >= times || rule.random() >= probability) return false;
  rule.fired += 1;
  return true;
}

function globToRegExp(glob: string): RegExp {
  const escaped = glob.split('*').map((text) => text.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`, 's');
}

/** A small generator of repeatable numbers from 0 to 1 ("mulberry32"). */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
