import assert from 'node:assert/strict'
import { test } from 'node:test'
import { routeStep } from '#authority/route.ts'
import { mayDecide } from '#authority/rules.ts'
import { deriveStandings } from '#authority/standing.ts'
import { type ApplicationState, after, applicationStates, type CaseAct } from '#engine/procedure/states.ts'
import { addMonths, isOpenDay, jstParts } from '#ground/clock/calendar.ts'
import { carryOut } from '#rooms/2-assets/carry/definition.ts'
import { assets } from './assets.ts'
import { openDays } from './case-builder.ts'
import { cityFrame } from './city-frame.ts'
import { demoCases, storyCount } from './demo-cases.ts'
import { history } from './history.ts'
import type { HistoryAct, HistoryEvent } from './history-types.ts'
import { organisation } from './organisation.ts'
import { validOn } from './organisation-types.ts'
import { seeded } from './seeded.ts'
import { shelf } from './take-out-form.ts'
import { who } from './who.ts'

const today = '2026-11-24'
const city = organisation(today)
const things = new Map(assets(today).map((asset) => [asset.key, asset]))
const script = history(today)

const cases = new Map<string, HistoryEvent[]>()
for (const event of script) cases.set(event.case, [...(cases.get(event.case) ?? []), event])

const engineAct: Readonly<Record<HistoryAct, CaseAct | null>> = {
  draft: null,
  file: 'file',
  refile: 'file',
  permit: 'grant',
  refuse: 'refuse',
  'send-back': 'send-back',
  'pull-back': 'pull-back',
  withdraw: 'withdraw',
  'take-out': 'start',
  'give-back': 'finish',
  lapse: 'lapse',
  'after-read': null,
}

function stateOf(events: readonly HistoryEvent[]): ApplicationState {
  let state: ApplicationState = 'draft'
  for (const event of events) {
    const act = engineAct[event.act]
    if (act === null) continue
    const next = after(state, act)
    assert.ok(next, `${event.case}: ${event.act} is not possible in state ${state}`)
    state = next
  }
  return state
}

const formOf = (events: readonly HistoryEvent[]) => events.findLast(({ form }) => form !== undefined)?.form

test('about 420 cases, every state but one occurs, and the same day gives the same script', () => {
  const counts = new Map<ApplicationState, number>()
  for (const events of cases.values()) {
    const state = stateOf(events)
    counts.set(state, (counts.get(state) ?? 0) + 1)
  }
  assert.ok(cases.size >= 400 && cases.size <= 440, `${cases.size}`)
  // Nobody takes a permission back in these six months.
  const played = applicationStates.filter((state) => state !== 'revoked')
  for (const state of played) assert.ok((counts.get(state) ?? 0) >= 2, state)
  assert.deepEqual(history(today), script)
})

test('events are in order, each at its own instant, in office hours of open days, before today', () => {
  let before = ''
  for (const { at, act } of script) {
    assert.ok(at > before, at)
    before = at
    const { date, time } = jstParts(at)
    assert.ok(date < today && date >= addMonths(today, -6), date)
    assert.ok(isOpenDay(date), date)
    if (act !== 'lapse') assert.ok(time >= '08:30:00' && time <= '17:15:00', `${act} ${time}`)
  }
})

test('every form passes the rules of the take-out permit on the day it is filed', () => {
  for (const event of script) {
    if (event.form === undefined || event.act === 'draft') continue
    const { form } = event
    const entries = form.assets.map((key) => {
      const asset = things.get(key)
      assert.ok(asset, key)
      return { entryId: key, number: key, label: asset.values.name, version: 1, values: { ...asset.values } }
    })
    const context = { today: jstParts(event.at).date, entries, parameters: { 'max-days': 14 } }
    assert.deepEqual(carryOut.check(form, context), [], `${event.case} ${event.act}`)
    const means = carryOut.fields.find(({ key }) => key === 'means')?.choices?.map(({ value }) => value)
    const measures = carryOut.fields.find(({ key }) => key === 'measures')?.choices?.map(({ value }) => value)
    assert.ok(means?.includes(form.means), form.means)
    for (const measure of form.measures) assert.ok(measures?.includes(measure), measure)
    assert.ok([...form.purpose].length <= 300 && [...form.destination].length <= 100)
  }
})

