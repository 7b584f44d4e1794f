import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:net'
import { after, test } from 'node:test'
import { ldifLine, narrow, noSlapd, reader, startSlapd, suffix } from '#test/slapd.ts'
import { bindAs, type LoginRule } from './bind-as.ts'
import { DirectoryRefusal, type DirectoryFault } from './faults.ts'
import { escapeFilterValue, filterFault } from './filter.ts'
import { searchDirectory } from './search.ts'
import { type DirectorySettings, readAddress } from './settings.ts'

const hostile = 'a*)(uid=*))(|(uid=*'
const people = Array.from({ length: 1_203 }, (_, index) => ({
  uid: `u${String(index).padStart(5, '0')}`,
  cn: index === 7 ? '髙﨑 花子' : `職員 ${index}`,
}))
const entry = (uid: string, cn: string, password?: string): string =>
  [
    ldifLine('dn', `employeeNumber=${uid},${suffix}`),
    'objectClass: inetOrgPerson',
    ldifLine('cn', cn),
    ldifLine('sn', cn.split(' ')[0] ?? cn),
    ldifLine('uid', uid),
    ldifLine('employeeNumber', uid),
    ...(password === undefined ? [] : [ldifLine('userPassword', password)]),
    '',
  ].join('\n')
const ldif = [
  ...people.map(({ uid, cn }) => entry(uid, cn)),
  entry('taro', '試験 太郎', 'himitsu-no-aikotoba'),
  ['dn: employeeNumber=0001,dc=shiken', 'objectClass: inetOrgPerson', 'cn: star', 'sn: star'].join('\n'),
  ldifLine('uid', hostile),
  'employeeNumber: 0001\nuserPassword: hoshi\n',
  [
    'dn: ou=elsewhere,dc=shiken',
    'objectClass: referral',
    'objectClass: extensibleObject',
    'ou: elsewhere',
  ].join('\n'),
  'ref: ldap://elsewhere.example/ou=elsewhere,dc=shiken\n',
  ...['twin-a', 'twin-b'].map((name) =>
    [
      `dn: cn=${name},dc=shiken`,
      'objectClass: inetOrgPerson',
      `cn: ${name}`,
      'sn: twin',
      'uid: twin',
      '',
    ].join('\n'),
  ),
].join('\n')

const rule: LoginRule = { attribute: 'uid', filter: '(objectClass=inetOrgPerson)', bring: ['employeeNumber'] }
const server = noSlapd === false ? await startSlapd({ after }, ldif) : undefined
const settings = (change: Partial<DirectorySettings> = {}): DirectorySettings => ({
  host: 'localhost',
  port: server?.ldapsPort ?? 0,
  security: 'ldaps',
  authorityPem: server?.authorityPem ?? null,
  bindDn: reader.dn,
  password: reader.password,
  base: suffix,
  timeoutMs: 4_000,
  ...change,
})
const everybody = { filter: '(objectClass=inetOrgPerson)', attributes: ['uid', 'cn'], most: 5_000 }

async function refusedWith(fault: DirectoryFault, says: RegExp, work: Promise<unknown>): Promise<void> {
  const error: unknown = await work.then(
    () => assert.fail('it was not refused'),
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof DirectoryRefusal, String(error))
  assert.equal(error.fault, fault, error.message)
  assert.match(error.message, says)
  assert.match(error.message, /。$/)
  assert.ok(!error.message.includes(reader.password) && !error.message.includes(narrow.password))
}

const real = { skip: noSlapd }
for (const security of ['ldaps', 'starttls'] as const) {
  test(`${security}: more entries than the server answers at once are read page by page`, real, async () => {
    const port = (security === 'ldaps' ? server?.ldapsPort : server?.ldapPort) ?? 0
    const told: number[] = []
    const found = await searchDirectory(settings({ security, port }), {
      ...everybody,
      progress: async (read) => void told.push(read),
    })
    assert.equal(found.entries.length, people.length + 4)
    assert.equal(found.cut, false)
    assert.ok(told.length >= 3 && told.at(-1) === people.length + 4, told.join())
    const named = found.entries.find((each) => each.values.get('uid')?.[0] === 'u00007')
    assert.deepEqual(named?.values.get('cn'), ['髙﨑 花子'])
  })
}

