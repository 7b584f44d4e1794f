import { personNames } from '#authority/reads.ts'
import { formatInstant } from '#ground/clock/wareki.ts'
import type { Tx } from '#ground/database/database.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import type { RegisterDefinition } from './definition.ts'
import type { Author, Entry } from './reads.ts'

/** The refusal for a change made on top of an older version: who changed the line meanwhile, when, and what to do. */
export async function conflictOf(
  tx: Tx,
  definition: RegisterDefinition,
  current: Entry,
  expectedVersion: number,
): Promise<Refusal> {
  const [name = ''] = await authorNames(tx, [current.updatedBy])
  const who = current.updatedBy.kind === 'person' ? `${name}さん` : name
  const when = formatInstant(current.updatedAt)
  return new Refusal(
    'conflict',
    `${definition.noun} ${current.number} は、あなたが開いた後に、${who}が${when}に変更しました。開き直して、いまの内容を確かめてから入れ直してください。`,
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

/** Writers as a reader knows them, in order. One query. */
export async function authorNames(tx: Tx, authors: readonly Author[]): Promise<string[]> {
  const people = authors.filter((author) => author.kind === 'person').map((author) => author.id)
  const names = await personNames(tx, people)
  return authors.map((author) => {
    if (author.kind === 'operator') return `運用担当(${author.id})`
    if (author.kind === 'system') return '自動処理'
    return names.get(author.id) ?? 'ほかの職員'
  })
}
