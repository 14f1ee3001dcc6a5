/**
 * Roles and names as each engine computes them for screen readers, in the states a person meets.
 *
 * @module
 */
import { executeServerCommand } from '@web/test-runner-commands';
import { expect, fixture, html } from '@open-wc/testing';
import type { DirectUpload } from '../../../packages/widget/src/define.js';
import '../../../packages/widget/src/define.js';
import { everyState, stillUploader } from '../../../packages/widget/src/testing/stills.js';
import 'axe-core/axe.min.js';

/** What of axe-core is used; importing it puts it on the window. */
declare const axe: {
  setup(root: Element): void;
  teardown(): void;
  readonly commons: {
    readonly aria: { getRole(element: Element): string | null };
    readonly text: { accessibleText(element: Element): string };
  };
};

async function isTold(role: string, name: string): Promise<boolean> {
  const wanted = { host: 'direct-upload', role, name };
  const told: unknown = await executeServerCommand('has-accessible-node', wanted);
  return told === 'cannot be asked' ? isComputed(role, name) : told === 'yes';
}

/** WebKitGTK's driver cannot be asked (computedrole: "unknown error"): there axe computes role and name from the DOM. */
function isComputed(role: string, name: string): boolean {
  const { shadowRoot } = document.querySelector('direct-upload')!;
  axe.setup(document.body);
  try {
    const { aria, text } = axe.commons;
    // Its tree has what is in slots, and not the slots.
    return [...shadowRoot!.querySelectorAll(':not(slot)')].some(
      (element) => aria.getRole(element) === role && text.accessibleText(element) === name,
    );
  } finally {
    axe.teardown();
  }
}

async function expectTold(
  nodes: readonly (readonly [role: string, name: string])[],
): Promise<void> {
  for (const [role, name] of nodes) {
    expect(await isTold(role, name), `${role} "${name}"`).to.equal(true);
  }
}

describe('what each engine tells of the field', () => {
  it('empty: the button says what it does', async () => {
    await fixture(html`<direct-upload multiple></direct-upload>`);
    await expectTold([['button', 'Choose files']]);
    expect(await isTold('button', 'Choose nothing'), 'and no more than there is').to.equal(false);
  });

  it('in every state: each button says for which file', async () => {
    const field = await fixture<DirectUpload>(html`<direct-upload multiple></direct-upload>`);
    field.uploader = stillUploader(everyState());
    await field.updateComplete;
    await expectTold([
      ['list', 'Files'],
      ['button', 'Pause uploading.jpg'],
      ['button', 'Cancel uploading.jpg'],
      ['progressbar', 'Progress of uploading.jpg'],
      ['button', 'Resume paused.jpg'],
      ['button', 'Retry failed.jpg'],
      ['button', 'Remove done.jpg'],
      ['progressbar', 'Progress of all files'],
    ]);
  });

  it('in another language', async () => {
    const page = await fixture(html`<div lang="de"><direct-upload multiple></direct-upload></div>`);
    const field = page.querySelector<DirectUpload>('direct-upload')!;
    field.uploader = stillUploader(everyState());
    await field.updateComplete;
    await expectTold([
      ['button', 'Dateien hinzufügen'],
      // The name is isolated (U+2068, U+2069): it may run in the other direction.
      ['button', 'Entfernen: \u2068done.jpg\u2069'],
    ]);
  });
});
