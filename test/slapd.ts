import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { CleanUp } from './database.ts'

const run = promisify(execFile)
const slapd = ['/usr/sbin/slapd', '/usr/lib/openldap/slapd', '/usr/libexec/slapd'].find((at) =>
  existsSync(at),
)
const openssl = ['/usr/bin/openssl', '/usr/local/bin/openssl'].find((at) => existsSync(at))

/** Why tests against a real directory cannot run here; false when they can. */
export const noSlapd: string | false =
  slapd === undefined || openssl === undefined
    ? 'OpenLDAP (slapd) と openssl がないため、実際のディレクトリでの試験を省きます'
    : false

export type TestDirectory = {
  readonly ldapsPort: number
  readonly ldapPort: number
  /** Our authority's certificate; the server's names `localhost` and nothing else. */
  readonly authorityPem: string
  stop(): Promise<void>
}

export const suffix = 'dc=shiken'
export const reader = { dn: `cn=reader,${suffix}`, password: 'yomitori-no-aikotoba' }
/** May read a hundred entries of one search and no more. */
export const narrow = { dn: `cn=narrow,${suffix}`, password: 'semai-no-aikotoba' }

/**
 * Starts a real OpenLDAP with TLS in a folder that goes away with it. `ldif` are entries below `dc=shiken`; the
 * suffix and two readers are there already. No more than 500 entries are answered at once: whoever wants more pages.
 */
export async function startSlapd(t: CleanUp, ldif: string): Promise<TestDirectory> {
  if (slapd === undefined || openssl === undefined) throw new Error('slapd is not installed')
  const folder = await mkdtemp(join(tmpdir(), 'kijun-slapd-'))
  await mkdir(join(folder, 'data'))
  await makeCertificates(folder, openssl)
  const [ldapPort, ldapsPort] = [await freePort(), await freePort()]
  const configuration = join(folder, 'slapd.conf')
  await writeFile(configuration, configurationOf(folder))
  await writeFile(join(folder, 'all.ldif'), `${base}\n${ldif}`)
  await run('/usr/sbin/slapadd', ['-q', '-f', configuration, '-l', join(folder, 'all.ldif')])
  const server = spawn(
    slapd,
    ['-d', '0', '-f', configuration, '-h', `ldap://localhost:${ldapPort}/ ldaps://localhost:${ldapsPort}/`],
    { stdio: 'ignore' },
  )
  const gone = new Promise<void>((done) => server.once('exit', () => done()))
  const stop = async (): Promise<void> => {
    server.kill('SIGTERM')
    await gone
  }
  t.after(async () => {
    await stop()
    await rm(folder, { recursive: true, force: true })
  })
  for (let tries = 0; !(await answers(ldapsPort)); tries += 1) {
    if (tries > 100 || server.exitCode !== null) throw new Error('slapd did not start')
    await sleep(50)
  }
  return { ldapPort, ldapsPort, authorityPem: await readFile(join(folder, 'ca.pem'), 'utf8'), stop }
}

const base = `dn: ${suffix}
objectClass: domain
dc: shiken

dn: ${reader.dn}
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: reader
userPassword: ${reader.password}

dn: ${narrow.dn}
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: narrow
userPassword: ${narrow.password}
`

function configurationOf(folder: string): string {
  return `
${['core', 'cosine', 'inetorgperson'].map((name) => `include /etc/ldap/schema/${name}.schema`).join('\n')}
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile ${folder}/slapd.pid
TLSCACertificateFile ${folder}/ca.pem
TLSCertificateFile ${folder}/server.pem
TLSCertificateKeyFile ${folder}/server.key
sizelimit 500
database mdb
suffix "${suffix}"
directory ${folder}/data
maxsize 268435456
access to attrs=userPassword by anonymous auth by * none
access to * by users read by * none
limits dn.exact="${reader.dn}" size.soft=500 size.hard=500 size.pr=unlimited size.prtotal=unlimited
limits dn.exact="${narrow.dn}" size.soft=100 size.hard=100 size.pr=100 size.prtotal=100
`
}

async function makeCertificates(folder: string, program: string): Promise<void> {
  const make = (words: string): Promise<unknown> => run(program, words.trim().split(/\s+/u), { cwd: folder })
  await writeFile(join(folder, 'names'), 'subjectAltName=DNS:localhost\n')
  const key = 'req -newkey rsa:2048 -nodes -keyout'
  await make(`${key} ca.key -x509 -days 2 -subj /CN=Shiken -out ca.pem`)
  await make(`${key} server.key -subj /CN=localhost -out server.csr`)
  const signing = '-CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile names'
  await make(`x509 -req -in server.csr ${signing} -out server.pem`)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost')
  await new Promise((done) => server.once('listening', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function answers(port: number): Promise<boolean> {
  const { connect } = await import('node:net')
  return new Promise((done) => {
    const socket = connect(port, 'localhost')
    const tell = (open: boolean) => () => {
      socket.destroy()
      done(open)
    }
    socket.once('connect', tell(true))
    socket.once('error', tell(false))
  })
}

/** A value as LDIF writes it: base64 where it holds anything but plain letters. */
export function ldifLine(attribute: string, value: string): string {
  return /^[\x21-\x39\x3b\x3d-\x7e][\x20-\x7e]*$/u.test(value)
    ? `${attribute}: ${value}`
    : `${attribute}:: ${Buffer.from(value).toString('base64')}`
}
