import type { GateFact } from '#engine/register-gate/service.ts'
import { NO_DEVELOPMENT_IDS } from '#rooms/6-technical/development/definition.ts'
import { liveDevelopmentIds } from '#rooms/6-technical/development/live-ids.ts'
import { describePeople } from '#authority/people.ts'
import { officeCodes, offices } from '#authority/offices.ts'
import { placesOf, standingsOf, unitsAbove } from '#authority/reads.ts'
import { sectionsOf } from '#authority/units.ts'
import { caseCounts, findCase, maySee, openCaseCounts } from '#engine/procedure/case.ts'
import { carriedBy } from '#engine/procedure/held.ts'
import { handOverTasks } from '#engine/task/hand-over.ts'
import { entryCounts } from '#engine/register/counts.ts'
import type { Tx } from '#ground/database/database.ts'
import { withDirectory } from '#ground/directory/connection.ts'
import type { DirectorySettings } from '#ground/directory/settings.ts'
import { formatDate } from '#ground/clock/calendar.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { isId } from '#ground/ids/ids.ts'
import type { Act, Places } from '#ground/operation/act.ts'
import type { RestingThing } from '#policy/ports.ts'
import { maySeeMeeting } from '#rooms/1-organisation/council/meeting.ts'
import { isSigner } from '#rooms/1-organisation/consent/who-signs.ts'
import { dueAfterDays, eventWords, itemsFor } from '#rooms/1-organisation/joining/definition.ts'
import { openChecklists } from '#rooms/1-organisation/joining/open.ts'
import type { Held, HoldingSource } from '#rooms/1-organisation/joining/ports.ts'
import { followUnits } from '#rooms/1-organisation/units/follow.ts'
import { accountsOf } from '#rooms/6-technical/accounts/reads.ts'
import { cardsOf } from '#rooms/6-technical/cards/reads.ts'
import { directoryOf } from '#rooms/1-organisation/hr/directory.ts'
import { mediaOf } from '#rooms/2-assets/medium/reads.ts'
import type { HeldThing } from '#rooms/2-assets/thing/definition.ts'
import { devicesOf } from '#rooms/4-physical/device/reads.ts'
import { privateDevicesOf } from '#rooms/5-people/private-device/reads.ts'
import { unitsOn } from '#rooms/1-organisation/units-on.ts'
import { closeTasks, openTasks } from '#engine/task/tasks.ts'
import type { Commented } from '#engine/procedure/ports.ts'
import type { TouchedPerson, TransferPorts } from '#rooms/1-organisation/transfer/ports.ts'
import { mechanisms, procedures } from './mechanisms.ts'
import { unitFollowers } from './unit-followers.ts'

/*
 * What one room asks of another, answered here because neither may know the other: the plugs of `house.ts`.
 */

/** How often a mechanism has been used: shown beside the clause it rests on. */
export async function counts(tx: Tx, keys: readonly string[]) {
  const used = await caseCounts(tx)
  const lines = await entryCounts(tx)
  const found = new Map<string, { label: string; value: number }[]>()
  for (const key of keys) {
    const value = used.get(key) ?? lines.get(key)
    if (value !== undefined) found.set(key, [{ label: used.has(key) ? '申請' : '登録', value }])
  }
  return found
}