test('the assets belong to the place of the applicant, and none is data of the my-number zone', () => {
  for (const events of cases.values()) {
    const form = formOf(events)
    const applicant = events[0]?.actor
    assert.ok(form && applicant)
    const posts = city.appointments
      .filter(({ personKey, kind }) => personKey === applicant && kind === '本務')
      .map(({ postKey }) => postKey)
    for (const key of form.assets) {
      const asset = things.get(key)
      assert.ok(asset)
      const own = posts.some((post) => {
        const unit = post.split('/')[0] ?? ''
        return unit.startsWith(asset.unitKey) || asset.unitKey.startsWith(unit)
      })
      assert.ok(own, `${applicant} takes ${key}`)
      assert.ok(asset.values.network !== 'my-number' && asset.values.kind !== 'system', asset.values.name)
    }
  }
})

test('a case is filed only where somebody can decide, and decided only by whom the rules allow', () => {
  const frames = new Map<string, ReturnType<typeof cityFrame>>()
  const frameOn = (date: string): ReturnType<typeof cityFrame> => {
    const known = frames.get(date) ?? cityFrame(city, date)
    frames.set(date, known)
    return known
  }
  const capacities = new Map<string, number>()
  let raised = 0
  for (const [name, events] of cases) {
    const applicant = events[0]?.actor ?? ''
    const home = city.appointments.find(({ personKey, kind, ...row }) => {
      return personKey === applicant && kind === '本務' && validOn(row, today)
    })
    const unitId = home?.postKey.split('/')[0] ?? ''
    let step: ReturnType<typeof routeStep> | undefined
    const unread: string[] = []
    for (const event of events) {
      const frame = frameOn(jstParts(event.at).date)
      if (event.act === 'file' || event.act === 'refile') {
        assert.equal(event.actor, applicant)
        step = routeStep(frame, { office: 'sec-manager', unitId, applicantId: applicant })
        if (step.kind === 'step' && step.raised) raised += 1
      }
      if (event.act === 'permit' || event.act === 'refuse' || event.act === 'send-back') {
        assert.ok(step?.kind === 'step' && event.actor !== null, name)
        const verdict = mayDecide({
          step: { office: step.office, unitId: step.unitId, matter: 'carry-out' },
          standings: deriveStandings(frame, event.actor),
          applicantId: applicant,
          actorId: event.actor,
        })
        assert.ok(verdict.allowed, `${name} ${event.act} by ${event.actor}`)
        const { capacity, rightOf } = verdict.standing
        capacities.set(capacity, (capacities.get(capacity) ?? 0) + 1)
        if (capacity === '代決' && rightOf.personId !== null) unread.push(rightOf.personId)
      }
      if (event.act === 'give-back') {
        assert.ok(event.actor !== null && event.actor !== applicant, name)
        const standings = deriveStandings(frame, event.actor)
        assert.ok(
          standings.some(
            ({ office, unitId: of }) => office.startsWith('sec-') && of !== null && unitId.startsWith(of),
          ),
          `${name} given back before ${event.actor}`,
        )
      }
      if (event.act === 'after-read') {
        assert.ok(unread.includes(event.actor ?? ''), `${name}: nothing to read for ${event.actor}`)
        unread.splice(unread.indexOf(event.actor ?? ''), 1)
      }
      if (step?.kind === 'gap') assert.fail(`${name}: ${step.reason}`)
    }
  }
  assert.ok((capacities.get('代決') ?? 0) >= 20, `${capacities.get('代決')}`)
  assert.ok(raised >= 12, `${raised}`)
})

