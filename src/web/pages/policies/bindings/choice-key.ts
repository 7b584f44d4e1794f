/** What of a pressed key matters here. */
export type Pressed = {
  readonly key: string
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly isComposing: boolean
  readonly target: EventTarget | null
}

/** 1 to 9: the sentence to bind; Ctrl+Z: take the last one back. Undefined for every other key, and while typing. */
export function choiceKey(event: Pressed, sentences: number): number | 'undo' | undefined {
  if (event.isComposing || isField(event.target)) return undefined
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key === 'z') return 'undo'
  if (event.altKey || event.ctrlKey || event.metaKey) return undefined
  const number = /^[1-9]$/.test(event.key) ? Number(event.key) : 0
  return number >= 1 && number <= sentences ? number : undefined
}

function isField(target: EventTarget | null): boolean {
  const tag = target !== null && 'tagName' in target ? target.tagName : ''
  return tag === 'INPUT' || tag === 'TEXTAREA' || tag === 'SELECT'
}
