import { addDays, isOpenDay } from '#ground/clock/calendar.ts'
import type { settableClock } from '#ground/clock/clock.ts'
import type { Actor } from '#ground/operation/act.ts'
import type { Runner } from '#ground/operation/runner.ts'
import {
  approveMinutes,
  callMeeting,
  closeMeeting,
  decideItem,
  openMeeting,
  recordAttendance,
  saveAgenda,
  saveCouncilRules,
  saveMeeting,
  showMeeting,
  writeMinutes,
} from '#rooms/1-organisation/council/contract.ts'
import type { Keys } from './make.ts'
import { councilKey } from './seats.ts'

const maker: Actor = { kind: 'system', job: 'sample-city' }

type Stage = {
  readonly runner: Runner
  readonly clock: ReturnType<typeof settableClock>
  readonly tenantId: string
  readonly keys: Omit<Keys, 'asset'>
}

/** The rules of 架空市情報化推進会議, as 第4の2(1) of its standard has them. */
export async function setCouncilRules(stage: Stage, from: string): Promise<void> {
  const { post } = stage.keys
  const holder = (key: string) => ({ by: 'post' as const, postId: idOf(post, key) })
  await stage.runner.run(saveCouncilRules.name, scopeOf(stage), {
    unitId: idOf(stage.keys.unit, councilKey),
    from,
    seats: [
      { role: 'chair', holder: { by: 'office', office: 'ciso' } },
      { role: 'vice-chair', holder: holder('mayor/副市長') },
      { role: 'member', holder: holder('board/教育長') },
      { role: 'member', holder: holder('water/上下水道事業管理者') },
      { role: 'member', holder: { by: 'rank', rank: 'head', kinds: ['部', '局'] } },
    ],
    rules: {
      quorum: { by: 'share', over: true, num: 1, den: 2 },
      deputies: 'count',
      majority: { over: true, num: 1, den: 2, of: 'attending' },
      chairVotes: false,
      castingVote: true,
      chairAbsent: 'vice-chair',
      written: 'all',
      writtenDays: 5,
      writtenCounts: false,
      namesVotes: false,
      excludeConcerned: true,
    },
    basis: '対策基準第4の2(1)、情報化推進会議運営要領',
  })
}

/** The last working day on or before a date. */
function workingDay(date: string): string {
  return isOpenDay(date) ? date : workingDay(addDays(date, -1))
}

const minutes = `午後1時30分、議長が開会を宣した。

議題1について、事務局が資料により説明した。
(委員)監査の対象に、委託先の施設を含めるか。
(事務局)今年度は庁内の12課とし、委託先は来年度の計画に入れる。
採決の結果、全員の賛成で可決した。

議題2について、事務局が報告し、了承した。

午後2時20分、議長が閉会を宣した。`

/** A meeting half a year ago, from the call to the approved minutes. */
export async function holdPastMeeting(stage: Stage, today: string): Promise<void> {
  const { runner, clock } = stage
  const scope = scopeOf(stage)
  const day = workingDay(addDays(today, -190))
  clock.set(at(workingDay(addDays(day, -14)), '10:00'))
  const meetingId = await plan(stage, day, [
    {
      kind: '議決',
      title: '年度の情報セキュリティ監査計画について',
      detail: '庁内の12課を対象に、9月から11月まで内部監査を行う。',
    },
    { kind: '報告', title: '情報セキュリティ研修の受講の状況について', detail: '受講率 97.8%' },
  ])
  const view = async () => showMeeting.output.parse(await runner.run(showMeeting.name, scope, { meetingId }))
  const now = async () => ({ meetingId, revision: (await view()).revision })
  await runner.run(callMeeting.name, scope, { ...(await now()), mail: false })
  clock.set(at(day, '13:30'))
  const { members } = await view()
  await runner.run(recordAttendance.name, scope, {
    ...(await now()),
    members: members.map(({ personId, role }, index) => ({
      personId,
      attendance: role === 'member' && index % 7 === 6 ? 'absent' : 'present',
    })),
  })
  await runner.run(openMeeting.name, scope, await now())
  for (const item of (await view()).items) {
    const result =
      item.kind === '議決' ? { by: 'vote', for: item.voters, against: 0, abstain: 0 } : { by: 'noted' }
    const { itemId, contentHash } = item
    await runner.run(decideItem.name, scope, { ...(await now()), itemId, contentHash, result })
  }
  clock.set(at(day, '14:20'))
  await runner.run(closeMeeting.name, scope, await now())
  clock.set(at(workingDay(addDays(day, 2)), '09:30'))
  await runner.run(writeMinutes.name, scope, { ...(await now()), minutes })
  clock.set(at(workingDay(addDays(day, 8)), '11:00'))
  const { chair, minutesHash } = await view()
  if (chair === null) throw new Error('nobody presided over the meeting of the sample city')
  const actor: Actor = {
    kind: 'person',
    personId: chair.personId,
    accountId: chair.personId,
    rights: new Set(),
  }
  const input = { ...(await now()), minutesHash }
  await runner.run(approveMinutes.name, { tenantId: stage.tenantId, actor }, input)
}

/** A meeting in two weeks, called and waiting to be held. */
export async function callNextMeeting(stage: Stage, today: string): Promise<void> {
  const { runner } = stage
  const meetingId = await plan(stage, workingDay(addDays(today, 16)), [
    {
      kind: '議決',
      title: '次年度の情報セキュリティ研修計画について',
      detail: '全職員、管理者及び新規採用職員の研修の計画を定める。',
    },
    { kind: '協議', title: '生成AIを利用するときの取扱いについて', detail: '' },
    { kind: '報告', title: '情報セキュリティ自己点検の結果について', detail: '全課から回答があった。' },
  ])
  const shown = showMeeting.output.parse(await runner.run(showMeeting.name, scopeOf(stage), { meetingId }))
  await runner.run(callMeeting.name, scopeOf(stage), { meetingId, revision: shown.revision, mail: false })
}

async function plan(
  stage: Stage,
  heldOn: string,
  items: readonly { kind: string; title: string; detail: string }[],
): Promise<string> {
  const planned = await stage.runner.run(saveMeeting.name, scopeOf(stage), {
    unitId: idOf(stage.keys.unit, councilKey),
    heldOn,
    beginsAt: '13:30',
    place: '本庁舎5階 第一会議室',
  })
  const { meetingId, revision } = saveMeeting.output.parse(planned)
  await stage.runner.run(saveAgenda.name, scopeOf(stage), { meetingId, revision, items })
  return meetingId
}

const scopeOf = (stage: Stage) => ({ tenantId: stage.tenantId, actor: maker })

/** An hour of a day in Japan. */
function at(date: string, time: string): string {
  return `${date}T${time}:00+09:00`
}

function idOf(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key)
  if (id === undefined) throw new Error(`the sample city has no "${key}"`)
  return id
}
