import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { UploadError } from './errors.js';
import {
  firstState,
  isFinal,
  noProgress,
  reduce,
  type UploadEvent,
  type UploadState,
  type UploadStatus,
} from './state.js';

const progress = { sent: 40, confirmed: 20, total: 100, bytesPerSecond: 7 };
const error = new UploadError('network', 'broke');

const states: Record<UploadStatus, UploadState> = {
  queued: { status: 'queued', progress },
  preparing: { status: 'preparing', progress },
  uploading: { status: 'uploading', progress },
  paused: { status: 'paused', progress },
  completing: { status: 'completing', progress },
  done: { status: 'done', progress, receipt: 'jws' },
  failed: { status: 'failed', progress, error },
  cancelled: { status: 'cancelled', progress },
};
const events: { readonly [T in UploadEvent['type']]: Extract<UploadEvent, { type: T }> } = {
  start: { type: 'start' },
  granted: { type: 'granted' },
  progress: { type: 'progress', progress: { ...progress, sent: 60 } },
  pause: { type: 'pause' },
  resume: { type: 'resume' },
  confirmed: { type: 'confirmed' },
  resend: { type: 'resend' },
  retrying: { type: 'retrying', error },
  answered: { type: 'answered' },
  receipt: { type: 'receipt', receipt: 'jws' },
  fail: { type: 'fail', error },
  retry: { type: 'retry' },
  cancel: { type: 'cancel' },
};

describe('an upload', () => {
  it('begins in line, or failed where it is refused at once', () => {
    const none = { sent: 0, confirmed: 0, total: 5, bytesPerSecond: 0 };
    expect(firstState(5, undefined)).to.deep.equal({ status: 'queued', progress: none });
    expect(firstState(5, error)).to.deep.equal({ status: 'failed', progress: none, error });
  });

  it('takes progress while it sends, and is whole when all is confirmed', () => {
    const sent = reduce(states.uploading, events.progress);
    expect(sent).to.deep.equal({ status: 'uploading', progress: { ...progress, sent: 60 } });
    const whole = { sent: 100, confirmed: 100, total: 100, bytesPerSecond: 0 };
    expect(reduce(states.uploading, events.confirmed)).to.deep.equal({
      status: 'completing',
      progress: whole,
    });
  });
});

/** The whole machine: what is not here must leave the state untouched. */
const legal: Partial<Record<`${UploadStatus} ${UploadEvent['type']}`, UploadStatus>> = {
  'queued start': 'preparing',
  'queued pause': 'paused',
  'queued fail': 'failed',
  'queued cancel': 'cancelled',
  'preparing granted': 'uploading',
  'preparing retrying': 'preparing',
  'preparing pause': 'paused',
  'preparing fail': 'failed',
  'preparing cancel': 'cancelled',
  'uploading progress': 'uploading',
  'uploading retrying': 'uploading',
  'uploading pause': 'paused',
  'uploading confirmed': 'completing',
  'uploading fail': 'failed',
  'uploading cancel': 'cancelled',
  'paused resume': 'queued',
  'paused fail': 'failed',
  'paused cancel': 'cancelled',
  'completing receipt': 'done',
  'completing retrying': 'completing',
  'completing resend': 'preparing',
  'completing fail': 'failed',
  'completing cancel': 'cancelled',
  'failed retry': 'preparing',
};

describe('reduce', () => {
  for (const from of Object.values(states)) {
    for (const event of Object.values(events)) {
      const to = legal[`${from.status} ${event.type}`];
      it(`${from.status} + ${event.type} = ${to ?? 'the same object'}`, () => {
        const next = reduce(from, event);
        if (to) expect(next.status).to.equal(to);
        else expect(next).to.equal(from);
      });
    }
  }

  it('keeps the receipt and the error where they belong', () => {
    expect(reduce(states.completing, events.receipt)).to.include({ receipt: 'jws' });
    expect(reduce(states.uploading, events.fail)).to.include({ error });
  });

  it('never lets the bar go back while uploading', () => {
    const back = { ...progress, sent: 5 };
    const next = reduce(states.uploading, { type: 'progress', progress: back });
    expect(next.progress.sent).to.equal(40);
  });

  it('says why it tries again until there is an answer, and no longer', () => {
    for (const from of [states.preparing, states.uploading, states.completing]) {
      const trying = reduce(from, events.retrying);
      expect(trying).to.deep.equal({ ...from, retrying: error });
      expect(reduce(trying, events.retrying)).to.equal(trying, 'the same again is no news');
      expect(reduce(trying, events.answered)).to.deep.equal(from);
      expect(reduce(trying, events.cancel)).not.to.have.property('retrying');
    }
    const sending = reduce(states.uploading, events.retrying);
    expect(reduce(sending, events.progress)).not.to.have.property('retrying');
    const asking = reduce(states.preparing, events.retrying);
    expect(reduce(asking, events.granted)).not.to.have.property('retrying');
  });

  it('starts again from what is confirmed on retry', () => {
    expect(reduce(states.failed, events.retry).progress.sent).to.equal(20);
  });

  it('shows no speed while nothing moves', () => {
    for (const event of [events.pause, events.fail, events.cancel]) {
      expect(reduce(states.uploading, event).progress.bytesPerSecond).to.equal(0);
    }
  });

  it('survives any sequence of events: done and cancelled are for ever, counts stay in range', () => {
    const any = fc.constantFrom(...Object.values(events));
    fc.assert(
      fc.property(fc.array(any, { maxLength: 40 }), (sequence) => {
        let state: UploadState = { status: 'queued', progress: noProgress(100) };
        for (const event of sequence) {
          const next = reduce(state, event);
          if (isFinal(state) && state.status !== 'failed') expect(next).to.equal(state);
          expect(next.progress.sent).to.be.within(0, 100);
          expect(next.progress.confirmed).to.be.at.most(next.progress.sent);
          state = next;
        }
      }),
    );
  });
});