/** What rests on an edition beside bindings: open cases filed under it, record books of its mechanisms. Two queries. */
export async function dependents(
  tx: Tx,
  asked: { readonly editionId: string; readonly mechanisms: readonly string[] },
): Promise<RestingThing[]> {
  const nameOf = new Map(mechanisms.map((mechanism) => [mechanism.key, mechanism.name]))
  const cases = await openCaseCounts(tx, asked.editionId)
  const lines = await entryCounts(tx)
  const things: RestingThing[] = [...cases].map(([mechanism, count]) => ({
    kind: 'case',
    kindLabel: '手続中の申請',
    key: mechanism,
    label: `${nameOf.get(mechanism) ?? mechanism} ${count}件`,
    count,
    address: '/cases',
    mechanism,
    wids: [],
    // A case stays under the edition it was filed under; an amendment ends none.
    never: ['drop'],
  }))
  for (const mechanism of asked.mechanisms) {
    const count = lines.get(mechanism)
    if (count === undefined) continue
    things.push({
      kind: 'register',
      kindLabel: '台帳',
      key: mechanism,
      label: `${nameOf.get(mechanism) ?? mechanism} ${count}件`,
      count,
      address: `/registers/${mechanism.slice('register:'.length)}`,
      mechanism,
      wids: [],
    })
  }
  return things
}

/** 機関 in force on a date. One query. */
export async function bodies(tx: Tx, on: string) {
  return tx
    .selectFrom('body')
    .select(['id', 'name'])
    .where('valid_from', '<=', on)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', on)]))
    .orderBy('sort')
    .orderBy('name')
    .execute()
}

/** Whom a document may name as its readers. One query. */
export async function readerChoices(tx: Tx, on: string) {
  const { all } = await unitsOn(tx, on)
  return {
    units: all.map(({ id, name, bodyName }) => ({ id, name: `${bodyName} ${name}` })),
    offices: officeCodes.map((code) => ({ id: code, name: offices[code].word })),
  }
}

export async function nameActors(
  tx: Tx,
  personIds: readonly string[],
  on: string,
): Promise<Map<string, string>> {
  const people = await describePeople(tx, personIds, on)
  return new Map([...people].map(([id, person]) => [id, person.name]))
}

export async function describePerson(tx: Tx, personId: string, on: string) {
  return (await describePeople(tx, [personId], on)).get(personId) ?? null
}

/** Units of a person with everything above them, and the offices he holds himself. */
export async function placesOfPerson(tx: Tx, personId: string, on: string): Promise<Places> {
  const places = await placesOf(tx, personId, on)
  const units = await unitsAbove(
    tx,
    places.flatMap((place) => place.unitId ?? []),
    on,
  )
  const standings = await standingsOf(tx, personId, on)
  return {
    units: new Set(units),
    offices: new Set(standings.filter((it) => it.capacity === '本人').map((it) => it.office)),
  }
}

export async function unitsOf(tx: Tx, personId: string, on: string): Promise<string[]> {
  const places = await placesOf(tx, personId, on)
  return sectionsOf(
    tx,
    places.flatMap((place) => place.unitId ?? []),
    on,
  )
}

/** Whose records somebody may see follows from who may see the thing itself. */
export async function maySeeSubject(act: Act, subject: { kind: string; id: string }): Promise<boolean> {
  if (act.actor.kind !== 'person') return true
  if (subject.kind === 'council-meeting' && isId(subject.id)) {
    return act.actor.rights.has('ledger.read') || (await maySeeMeeting(act, subject.id))
  }
  if (subject.kind !== 'application') return act.actor.rights.has('ledger.read')
  if (!isId(subject.id)) return false
  const file = await findCase(act.tx, subject.id)
  if (file === undefined) return false
  const standings = await standingsOf(act.tx, act.actor.personId, act.today, file.applicant_id)
  return maySee(
    act.tx,
    {
      applicantId: file.applicant_id,
      unitId: file.unit_id,
      applicationId: file.application_id,
    },
    { ...act.actor, standings, on: act.today },
  )
}

