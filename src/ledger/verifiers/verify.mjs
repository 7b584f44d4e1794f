#!/usr/bin/env node
// 記録簿の書き出し、または受領証を、Kijun のない機械で確かめる道具。Node.js 18 以上だけで動く。
//   node verify.mjs [フォルダー または 受領証.json] [--key 公開鍵の文字列 または ファイル]
// 終了コード: 0 = すべて一致、1 = 一致しないものがある、2 = 読み取れない
import { createHash, createPublicKey, verify } from 'node:crypto'
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

class Unreadable extends Error {}

const sha256 = (...parts) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
const LEAF = Buffer.of(0)
const NODE = Buffer.of(1)
const leafHash = (data) => sha256(LEAF, data)
const nodeHash = (left, right) => sha256(NODE, left, right)
const EMPTY_ROOT = sha256('')

function strictBase64(text, what) {
  const data = Buffer.from(text, 'base64')
  if (data.toString('base64') !== text) throw new Unreadable(`${what}の形式が正しくありません。`)
  return data
}

function parseKey(text) {
  const [name = '', id = '', ...rest] = text.trim().split('+')
  const data = strictBase64(rest.join('+'), '公開鍵')
  if (name === '' || data.length !== 33 || data[0] !== 1)
    throw new Unreadable('公開鍵の形式が正しくありません。')
  const wanted = sha256(`${name}\n`, data).subarray(0, 4).toString('hex')
  if (wanted !== id) throw new Unreadable('公開鍵の番号が鍵と合いません。')
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), data.subarray(1)])
  return { name, id, key: createPublicKey({ key: der, format: 'der', type: 'spki' }) }
}

/** 署名された文を返す。署名が確かめられなければ null。 */
function openNote(note, key) {
  const split = note.lastIndexOf('\n\n')
  if (split < 0 || !note.endsWith('\n')) throw new Unreadable('署名された文の形式が正しくありません。')
  const text = note.slice(0, split + 1)
  let good = 0
  for (const line of note.slice(split + 2, -1).split('\n')) {
    const [dash, name, encoded = '', ...more] = line.split(' ')
    if (dash !== '—' || more.length > 0) throw new Unreadable('署名の行の形式が正しくありません。')
    const data = strictBase64(encoded, '署名')
    if (name !== key.name || data.subarray(0, 4).toString('hex') !== key.id) continue
    if (!verify(null, Buffer.from(text), key.key, data.subarray(4))) return null
    good++
  }
  return good > 0 ? text : null
}

function parseCheckpoint(text) {
  const [origin = '', size = '', encoded = ''] = text.split('\n')
  if (!/^(0|[1-9]\d{0,15})$/.test(size)) throw new Unreadable('署名済みの先頭の形式が正しくありません。')
  const root = strictBase64(encoded, '署名済みの先頭')
  if (root.length !== 32) throw new Unreadable('署名済みの先頭の形式が正しくありません。')
  return { origin, size: Number(size), root }
}

/** 木の右端だけを持ち、葉を足し、その時の根と、埋まったタイルを返す。 */
class Tree {
  size = 0
  edges = []
  full = []
  append(leaf) {
    this.size++
    this.push(0, leaf)
  }
  push(level, hash) {
    const edge = (this.edges[level] ??= { index: 0, hashes: [] })
    edge.hashes.push(hash)
    if (edge.hashes.length < 256) return
    this.full.push({ level, index: edge.index, data: Buffer.concat(edge.hashes) })
    this.push(level + 1, perfectRoot(edge.hashes))
    edge.index++
    edge.hashes = []
  }
  root() {
    let right = null
    for (const { hashes } of this.edges) {
      let end = hashes.length
      for (let width = 1; end > 0; width *= 2) {
        if ((end & width) === 0) continue
        const part = perfectRoot(hashes.slice(end - width, end))
        right = right === null ? part : nodeHash(part, right)
        end -= width
      }
    }
    return right ?? EMPTY_ROOT
  }
  takeFull() {
    return this.full.splice(0)
  }
  partial() {
    return this.edges.flatMap(({ index, hashes }, level) =>
      hashes.length === 0 ? [] : [{ level, index, data: Buffer.concat(hashes) }],
    )
  }
}

function perfectRoot(hashes) {
  let row = hashes
  while (row.length > 1) {
    const next = []
    for (let at = 0; at < row.length; at += 2) next.push(nodeHash(row[at], row[at + 1]))
    row = next
  }
  return row[0]
}

