/**
 * Two blocks of 128 bytes with one MD5, published by Wang, Feng, Lai and Yu ("Collisions for Hash Functions MD4, MD5, HAVAL-128
 * and RIPEMD", 2004, https://eprint.iacr.org/2004/199). MD5 works block by block, so that the same bytes behind both leave
 * them equal.
 *
 * @module
 */

const FIRST = `
d131dd02c5e6eec4693d9a0698aff95c2fcab58712467eab4004583eb8fb7f89
55ad340609f4b30283e488832571415a085125e8f7cdc99fd91dbdf280373c5b
d8823e3156348f5bae6dacd436c919c6dd53e2b487da03fd02396306d248cda0
e99f33420f577ee8ce54b67080a80d1ec69821bcb6a8839396f9652b6ff72a70`;

const SECOND = `
d131dd02c5e6eec4693d9a0698aff95c2fcab50712467eab4004583eb8fb7f89
55ad340609f4b30283e4888325f1415a085125e8f7cdc99fd91dbd7280373c5b
d8823e3156348f5bae6dacd436c919c6dd53e23487da03fd02396306d248cda0
e99f33420f577ee8ce54b67080280d1ec69821bcb6a8839396f965ab6ff72a70`;

/** Two files of this many bytes (at least 128) that differ and have the same MD5. */
export function collidingFiles(size: number): { readonly good: Buffer; readonly evil: Buffer } {
  const file = (block: string): Buffer =>
    Buffer.concat([Buffer.from(block.replaceAll('\n', ''), 'hex'), Buffer.alloc(size - 128, 'x')]);
  return { good: file(FIRST), evil: file(SECOND) };
}
