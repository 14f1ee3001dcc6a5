/**
 * A stage and a place for files for the whole of a test file or `describe`: set before its tests, struck after them.
 *
 * @module
 */
import { after, before } from 'node:test';
import { createFileMaker, type FileMaker } from './files.js';
import { setStage, type Stage, type StageOptions } from './stage.js';

/** What the tests of one stage share; there from the first test on. */
export interface Scene {
  readonly stage: Stage;
  readonly files: FileMaker;
}

/** Registers the hooks; call it where `before` may be called. */
export function useStage(options: StageOptions): Scene {
  let stage: Stage | undefined;
  let files: FileMaker | undefined;
  before(async () => {
    files = await createFileMaker();
    stage = await setStage(options);
  });
  after(async () => {
    await stage?.close();
    await files?.remove();
  });
  return {
    get stage() {
      return there(stage);
    },
    get files() {
      return there(files);
    },
  };
}

function there<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the stage is set by a hook: use it inside a test');
  return value;
}