function tilePath(level, index, width) {
  const groups = [String(index % 1000).padStart(3, '0')]
  for (let left = Math.floor(index / 1000); left > 0; left = Math.floor(left / 1000)) {
    groups.unshift(`x${String(left % 1000).padStart(3, '0')}`)
  }
  return `tile/${level}/${groups.join('/')}${width === 256 ? '' : `.p/${width}`}`
}

function decodeBundle(bytes) {
  const entries = []
  for (let at = 0; at < bytes.length;) {
    if (at + 2 > bytes.length) return null
    const end = at + 2 + bytes.readUInt16BE(at)
    if (end > bytes.length) return null
    entries.push(bytes.subarray(at + 2, end))
    at = end
  }
  return entries
}

const leafText = (entry, commitment) => `{"commit":"${commitment.toString('hex')}","entry":"${entry}","v":1}`
const commitmentOf = (salt, body) => sha256(Buffer.from(salt, 'hex'), body)

function readText(path, what) {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new Unreadable(`${what}を読み取れません(${error.code ?? error.message})。`)
  }
}

function readJson(path, what) {
  const text = readText(path, what)
  try {
    return JSON.parse(text)
  } catch {
    throw new Unreadable(`${what}の形式が正しくありません。`)
  }
}

async function* linesOf(path) {
  if (!existsSync(path) || statSync(path).size === 0) return
  yield* createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })
}

function filesUnder(folder, prefix = '') {
  return readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((each) => {
    const path = prefix === '' ? each.name : `${prefix}/${each.name}`
    return each.isDirectory() ? filesUnder(folder, path) : [path]
  })
}

