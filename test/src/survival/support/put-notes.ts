/**
 * How often each part travelled, as the page itself sees it: no driver of all three engines tells of requests.
 *
 * @module
 */

/** One PUT. */
interface Put {
  readonly path: string;
  /** 0 until there is an answer that the page may read. */
  status: number;
}

/** Where the page keeps them. */
type Notes = typeof globalThis & { puts: Put[] };

/** Runs in the page, before anything is sent. */
export function notePutsInPage(): void {
  const puts: Put[] = [];
  (globalThis as Notes).puts = puts;
  const own = XMLHttpRequest.prototype.open;
  const open = function (this: XMLHttpRequest, method: string, url: string | URL): void {
    const put: Put = { path: new URL(url).pathname, status: 0 };
    puts.push(put);
    this.addEventListener('load', () => {
      put.status = this.status;
    });
    own.call(this, method, url, true);
  };
  XMLHttpRequest.prototype.open = open;
}

/** What became of the parts of the page's uploads. */
export interface Noted {
  /** How often each part was sent, in the order of the first time. */
  readonly sends: readonly number[];
  /** Paths that were sent again after storage had confirmed them to the page. */
  readonly repeated: readonly string[];
}

/** Runs in the page. */
export function notedInPage(): Noted {
  const { puts } = globalThis as Notes;
  const paths = [...new Set(puts.map(({ path }) => path))];
  const of = (path: string): Put[] => puts.filter((put) => put.path === path);
  return {
    sends: paths.map((path) => of(path).length),
    repeated: paths.filter((path) =>
      of(path)
        .slice(0, -1)
        .some(({ status }) => status === 201),
    ),
  };
}
