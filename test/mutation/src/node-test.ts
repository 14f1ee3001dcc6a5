/**
 * What the signer's tests use of `node:test`, on Mocha's globals: Mocha runs chosen tests again and again in one process,
 * which takes milliseconds for each mutant instead of a second.
 *
 * @module
 */
const mocha = globalThis as unknown as {
  readonly describe: (name: string, body: () => void) => void;
  readonly it: (name: string, body: () => Promise<void>) => void;
  readonly before: Hook;
  readonly after: Hook;
  readonly beforeEach: Hook;
  readonly afterEach: Hook;
};
const { mock } = process.getBuiltinModule('node:test');

type Hook = (body: () => unknown) => void;

/** What a test is given. */
interface Context {
  readonly mock: typeof mock;
  after(end: () => unknown): void;
  diagnostic(message: string): void;
}

export const { describe, before, after, beforeEach, afterEach } = mocha;

/** One test. */
export function it(name: string, body: (context: Context) => unknown): void {
  mocha.it(name, async () => {
    const ends: (() => unknown)[] = [];
    try {
      await body({ mock, after: (end) => ends.push(end), diagnostic: () => undefined });
    } finally {
      for (const end of ends) await end();
      mock.restoreAll();
    }
  });
}
