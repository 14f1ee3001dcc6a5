/**
 * What accompanies uploads: the keyboard's focus, the screen, the page and the network are looked after while there are
 * any.
 *
 * @module
 */
import type { LitElement } from 'lit';
import type { UploadSnapshot } from '../engine/index.js';
import { FocusKeeper } from './focus-keeper.js';
import { IssueFinder } from './issue-finder.js';
import { KeepAwake } from './keep-awake.js';
import { LeaveWarning } from './leave-warning.js';
import { NetworkWatch } from './network-watch.js';
import { RowButtons, type ButtonEffects, type FieldCommands } from './row-buttons.js';
import { Undo, type EditList, type UndoHost } from './undo.js';
import { commonStandstill } from '../standstill.js';
import { totalsOf } from '../totals.js';
import type { View } from '../view.js';

/** What the companions ask of the field. */
export interface Companionship extends Pick<ButtonEffects, 'choose'> {
  readonly edit: EditList;
  readonly uploads: () => readonly UploadSnapshot[];
  readonly view: () => View;
  /** Has a sentence spoken by screen readers. */
  readonly say: (sentence: string) => void;
  /** What is still being read does not come any more. */
  readonly stopReading: () => void;
}

/** Adds them to the field, as reactive controllers; returns what can be taken back. */
export function addCompanions(
  host: LitElement & FieldCommands & UndoHost,
  companionship: Companionship,
): Undo {
  const { uploads, view, say, edit, choose, stopReading } = companionship;
  const undo = new Undo(host, edit);
  new RowButtons(host, {
    choose,
    remove: (removed) => {
      edit((list) => {
        list.clear(removed.map(({ id }) => id));
      });
    },
    removeAll: (action, removed) => {
      // What failed is taken away while others may still come.
      if (action !== 'dismiss') stopReading();
      undo.take(action, removed);
    },
    undo: () => {
      undo.takeBack();
    },
  });
  const standstill = (): string => commonStandstill(uploads(), view());
  new FocusKeeper(host);
  new IssueFinder(host, uploads);
  new LeaveWarning(host, uploads);
  // What waits for the network may wait for hours: no reason to keep the screen on.
  new KeepAwake(
    host,
    () => totalsOf(uploads()).running > 0 && standstill() !== view().text.offline,
  );
  new NetworkWatch(host, standstill, say);
  return undo;
}
