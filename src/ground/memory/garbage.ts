import { getHeapStatistics } from 'node:v8'

// Beyond what was alive at the last collection.
const mostGarbage = 16 * 1024 * 1024
let alive = 0

/**
 * Called between the stretches of work that goes on for long, like a file of 100,000 lines. A stretch is larger than the
 * nursery of the heap, so its garbage grows old, and old garbage is left lying until the heap has doubled and more: three
 * hundred megabytes for work that needs thirty. Here it goes as soon as there is some. Pages make little that grows old,
 * and pay nothing. Does nothing unless the process was started with `--expose-gc`, as the server is.
 */
export function collectGarbage(): void {
  if (globalThis.gc === undefined) return
  const used = bytesHeld()
  if (used < alive) alive = used
  if (used - alive < mostGarbage) return
  globalThis.gc()
  alive = bytesHeld()
}

/** Objects, and the buffers that hang on them. */
function bytesHeld(): number {
  const { used_heap_size: objects, external_memory: buffers } = getHeapStatistics()
  return objects + buffers
}
