import { jstDate } from '#ground/clock/clock.ts'
import type { Tx } from '#ground/database/database.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import type { RegisterDefinition } from './definition.ts'
import type { Author, Entry } from './reads.ts'
import { personNames } from './references.ts'

/** The refusal for a change made on top of an older version: who changed the line meanwhile, when, and what to do. */
export async function conflictOf(
  tx: Tx,
  definition: RegisterDefinition,
  current: Entry,
  expectedVersion: number,
): Promise<Refusal> {
  const who = await authorName(tx, current.updatedBy)
  const when = japaneseDateTime(current.updatedAt)
  return new Refusal(
    'conflict',
    `${definition.noun} ${current.number} は、あなたが開いた後に${who}が${when}に変更しました。開き直して、いまの内容を確かめてから入れ直してください。`,
    {
      problems: [
        {
          at: 'expectedVersion',
          message: `いまは第${current.version}版です。`,
          value: String(expectedVersion),
        },
      ],
    },
  )
}

/** A writer as a reader knows him. */
export async function authorName(tx: Tx, author: Author): Promise<string> {
  if (author.kind === 'operator') return `運用担当(${author.id})`
  if (author.kind === 'system') return '自動処理'
  return (await personNames(tx, [author.id])).get(author.id) ?? 'ほかの職員'
}

const TIME_START = 11
const TIME_END = 16
const JST_OFFSET_MS = 9 * 60 * 60 * 1000

/** 「令和8年11月24日 9:05」 for an instant. */
export function japaneseDateTime(instant: string): string {
  const local = new Date(new Date(instant).getTime() + JST_OFFSET_MS).toISOString()
  const [hour = '', minute = ''] = local.slice(TIME_START, TIME_END).split(':')
  return `${japaneseDate(jstDate(instant))} ${Number(hour)}:${minute}`
}

const era = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
  era: 'long',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  timeZone: 'UTC',
})

function japaneseDate(date: string): string {
  return era.format(new Date(`${date}T00:00:00Z`))
}
