/** The element with this id. @throws when the page has none of that class */
export function byId<T extends HTMLElement>(id: string, type: new () => T): T {
  return within(document.body, `#${id}`, type);
}

/** The first element inside that the selector finds. @throws when there is none of that class */
export function within<T extends Element>(parent: ParentNode, selector: string, type: new () => T): T {
  const element = parent.querySelector(selector);
  if (!(element instanceof type)) throw new Error(`The page has no ${type.name} ${selector}`);
  return element;
}

/** All elements inside that the selector finds and that are of that class. */
export function allWithin<T extends Element>(parent: ParentNode, selector: string, type: new () => T): T[] {
  return [...parent.querySelectorAll(selector)].filter((element): element is T => element instanceof type);
}

/** A new element with these children; text becomes text, never markup. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.append(...children);
  return element;
}