test('reading stops behind the most that was asked for, and says so', real, async () => {
  const found = await searchDirectory(settings(), { ...everybody, most: 600 })
  assert.deepEqual([found.entries.length, found.cut], [600, true])
})

test('a fault of our own while reading is told as itself', real, async () => {
  const own = new RangeError('ours')
  const work = searchDirectory(settings(), { ...everybody, progress: () => Promise.reject(own) })
  await assert.rejects(work, own)
})

test('references to other servers are counted and not followed', real, async () => {
  const found = await searchDirectory(settings(), { ...everybody, filter: '(objectClass=*)' })
  assert.equal(found.referrals, 1)
  await refusedWith(
    'base',
    /別のサーバー/u,
    searchDirectory(settings({ base: `ou=elsewhere,${suffix}` }), everybody),
  )
})

test('each way a directory fails has its own sentence', real, async () => {
  await refusedWith('credentials', /違います/u, searchDirectory(settings({ password: 'chigau' }), everybody))
  await refusedWith('credentials', /空です/u, searchDirectory(settings({ password: '' }), everybody))
  await refusedWith('credentials', /の形で/u, searchDirectory(settings({ bindDn: '' }), everybody))
  await refusedWith('credentials', /の形で/u, searchDirectory(settings({ bindDn: 'EXTERNAL' }), everybody))
  await refusedWith('base', /起点/u, searchDirectory(settings({ base: 'ou=nai,dc=shiken' }), everybody))
  await refusedWith('base', /書き方/u, searchDirectory(settings({ base: 'kore wa dn de nai' }), everybody))
  await refusedWith('refused', /括弧/u, searchDirectory(settings(), { ...everybody, filter: '(uid=a' }))
  await refusedWith(
    'limit',
    /上限/u,
    searchDirectory(settings({ bindDn: narrow.dn, password: narrow.password }), everybody),
  )
})

test(
  'a certificate that names another server, or of an unknown authority, stops the password',
  real,
  async () => {
    for (const security of ['ldaps', 'starttls'] as const) {
      const port = (security === 'ldaps' ? server?.ldapsPort : server?.ldapPort) ?? 0
      const to = (change: Partial<DirectorySettings>) => settings({ security, port, ...change })
      await refusedWith('certificate', /名前が/u, searchDirectory(to({ host: '127.0.0.1' }), everybody))
      await refusedWith('certificate', /認証局/u, searchDirectory(to({ authorityPem: null }), everybody))
    }
  },
)

test('the wrong port is told as that: TLS to the plain one, StartTLS to the other', real, async () => {
  await refusedWith(
    'unreachable',
    /接続を切りました|暗号化の方式/u,
    searchDirectory(settings({ port: server?.ldapPort ?? 0 }), everybody),
  )
  await refusedWith(
    'unreachable',
    /接続を切りました/u,
    searchDirectory(settings({ security: 'starttls' }), everybody),
  )
})

/** A server that takes connections and does this with them. */
async function falseServer(
  work: (server: Server, port: number) => Promise<void>,
  each: 'silent' | 'hangs up',
): Promise<void> {
  const false_ = createServer((socket) => {
    socket.on('error', () => undefined)
    if (each === 'hangs up') socket.once('data', () => socket.destroy())
  }).listen(0, 'localhost')
  await new Promise((done) => false_.once('listening', done))
  const address = false_.address()
  try {
    await work(false_, typeof address === 'object' && address !== null ? address.port : 0)
  } finally {
    false_.close()
  }
}

