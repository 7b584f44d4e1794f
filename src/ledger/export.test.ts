import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { appendFile, cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { Refusal } from '#ground/errors/refusal.ts'
import { sampleLedger } from '#test/tamper/sample-ledger.ts'
import { applyErasures } from './erase.ts'
import { exportLedger, verifierText } from './export.ts'
import { readPublicKey } from './key.ts'
import { signerFromSeed, parseNote } from './note.ts'
import { makeReceipt } from './receipt.ts'

const house = await sampleLedger({ after })
await house.live({ commands: 300, seed: 11 })
await applyErasures(house.pool, house.tenantId)
const folder = await mkdtemp(join(tmpdir(), 'kijun-export-'))
after(() => rm(folder, { recursive: true, force: true }))
const good = join(folder, 'good')
const exporting = {
  pool: house.db.pool,
  tenantId: house.tenantId,
  tenantName: '試験市',
  dataFolder: house.dataFolder,
}
const exported = await exportLedger({ ...exporting, folder: good, now: new Date('2026-11-25T00:00:00Z') })

const hasPython = spawnSync('python3', ['--version']).status === 0
const verifiers = [
  { name: 'verify.mjs', command: process.execPath, skip: false },
  { name: 'verify.py', command: 'python3', skip: hasPython ? false : 'この機械に python3 がありません' },
] as const

function run(verifier: (typeof verifiers)[number], ...args: string[]): { code: number | null; text: string } {
  const script = join(good, verifier.name)
  const { status, stdout, stderr } = spawnSync(verifier.command, [script, ...args], { encoding: 'utf8' })
  return { code: status, text: stdout + stderr }
}

test('an export holds every entry, tile and bundle, and says how to check it', async () => {
  assert.equal(exported.size, 301)
  const names = await readdir(good, { recursive: true })
  for (const name of [
    'tile/0/000',
    'tile/0/001.p/45',
    'tile/1/000.p/1',
    'tile/entries/001.p/45',
    'entries/000000000.jsonl',
  ]) {
    assert.ok(names.includes(name), name)
  }
  assert.match(await readFile(join(good, 'はじめにお読みください.md'), 'utf8'), /python3 verify\.py/)
  await assert.rejects(exportLedger({ ...exporting, folder: good, now: new Date(0) }), Refusal)
})

type Alteration = { what: string; says: RegExp; alter(copy: string): Promise<void> }
const edit = (file: string, change: (text: string) => string) => async (copy: string) => {
  const path = join(copy, file)
  await writeFile(path, change(await readFile(path, 'utf8')))
}
const entriesFile = 'entries/000000000.jsonl'
const editLine = (at: number, change: (line: string) => string) =>
  edit(entriesFile, (text) =>
    text
      .split('\n')
      .map((line, index) => (index === at ? change(line) : line))
      .join('\n'),
  )

const alterations: Alteration[] = [
  {
    what: '本文の1文字',
    says: /記録 21番: 本文が葉の指紋と一致しません/,
    alter: editLine(20, (line) => line.replace('登録', '削除')),
  },
  {
    what: '乱数',
    says: /記録 21番/,
    alter: editLine(20, (line) => line.replace(/"salt":"../, '"salt":"00')),
  },
  {
    what: '本文の消去',
    says: /消去の記録もありません/,
    alter: editLine(20, (line) => JSON.stringify({ ...JSON.parse(line), body: null, salt: null })),
  },
  {
    what: '1件の削除',
    says: /通し番号が続いていません/,
    alter: edit(entriesFile, (text) => text.split('\n').toSpliced(9, 1).join('\n')),
  },
  {
    what: '末尾の切り詰め',
    says: /記録は300件ですが/,
    alter: edit(entriesFile, (text) => text.split('\n').toSpliced(-2, 1).join('\n')),
  },
  {
    what: '2件の入れ替え',
    says: /通し番号/,
    alter: edit(entriesFile, (text) => {
      const lines = text.split('\n')
      return lines.toSpliced(4, 2, lines[5] ?? '', lines[4] ?? '').join('\n')
    }),
  },
  {
    what: 'タイル',
    says: /タイルが葉から計算した内容と一致しません/,
    alter: async (copy) => {
      const path = join(copy, 'tile/0/000')
      const data = await readFile(path)
      data[7] = (data[7] ?? 0) ^ 1
      await writeFile(path, data)
    },
  },
  {
    what: '葉の束',
    says: /葉の指紋と一致しません/,
    alter: async (copy) => {
      const path = join(copy, 'tile/entries/000')
      const data = await readFile(path)
      data[40] = 0x30 + ((data[40] ?? 0) === 0x30 ? 1 : 0)
      await writeFile(path, data)
    },
  },
  { what: 'タイルの削除', says: /タイルがありません/, alter: (copy) => rm(join(copy, 'tile/1/000.p/1')) },
  {
    what: 'ファイルの追加',
    says: /目録にないファイル/,
    alter: (copy) => writeFile(join(copy, '余分.txt'), 'x'),
  },
  {
    what: '先頭の根',
    says: /署名が公開鍵で確かめられません/,
    alter: edit('checkpoint', (text) =>
      text.replace(/\n301\n./, (found) => `${found.slice(0, -1)}${found.endsWith('A') ? 'B' : 'A'}`),
    ),
  },
  { what: '別の鍵での署名', says: /指定された公開鍵と違います/, alter: resign },
  {
    what: '控えの先の記録',
    says: /控え/,
    alter: async (copy) => {
      const lines = (await readFile(join(copy, 'witness.jsonl'), 'utf8')).split('\n')
      await appendFile(join(copy, 'witness.jsonl'), `${lines[0]}\n`)
    },
  },
]

/** Signs the head again with a key of one's own and lets the export look whole. */
async function resign(copy: string): Promise<void> {
  const note = await readFile(join(copy, 'checkpoint'), 'utf8')
  const signer = signerFromSeed(`kijun/ledger/${house.tenantId}`, Buffer.alloc(32, 9))
  await writeFile(join(copy, 'checkpoint'), signer.sign(parseNote(note).text))
  await writeFile(join(copy, 'public-key.txt'), `${signer.vkey}\n`)
}

for (const verifier of verifiers) {
  test(`${verifier.name} accepts the export as it is`, { skip: verifier.skip }, async () => {
    const key = (await readPublicKey(house.dataFolder, house.tenantId)) ?? ''
    for (const args of [[], [good], [good, '--key', key], [good, '--key', join(good, 'public-key.txt')]]) {
      const { code, text } = run(verifier, ...args)
      assert.equal(code, 0, text)
      assert.match(text, /すべて一致しました/)
      assert.match(text, /うち3件は保存期間により/)
    }
  })

  test(`${verifier.name} names every alteration of an export`, { skip: verifier.skip }, async (t) => {
    const key = (await readPublicKey(house.dataFolder, house.tenantId)) ?? ''
    for (const { what, says, alter } of alterations) {
      await t.test(what, async () => {
        const copy = join(folder, `altered-${verifier.name}-${what}`)
        await cp(good, copy, { recursive: true })
        await alter(copy)
        const { code, text } = run(verifier, copy, '--key', key)
        assert.equal(code, 1, text)
        assert.match(text, says)
      })
    }
  })

  test(
    `${verifier.name} tells what cannot be read from what does not agree`,
    { skip: verifier.skip },
    async () => {
      assert.equal(run(verifier, join(folder, 'nowhere')).code, 2)
      const copy = join(folder, `unreadable-${verifier.name}`)
      await cp(good, copy, { recursive: true })
      await rename(join(copy, 'manifest.json'), join(copy, 'manifest.old'))
      assert.equal(run(verifier, copy).code, 2)
      await writeFile(join(copy, 'manifest.json'), '{')
      assert.equal(run(verifier, copy).code, 2)
      await writeFile(join(folder, 'broken.json'), '{"format":"kijun-ledger-receipt"}')
      const { code, text } = run(verifier, join(folder, 'broken.json'))
      assert.deepEqual([code, /読み取れません/.test(text)], [2, true])
    },
  )

  test(`${verifier.name} checks a single receipt`, { skip: verifier.skip }, async () => {
    const key = (await readPublicKey(house.dataFolder, house.tenantId)) ?? ''
    for (const seq of [0, 17, 255, 256, 300]) {
      const text = await receiptAt(seq, key)
      const path = join(folder, `receipt-${verifier.name}-${seq}.json`)
      await writeFile(path, text)
      assert.equal(run(verifier, path).code, 0)
      assert.equal(run(verifier, path, '--key', key).code, 0)
      await writeFile(path, text.replace('担当者', '別の者'))
      assert.equal(run(verifier, path).code, 1)
      await writeFile(path, text.replace(`"seq":${seq}`, `"seq":${(seq + 1) % 301}`))
      assert.equal(run(verifier, path).code, 1)
    }
  })
}

test('the verifiers can be handed out on their own', async () => {
  assert.match(await verifierText('verify.py'), /ed25519/i)
})

async function receiptAt(seq: number, key: string): Promise<string> {
  return house.db.readTenant(house.tenantId, async (tx) => {
    const leaf = await tx
      .selectFrom('ledger_leaf')
      .select('entry_id')
      .where('seq', '=', seq)
      .executeTakeFirstOrThrow()
    const receipt = await makeReceipt(tx, leaf.entry_id, key)
    assert.ok(typeof receipt === 'object')
    return JSON.stringify(receipt)
  })
}
