import { expect } from '@open-wc/testing';
import { findDuplicates, type Comparison } from './same-bytes.js';

const { signal } = new AbortController();

/** `size` bytes of the same value, with another one at some places. */
function filled(name: string, size: number, ...odd: readonly number[]): File {
  const bytes = new Uint8Array(size).fill(7);
  for (const at of odd) bytes[at] = 8;
  return new File([bytes], name);
}

async function compare(
  candidates: readonly File[],
  listed: readonly File[] = [],
): Promise<{ readonly unique: string[]; readonly duplicates: string[] }> {
  const told: Record<Comparison, string[]> = { unique: [], duplicate: [], slow: [] };
  await findDuplicates(
    candidates,
    listed,
    (files, comparison) => void told[comparison].push(...files.map(({ name }) => name)),
    signal,
  );
  return { unique: told.unique, duplicates: told.duplicate };
}

describe('files with the same bytes', () => {
  it('are told by their bytes and not by their names', async () => {
    const listed = [filled('a.jpg', 9000), filled('image.jpg', 9000, 4500)];
    const chosen = [filled('other name.jpg', 9000), filled('image.jpg', 9000, 8999)];
    expect(await compare(chosen, listed)).to.deep.equal({
      unique: ['image.jpg'],
      duplicates: ['other name.jpg'],
    });
  });

  it('are found where only one byte between the samples differs, in the second slice', async () => {
    const size = (9 << 20) + 5;
    const odd = 5 << 20;
    const listed = [filled('a.bin', size)];
    const chosen = [filled('b.bin', size, odd), filled('c.bin', size), filled('d.bin', size, odd)];
    expect(await compare(chosen, listed)).to.deep.equal({
      unique: ['b.bin'],
      duplicates: ['c.bin', 'd.bin'],
    });
  });

  it('are found among the chosen ones too; the first stays', async () => {
    const chosen = [filled('a', 10), filled('b', 10), filled('c', 10, 1), filled('d', 11)];
    expect(await compare(chosen)).to.deep.equal({ unique: ['a', 'c', 'd'], duplicates: ['b'] });
  });

  it('are told with the file that they repeat, a listed one first', async () => {
    const listed = [filled('listed', 10)];
    const chosen = [filled('a', 10), filled('b', 11), filled('c', 11), filled('d', 10)];
    const told: string[] = [];
    const tell = ([file]: readonly File[], _: Comparison, twin?: File): void => {
      if (twin) told.push(`${file?.name ?? ''} ${twin.name}`);
    };
    await findDuplicates(chosen, listed, tell, signal);
    expect(told).to.deep.equal(['a listed', 'c b', 'd listed']);
  });

  it('are found in a crowd, whose first are told while the others are read', async () => {
    const crowd = Array.from({ length: 150 }, (_, i) => new File([`${1000 + i}`], `${i}`));
    const again = [new File(['1003'], 'third again'), new File(['1149'], 'last again')];
    const told: number[] = [];
    const found: string[] = [];
    await findDuplicates(
      [...crowd, ...again],
      [],
      (files, comparison) => {
        if (comparison === 'unique') told.push(files.length);
        else found.push(...files.map(({ name }) => name));
      },
      signal,
    );
    expect(found).to.deep.equal(['third again', 'last again']);
    expect(told).to.have.length.above(2);
    expect(told.reduce((sum, some) => sum + some, 0)).to.equal(150);
  });

  it('leave the page its turn where every slice takes its time', async () => {
    const turns: number[] = [];
    let slices = 0;
    const chosen = Array.from({ length: 20 }, (_, index) => filled(`${index}`, 5000, index));
    for (const each of chosen) {
      const { slice } = Blob.prototype;
      each.slice = (...range) => {
        const began = performance.now();
        while (performance.now() - began < 10);
        slices += 1;
        return slice.apply(each, range);
      };
    }
    const page = setInterval(() => turns.push(slices));
    const { unique } = await compare(chosen);
    clearInterval(page);
    expect(unique).to.have.length(20);
    const between = new Set(turns.filter((count) => count > 0 && count < 20));
    expect(between.size).to.be.greaterThan(4);
  });

  it('are told from one another though one of the crowd cannot be read', async () => {
    const broken = filled('broken', 10);
    broken.slice = () => {
      throw new DOMException('gone', 'NotReadableError');
    };
    const chosen = [filled('a', 10), broken, filled('b', 10), filled('c', 10, 1)];
    expect(await compare(chosen)).to.deep.equal({
      unique: ['a', 'broken', 'c'],
      duplicates: ['b'],
    });
  });

  it('are none that cannot be read', async () => {
    const broken = filled('broken', 10);
    broken.slice = () => {
      throw new DOMException('gone', 'NotReadableError');
    };
    expect(await compare([broken], [filled('a', 10)])).to.deep.equal({
      unique: ['broken'],
      duplicates: [],
    });
  });

  it('are not looked for any more when nobody wants to know', async () => {
    const aborted = AbortSignal.abort(new Error('enough'));
    const search = findDuplicates([filled('a', 10)], [filled('b', 10)], () => undefined, aborted);
    expect(((await search.catch((error: unknown) => error)) as Error).message).to.equal('enough');
  });
});