test('a server that is not there, says nothing, or hangs up is told in time', async () => {
  let free = 0
  await falseServer(async (_, port) => {
    free = port
    for (const security of ['ldaps', 'starttls'] as const) {
      const began = performance.now()
      await refusedWith(
        'slow',
        /時間内/u,
        searchDirectory(settings({ port, security, timeoutMs: 300 }), everybody),
      )
      assert.ok(performance.now() - began < 3_000)
    }
  }, 'silent')
  await falseServer(async (_, port) => {
    for (const security of ['ldaps', 'starttls'] as const)
      await refusedWith(
        'unreachable',
        /切りました/u,
        searchDirectory(settings({ port, security }), everybody),
      )
  }, 'hangs up')
  await refusedWith('unreachable', /断られました/u, searchDirectory(settings({ port: free }), everybody))
  await refusedWith('unreachable', /名前/u, searchDirectory(settings({ host: 'nai.invalid' }), everybody))
})

test('whoever gives his password is let in; nobody is without one', real, async () => {
  const to = settings()
  const taro = await bindAs(to, rule, 'taro', 'himitsu-no-aikotoba')
  assert.partialDeepStrictEqual(taro, { let: 'in', dn: `employeeNumber=taro,${suffix}` })
  assert.deepEqual(taro.let === 'in' ? taro.values.get('employeenumber') : [], ['taro'])
  assert.deepEqual(await bindAs(to, rule, 'taro', 'chigau'), { let: 'out', why: 'password' })
  assert.deepEqual(await bindAs(to, rule, 'taro', ''), { let: 'out', why: 'empty' })
  assert.deepEqual(await bindAs(to, rule, ' ', 'himitsu-no-aikotoba'), { let: 'out', why: 'empty' })
  assert.deepEqual(await bindAs(to, rule, 'inai', 'himitsu-no-aikotoba'), { let: 'out', why: 'unknown' })
  assert.deepEqual(await bindAs(to, rule, 'twin', 'himitsu-no-aikotoba'), { let: 'out', why: 'ambiguous' })
  assert.deepEqual(await bindAs(to, rule, `taro\0`, 'himitsu-no-aikotoba'), { let: 'out', why: 'unknown' })
})

test('a login that is a piece of a filter finds the entry of that name and no other', real, async () => {
  assert.partialDeepStrictEqual(await bindAs(settings(), rule, hostile, 'hoshi'), {
    let: 'in',
    dn: `employeeNumber=0001,${suffix}`,
  })
  for (const login of ['*', 'tar*', 'taro)(objectClass=*', '\\74aro'])
    assert.deepEqual(await bindAs(settings(), rule, login, 'himitsu-no-aikotoba'), {
      let: 'out',
      why: 'unknown',
    })
})

test('a directory that cannot be asked is no wrong password', real, async () => {
  await refusedWith('credentials', /接続用/u, bindAs(settings({ password: 'chigau' }), rule, 'taro', 'x'))
  await refusedWith('certificate', /認証局/u, bindAs(settings({ authorityPem: null }), rule, 'taro', 'x'))
})

test('addresses are read, and only those that are encrypted', () => {
  assert.deepEqual(readAddress('ldaps://ad.city.example'), {
    host: 'ad.city.example',
    port: 636,
    security: 'ldaps',
  })
  assert.deepEqual(readAddress(' ldap://AD:1389/ '), { host: 'ad', port: 1389, security: 'starttls' })
  for (const text of [
    'http://ad',
    'ldapi://x',
    'ldaps://u:p@ad',
    'ldaps://ad/dc=x',
    'ldaps://ad:0',
    'ldaps://ad:70000',
    '',
  ])
    assert.equal(readAddress(text), undefined, text)
})

test('values are escaped whole, and filters checked before they are sent', () => {
  assert.equal(escapeFilterValue('a*(b)\\\0'), 'a\\2a\\28b\\29\\5c\\00')
  assert.equal(escapeFilterValue('髙'), '\\e9\\ab\\99')
  assert.equal(filterFault('(&(objectClass=person)(!(uid=x)))'), undefined)
  for (const filter of ['', 'uid=x', '(uid=x', '(uid=x))', `(uid=${'x'.repeat(1_000)})`])
    assert.match(filterFault(filter) ?? '', /。$/u, filter)
})
