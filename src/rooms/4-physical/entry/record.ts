import type { z } from 'zod'
import { personNames } from '#authority/reads.ts'
import { jstDate } from '#ground/clock/clock.ts'
import { formatInstant } from '#ground/clock/wareki.ts'
import { Refusal, refuse, type Problem } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { doorsOf, requireArea, type Area } from './areas.ts'
import { insideNow } from './board.ts'
import type { recordEntry } from './contract.ts'
import type { Line } from './lines.ts'
import { isPermitted, nameKey, permittedIn, type Permitted } from './permitted.ts'
import type { EntryPorts } from './ports.ts'
import { lineRow, whoKey, type Said } from './store.ts'

type Input = z.output<typeof recordEntry.input>

/** A line may be written so long after it happened; later only from a reader's file. */
const daysLate = 31
const dayMs = 86_400_000
const minuteMs = 60_000

/**
 * Writes that somebody went in or out. A visitor does not get in without badge, purpose and somebody of the list at his
 * side; what else is not right is written all the same, told at once, and found by the checks: the log says what was.
 */
export async function writeLine(
  act: Act,
  input: Input,
  ports: EntryPorts,
  card: string | null = null,
): Promise<z.input<typeof recordEntry.output> & { name: string }> {
  const area = requireArea((await doorsOf(act, ports)).kept, input.areaId)
  const at = instantOf(act, input.at)
  const day = jstDate(at)
  const names = await personNames(
    act.tx,
    [input.personId, input.escortId].flatMap((id) => id ?? []),
  )
  const list = await permittedIn(act.tx, [area.areaId], { from: day, to: day })
  const inside = await insideNow(act.tx, area.areaId, act.today)
  const problems = problemsOf(input, names, list, inside, area, day)
  if (problems.length > 0) {
    throw new Refusal('invalid', 'このままでは書けません。示した欄を直してください。', { problems })
  }
  const said: Said = {
    at,
    direction: input.direction,
    kind: input.kind,
    personId: input.kind === 'staff' ? (input.personId ?? null) : null,
    name: input.kind === 'staff' ? (names.get(input.personId ?? '') ?? '') : (input.name ?? ''),
    company: input.kind === 'staff' ? null : emptyIsNull(input.company),
    card,
    badge: emptyIsNull(input.badge),
    escortId: input.escortId ?? null,
    purpose: emptyIsNull(input.purpose),
    items: emptyIsNull(input.items),
  }
  const line = await act.recorder.save('entry_line', lineRow(act, area, said, { origin: 'typed' }))
  act.recorder.describe({
    act: input.direction === 'in' ? '入室の記録' : '退室の記録',
    subject: { kind: 'entry-line', id: line.line_id, label: `${area.name} ${said.name}` },
  })
  return { lineId: line.line_id, name: said.name, warnings: warningsOf(said, list, inside, area, day) }
}

const emptyIsNull = (text: string | undefined): string | null =>
  text === undefined || text === '' ? null : text

/** When it happened. @throws Refusal for the future, and for what is long ago. */
export function instantOf(act: Pick<Act, 'at'>, given: string | undefined): string {
  if (given === undefined) return act.at
  const at = new Date(given)
  const now = Date.parse(act.at)
  if (at.getTime() > now + 5 * minuteMs) {
    refuse('invalid', 'まだ来ていない時刻は書けません。', {
      problems: [{ at: 'at', message: '今までの時刻を入れてください。' }],
    })
  }
  if (at.getTime() < now - daysLate * dayMs) {
    refuse('invalid', `${daysLate}日より前の入退室は、ここでは書けません。`, {
      problems: [{ at: 'at', message: `${daysLate}日前までの時刻を入れてください。` }],
    })
  }
  return at.toISOString()
}

/** Why the line cannot be written; pure. */
function problemsOf(
  input: Input,
  names: ReadonlyMap<string, string>,
  list: readonly Permitted[],
  inside: readonly Line[],
  area: Area,
  day: string,
): Problem[] {
  const problems: Problem[] = []
  if (input.kind === 'staff') {
    if (input.personId === undefined || !names.has(input.personId)) {
      problems.push({ at: 'personId', message: '職員を選んでください。' })
    }
    return problems
  }
  if ((input.name ?? '') === '') problems.push({ at: 'name', message: '氏名を書いてください。' })
  if ((input.company ?? '') === '')
    problems.push({ at: 'company', message: '会社・団体の名を書いてください。' })
  if (input.kind === 'vendor' || input.direction === 'out') return problems
  if ((input.badge ?? '') === '')
    problems.push({ at: 'badge', message: '貸した名札の番号を書いてください。' })
  const lent = inside.find(
    (line) => line.badge !== null && nameKey(line.badge) === nameKey(input.badge ?? ''),
  )
  if (lent !== undefined) {
    problems.push({
      at: 'badge',
      message: `この名札は${lent.name}さんに貸したままです。返してもらうか、別の名札にしてください。`,
    })
  }
  if ((input.purpose ?? '') === '') problems.push({ at: 'purpose', message: '目的を書いてください。' })
  const { escortId } = input
  if (escortId === undefined || !names.has(escortId)) {
    problems.push({ at: 'escortId', message: '付き添う職員を選んでください。' })
  } else if (!isPermitted(list, { areaId: area.areaId, day, personId: escortId, name: '', company: null })) {
    problems.push({
      at: 'escortId',
      message: 'この職員は、この区域の入室を許可されていません。許可された職員が付き添ってください。',
    })
  }
  return problems
}

/** What is not as it should be, though it is written. Pure. */
function warningsOf(
  said: Said,
  list: readonly Permitted[],
  inside: readonly Line[],
  area: Area,
  day: string,
): string[] {
  const warnings: string[] = []
  const who = whoKey(said)
  const before = inside.find((line) => line.who === who)
  if (said.direction === 'out') {
    return before === undefined
      ? ['入室の記録がありません。入った時刻が分かれば、入室も書いてください。']
      : []
  }
  if (before !== undefined) {
    warnings.push(`${formatInstant(before.at)}に入ったままです。退室の記録がありません。`)
  }
  const { personId, name, company } = said
  if (said.kind !== 'visitor' && !isPermitted(list, { areaId: area.areaId, day, personId, name, company })) {
    warnings.push('入室許可者名簿にありません。許可を受けていない入室として、点検に出ます。')
  }
  return warnings
}
