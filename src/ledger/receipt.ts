import { z } from 'zod'
import type { Tx } from '#ground/database/database.ts'
import { CANONICAL_VERSION } from './canonical.ts'
import { commitmentOf, entryLeaf } from './entry.ts'
import { verifyInclusion } from './merkle.ts'
import { MalformedNote, openNote, parseCheckpoint, parseVerifier } from './note.ts'
import { inclusionPaths, newestHead } from './proof.ts'

const hex = z.string().regex(/^[0-9a-f]{64}$/)
const receiptShape = z.strictObject({
  format: z.literal('kijun-ledger-receipt'),
  v: z.literal(CANONICAL_VERSION),
  entry: z.strictObject({ id: z.uuid(), body: z.string(), salt: hex }),
  /** Index of the leaf, from 0. */
  seq: z.int().min(0),
  /** Audit path, hexadecimal, from the leaf upwards. */
  path: z.array(hex).max(64),
  checkpoint: z.string().max(10_000),
  publicKey: z.string().max(1000),
})

/** Everything needed to check one entry offline: body, salt, audit path, signed head. */
export type Receipt = z.output<typeof receiptShape>

/** Why there is no receipt: the entry is unknown, its body was erased, or it still waits for its place. */
export type NoReceipt = 'unknown' | 'erased' | 'waiting'

/** Makes the receipt of an entry against the newest signed head. */
export async function makeReceipt(tx: Tx, entryId: string, publicKey: string): Promise<Receipt | NoReceipt> {
  const entry = await tx
    .selectFrom('ledger_entry as e')
    .leftJoin('ledger_leaf as l', (join) =>
      join.onRef('l.tenant_id', '=', 'e.tenant_id').onRef('l.entry_id', '=', 'e.entry_id'),
    )
    .select(['e.entry_id', 'e.body', 'e.salt', 'l.seq'])
    .where('e.entry_id', '=', entryId)
    .executeTakeFirst()
  if (entry === undefined) return 'unknown'
  if (entry.body === null || entry.salt === null) return 'erased'
  const head = await newestHead(tx)
  if (entry.seq === null || head === null || entry.seq >= head.size) return 'waiting'
  const paths = await inclusionPaths(tx, head.size, [entry.seq])
  return {
    format: 'kijun-ledger-receipt',
    v: CANONICAL_VERSION,
    entry: { id: entry.entry_id, body: entry.body, salt: entry.salt.toString('hex') },
    seq: entry.seq,
    path: (paths.get(entry.seq) ?? []).map((part) => part.toString('hex')),
    checkpoint: head.note,
    publicKey,
  }
}

/** What a receipt shows. `reason` is Japanese; `unreadable` differs from a receipt that was read and is wrong. */
export type ReceiptCheck =
  | { readonly result: 'genuine'; readonly origin: string; readonly size: number; readonly body: string }
  | { readonly result: 'wrong'; readonly reason: string }
  | { readonly result: 'unreadable'; readonly reason: string }

/** Checks a receipt offline. `publicKey` is the key the reader trusts, got another way than with the receipt. */
export function verifyReceipt(text: string, publicKey: string): ReceiptCheck {
  let receipt: Receipt
  try {
    receipt = receiptShape.parse(JSON.parse(text))
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof z.ZodError)) throw error
    return { result: 'unreadable', reason: '受領証の形式が正しくありません。' }
  }
  try {
    const verifier = parseVerifier(publicKey)
    const signed = openNote(receipt.checkpoint, verifier)
    if (signed === null) return { result: 'wrong', reason: '署名が、示された公開鍵で確かめられません。' }
    const { origin, size, root } = parseCheckpoint(signed)
    if (origin !== verifier.name) return { result: 'wrong', reason: '別の記録簿の署名です。' }
    const commitment = commitmentOf(Buffer.from(receipt.entry.salt, 'hex'), receipt.entry.body)
    const leaf = entryLeaf(receipt.entry.id, commitment)
    const path = receipt.path.map((part) => Buffer.from(part, 'hex'))
    if (!verifyInclusion({ index: receipt.seq, size, path }, leaf, root)) {
      return { result: 'wrong', reason: '記録の内容が、署名された木に含まれていません。' }
    }
    return { result: 'genuine', origin, size, body: receipt.entry.body }
  } catch (error) {
    if (!(error instanceof MalformedNote)) throw error
    return { result: 'unreadable', reason: '署名または公開鍵の形式が正しくありません。' }
  }
}