/** The other side of a question about a case has a task until it has been answered, or read. */
export async function tellOfComment(act: Act, said: Commented): Promise<void> {
  const subject = { kind: 'application', id: said.applicationId }
  const href = `/cases/${said.applicationId}`
  if (said.asks) {
    const title = `${said.label} ${said.title}についての質問に答えてください`
    const owner = { personId: said.applicantId }
    // One question more while one is open is the same task.
    await closeTasks(
      act,
      { subject, kind: QUESTION },
      { state: 'dropped', outcome: '新しい質問があったため' },
    )
    await openTasks(act, [
      { kind: QUESTION, title: title.slice(0, 200), owner, subject, href, dueOn: null, closesThere: true },
    ])
    return
  }
  await closeTasks(act, { subject, kind: QUESTION }, { state: 'done', outcome: '回答しました' })
  const title = `${said.label} ${said.title}への質問に回答がありました。確かめてください`
  await openTasks(
    act,
    said.askerIds.map((personId) => ({
      kind: ANSWER,
      title: title.slice(0, 200),
      owner: { personId },
      subject,
      href,
      dueOn: null,
    })),
  )
}

const QUESTION = 'application.question'
const ANSWER = 'application.answer'

/** Where a kind of task comes from, in the words of the screens; kinds are named `area.what`. */
const taskAreas: Readonly<Record<string, string>> = {
  classification: '情報資産の分類と取扱い',
  'sign-in': 'サインインと利用の停止',
  joining: '入庁・異動・退職',
  ids: 'IDの棚卸',
  check: '点検',
  cards: 'ICカード',
  stocktake: '台帳の棚卸',
  council: '情報化推進会議',
  transfer: '人事異動',
  organisation: '組織と役割',
  rights: '代理と委任',
  application: '申請と決裁',
}

export function taskAreaName(area: string): string {
  return taskAreas[area] ?? 'そのほか'
}

/** Live IDs by holder; of a shared ID whoever may use it holds it too. */
async function idsHeld(tx: Tx, personIds: readonly string[], on: string) {
  const found = new Map<string, Held[]>()
  for (const id of await accountsOf(tx, personIds, on)) {
    const of = found.get(id.personId) ?? []
    of.push({
      id: id.entryId,
      label: `${id.systemName} ${id.login}`,
      href: `/registers/account?open=${id.entryId}`,
      ...(id.as === 'user' ? { detail: '共用IDの利用者' } : {}),
    })
    found.set(id.personId, of)
  }
  return found
}

/** IC cards not given back; a lost one is no less open. */
async function cardsHeld(tx: Tx, personIds: readonly string[], on: string) {
  const found = new Map<string, Held[]>()
  for (const card of await cardsOf(tx, personIds, on)) {
    const of = found.get(card.personId) ?? []
    of.push({
      id: card.entryId,
      label: `${card.number} ${card.cardNumber}`.trim(),
      href: `/registers/card?open=${card.entryId}`,
      ...(card.state === 'lost' ? { detail: '紛失の届出あり' } : {}),
    })
    found.set(card.personId, of)
  }
  return found
}

const heldByPerson = (lines: readonly HeldThing[], register: string): Map<string, Held[]> => {
  const found = new Map<string, Held[]>()
  for (const { personId, entryId, number, label, due } of lines) {
    const of = found.get(personId) ?? []
    of.push({
      id: entryId,
      label: `${number} ${label}`,
      href: `/registers/${register}?open=${entryId}`,
      ...(due === null ? {} : { detail: `返却期限 ${formatDate(due)}` }),
    })
    found.set(personId, of)
  }
  return found
}

/** Devices somebody works with, and his own that are connected still. */
async function devicesHeld(tx: Tx, personIds: readonly string[]) {
  const found = heldByPerson(await devicesOf(tx, personIds), 'device')
  for (const [personId, own] of heldByPerson(await privateDevicesOf(tx, personIds), 'private-device')) {
    const marked = own.map((each) => ({ ...each, detail: '私物(取外しと消去の確認が要る)' }))
    found.set(personId, [...(found.get(personId) ?? []), ...marked])
  }
  return found
}

/** Cases in use that nobody carries: a loan shows as its medium, a placement stays when people go. */
const notCarried = ['medium-loan', 'off-site']

/**
 * Where it can be read what people have and must hand back when they leave. A record book of devices or media is one
 * more line here; until then its kind is shown as not readable, never as none.
 */
