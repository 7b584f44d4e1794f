import type { KeyPressed } from '../policies/review/review-keys.ts'

/** What a key does at the desk of whoever decides. */
export type DeskKey = 'next' | 'previous' | 'main'

const letters: Readonly<Record<string, DeskKey>> = { j: 'next', k: 'previous', a: 'main' }

/** The keys as they are printed on the keyboard. */
export const deskKeyCaps: Readonly<Record<DeskKey, string>> = { next: 'J', previous: 'K', main: 'A' }

/**
 * What a key asks for; undefined while somebody types, converts kana, holds the key down or presses another with it. A
 * key that is held must not decide one case after another.
 */
export function deskKey(
  event: KeyPressed & { readonly repeat: boolean },
  typing: boolean,
): DeskKey | undefined {
  if (typing || event.isComposing || event.repeat) return undefined
  if (event.altKey || event.ctrlKey || event.metaKey) return undefined
  return letters[event.key.toLowerCase()]
}

const key = 'kijun.desk-keys'

/** Whether keys act at this desk; they do until somebody switches them off. */
export function keysSwitchedOn(storage: Pick<Storage, 'getItem'>): boolean {
  return storage.getItem(key) !== 'off'
}

export function switchKeys(on: boolean, storage: Pick<Storage, 'setItem'>): void {
  storage.setItem(key, on ? 'on' : 'off')
}
