/**
 * Returns the element with an ID.
 *
 * @throws when the page has no such element of that class
 */
export function byId<T extends HTMLElement>(id: string, type: new () => T): T {
  return within(document.body, `#${id}`, type);
}

/**
 * Returns the first descendant that matches a selector.
 *
 * @throws when there is no such element of that class
 */
export function within<T extends Element>(parent: ParentNode, selector: string, type: new () => T): T {
  const element = parent.querySelector(selector);
  if (!(element instanceof type)) throw new Error(`The page has no ${type.name} ${selector}`);
  return element;
}

/** Returns all descendants of a class that match a selector. */
export function allWithin<T extends Element>(parent: ParentNode, selector: string, type: new () => T): T[] {
  return [...parent.querySelectorAll(selector)].filter((element): element is T => element instanceof type);
}

/** Creates an element with children. A string becomes a text node, never markup. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.append(...children);
  return element;
}
