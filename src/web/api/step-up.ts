/** Whoever can ask the person: the dialog of the frame. Answers whether he proved who he is. */
type Asker = () => Promise<boolean>

let asker: Asker | null = null
let asking: Promise<boolean> | null = null

/** Makes this the one who asks; the answer takes it back. */
export function answerStepUp(ask: Asker): () => void {
  asker = ask
  return () => {
    if (asker === ask) asker = null
  }
}

/** Asks once, however many calls were refused at the same time. */
export function askStepUp(): Promise<boolean> {
  if (asker === null) return Promise.resolve(false)
  asking ??= asker().finally(() => {
    asking = null
  })
  return asking
}