test('nobody acts while away, and no device is in two places', () => {
  const absent = script.filter(({ actor, at }) =>
    city.absences.some((row) => row.personKey === actor && validOn(row, jstParts(at).date)),
  )
  assert.deepEqual(absent, [])
  const out = new Map<string, { from: string; to: string }[]>()
  for (const events of cases.values()) {
    const start = events.find(({ act }) => act === 'take-out')
    if (start === undefined) continue
    const span = { from: start.at, to: events.find(({ act }) => act === 'give-back')?.at ?? '9999' }
    for (const key of formOf(events)?.assets ?? []) {
      if (things.get(key)?.portable !== true) continue
      const others = out.get(key) ?? []
      assert.ok(
        others.every((other) => span.to < other.from || other.to < span.from),
        `${key} is out twice`,
      )
      out.set(key, [...others, span])
    }
  }
})

test('things are taken out and given back inside the permitted period', () => {
  for (const events of cases.values()) {
    const form = formOf(events)
    assert.ok(form)
    for (const { act, at } of events) {
      const { date } = jstParts(at)
      if (act === 'take-out') assert.ok(date >= form.from && date <= form.to)
      if (act === 'give-back') assert.ok(date <= form.to)
      if (act === 'lapse') assert.ok(date > form.to)
    }
  }
})

test('the home pages of the named people are alive', () => {
  const waitingFor = (office: string, unitId: string | null): number => {
    const frame = cityFrame(city, today)
    return [...cases.values()].filter((events) => {
      if (stateOf(events) !== 'waiting') return false
      const applicant = events[0]?.actor ?? ''
      const post = city.appointments.find(({ personKey, kind }) => personKey === applicant && kind === '本務')
      const home = city.appointments.findLast(
        ({ personKey, kind, ...row }) => personKey === applicant && kind === '本務' && validOn(row, today),
      )
      assert.ok(post && home)
      const step = routeStep(frame, {
        office: 'sec-manager',
        unitId: home.postKey.split('/')[0] ?? '',
        applicantId: applicant,
      })
      return step.kind === 'step' && step.office === office && step.unitId === unitId
    }).length
  }
  assert.ok(waitingFor('sec-manager', '0404') >= 4, '長寿支援課長')
  assert.ok(waitingFor('sec-manager', '0305') >= 3, '収納課長 (away)')
  assert.ok(waitingFor('dept-iso', '04') >= 2, '福祉部長')
  assert.ok(waitingFor('dept-iso', '01') >= 1, '企画財政部長')
  assert.ok(waitingFor('chief-iso', null) >= 1, '統括')
  assert.ok(waitingFor('ciso', null) >= 1, '副市長')
  const applicant = [...cases.values()].filter((events) => events[0]?.actor === 'fujishiro').map(stateOf)
  for (const state of ['draft', 'waiting', 'sent-back', 'granted', 'in-use', 'refused', 'done'] as const) {
    assert.ok(applicant.includes(state), `藤代: ${state}`)
  }
  const overdue = [...cases.values()].filter(
    (events) => stateOf(events) === 'in-use' && (formOf(events)?.to ?? today) < today,
  )
  assert.ok(overdue.length >= 6)
  assert.ok(overdue.some((events) => events[0]?.actor === 'natori'))
})

test('every case of the story finds its place', () => {
  const { days, last } = openDays(today)
  const desk = { days, last, who: who(city), shelf: shelf([...things.values()]), random: seeded('story') }
  assert.equal(demoCases(desk).length, storyCount)
})

test('the script stands on any day of the year, also around New Year and 1 April', () => {
  for (const day of ['2026-11-22', '2027-01-04', '2027-04-02', '2027-05-10', '2028-02-29']) {
    const events = history(day)
    const found = new Map<string, HistoryEvent[]>()
    for (const event of events) found.set(event.case, [...(found.get(event.case) ?? []), event])
    assert.ok(found.size >= 380, `${day}: ${found.size}`)
    for (const one of found.values()) stateOf(one)
  }
})
