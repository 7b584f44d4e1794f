// Runs under the Node the machine has (20.19 or newer), before anything of ours is installed: plain JavaScript,
// built-in modules only. Puts the locked packages in place and finds the Node that runs Kijun.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stampFile = join(root, 'node_modules', '.kijun-installed')
const webStamp = join(root, 'dist', 'web', '.kijun-built')

/**
 * A smaller nursery for short-lived objects: pages cost the same, and the server keeps about 100 MB less. Long work may
 * ask for its garbage to be collected (`src/ground/memory`).
 */
export const serverFlags = ['--max-semi-space-size=4', '--expose-gc']

/** Ends with a sentence and exit code 1: what happened and what to do. */
export function stop(message) {
  console.error(`\n${message}\n`)
  process.exit(1)
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex')
}

/** Installs the locked packages unless they are in place already. */
export function installPackages() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    stop(`Node.js 20.19 以上が必要です(今は ${process.versions.node})。新しい Node.js を入れてください。`)
  }
  const wanted = lockHash()
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return
  console.log('必要な部品を入れています(はじめの1回だけ、1分ほどかかります)…')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const result = spawnSync(
    npm,
    [
      'ci',
      '--include=dev',
      '--ignore-scripts',
      '--no-fund',
      '--no-audit',
      '--loglevel=error',
      '--fetch-retries=1',
      '--fetch-retry-mintimeout=2000',
      '--fetch-retry-maxtimeout=5000',
    ],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'pipe'],
      encoding: 'utf8',
      shell: process.platform === 'win32',
    },
  )
  if (result.error !== undefined || result.status !== 0) {
    const output = result.stderr ?? ''
    const offline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENOTCACHED/.test(output)
    const unwritable = /EACCES|EPERM|EROFS|ENOSPC/.test(output)
    const why = offline
      ? 'npm の配布元につながらないため、部品を入れられませんでした。ネットワークにつながる機械で一度 npm ci を行い、フォルダごと写してください。'
      : unwritable
        ? `${root} に書き込めないため、部品を入れられませんでした。フォルダの権限とディスクの空きを確かめてください。`
        : '部品を入れられませんでした。次の npm の出力を確かめてください。'
    stop(`${why}\n${output.trim().split('\n').slice(-8).join('\n')}`)
  }
  writeFileSync(stampFile, wanted)
}

/** The Node 24 that the lock brings, or the machine's own when that is new enough (macOS on ARM has none to lock). */
export function nodeCommand() {
  const locked = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')
  if (existsSync(locked)) return locked
  const [major = 0] = process.versions.node.split('.').map(Number)
  if (major >= 24) return process.execPath
  stop(
    `この機械(${process.platform} ${process.arch})では Node.js 24 が自動で入りません。Node.js 24 以上を入れてから、もう一度実行してください。`,
  )
}

function newestChange(folder) {
  let newest = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    newest = Math.max(newest, entry.isDirectory() ? newestChange(path) : statSync(path).mtimeMs)
  }
  return newest
}

/** Builds the browser application unless the last build is newer than its sources. */
export function buildWeb(node) {
  const sources = newestChange(join(root, 'src'))
  if (existsSync(webStamp) && statSync(webStamp).mtimeMs > sources) return
  console.log('画面を組み立てています…')
  const result = spawnSync(
    node,
    [
      join(root, 'node_modules', 'vite', 'bin', 'vite.js'),
      'build',
      '--config',
      'src/web/vite.config.ts',
      '--logLevel',
      'warn',
    ],
    { cwd: root, stdio: ['ignore', 'inherit', 'pipe'], encoding: 'utf8' },
  )
  if (result.status !== 0)
    stop(`画面を組み立てられませんでした。\n${(result.stderr ?? '').trim().slice(-2000)}`)
  mkdirSync(dirname(webStamp), { recursive: true })
  writeFileSync(webStamp, '')
}
