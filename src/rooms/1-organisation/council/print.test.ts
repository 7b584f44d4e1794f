import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { withCouncil } from '#test/council-city.ts'
import { makeWorld } from '#test/world.ts'
import {
  approveMinutes,
  closeMeeting,
  decideItem,
  printMeeting,
  showMeeting,
  writeMinutes,
} from './contract.ts'
import { agendaPaper, clock, minutesPaper } from './print.ts'

const world = await makeWorld({ after })
const { city } = world
const council = await withCouncil(city, { namesVotes: true, chairVotes: true })

test('a time is written as an office writes it', () => {
  assert.deepEqual(['09:00', '13:30', '00:05', '12:00'].map(clock), [
    '午前9時',
    '午後1時30分',
    '午前0時5分',
    '午後0時',
  ])
})

test('次第 and 議事録 are PDFs that say what was to be decided, who was there and what came of it', async () => {
  const meetingId = await council.plan([
    {
      kind: '議決',
      title: '情報セキュリティ研修計画(令和9年度)の承認について',
      detail:
        '全職員研修、管理者研修及び新規採用職員研修の計画を定める。\n髙﨑委員の意見により、実施の時期を改めた。',
    },
    { kind: '議決', title: '監査統括責任者の指名について', concerned: [city.ids.person.manager] },
    { kind: '協議', title: '生成AIの利用の範囲について' },
    { kind: '報告', title: '自己点検の結果について', detail: '回答率 98.7%' },
  ])
  await council.call(meetingId)
  const view = async () => showMeeting.output.parse(await council.view(meetingId))
  const agenda = agendaPaper(await view())
  const lines = agenda.parts.flatMap((part) =>
    part.kind === 'list' ? part.items.map((item) => `${item.mark}${item.text}`) : [],
  )
  assert.deepEqual(
    lines.filter((line) => /^\d/.test(line)),
    ['1開会', '2議決事項', '3協議事項', '4報告事項', '5閉会'],
  )
  await assert.rejects(city.run('officer', printMeeting, { meetingId, what: 'minutes' }), /閉会してから/)
  await council.attend(meetingId, { director: 'deputy' }, { director: 'stranger' })
  await council.open(meetingId)
  const { person } = city.ids
  for (const item of (await view()).items) {
    const named = (
      [
        ['ciso', 'for'],
        ['chief', 'for'],
        ['director', 'against'],
      ] as const
    ).map(([who, choice]) => ({ personId: person[who], choice }))
    const result =
      item.kind === '議決'
        ? ({ by: 'vote', for: 2, against: 1, abstain: 0, named } as const)
        : ({ by: 'noted', why: item.kind === '協議' ? '次の会議で案を示す' : '' } as const)
    const { itemId, contentHash } = item
    await city.run('officer', decideItem, { ...(await council.now(meetingId)), itemId, contentHash, result })
  }
  await city.run('officer', closeMeeting, await council.now(meetingId))
  const minutes =
    '議長が開会を宣した。\n\n議題1について、事務局が資料により説明した。\n(大木委員代理)時期を早められないか。\n(事務局)7月から始める。\n\n採決の結果、賛成多数で可決した。'
  await city.run('officer', writeMinutes, { ...(await council.now(meetingId)), minutes })
  assert.equal(minutesPaper(await view(), '').mark, '(議長の確認前)')
  const { minutesHash } = await council.view(meetingId, 'ciso')
  await city.run('ciso', approveMinutes, { ...(await council.now(meetingId)), minutesHash })
  const paper = minutesPaper(await view(), 'x')
  const told = JSON.stringify(paper.parts)
  for (const words of [
    '代理(加納 京子)',
    '令和8年度議決第1号',
    '賛成: 宮原 誠、長谷部 徹',
    '除斥',
    '佐伯 真由美',
    '宮原 誠',
  ]) {
    assert.ok(told.includes(words), words)
  }
  assert.ok(paper.footer.some((line) => line.includes(minutesHash)))

  const folder = process.env['KIJUN_TEST_PAPERS']
  for (const what of ['agenda', 'minutes'] as const) {
    const file = await city.run('manager', printMeeting, { meetingId, what })
    assert.equal(Buffer.from(file.body.subarray(0, 5)).toString(), '%PDF-')
    assert.match(file.fileName, what === 'agenda' ? /次第\.pdf$/ : /議事録\.pdf$/)
    if (folder === undefined) continue
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, `${what}.pdf`), file.body)
  }
})
