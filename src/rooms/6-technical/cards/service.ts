import { describePeople } from '#authority/people.ts'
import { decidersOf, personNames, placesOf, stepFor } from '#authority/reads.ts'
import { accessOf, holds, reachOf, type OrganisationPort } from '#engine/register/access.ts'
import type { Citation } from '#engine/citation.ts'
import { closeEntry, getEntry, reviseEntry, writeEntry, type Entry } from '#engine/register/engine.ts'
import { closeTasks, openTasks } from '#engine/task/tasks.ts'
import type { RegisterDefinition } from '#engine/register/definition.ts'
import type { Tx } from '#ground/database/database.ts'
import { formatDate } from '#ground/clock/calendar.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { mailJobName } from '#ground/mail/mail-job.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import type { z } from 'zod'
import { issueCard, myCards, reportLostCard, returnCard, stopCard } from './contract.ts'
import { cardRegister } from './definition.ts'
import { cardsOf } from './reads.ts'

export type CardPorts = {
  readonly organisation: OrganisationPort
  readonly citations: (tx: Tx, mechanism: string, on: string) => Promise<readonly Citation[]>
}

const CARDS = 'register:card'

/** Issue, loss, stop and return of IC cards. */
export function cardOperations(ports: CardPorts): Implementation[] {
  return [
    implement(myCards, async (act) => ({
      on: act.today,
      handles: (await handsOf(act, ports)).some,
      cards:
        act.actor.kind === 'person'
          ? (await cardsOf(act.tx, [act.actor.personId], act.today)).map((card) => ({ ...card }))
          : [],
      cites: [...(await ports.citations(act.tx, CARDS, act.today))],
    })),
    implement(issueCard, (act, input) => issue(act, input, ports)),
    implement(reportLostCard, (act, input) => reportLost(act, input, ports)),
    implement(stopCard, stop),
    implement(returnCard, (act, input) => takeBack(act, input, ports)),
  ]
}

// Written by events only: who may do the event is asked as if hands could write it.
const byHand: RegisterDefinition = { ...cardRegister, written: 'by-people' }

type Hands = {
  /** Writes for at least one unit. */
  readonly some: boolean
  readonly writes: (unitId: string) => boolean
  readonly reads: (unitId: string) => boolean
}

async function handsOf(act: Act, ports: CardPorts): Promise<Hands> {
  const access = accessOf(await reachOf(act, ports.organisation), byHand)
  const manages = act.actor.kind === 'person' && act.actor.rights.has('policy.manage')
  return {
    some: manages || access.write === 'all' || access.write.length > 0,
    writes: (unitId) => manages || holds(access.write, unitId),
    reads: (unitId) => manages || holds(access.read, unitId),
  }
}

async function issue(act: Act, input: z.output<typeof issueCard.input>, ports: CardPorts) {
  const issuedOn = input.issuedOn ?? act.today
  notLater(act, 'issuedOn', issuedOn)
  const names = await personNames(act.tx, [input.holderId])
  const [place] = await placesOf(act.tx, input.holderId, act.today)
  const unitId = place?.unitId ?? null
  if (!names.has(input.holderId) || unitId === null) {
    return refuse('not-found', '渡す相手が、今日の職員に見つかりません。一覧から選び直してください。', {
      problems: [{ at: 'holderId', message: '職員を選び直してください。' }],
    })
  }
  const hands = await handsOf(act, ports)
  if (!hands.writes(unitId)) {
    return refuse(
      hands.reads(unitId) ? 'forbidden' : 'not-found',
      'ICカードを渡せるのは、その課の情報セキュリティ管理者・担当者か、事務局です。',
    )
  }
  const twice = await act.tx
    .selectFrom('register_entry')
    .select('number')
    .where('register', '=', cardRegister.key)
    .where('state', '=', 'current')
    .where('label', '=', input.cardNumber)
    .executeTakeFirst()
  if (twice !== undefined) {
    refuse(
      'conflict',
      `カード番号 ${input.cardNumber} は、まだ返されていません(${twice.number})。番号を確かめてください。`,
      {
        problems: [{ at: 'cardNumber', message: 'このカードは使用中です。', value: input.cardNumber }],
      },
    )
  }
  const entry = await writeEntry(act, cardRegister, {
    by: 'event',
    why: 'カードを渡した',
    unitId,
    values: {
      card_number: input.cardNumber,
      kind: input.kind,
      holder: input.holderId,
      state: 'held',
      issued_on: issuedOn,
      ...(input.note === undefined ? {} : { note: input.note }),
    },
  })
  tell(act, 'ICカードの交付', entry, names.get(input.holderId) ?? '')
  return { entryId: entry.entryId, number: entry.number }
}

