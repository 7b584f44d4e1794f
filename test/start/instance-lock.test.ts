import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { AlreadyRunning, takeInstanceLock } from '#doors/instance-lock.ts'
import type { CleanUp } from '#test/database.ts'
import { dataFolder } from './kijun.ts'

/** A lock whose holder was killed. */
async function staleLock(t: CleanUp): Promise<string> {
  const folder = await dataFolder(t)
  await mkdir(folder)
  const path = join(folder, 'kijun.lock')
  const holder = spawn(process.execPath, [
    '-e',
    `require('node:net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`,
  ])
  await new Promise((done) => holder.once('exit', done))
  assert.ok(existsSync(path), 'the test needs a dead socket')
  return folder
}

test('of many starts at once exactly one gets the data folder', async (t) => {
  for (const folder of [await dataFolder(t), await staleLock(t), await staleLock(t)]) {
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => takeInstanceLock(folder)))
    const won = tries.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    assert.equal(won.length, 1, folder)
    for (const each of tries) {
      if (each.status === 'rejected') assert.ok(each.reason instanceof AlreadyRunning, String(each.reason))
    }
    await assert.rejects(takeInstanceLock(folder), AlreadyRunning)
    await won[0]?.release()
    await (await takeInstanceLock(folder)).release()
  }
})

test('a data folder deep down has a lock of its own too', async (t) => {
  const base = dirname(await dataFolder(t))
  const deep = join(base, 'a'.repeat(60), 'b'.repeat(60))
  const other = join(base, 'a'.repeat(60), 'c'.repeat(60))
  const lock = await takeInstanceLock(deep)
  await assert.rejects(takeInstanceLock(deep), AlreadyRunning)
  await (await takeInstanceLock(other)).release()
  await lock.release()
})

test('a start killed while it took over a dead lock does not shut the folder for good', async (t) => {
  const folder = await staleLock(t)
  const turn = join(folder, 'kijun.lock.turn')
  await mkdir(turn)
  await assert.rejects(takeInstanceLock(folder), /少し待ってから/)
  await utimes(turn, new Date(), new Date(Date.now() - 60_000))
  await (await takeInstanceLock(folder)).release()
})
