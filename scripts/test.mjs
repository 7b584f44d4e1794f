// `npm test`: installs what the tests need, builds the web, starts one PostgreSQL for the run, runs everything,
// and ends with a line `N passed, N failed`. `npm test -- PART` runs the files whose path contains PART.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { buildWeb, installPackages, nodeCommand, root, stop } from './prepare.mjs'

installPackages()
const node = nodeCommand()
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
ensureBrowser()
ensureDirectory()
buildWeb(node)

const tests = spawn(node, [join(root, 'test/run.ts'), ...wanted], { cwd: root, stdio: 'inherit' })
process.on('SIGINT', () => undefined)
tests.on('exit', (code) => process.exit(code ?? 1))

/** The browser tests drive a Chromium of the system; as root on Debian it is installed when missing. */
function ensureBrowser() {
  const places = [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ]
  if (process.env.KIJUN_CHROMIUM !== undefined || places.some((place) => existsSync(place))) return
  if (wanted.length > 0 && !wanted.some((part) => part.includes('browser'))) return
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('ブラウザーの試験に使う Chromium を入れています…')
    aptInstall('chromium', 'fonts-noto-cjk')
    if (existsSync('/usr/bin/chromium')) return
  }
  stop('ブラウザーの試験に Chromium が必要です。入れるか、その場所を KIJUN_CHROMIUM に指定してください。')
}

/** The tests of the directory drive a real OpenLDAP; without one they are skipped with their reason. */
function ensureDirectory() {
  if (existsSync('/usr/sbin/slapd') && existsSync('/usr/bin/openssl')) return
  const asked = /directory|hr|sign-in|ldap/
  if (wanted.length > 0 && !wanted.some((part) => asked.test(part))) return
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  console.log('ディレクトリの試験に使う OpenLDAP を入れています…')
  aptInstall('slapd', 'openssl')
}

/** As root on Debian. Run level 1: what is installed for a test is not started as a service of the machine. */
function aptInstall(...names) {
  const apt = (...args) =>
    spawnSync('apt-get', args, {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
    })
  apt('update')
  apt('install', '-y', '--no-install-recommends', ...names)
}
