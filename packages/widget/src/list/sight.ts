/**
 * What of an element can be seen through everything that scrolls or clips around it, and when that may have changed.
 * No assumption about who scrolls: the list itself, a dialog, a panel in a foreign shadow tree, or the page.
 *
 * @module
 */

/** Upper and lower edge in pixels of the viewport; nothing is seen if `bottom <= top`. */
export interface Edges {
  readonly top: number;
  readonly bottom: number;
}

/** See the module comment. */
export function visibleEdges(element: Element): Edges {
  let [top, bottom] = [0, innerHeight];
  let position = 'static';
  for (const box of ancestry(element)) {
    const style = getComputedStyle(box);
    // What is positioned absolutely is not clipped by those in between that it is not positioned by (CSS 2.2 §11.1.1).
    const clips = position !== 'absolute' || style.position !== 'static';
    if (clips && style.overflowY !== 'visible') {
      const rect = Element.prototype.getBoundingClientRect.call(box);
      top = Math.max(top, rect.top);
      bottom = Math.min(bottom, rect.bottom);
    }
    if (clips) position = style.position;
    if (position === 'fixed') break;
  }
  return { top, bottom };
}

/**
 * Watches for what may move or uncover the element; returns how to stop that.
 *
 * @param onScroll - called in the frame that shows the new position, before it is drawn
 * @param onResize - called when sizes are settled: what changes sizes again belongs into the next frame
 */
export function watchSight(
  element: Element,
  onScroll: () => void,
  onResize: () => void,
): () => void {
  const stop = new AbortController();
  const options = { capture: true, passive: true, signal: stop.signal };
  // A scroll event stays in its tree, so every tree around the element is listened to (DOM §2.9, `composed`).
  for (const root of new Set([...ancestry(element)].map(rootOf))) {
    root.addEventListener('scroll', onScroll, options);
  }
  addEventListener('resize', onResize, options);
  // Not in jsdom, where nothing has a size.
  const observer = 'ResizeObserver' in globalThis ? new ResizeObserver(onResize) : undefined;
  observer?.observe(element);
  return () => {
    stop.abort();
    observer?.disconnect();
  };
}

/** The element and what it is in, as displayed; `body` and `html` scroll as the viewport does, and are left out. */
function* ancestry(element: Element): Generator<Element> {
  const { body, documentElement } = element.ownerDocument;
  let node: Node | null = element;
  while (node && node !== body && node !== documentElement) {
    if (node instanceof Element) yield node;
    node = node instanceof ShadowRoot ? node.host : outOf(node);
  }
}

/**
 * The slot it is in, or its parent; asked of the class, for a control of a form hides what is named like it: from a form with
 * a control `parentNode` the way up would lead down again, for ever (HTML §4.10.3).
 */
function outOf(node: Node): Node | null {
  const slot = node instanceof Element && Reflect.get(Element.prototype, 'assignedSlot', node);
  return slot || Reflect.get(Node.prototype, 'parentNode', node);
}

function rootOf(node: Node): Node {
  return Node.prototype.getRootNode.call(node);
}
