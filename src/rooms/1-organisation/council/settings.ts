import type { z } from 'zod'
import { addDays } from '#ground/clock/date.ts'
import { formatDate } from '#ground/clock/wareki.ts'
import { personNames } from '#authority/reads.ts'
import { refuse, type Problem } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import { citationsOf } from '#policy/reads.ts'
import type { saveCouncilRules, showCouncilRules } from './contract.ts'
import { COUNCIL, findRules, mayManage, requireCouncil } from './council.ts'
import { membersOn, seatWords } from './members.ts'
import { ruleSentences } from './rule-words.ts'

type In<T extends { input: z.ZodType }> = z.output<T['input']>

/** Sets the rules of a council from a day on; the rules before end on that day. Meetings of the past keep theirs. */
export async function saveRules(act: Act, input: In<typeof saveCouncilRules>): Promise<{ id: string }> {
  const council = await requireCouncil(act.tx, input.unitId, input.from)
  await demandKnown(act, input.seats)
  if (!input.seats.some((seat) => seat.role === 'chair')) {
    refuse('invalid', '議長の決め方がありません。構成員のどれかを議長にしてください。', {
      problems: [{ at: 'seats', message: '議長がいません。' }],
    })
  }
  const known = await act.tx
    .selectFrom('council_rule')
    .selectAll()
    .where('unit_id', '=', input.unitId)
    .orderBy('valid_from', 'desc')
    .forUpdate()
    .execute()
  const [last] = known
  if (last !== undefined && last.valid_from > input.from) {
    refuse(
      'conflict',
      `${formatDate(last.valid_from)}からの決まりがすでにあります。それより後の日からにしてください。`,
      {
        problems: [
          {
            at: 'from',
            message: `${formatDate(last.valid_from)}以後の日を入れてください。`,
            value: input.from,
          },
        ],
      },
    )
  }
  const held = await act.tx
    .selectFrom('council_meeting')
    .select('held_on')
    .where('unit_id', '=', input.unitId)
    .where('state', 'in', ['opened', 'closed', 'approved'])
    .orderBy('held_on', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (held !== undefined && held.held_on >= input.from) {
    refuse(
      'conflict',
      `${formatDate(held.held_on)}に開いた会議があるため、その日以前の決まりは変えられません。${formatDate(addDays(held.held_on, 1))}以後の日からにしてください。`,
      { problems: [{ at: 'from', message: '開いた会議より後の日を入れてください。', value: input.from }] },
    )
  }
  const facts = { seats: input.seats, rules: input.rules, basis: input.basis }
  const row = {
    tenant_id: act.tenantId,
    unit_id: input.unitId,
    valid_from: input.from,
    valid_to: null,
    ...facts,
  }
  const same = last !== undefined && last.valid_from === input.from
  if (last !== undefined && !same && (last.valid_to === null || last.valid_to > input.from)) {
    await act.recorder.save('council_rule', { ...last, valid_to: input.from })
  }
  const saved = await act.recorder.save('council_rule', { id: same ? last.id : newId(), ...row })
  act.recorder.describe({
    act: '会議の決まりの設定',
    subject: { kind: 'unit', id: input.unitId, label: council.name },
    note: `${formatDate(input.from)}から。${input.basis}`.slice(0, 500),
  })
  return { id: saved.id }
}

/** Posts, units and people that the city has. @throws Refusal 'invalid' with every line that names something else. */
async function demandKnown(act: Act, seats: In<typeof saveCouncilRules>['seats']): Promise<void> {
  const ids = (table: 'post' | 'unit', wanted: readonly string[]) =>
    wanted.length === 0
      ? Promise.resolve([])
      : act.tx
          .selectFrom(table)
          .select('id')
          .where('id', 'in', [...wanted])
          .execute()
  const posts = await ids(
    'post',
    seats.flatMap(({ holder }) => (holder.by === 'post' ? [holder.postId] : [])),
  )
  const units = await ids(
    'unit',
    seats.flatMap(({ holder }) => (holder.by === 'members' ? [holder.unitId] : [])),
  )
  const people = await personNames(
    act.tx,
    seats.flatMap(({ holder }) => (holder.by === 'person' ? [holder.personId] : [])),
  )
  const known = new Set([...posts.map((row) => row.id), ...units.map((row) => row.id), ...people.keys()])
  const problems = seats.flatMap(({ holder }, index): Problem[] => {
    const id =
      holder.by === 'post'
        ? holder.postId
        : holder.by === 'members'
          ? holder.unitId
          : holder.by === 'person'
            ? holder.personId
            : null
    return id === null || known.has(id)
      ? []
      : [{ at: `seats.${index}`, message: '登録のない職・組織・職員です。' }]
  })
  if (problems.length > 0) {
    refuse('not-found', '構成員の決め方に、登録のないものがあります。選び直してください。', { problems })
  }
}

/** The rules on a date, in sentences, with the members they come to. About eight queries. */
export async function readRules(act: Act, input: In<typeof showCouncilRules>) {
  const on = input.on ?? act.today
  const council = await requireCouncil(act.tx, input.unitId, on)
  const found = await findRules(act.tx, input.unitId, on)
  const history = await act.tx
    .selectFrom('council_rule')
    .select(['id', 'valid_from', 'valid_to', 'basis'])
    .where('unit_id', '=', input.unitId)
    .orderBy('valid_from', 'desc')
    .limit(50)
    .execute()
  const { members, vacant } =
    found === undefined ? { members: [], vacant: [] } : await membersOn(act.tx, found.seats, on)
  const words = found === undefined ? [] : await seatWords(act.tx, found.seats, on)
  return {
    unitId: council.unitId,
    name: council.name,
    on,
    resolvesPolicy: council.resolvesPolicy,
    rules:
      found === undefined
        ? null
        : {
            id: found.id,
            from: found.valid_from,
            to: found.valid_to,
            basis: found.basis,
            seats: found.seats.map((seat, at) => ({ ...mutable(seat), word: words[at] ?? '' })),
            rules: found.rules,
            sentences: ruleSentences(found.rules),
          },
    history: history.map((row) => ({ id: row.id, from: row.valid_from, to: row.valid_to, basis: row.basis })),
    members: members.map(({ personId, name, role, seat }) => ({ personId, name, role, seat })),
    vacant: [...vacant],
    cites: [...(await citationsOf(act.tx, COUNCIL, act.today))],
    mayManage: mayManage(act),
  }
}

type Seat = NonNullable<Awaited<ReturnType<typeof findRules>>>['seats'][number]

const mutable = ({ role, holder }: Seat) => ({
  role,
  holder: holder.by === 'rank' ? { ...holder, kinds: [...holder.kinds] } : holder,
})
