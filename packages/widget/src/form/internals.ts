/**
 * The element's `ElementInternals`, completed where the environment has only a part of it or none: jsdom and happy-dom, in which
 * people test their own components, and browsers before `CustomStateSet`. The field renders there and uploads; what only a
 * browser can do (taking part in a real form) is missing.
 *
 * @module
 */

/** What the field uses. */
export type FieldInternals = Pick<
  ElementInternals,
  | ('form' | 'labels' | 'validity' | 'validationMessage' | 'willValidate' | 'states')
  | ('role' | 'ariaLabel' | 'setFormValue' | 'setValidity' | 'checkValidity' | 'reportValidity')
>;

/** Attaches them; call it once, in the constructor. */
export function attachInternalsTo(host: HTMLElement): FieldInternals {
  const attach: unknown = Reflect.get(host, 'attachInternals');
  const real = typeof attach === 'function' ? host.attachInternals() : {};
  const missing = Object.entries(Object.getOwnPropertyDescriptors(standIn(host))).filter(
    ([name]) => !(name in real),
  );
  return Object.defineProperties(real, Object.fromEntries(missing)) as FieldInternals;
}

function standIn(host: HTMLElement): FieldInternals {
  let [flags, message]: [ValidityStateFlags, string] = [{}, ''];
  const isValid = (): boolean => {
    if (message === '') return true;
    host.dispatchEvent(new Event('invalid', { cancelable: true }));
    return false;
  };
  return {
    role: null,
    ariaLabel: null,
    states: new Set<string>(),
    willValidate: true,
    setFormValue: () => undefined,
    setValidity: (next = {}, text = '') => {
      [flags, message] = [next, text];
    },
    checkValidity: isValid,
    reportValidity: isValid,
    get form() {
      return host.closest('form');
    },
    get labels() {
      const root = host.getRootNode() as ParentNode;
      return root.querySelectorAll(`label[for="${host.id}"]`);
    },
    get validity() {
      return { ...flags, valid: message === '' } as ValidityState;
    },
    get validationMessage() {
      return message;
    },
  };
}
