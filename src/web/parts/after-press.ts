/**
 * Does something once the pointer is up again, or at once when none is down. What moves the page when a field is left
 * would otherwise move the button away under the pointer that is pressing it, and the press would be lost.
 */
export function afterPress(work: () => void): void {
  if (document.querySelector(':active') === null) {
    work()
    return
  }
  const ended = new AbortController()
  const done = (): void => {
    ended.abort()
    // the click comes after this event
    setTimeout(work, 0)
  }
  for (const event of ['pointerup', 'pointercancel', 'keyup']) {
    document.addEventListener(event, done, { signal: ended.signal })
  }
}
