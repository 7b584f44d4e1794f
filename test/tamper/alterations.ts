import type pg from 'pg'
import { newId } from '#ground/ids/ids.ts'
import type { NoteSigner } from '#ledger/note.ts'
import { rebuild, restoreCopy } from './forge.ts'

/** What an alteration may draw from. */
export type World = {
  readonly client: pg.ClientBase
  readonly tenantId: string
  /** Entries in the order of the tree. */
  readonly entries: readonly string[]
  readonly assets: readonly string[]
  readonly events: readonly string[]
  readonly heads: readonly number[]
  readonly copies: readonly string[]
  readonly random: (below: number) => number
  /** The real signing key: the attacker has taken it. */
  readonly realKey: NoteSigner
  readonly ownKey: NoteSigner
}

/** Alters the database; its statements may fail (a constraint), which counts as nothing done. */
export type Alteration = (world: World) => Promise<unknown>

const pick = (world: World, list: readonly (string | number)[]): string =>
  String(list[world.random(list.length)] ?? '')
const two = (world: World, list: readonly string[]): [string, string] => {
  const first = world.random(list.length)
  const second = (first + 1 + world.random(list.length - 1)) % list.length
  return [list[first] ?? '', list[second] ?? '']
}
const flip = (world: World, column: string, length: number): string => {
  const at = world.random(length)
  return `${column} = set_byte(${column}, ${at}, get_byte(${column}, ${at}) # ${1 + world.random(255)})`
}
const run = (world: World, ...statements: string[]): Promise<unknown> =>
  world.client.query(statements.join('; '))

const entry =
  (set: (world: World) => string): Alteration =>
  (world) =>
    run(world, `update ledger_entry set ${set(world)} where entry_id = '${pick(world, world.entries)}'`)
const leaf =
  (set: (world: World) => string): Alteration =>
  (world) =>
    run(world, `update ledger_leaf set ${set(world)} where seq = ${world.random(world.entries.length)}`)
const head =
  (set: (world: World) => string): Alteration =>
  (world) =>
    run(world, `update ledger_checkpoint set ${set(world)} where size = ${pick(world, world.heads)}`)
const asset =
  (set: (world: World) => string): Alteration =>
  (world) =>
    run(world, `update sample_asset set ${set(world)} where id = '${pick(world, world.assets)}'`)
const tile =
  (change: (world: World) => string): Alteration =>
  (world) =>
    run(
      world,
      `${change(world)} where (level, tile_index) = (select level, tile_index from ledger_tile order by level, tile_index offset ${world.random(2)} limit 1)`,
    )

/** Swaps values of two rows of a table; the second value of a pair is parked, so that unique keys do not object. */
const swap =
  (
    table: string,
    key: string,
    columns: readonly string[],
    keys: (world: World) => readonly string[],
  ): Alteration =>
  (world) => {
    const [a, b] = two(world, keys(world))
    const set = columns.map((column) => `${column} = other.${column}`).join(', ')
    return run(
      world,
      `update ${table} t set ${set} from ${table} other
      where (t.${key}, other.${key}) in (('${a}', '${b}'), ('${b}', '${a}'))`,
    )
  }

/** The able attacker: changes an entry's body, with or without the row it speaks of, and computes everything anew. */
const forgeBody = async (world: World): Promise<void> => {
  await run(
    world,
    `update ledger_entry set body = replace(body, '"act":"登録"', '"act":"許可"')
    where entry_id = '${pick(world, world.entries)}'`,
  )
}

