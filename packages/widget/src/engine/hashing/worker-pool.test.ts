import { expect } from '@open-wc/testing';
import { createWorkerPool } from './worker-pool.js';

/** Workers that only count. */
function counted(): { start: () => Promise<Worker>; started: string[]; gone: string[] } {
  const started: string[] = [];
  const gone: string[] = [];
  const start = (): Promise<Worker> => {
    const name = `worker ${started.length}`;
    started.push(name);
    const worker = Object.assign(new EventTarget(), { terminate: () => gone.push(name) });
    return Promise.resolve(worker as unknown as Worker);
  };
  return { start, started, gone };
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('createWorkerPool', () => {
  it('replaces a worker that has hashed enough, once it has nothing to do', async () => {
    const { start, started, gone } = counted();
    const pool = createWorkerPool({ workers: 1, life: 100, start });
    let end = (): void => undefined;
    const slow = pool.use(60, () => new Promise<void>((resolve) => (end = resolve)));
    const next = await pool.use(60, (worker) => Promise.resolve(worker));
    expect(started).to.have.length(1);
    const other = await pool.use(1, (worker) => Promise.resolve(worker));
    expect(other).not.to.equal(next);
    await turn();
    expect(gone).to.deep.equal([]);
    end();
    await slow;
    await turn();
    expect(gone).to.deep.equal(['worker 0']);
    expect(await pool.use(1, (worker) => Promise.resolve(worker))).to.equal(other);
    pool.close();
    await turn();
    expect(gone).to.deep.equal(['worker 0', 'worker 1']);
  });

  it('lets a worker go that was replaced and failed', async () => {
    const { start, gone } = counted();
    const pool = createWorkerPool({ workers: 1, life: 1, start });
    const error: unknown = await pool
      .use(1, () => Promise.reject(new Error('no')))
      .catch((e: unknown) => e);
    expect(error).to.have.property('message', 'no');
    await turn();
    expect(gone).to.deep.equal(['worker 0']);
  });
});