/** By the holder himself, by his section, or by the policy office. */
async function reportLost(act: Act, input: z.output<typeof reportLostCard.input>, ports: CardPorts) {
  const { personId } = personOf(act)
  const lostOn = input.lostOn ?? act.today
  notLater(act, 'lostOn', lostOn)
  const card = await getEntry(act.tx, cardRegister, input.entryId)
  const holder = String(card.values['holder'])
  const hands = await handsOf(act, ports)
  if (holder !== personId && !hands.writes(card.unitId)) notMine(hands, card)
  if (card.state === 'closed') refuse('conflict', `カード ${card.label} は、もう返されています。`)
  if (card.values['state'] === 'lost') {
    refuse(
      'conflict',
      `カード ${card.label} の紛失は、もう届け出られています。見つかったときは、課の担当に返してください。`,
    )
  }
  if (lostOn < String(card.values['issued_on'])) {
    refuse('invalid', '失くした日が、カードを渡した日より前です。', {
      problems: [{ at: 'lostOn', message: '渡した日より後の日を入れてください。', value: lostOn }],
    })
  }
  const entry = await reviseEntry(
    act,
    cardRegister,
    card.entryId,
    { state: 'lost', lost_on: lostOn, reported_by: personId, lost_where: input.where },
    { by: 'event', why: '紛失の届出' },
  )
  const told = await tellOfLoss(act, entry, holder, input.where)
  tell(act, 'ICカードの紛失の届出', entry, input.where.slice(0, 200))
  return { entryId: entry.entryId, number: entry.number, told }
}

/**
 * The manager and the policy office, at once: a task due today for each, and a mail to whoever answers today. Until
 * incidents have their own place this is where a loss is followed.
 */
async function tellOfLoss(act: Act, card: Entry, holder: string, where: string): Promise<string[]> {
  const names = await personNames(act.tx, [holder])
  const name = names.get(holder) ?? ''
  const step = await stepFor(act.tx, {
    office: 'sec-manager',
    unitId: card.unitId,
    applicantId: holder,
    on: act.today,
  })
  const manager =
    step.kind === 'gap'
      ? { office: 'sec-manager' as const, unitId: card.unitId }
      : { office: step.office, unitId: step.unitId }
  const common = {
    aboutId: holder,
    subject: { kind: CARDS, id: card.entryId },
    href: `/registers/card?open=${card.entryId}`,
    cites: { mechanism: CARDS, slot: 'lose' },
    dueOn: act.today,
    detail: where,
  }
  await openTasks(act, [
    {
      ...common,
      kind: 'cards.lost',
      title: `${name}さんがICカード(${card.label})を失くしました。悪用がないかを確かめてください。`,
      owner: manager,
    },
    {
      ...common,
      kind: 'cards.stop',
      title: `失くしたICカード(${card.label})の効力を止めてください。`,
      owner: { office: 'policy-office', unitId: null },
      closesThere: true,
    },
  ])
  const told: string[] = []
  for (const seat of [
    { office: manager.office, unitId: manager.unitId, applicantId: holder },
    { office: 'policy-office' as const, unitId: null },
  ]) {
    const { deciders } = await decidersOf(act.tx, seat, act.today)
    const people = await describePeople(
      act.tx,
      deciders.slice(0, 20).map((each) => each.personId),
      act.today,
    )
    if (people.size === 0) told.push('担う人のいない役割')
    for (const person of people.values()) {
      told.push(person.name)
      if (person.mail === null) continue
      await act.jobs.send(
        mailJobName,
        {
          to: person.mail,
          subject: `【至急】ICカードの紛失 ${card.label}`,
          text: `${person.name} 様\n\n${name}さんがICカードを失くしたと届け出ました。\n\nカード番号: ${card.label}\n台帳: ${card.number}\n`,
        },
        { once: `card-lost:${card.entryId}:${card.version}:${person.personId}` },
      )
    }
  }
  return told
}