/** ファイルのハッシュが目録どおりか、余分なファイルや足りないファイルがないか。 */
async function checkManifest(folder, manifest, wrong) {
  const listed = new Map(manifest.files.map((file) => [file.path, file]))
  for (const path of filesUnder(folder)) {
    if (path !== 'manifest.json' && !listed.has(path)) wrong(`目録にないファイルがあります: ${path}`)
  }
  for (const { path, sha256: wanted } of listed.values()) {
    if (/(^|\/)\.\.(\/|$)|^\//.test(path)) throw new Unreadable('目録の形式が正しくありません。')
    const full = join(folder, path)
    if (!existsSync(full)) {
      wrong(`ファイルがありません: ${path}`)
      continue
    }
    const hash = createHash('sha256')
    for await (const chunk of createReadStream(full)) hash.update(chunk)
    if (hash.digest('hex') !== wanted) wrong(`ファイルの内容が目録と一致しません: ${path}`)
  }
}

/** 署名済みの先頭の一覧を、大きさごとにまとめる。 */
async function readHeads(path, key, what, wrong) {
  const heads = new Map()
  let [largest, last, line] = [0, '', 0]
  for await (const text of linesOf(path)) {
    line++
    let note
    try {
      note = JSON.parse(text).note
    } catch {
      wrong(`${what}の${line}行を読み取れません。`)
      continue
    }
    if (note === last) continue
    last = note
    const signed = openNote(note, key)
    if (signed === null) {
      wrong(`${what}の${line}行の署名が公開鍵で確かめられません。`)
      continue
    }
    const head = parseCheckpoint(signed)
    if (head.origin !== key.name) wrong(`${what}の${line}行は別の記録簿のものです。`)
    if (head.size <= largest) wrong(`${what}の${line}行で件数が減っています。古い複製に戻されています。`)
    largest = Math.max(largest, head.size)
    heads.set(head.size, head.root)
  }
  return heads
}

async function verifyFolder(folder, trusted) {
  const problems = []
  let count = 0
  const wrong = (message) => {
    count++
    if (problems.length < 50) problems.push(message)
  }
  const manifest = readJson(join(folder, 'manifest.json'), '目録 manifest.json')
  if (manifest.format !== 'kijun-ledger-export' || manifest.v !== 1 || !Array.isArray(manifest.files)) {
    throw new Unreadable('目録 manifest.json の形式が正しくありません。')
  }
  await checkManifest(folder, manifest, wrong)
  const ownKey = readText(join(folder, 'public-key.txt'), '公開鍵 public-key.txt').trim()
  if (trusted !== null && trusted !== ownKey) wrong('書き出しの公開鍵が、指定された公開鍵と違います。')
  const key = parseKey(trusted ?? ownKey)
  const note = readText(join(folder, 'checkpoint'), '署名済みの先頭 checkpoint')
  const signed = openNote(note, key)
  if (signed === null) wrong('署名済みの先頭の署名が公開鍵で確かめられません。')
  const head = parseCheckpoint(signed ?? note)
  if (head.origin !== key.name) wrong('署名済みの先頭は別の記録簿のものです。')
  const stored = await readHeads(join(folder, 'checkpoints.jsonl'), key, '署名済みの先頭の一覧', wrong)
  const witness = await readHeads(join(folder, 'witness.jsonl'), key, '控え', wrong)

  const tree = new Tree()
  const [missing, stated] = [new Map(), new Map()]
  let bundle = []
  const checkTile = ({ level, index, data }) => {
    const path = tilePath(level, index, data.length / 32)
    if (!existsSync(join(folder, path))) wrong(`タイルがありません: ${path}`)
    else if (!readFileSync(join(folder, path)).equals(data))
      wrong(`タイルが葉から計算した内容と一致しません: ${path}`)
  }
  const chunks = manifest.files
    .map((file) => file.path)
    .filter((path) => /^entries\/\d{9}\.jsonl$/.test(path))
  for (const chunk of chunks.toSorted?.() ?? [...chunks].sort()) {
    for await (const line of linesOf(join(folder, chunk))) {
      let row
      try {
        row = JSON.parse(line)
      } catch {
        wrong(`${chunk} に読み取れない行があります。`)
        continue
      }
      const seq = tree.size
      const name = `記録 ${seq + 1}番`
      if (row.seq !== seq) wrong(`${name}: 通し番号が続いていません(${row.seq})。`)
      if (seq % 256 === 0) {
        const width = Math.min(256, head.size - seq)
        const path = width > 0 ? tilePath('entries', seq / 256, width) : ''
        const bytes = path !== '' && existsSync(join(folder, path)) ? readFileSync(join(folder, path)) : null
        bundle = (bytes === null ? null : decodeBundle(bytes)) ?? []
        if (bundle.length !== width) wrong(`葉の束が欠けています: ${path}`)
      }
      const leaf = bundle[seq % 256] ?? Buffer.alloc(0)
      tree.append(leafHash(leaf))
      if (row.body === null) {
        missing.set(row.entry, seq)
        if (!leaf.toString('utf8').includes(`"entry":"${row.entry}"`))
          wrong(`${name}: 番号が葉と一致しません。`)
      } else {
        if (leafText(row.entry, commitmentOf(row.salt, row.body)) !== leaf.toString('utf8')) {
          wrong(`${name}: 本文が葉の指紋と一致しません。`)
        }
        let body = null
        try {
          body = JSON.parse(row.body)
        } catch {
          wrong(`${name}: 本文を読み取れません。`)
        }
        if (body !== null && body.entry !== row.entry)
          wrong(`${name}: 本文の番号が記録の番号と一致しません。`)
        for (const id of body?.erases ?? []) stated.set(id, seq)
      }
      for (const [heads, what] of [
        [stored, '署名済みの先頭の一覧'],
        [witness, '控え'],
      ]) {
        const root = heads.get(tree.size)
        if (root === undefined) continue
        if (!root.equals(tree.root())) wrong(`${what}の${tree.size}件の時点と、いまの木が一致しません。`)
        heads.delete(tree.size)
      }
      if (tree.full.length > 0) tree.takeFull().forEach(checkTile)
    }
  }
  tree.partial().forEach(checkTile)
  if (tree.size !== head.size) wrong(`記録は${tree.size}件ですが、署名済みの先頭は${head.size}件です。`)
  if (!tree.root().equals(head.root)) wrong('署名済みの先頭と、葉から計算した木が一致しません。')
  for (const size of stored.keys())
    wrong(`署名済みの先頭の一覧に、いまの記録より多い${size}件の先頭があります。`)
  for (const size of witness.keys()) {
    wrong(`控えの${size}件の先頭が、いまの記録にありません。切り詰められたか、古い複製に戻されています。`)
  }
  for (const [entry, seq] of missing) {
    if ((stated.get(entry) ?? -1) <= seq) wrong(`記録 ${seq + 1}番: 本文がなく、消去の記録もありません。`)
  }
  return {
    problems,
    count,
    size: tree.size,
    root: tree.root(),
    key: trusted ?? ownKey,
    erased: missing.size,
    witnessed: existsSync(join(folder, 'witness.jsonl')),
  }
}

function splitPoint(size) {
  let point = 1
  while (point * 2 < size) point *= 2
  return point
}

function verifyReceipt(path, trusted) {
  const receipt = readJson(path, '受領証')
  const { entry, seq, path: audit, checkpoint, publicKey } = receipt
  if (
    receipt.format !== 'kijun-ledger-receipt' ||
    receipt.v !== 1 ||
    !Array.isArray(audit) ||
    !Number.isInteger(seq)
  ) {
    throw new Unreadable('受領証の形式が正しくありません。')
  }
  if (
    typeof entry?.body !== 'string' ||
    !/^[0-9a-f]{64}$/.test(entry.salt) ||
    !audit.every((part) => /^[0-9a-f]{64}$/.test(part))
  ) {
    throw new Unreadable('受領証の形式が正しくありません。')
  }
  const problems = []
  if (trusted !== null && trusted !== publicKey)
    problems.push('受領証の公開鍵が、指定された公開鍵と違います。')
  const key = parseKey(trusted ?? publicKey)
  const signed = openNote(checkpoint, key)
  if (signed === null) problems.push('署名が公開鍵で確かめられません。')
  const head = parseCheckpoint(signed ?? checkpoint)
  if (head.origin !== key.name) problems.push('署名は別の記録簿のものです。')
  let hash = leafHash(leafText(entry.id, commitmentOf(entry.salt, entry.body)))
  const lefts = []
  for (let start = 0, end = head.size; seq >= 0 && seq < head.size && end - start > 1;) {
    const middle = start + splitPoint(end - start)
    lefts.unshift(seq >= middle)
    if (seq < middle) end = middle
    else start = middle
  }
  if (seq < 0 || seq >= head.size || lefts.length !== audit.length)
    problems.push('証明の長さが木の大きさと合いません。')
  lefts.forEach((left, step) => {
    const sibling = Buffer.from(audit[step] ?? '', 'hex')
    hash = left ? nodeHash(sibling, hash) : nodeHash(hash, sibling)
  })
  if (!hash.equals(head.root)) problems.push('記録の内容が、署名された木に含まれていません。')
  return {
    problems,
    count: problems.length,
    key: trusted ?? publicKey,
    size: head.size,
    seq,
    body: entry.body,
  }
}

const LIMITS = [
  '記録される前のこと(正しい手順で入れられた誤った内容)は分かりません。',
  '記録簿と署名鍵の両方を持つ人が全部を作り直した場合、それ以前に外部へ渡した先頭(控え)と比べない限り見破れません。',
]

async function main(args) {
  let [target, trusted] = [null, null]
  for (let at = 0; at < args.length; at++) {
    if (args[at] === '--key') trusted = args[++at] ?? ''
    else target = args[at]
  }
  if (trusted !== null && existsSync(trusted)) trusted = readText(trusted, '公開鍵').trim()
  target = resolve(target ?? dirname(fileURLToPath(import.meta.url)))
  if (!existsSync(target)) throw new Unreadable(`${target} がありません。`)
  const folder = statSync(target).isDirectory()
  const result = folder ? await verifyFolder(target, trusted) : verifyReceipt(target, trusted)
  console.log(folder ? `記録簿の書き出し: ${target}` : `受領証: ${target}`)
  console.log(`公開鍵: ${result.key}`)
  if (trusted === null)
    console.log(
      '  注意: この公開鍵は同梱のものです。別に受け取った公開鍵と同じか、見比べてください(--key で指定できます)。',
    )
  if (folder) {
    console.log(`記録: ${result.size}件  木の根: ${result.root.toString('hex')}`)
    if (result.erased > 0) console.log(`うち${result.erased}件は保存期間により本文を消去済みです。`)
    if (!result.witnessed) console.log('  注意: データベースの外の控えは含まれていません。')
  } else {
    console.log(`記録 ${result.seq + 1}番(署名の時点で${result.size}件)`)
    console.log(`本文: ${result.body}`)
  }
  for (const problem of result.problems) console.log(`不一致: ${problem}`)
  if (result.count > result.problems.length)
    console.log(`ほかに${result.count - result.problems.length}件あります。`)
  console.log(
    result.count === 0 ? '結果: すべて一致しました。' : `結果: 一致しないものが${result.count}件あります。`,
  )
  if (result.count === 0) for (const limit of LIMITS) console.log(`この照合で分からないこと: ${limit}`)
  return result.count === 0 ? 0 : 1
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error) => {
    console.error(`結果: 読み取れません。${error.message}`)
    process.exitCode = 2
  },
)
