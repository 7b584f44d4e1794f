import assert from 'node:assert/strict'
import { test } from 'node:test'
import { collectGarbage } from './garbage.ts'

test('garbage is collected when much has come about since the last time, and not before', () => {
  const given = globalThis.gc
  let times = 0
  const counted = (): Promise<void> => {
    times += 1
    return Promise.resolve()
  }
  globalThis.gc = counted
  const kept: string[][] = []
  const work = (): void => void kept.push(Array.from({ length: 500_000 }, (_, at) => `${at} 行の値`))
  work()
  work()
  collectGarbage()
  assert.equal(times, 1)
  collectGarbage()
  assert.equal(times, 1)
  work()
  work()
  collectGarbage()
  assert.equal(times, 2)
  globalThis.gc = given
  collectGarbage()
  assert.equal(kept.length, 4)
})