async function stop(act: Act, input: z.output<typeof stopCard.input>) {
  const on = input.stoppedOn ?? act.today
  notLater(act, 'stoppedOn', on)
  const card = await getEntry(act.tx, cardRegister, input.entryId)
  if (card.values['state'] !== 'lost') refuse('conflict', '紛失の届出がないカードです。')
  if (card.values['stopped_on'] !== undefined) {
    refuse(
      'conflict',
      `カード ${card.label} の効力は、${formatDate(String(card.values['stopped_on']))}に止めてあります。`,
    )
  }
  if (on < String(card.values['lost_on'])) {
    refuse('invalid', '止めた日が、失くした日より前です。', {
      problems: [{ at: 'stoppedOn', message: '失くした日より後の日を入れてください。', value: on }],
    })
  }
  const entry = await reviseEntry(
    act,
    cardRegister,
    card.entryId,
    { stopped_on: on },
    { by: 'event', why: '効力を止めた' },
  )
  await closeTasks(
    act,
    { subject: { kind: CARDS, id: card.entryId }, kind: 'cards.stop' },
    { state: 'done', outcome: `${formatDate(on)}に効力を止めました。` },
  )
  tell(act, 'ICカードの効力の停止', entry, formatDate(on))
  return { entryId: entry.entryId, number: entry.number }
}

async function takeBack(act: Act, input: z.output<typeof returnCard.input>, ports: CardPorts) {
  const { personId } = personOf(act)
  const on = input.returnedOn ?? act.today
  notLater(act, 'returnedOn', on)
  const card = await getEntry(act.tx, cardRegister, input.entryId)
  const hands = await handsOf(act, ports)
  if (!hands.writes(card.unitId)) notMine(hands, card)
  if (card.values['holder'] === personId) {
    refuse('forbidden', 'あなた自身のカードです。返すときは、ほかの人に受け取ってもらってください。')
  }
  if (on < String(card.values['issued_on'])) {
    refuse('invalid', '返した日が、渡した日より前です。', {
      problems: [{ at: 'returnedOn', message: '渡した日より後の日を入れてください。', value: on }],
    })
  }
  const entry = await closeEntry(act, cardRegister, card.entryId, {
    by: 'event',
    why: 'カードの返却',
    patch: { state: 'returned', returned_on: on, received_by: personId },
  })
  await closeTasks(
    act,
    { subject: { kind: CARDS, id: card.entryId } },
    { state: 'dropped', outcome: `${formatDate(on)}にカードが返されました。` },
  )
  tell(act, 'ICカードの返却', entry, formatDate(on))
  return { entryId: entry.entryId, number: entry.number }
}

function notMine(hands: Hands, card: Entry): never {
  return hands.reads(card.unitId)
    ? refuse('forbidden', 'このカードについて書けるのは、持っている本人か、その課の役割の人か、事務局です。')
    : refuse('not-found', 'そのICカードは見つかりません。一覧から選び直してください。')
}

function notLater(act: Act, at: string, on: string): void {
  if (on <= act.today) return
  refuse('invalid', '先の日付です。今日までの日を入れてください。', {
    problems: [{ at, message: '今日までの日を入れてください。', value: on }],
  })
}

function tell(act: Act, deed: string, card: Entry, note: string): void {
  act.recorder.describe({
    act: deed,
    subject: { kind: CARDS, id: card.entryId, label: `${card.number} ${card.label}` },
    ...(note === '' ? {} : { note }),
  })
}
