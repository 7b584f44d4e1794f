import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { buildWeb, installPackages, nodeCommand, root, serverFlags } from './prepare.mjs'

installPackages()
const node = nodeCommand()
buildWeb(node)
const server = spawn(node, [...serverFlags, join(root, 'src/doors/start.ts'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
})
// Ctrl-C reaches the whole terminal group; the server ends in order by itself and this script waits for it.
process.on('SIGINT', () => undefined)
process.on('SIGTERM', () => server.kill('SIGTERM'))
server.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 130)))
