import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { root } from './kijun.ts'

/** A fresh clone: the files that installing needs, and nothing installed. */
const clone = await mkdtemp(join(tmpdir(), 'kijun-clone-'))
after(() => rm(clone, { recursive: true, force: true }))
for (const part of ['package.json', 'package-lock.json', '.npmrc', 'scripts']) {
  await cp(join(root, part), join(clone, part), { recursive: true })
}

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return spawnSync(process.execPath, args, {
    cwd: clone,
    encoding: 'utf8',
    timeout: 120_000,
    env: {
      ...process.env,
      npm_config_cache: join(clone, '.npm-cache'),
      npm_config_registry: 'http://127.0.0.1:9',
      ...env,
    },
  })
}

test('without network the start says so and what to do, ends with 1, and does not take the half for the whole', () => {
  for (const script of ['start.mjs', 'test.mjs', 'kijun.mjs']) {
    const { status, stderr } = run([join('scripts', script)], { npm_config_fetch_retries: '0' })
    assert.equal(status, 1, script)
    assert.match(stderr, /npm の配布元につながらないため.*npm ci/)
    assert.doesNotMatch(stderr, /\bat .*scripts\//)
    assert.ok(!existsSync(join(clone, 'node_modules', '.kijun-installed')))
  }
})

test('a Node that is too old is told which one is needed', () => {
  for (const version of ['18.20.4', '20.18.0']) {
    const old = `Object.defineProperty(process.versions, 'node', { value: '${version}' })
      ;(await import('./scripts/prepare.mjs')).installPackages()`
    const { status, stderr } = run(['--input-type=module', '-e', old])
    assert.equal(status, 1, version)
    assert.match(stderr, new RegExp(`Node\\.js 20\\.19 以上が必要です\\(今は ${version}\\)`))
  }
})

test('a machine for which no Node 24 can be locked is told to bring one', () => {
  const other = `Object.defineProperty(process, 'arch', { value: 'riscv64' })
    ;Object.defineProperty(process.versions, 'node', { value: '22.1.0' })
    ;(await import('./scripts/prepare.mjs')).nodeCommand()`
  const { status, stderr } = run(['--input-type=module', '-e', other])
  assert.equal(status, 1)
  assert.match(stderr, /riscv64.*Node\.js 24 以上/)
})