export const holdingSources: readonly HoldingSource[] = [
  { kind: 'carry', read: (tx, personIds) => carriedBy(tx, personIds, notCarried) },
  { kind: 'medium', read: async (tx, personIds) => heldByPerson(await mediaOf(tx, personIds), 'medium') },
  { kind: 'asset', read: devicesHeld },
  { kind: 'account', read: idsHeld },
  { kind: 'card', read: cardsHeld },
]

/** The city's directory and who is looked for in it; null where none is set. Two queries. */
export function cityDirectory(sealKey: Buffer | null) {
  return (tx: Tx): Promise<{ settings: DirectorySettings; peopleFilter: string } | null> =>
    directoryOf(tx, sealKey)
}

/** Whether the city's directory answers to its own account. @throws Refusal with what is wrong. */
export function directoryTest(sealKey: Buffer | null) {
  return async (act: Act): Promise<void> => {
    const known = await directoryOf(act.tx, sealKey)
    if (known === null) {
      refuse(
        'unavailable',
        '庁内のディレクトリがまだ設定されていません。設定の画面で接続先を登録してください。',
      )
    }
    const { settings } = known
    const own = { dn: settings.bindDn, password: settings.password }
    await withDirectory({ ...settings, timeoutMs: 5_000 }, own, async () => undefined)
  }
}

const eventOf = { joiner: 'join', mover: 'move', leaver: 'leave' } as const

/** What the day of transfers asks of the rest of the house. */
export const transferPorts: TransferPorts = {
  procedures: async () => procedures,
  holdings: async (tx, personIds, on) =>
    (await cardsOf(tx, personIds, on)).map((card) => ({
      personId: card.personId,
      kind: 'ICカード',
      label: `${card.number} ${card.cardNumber}`.trim(),
      note: card.state === 'lost' ? '紛失の届出あり' : '',
      href: `/registers/card?open=${card.entryId}`,
    })),
  accounts: async (tx, personIds, on) =>
    (await accountsOf(tx, personIds, on)).map((id) => ({
      personId: id.personId,
      system: id.systemName,
      login: id.login,
      note: id.as === 'user' ? '共用IDの利用者' : '',
      href: `/registers/account?open=${id.entryId}`,
    })),
  training: async (_tx, people) =>
    people
      .filter((person) => person.kind === 'joiner')
      .map((person) => ({
        personId: person.personId,
        kind: '研修',
        label: '情報セキュリティの研修',
        note: `採用の日から${dueAfterDays.join}日以内`,
      })),
  checklists: async (_tx, people) =>
    people.filter(opensChecklist).map((person) => ({
      personId: person.personId,
      kind: eventWords[eventOf[person.kind]],
      label: itemsFor(eventOf[person.kind], isSigner(person.appointment))
        .map((item) => item.label)
        .join('、'),
      note: '',
    })),
  openChecklist: async (act, person, on) => {
    if (person.kind === 'leaver') {
      await handOverTasks(act, {
        left: [{ personId: person.personId, unitId: person.formerUnitId ?? person.unitId }],
        units: new Map(),
      })
    }
    const event = eventOf[person.kind]
    const [checklistId] = await openChecklists(act, [{ personId: person.personId, event, effectiveOn: on }])
    return checklistId === undefined
      ? null
      : { label: `${eventWords[event]}の手続を始めました`, href: `/joining/${checklistId}` }
  },
  followUnits: (act, on) => followUnits(act, on, unitFollowers),
}

/** A mover within his unit hands nothing back. */
function opensChecklist(person: TouchedPerson): boolean {
  return person.kind !== 'mover' || person.unitId !== person.formerUnitId
}

/** What the gates of registers ask of other rooms. */
export const gateFacts: ReadonlyMap<string, GateFact> = new Map([[NO_DEVELOPMENT_IDS, liveDevelopmentIds]])
