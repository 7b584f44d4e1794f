import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import iconv from 'iconv-lite'
import { Refusal, type RefusalCode } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import { testDatabase } from '#test/database.ts'
import { blobPath, type WriteFile, writeDurably } from './blob-folder.ts'
import { fileStore, type FileStore } from './file-store.ts'
import { contentType, nameOfType } from './file-type.ts'

const world = await testDatabase({ after })
const folder = await mkdtemp(join(tmpdir(), 'kijun-files-'))
after(() => rm(folder, { recursive: true, force: true }))

const at = '2026-11-24T05:00:00.000Z'
const by = { uploadedBy: 'tester' }
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

function withStore<T>(
  work: (files: FileStore) => Promise<T>,
  more: { tenantId?: string; write?: WriteFile; maxBytes?: number; folder?: string } = {},
): Promise<T> {
  const tenantId = more.tenantId ?? world.tenantId
  return world.db.inTenant(tenantId, (tx) => work(fileStore({ tx, folder, at, newId, ...more, tenantId })))
}

function refused(code: RefusalCode, message: RegExp) {
  return (error: unknown): boolean => {
    assert.ok(error instanceof Refusal, String(error))
    assert.equal(error.code, code)
    assert.match(error.message, message)
    return true
  }
}

async function filesBelow(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
}

test('a file comes back byte for byte, with the type found in it', async () => {
  const bytes = bytesOf('持出しの記録\n')
  const stored = await withStore((files) => files.put(bytes, 'C:\\書類\\記録.txt', by))
  assert.deepEqual(
    { name: stored.name, type: stored.type, size: stored.size },
    { name: '記録.txt', type: 'text/plain; charset=utf-8', size: bytes.length },
  )
  const read = await withStore((files) => files.read(stored.fileId))
  assert.deepEqual(new Uint8Array(read.bytes), bytes)
  assert.equal(read.sha256, stored.sha256)
  assert.deepEqual(new Uint8Array(await readFile(blobPath(folder, stored.sha256))), bytes)
})

test('the same content is kept once, under two names', async () => {
  const before = (await filesBelow(folder)).length
  const bytes = bytesOf('同じ中身')
  const [a, b] = await withStore(async (files) => [
    await files.put(bytes, '一.txt', by),
    await files.put(bytes, '二.txt', by),
  ])
  assert.notEqual(a?.fileId, b?.fileId)
  assert.equal(a?.sha256, b?.sha256)
  assert.equal((await filesBelow(folder)).length, before + 1)
})

test('another tenant and a forged id find nothing', async () => {
  const { fileId } = await withStore((files) => files.put(bytesOf('秘'), '秘.txt', by))
  const tenantId = await world.newTenant('隣の市')
  for (const id of [fileId, newId(), "x' or 1=1", '']) {
    await assert.rejects(
      withStore((files) => files.read(id), { tenantId }),
      refused('not-found', /見つかりません/u),
    )
  }
})

test('the type is decided by content: a program, a false name and an empty file are refused', async () => {
  const elf = new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, ...Array.from({ length: 60 }, () => 0)])
  const exe = new Uint8Array([0x4d, 0x5a, ...Array.from({ length: 200 }, () => 0)])
  for (const [bytes, name] of [
    [elf, '写真.png'],
    [exe, '記録.dat'],
  ] as const) {
    await assert.rejects(
      withStore((files) => files.put(bytes, name, by)),
      refused('unsupported', /プログラム/u),
    )
  }
  await assert.rejects(
    withStore((files) => files.put(bytesOf('<html>'), '様式.pdf', by)),
    refused('unsupported', /名前と中身/u),
  )
  await assert.rejects(
    withStore((files) => files.put(new Uint8Array(), '空.txt', by)),
    refused('invalid', /空/u),
  )
  await assert.rejects(
    withStore((files) => files.put(bytesOf('文'), '文.txt', { ...by, accept: ['application/pdf'] })),
    refused('unsupported', /使えない種類/u),
  )
})

