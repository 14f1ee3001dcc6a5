import { expect } from '@open-wc/testing';
import { createPace, type Pace } from './pace.js';
import { still } from '../testing/stills.js';
import { totalsOf } from '../totals.js';

const MB = 1_000_000;

/** Totals of something running: `sent` of `total` bytes. */
function at(sent: number, total = 600 * MB, bytesPerSecond = 0): ReturnType<typeof totalsOf> {
  return { ...totalsOf([still(1, 'uploading')]), sent, total, bytesPerSecond };
}

interface Shown {
  readonly second: number;
  readonly pace: Pace;
}

/** Plays steps of bytes, each `every` milliseconds after the one before, and notes what is shown. */
function play(steps: readonly number[], every: number, total?: number): readonly Shown[] {
  let time = 0;
  let sent = 0;
  const pace = createPace(() => time);
  const sum = total ?? steps.reduce((a, b) => a + b, 0);
  return steps.map((step) => {
    time += every;
    sent += step;
    return { second: time / 1000, pace: pace(at(sent, sum)) };
  });
}

/** How often what is shown changes, and how often the time left goes up. */
function unrest(shown: readonly Shown[]): { readonly changes: number; readonly rises: number } {
  let [changes, rises] = [0, 0];
  shown.forEach(({ pace }, index) => {
    const before = shown[index - 1]?.pace;
    if (!before) return;
    if (before.bytesPerSecond !== pace.bytesPerSecond) changes += 1;
    if ((pace.timeLeft ?? 0) > (before.timeLeft ?? Infinity)) rises += 1;
  });
  return { changes, rises };
}

/** One file at 1.5 MB/s, as Chromium told it, in kB per 100 ms: progress events come with the socket buffers. */
const bursts = [
  ...[
    16, 0, 0, 459, 0, 0, 442, 0, 311, 0, 0, 442, 0, 0, 442, 0, 311, 0, 410, 0, 0, 344, 0, 377, 311,
  ],
  ...[
    0, 0, 442, 0, 0, 442, 0, 311, 0, 344, 0, 311, 0, 0, 442, 0, 0, 442, 0, 311, 0, 0, 442, 0, 0,
    459,
  ],
];
/** Files of 60 kB in six lanes on the same line, recorded in the same way. */
const small = [
  ...[
    147, 147, 65, 240, 153, 27, 213, 147, 0, 229, 131, 120, 180, 125, 114, 191, 142, 186, 147, 114,
  ],
  ...[
    213, 147, 0, 224, 185, 93, 169, 109, 229, 131, 82, 186, 174, 120, 169, 109, 164, 169, 126, 153,
  ],
];
/** The first one on a line that stands still for three seconds now and then. */
const stalls = [...bursts, ...Array<number>(30).fill(0)];

function long(pattern: readonly number[]): readonly number[] {
  return Array.from({ length: 600 }, (_, index) => pattern[index % pattern.length]! * 1000);
}

describe('speed and time left', () => {
  for (const [name, pattern] of Object.entries({ bursts, small, stalls })) {
    it(`stand still long enough to be read: ${name}`, () => {
      const shown = play(long(pattern), 100);
      const { changes, rises } = unrest(shown);
      expect(changes).to.be.below(60, 'in a minute of ten redraws a second');
      expect(rises).to.be.below(7);
      const mean = long(pattern).reduce((a, b) => a + b, 0) / 60;
      for (const { second, pace } of shown.filter((it) => it.second > 10)) {
        expect(pace.bytesPerSecond, `after ${second} s`).to.be.within(mean * 0.5, mean * 1.8);
        if (second < 50)
          expect(pace.timeLeft).to.be.within((60 - second) * 0.5, (60 - second) * 1.9 + 10);
      }
    });
  }

  it('follow a real change within seconds', () => {
    const steps = [...Array<number>(300).fill(2 * MB), ...Array<number>(300).fill(0.2 * MB)];
    const shown = play(steps, 100, 2000 * MB);
    expect(shown[299]!.pace.bytesPerSecond).to.be.closeTo(20 * MB, MB);
    expect(shown[450]!.pace.bytesPerSecond).to.be.below(5 * MB);
    expect(shown[450]!.pace.timeLeft).to.be.above(shown[299]!.pace.timeLeft! * 3);
  });

  it('are there at once where the uploads know them, and from the sum where they are too small to', () => {
    let time = 0;
    const pace = createPace(() => time);
    expect(pace(at(0, 10 * MB, 2 * MB))).to.deep.equal({ bytesPerSecond: 2 * MB, timeLeft: 5 });
    const alone = createPace(() => time);
    expect(alone(at(0, 10 * MB)).bytesPerSecond).to.equal(0);
    time = 1000;
    const measured = alone(at(MB, 10 * MB));
    expect(measured.bytesPerSecond).to.be.closeTo(MB, 1);
    expect(measured.timeLeft).to.equal(10);
  });

  it('do not jump when uploads are taken away, and begin anew after a rest', () => {
    let time = 0;
    const pace = createPace(() => time);
    for (time = 0; time <= 10_000; time += 500) pace(at((time / 1000) * MB));
    time += 500;
    const { bytesPerSecond } = pace(at(4 * MB));
    expect(bytesPerSecond).to.be.closeTo(MB, 0.1 * MB);
    expect(pace(totalsOf([still(1, 'done')])).bytesPerSecond).to.equal(0);
    time += 60_000;
    expect(pace(at(0)).bytesPerSecond).to.equal(0);
  });
});
