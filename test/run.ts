import { globSync } from 'node:fs'
import { join, relative } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { startTestServer } from './database.ts'

/** Runs every test file in a process of its own against one PostgreSQL, and counts. */
const root = join(import.meta.dirname, '..')
const parts = process.argv.slice(2)
const files = globSync(['src/**/*.test.ts', 'test/**/*.test.ts'], { cwd: root })
  .filter((file) => parts.length === 0 || parts.some((part) => file.includes(part)))
  .toSorted()
  .map((file) => join(root, file))
if (files.length === 0) {
  console.error('その名前の試験はありません。')
  process.exit(1)
}

const server = await startTestServer()
process.env['KIJUN_TEST_SERVER'] = JSON.stringify({ owner: server.owner, appPassword: server.appPassword })

let passed = 0
let failed = 0
let skipped = 0
const failures: string[] = []
const stream = run({ files, concurrency: 2, timeout: 40 * 60_000 })
stream.on('test:pass', (data) => {
  if (data.details.type === 'suite') return
  if (data.skip !== undefined) skipped++
  else passed++
})
stream.on('test:fail', (data) => {
  if (data.details.type === 'suite') return
  failed++
  failures.push(`${data.file === undefined ? '' : relative(root, data.file)}: ${data.name}`)
})
stream.compose(new spec()).pipe(process.stdout)
await new Promise((done) => stream.once('close', done))
await server.stop()
if (failures.length > 0) console.log(`\n${failures.join('\n')}`)
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)