test('text in UTF-8 and CP932 is told from binary, and HTML is only text', async () => {
  const cp932 = new Uint8Array(iconv.encode('氏名,所属\r\n髙橋,情報政策課\r\n', 'cp932'))
  assert.equal((await contentType(cp932, '職員.csv')).type, 'text/csv; charset=shift_jis')
  assert.equal((await contentType(bytesOf('a,b\n'), 'x.CSV')).type, 'text/csv; charset=utf-8')
  assert.equal(
    (await contentType(bytesOf('<script>alert(1)</script>'), 'x.html')).type,
    'text/plain; charset=utf-8',
  )
  assert.equal(
    (await contentType(new Uint8Array([0, 1, 2, 255, 254, 0]), 'x.txt')).type,
    'application/octet-stream',
  )
  assert.equal((await contentType(new Uint8Array([0, 1, 2, 255, 254, 0]), 'x.txt')).contradictsName, true)
})

test('a refused kind of file is named as people call it, not as a media type', async () => {
  await assert.rejects(
    withStore((files) => files.put(new Uint8Array([0, 1, 2, 255, 254, 0]), '案.txt', by)),
    (error: unknown) => {
      assert.ok(error instanceof Refusal)
      assert.deepEqual(error.problems, [{ at: '案.txt', message: '中身は種類の分からないデータです。' }])
      return true
    },
  )
  assert.equal(nameOfType('image/png'), '画像')
  assert.equal(nameOfType('application/zip'), '圧縮ファイル')
})

test('a file over the limit is refused with both sizes', async () => {
  await assert.rejects(
    withStore((files) => files.put(new Uint8Array(3 * 1024 * 1024).fill(65), '大.txt', by), {
      maxBytes: 1024 * 1024,
    }),
    refused('too-large', /3\.0MBあり.*1\.0MB/u),
  )
})

test('a full disk is refused in Japanese and leaves neither half a file nor a row', async () => {
  const bytes = bytesOf('書き終わらない')
  const before = await filesBelow(folder)
  const halfThenFull: WriteFile = async (path, content) => {
    await writeDurably(path, content.subarray(0, 3))
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
  }
  await assert.rejects(
    withStore((files) => files.put(bytes, '途中.txt', by), { write: halfThenFull }),
    refused('unavailable', /保存場所がいっぱい/u),
  )
  assert.deepEqual(await filesBelow(folder), before)
  const rows = await world.db.inTenant(world.tenantId, (tx) =>
    tx.selectFrom('stored_file').select('file_id').where('name', '=', '途中.txt').execute(),
  )
  assert.deepEqual(rows, [])
  const stored = await withStore((files) => files.put(bytes, '途中.txt', by))
  assert.deepEqual(new Uint8Array((await withStore((files) => files.read(stored.fileId))).bytes), bytes)
})

test('altered or missing content is reported by the name of the file, and putting it again heals it', async () => {
  const bytes = bytesOf('原本')
  const { fileId, sha256 } = await withStore((files) => files.put(bytes, '原本.txt', by))
  await writeFile(blobPath(folder, sha256), '偽物')
  await assert.rejects(
    withStore((files) => files.read(fileId)),
    refused('unavailable', /「原本\.txt」の中身が保管したときと違います/u),
  )
  await rm(blobPath(folder, sha256))
  await assert.rejects(
    withStore((files) => files.read(fileId)),
    refused('unavailable', /「原本\.txt」の中身が保存場所にありません/u),
  )
  await writeFile(blobPath(folder, sha256), '偽物')
  await withStore((files) => files.put(bytes, '原本.txt', by))
  assert.deepEqual(new Uint8Array((await withStore((files) => files.read(fileId))).bytes), bytes)
})

test('the application cannot change or delete a stored file', async () => {
  const { fileId } = await withStore((files) => files.put(bytesOf('不変'), '不変.txt', by))
  for (const statement of ['update', 'delete'] as const) {
    await assert.rejects(
      world.db.inTenant(world.tenantId, async (tx) => {
        if (statement === 'delete') await tx.deleteFrom('stored_file').where('file_id', '=', fileId).execute()
        else await tx.updateTable('stored_file').set({ name: 'x' }).where('file_id', '=', fileId).execute()
      }),
      /permission denied/u,
    )
  }
})

test('a name is only its last part, without control characters, and never too long', async () => {
  for (const [given, kept] of [
    ['../../etc/passwd', 'passwd'],
    ['..', '名称なし'],
    ['a\u0000\u202eb.txt', 'ab.txt'],
    [`${'あ'.repeat(300)}.txt`, `${'あ'.repeat(196)}.txt`],
  ] as const) {
    const { name } = await withStore((files) => files.put(bytesOf('名'), given, by))
    assert.equal(name, kept)
  }
})