export const alterations: Readonly<Record<string, Alteration>> = {
  '行: 名称の書き換え': asset((w) => `name = name || '${w.random(1000)}'`),
  '行: 空欄への書き換え': asset((w) => `place = ${w.random(2) === 0 ? 'null' : `'金庫${w.random(99)}'`}`),
  '行: JSONの書き換え': asset(
    (w) => `facts = jsonb_set(coalesce(facts, '{}'), '{件数}', '${2000 + w.random(1000)}')`,
  ),
  '行: 日時の1マイクロ秒': asset(() => `seen_at = seen_at + interval '1 microsecond'`),
  '行: 数値の書き換え': asset((w) => `weight = weight + ${1 + w.random(9)}e-9`),
  '行: 番号の付け替え': asset(() => `id = '${newId()}'`),
  '行: 削除': (w) => run(w, `delete from sample_asset where id = '${pick(w, w.assets)}'`),
  '行: 追加': (w) => run(w, `insert into sample_event values ('${w.tenantId}', '${newId()}', '許可')`),
  '行: 入れ替え': swap('sample_asset', 'id', ['name', 'place', 'facts', 'seen_at'], (w) => w.assets),
  '行: 追記専用の表の書き換え': (w) =>
    run(w, `update sample_event set word = word || '済' where id = '${pick(w, w.events)}'`),
  '行: 追記専用の表の削除': (w) => run(w, `delete from sample_event where id = '${pick(w, w.events)}'`),

  '記録: 本文の1文字': entry((w) => {
    const at = 1 + w.random(300)
    return `body = overlay(body placing chr(${0x61 + w.random(26)}) from ${at} for 1)`
  }),
  '記録: 本文への追記': entry(() => `body = body || ' '`),
  '記録: 乱数': entry((w) => flip(w, 'salt', 32)),
  '記録: 日時': entry((w) => `at = at + interval '${1 + w.random(100_000)} milliseconds'`),
  '記録: 行為者': entry((w) => `actor_id = '職員${w.random(100)}'`),
  '記録: 行為者の種別': entry(() => `actor_kind = 'person'`),
  '記録: 操作': entry((w) => `operation = 'sample.remove${w.random(10)}'`),
  '記録: 対象': entry(() => `subject_id = '${newId()}'`),
  '記録: 対象の種別': entry((w) => `subject_kind = 'other${w.random(10)}'`),
  '記録: 番号': entry(() => `entry_id = '${newId()}'`),
  '記録: 削除': (w) => run(w, `delete from ledger_entry where entry_id = '${pick(w, w.entries)}'`),
  '記録: 本文の消去': entry(() =>
    ['at', 'body', 'salt', 'actor_kind', 'actor_id', 'operation', 'subject_kind', 'subject_id']
      .map((c) => `${c} = null`)
      .join(', '),
  ),
  '記録: 差し込み': (w) => {
    const id = newId()
    return run(
      w,
      `insert into ledger_entry (tenant_id, entry_id, at, body, salt, actor_kind, actor_id, operation, subject_kind, subject_id)
      select tenant_id, '${id}', at, replace(body, entry_id::text, '${id}'), salt, actor_kind, actor_id, operation, subject_kind, subject_id
        from ledger_entry where entry_id = '${pick(w, w.entries)}'`,
    )
  },
  '記録: 本文の入れ替え': swap('ledger_entry', 'entry_id', ['body', 'salt'], (w) => w.entries),
  '記録: 全欄の入れ替え': swap(
    'ledger_entry',
    'entry_id',
    ['at', 'body', 'salt', 'subject_id'],
    (w) => w.entries,
  ),
  '記録と行: つじつまを合わせた書き換え': async (w) => {
    await forgeBody(w)
    await asset((each) => `name = name || '${each.random(100)}'`)(w)
  },

  '葉: 指紋': leaf((w) => flip(w, 'commitment', 32)),
  '葉: ハッシュ': leaf((w) => flip(w, 'leaf_hash', 32)),
  '葉: 記録の付け替え': leaf(() => `entry_id = '${newId()}'`),
  '葉: 通し番号': leaf((w) => `seq = seq + ${1000 + w.random(1000)}`),
  '葉: 削除': (w) => run(w, `delete from ledger_leaf where seq = ${w.random(w.entries.length)}`),
  '葉: 末尾の削除': (w) =>
    run(w, `delete from ledger_leaf where seq >= ${w.entries.length - 1 - w.random(5)}`),
  '葉: 追加': (w) =>
    run(
      w,
      `insert into ledger_leaf select tenant_id, ${w.entries.length}, '${newId()}', commitment, leaf_hash
      from ledger_leaf where seq = ${w.random(w.entries.length)}`,
    ),
  '葉: 指紋とハッシュの入れ替え': (w) => {
    const a = w.random(w.entries.length)
    const b = (a + 1 + w.random(w.entries.length - 1)) % w.entries.length
    return run(
      w,
      `update ledger_leaf t set commitment = o.commitment, leaf_hash = o.leaf_hash from ledger_leaf o
      where (t.seq, o.seq) in ((${a}, ${b}), (${b}, ${a}))`,
    )
  },
  '葉と記録: 本文に合わせた計算し直し': async (w) => {
    await forgeBody(w)
    await run(
      w,
      `update ledger_leaf l set commitment = sha256(e.salt || convert_to(e.body, 'UTF8')) from ledger_entry e
      where e.entry_id = l.entry_id and e.body is not null`,
      `update ledger_leaf set leaf_hash = sha256('\\x00'::bytea || convert_to('{"commit":"' || encode(commitment, 'hex') || '","entry":"' || entry_id || '","v":1}', 'UTF8'))`,
    )
  },

  'タイル: 内容': tile((w) => `update ledger_tile set ${flip(w, 'data', 32)}`),
  'タイル: 幅': tile(() => `update ledger_tile set width = width + 1, data = data || substr(data, 1, 32)`),
  'タイル: 段': tile((w) => `update ledger_tile set level = level + ${2 + w.random(20)}`),
  'タイル: 番号': tile((w) => `update ledger_tile set tile_index = tile_index + ${5 + w.random(20)}`),
  'タイル: 削除': tile(() => 'delete from ledger_tile'),
  'タイル: 追加': (w) =>
    run(
      w,
      `insert into ledger_tile values ('${w.tenantId}', ${w.random(3)}, ${3 + w.random(50)}, 1, sha256('x'))`,
    ),

  '先頭: 根': head((w) => flip(w, 'root', 32)),
  '先頭: 署名文の1文字': head((w) => {
    const at = 1 + w.random(200)
    return `note = overlay(note placing chr(${0x41 + w.random(26)}) from ${at} for 1)`
  }),
  '先頭: 件数': head((w) => `size = size + ${1 + w.random(500)}`),
  '先頭: 日時': head((w) => `at = at - interval '${1 + w.random(100)} days'`),
  '先頭: 削除': (w) => run(w, `delete from ledger_checkpoint where size = ${pick(w, w.heads)}`),
  '先頭: 複写': (w) =>
    run(
      w,
      `insert into ledger_checkpoint select tenant_id, size + ${1 + w.random(3)}, root, note, at
    from ledger_checkpoint where size = ${pick(w, w.heads)}`,
    ),
  '先頭: 入れ替え': swap('ledger_checkpoint', 'size', ['root', 'note', 'at'], (w) => w.heads.map(String)),

  '全体: 別の鍵での署名し直し': (w) => rebuild(w.client, w.tenantId, w.ownKey),
  '全体: 本文の書き換えと別の鍵での署名し直し': async (w) => {
    await forgeBody(w)
    await rebuild(w.client, w.tenantId, w.ownKey)
  },
  '全体: 本文の書き換えと盗んだ鍵での署名し直し': async (w) => {
    await forgeBody(w)
    await rebuild(w.client, w.tenantId, w.realKey)
  },
  '全体: 1件を抜いて盗んだ鍵で署名し直し': async (w) => {
    const at = w.random(w.entries.length)
    await run(
      w,
      `delete from ledger_leaf where seq = ${at}`,
      `delete from ledger_entry where entry_id = '${w.entries[at]}'`,
    )
    await rebuild(w.client, w.tenantId, w.realKey)
  },
  '全体: 2件の順を替えて盗んだ鍵で署名し直し': async (w) => {
    const [a, b] = two(w, w.entries)
    await run(
      w,
      `update ledger_leaf t set seq = 100000 + o.seq from ledger_leaf o where (t.entry_id, o.entry_id) in (('${a}', '${b}'), ('${b}', '${a}'))`,
      'update ledger_leaf set seq = seq - 100000 where seq >= 100000',
    )
    await rebuild(w.client, w.tenantId, w.realKey)
  },
  '全体: 末尾を切り詰めて盗んだ鍵で署名し直し': async (w) => {
    const keep = w.entries.length - 1 - w.random(10)
    const gone = w.entries.slice(keep).map((id) => `'${id}'`)
    await run(
      w,
      `delete from ledger_leaf where seq >= ${keep}`,
      `delete from ledger_entry where entry_id in (${gone.join(', ')})`,
      `delete from ledger_checkpoint where size > ${keep}`,
    )
    await rebuild(w.client, w.tenantId, w.realKey)
  },
  '全体: 古い複製への差し戻し': (w) => restoreCopy(w.client, pick(w, w.copies)),
  '全体: 古い複製へ戻して続きを盗んだ鍵で作る': async (w) => {
    await restoreCopy(w.client, pick(w, w.copies))
    for (let more = 0; more <= w.random(80); more++) await appendForged(w)
    await rebuild(w.client, w.tenantId, w.realKey)
  },
}

/** A new entry that looks like any other, with its leaf; the rest is computed by rebuild(). */
async function appendForged(world: World): Promise<void> {
  const id = newId()
  await run(
    world,
    `insert into ledger_entry (tenant_id, entry_id, at, body, salt, actor_kind, actor_id, operation, subject_kind, subject_id)
     select e.tenant_id, '${id}', e.at, regexp_replace(replace(e.body, e.entry_id::text, '${id}'), '"changes":\\[.*?\\],"command"', '"changes":[],"command"'),
            e.salt, e.actor_kind, e.actor_id, e.operation, e.subject_kind, e.subject_id
       from ledger_leaf l join ledger_entry e using (tenant_id, entry_id) where l.seq = 0`,
    `insert into ledger_leaf select tenant_id, (select max(seq) + 1 from ledger_leaf), '${id}', commitment, leaf_hash from ledger_leaf where seq = 0`,
  )
}
