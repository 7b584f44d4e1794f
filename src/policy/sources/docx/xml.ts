import { childNamed, isElement, type Element, type MarkupRules } from '../markup.ts'

export const xmlRules: MarkupRules = {
  xml: true,
  isVoid: () => false,
  implied: () => null,
  shields: () => false,
}

/** `w:val` of a child element; undefined when there is no such child or value. */
export const valueOf = (element: Element | undefined, child: string): string | undefined =>
  element === undefined ? undefined : childNamed(element, child)?.attributes.get('w:val')

/** A whole number in an attribute; undefined for anything else. */
export function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^-?[0-9]{1,9}$/.test(text) ? Number(text) : undefined
}

/** An on/off property: present and not switched off. */
export function isOn(element: Element | undefined, child: string): boolean {
  const found = element === undefined ? undefined : childNamed(element, child)
  return found !== undefined && !['0', 'false', 'off'].includes(found.attributes.get('w:val') ?? '')
}

/** The first element of that name anywhere below. */
export function findBelow(element: Element, name: string): Element | undefined {
  for (const child of element.children) {
    if (!isElement(child)) continue
    if (child.name === name) return child
    const found = findBelow(child, name)
    if (found !== undefined) return found
  }
  return undefined
}
