/** A count as people write it: 12,345. */
export function figure(count: number): string {
  return count.toLocaleString('ja-JP')
}
