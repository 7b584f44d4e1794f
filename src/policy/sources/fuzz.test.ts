import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fuzzSources } from './source-fuzz.ts'

const SECONDS = Number(process.env['KIJUN_FUZZ_SECONDS'] ?? '20')
const SEED = Number(process.env['KIJUN_FUZZ_SEED'] ?? `${Math.floor(Math.random() * 2 ** 31)}`)

test('broken files of every format are read without loss or refused in Japanese, and never hang', async (t) => {
  const { failure, tried, read, refused, slowest } = await fuzzSources(SECONDS, SEED)
  t.diagnostic(
    `seed ${SEED}: ${tried} files, ${read} read, ${refused} refused, slowest ${slowest.toFixed(0)} ms`,
  )
  if (failure !== null) {
    const place = join(tmpdir(), `kijun-fuzz-${SEED}-${failure.tried.step}-${failure.tried.name}`)
    writeFileSync(place, failure.bytes)
    throw new Error(`step ${failure.tried.step} of seed ${SEED} (kept as ${place})`, { cause: failure.error })
  }
  assert.ok(read > 0 && refused > 0)
})
