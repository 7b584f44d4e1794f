import type { z } from 'zod'
import { formatDate, formatInstant } from '#ground/clock/wareki.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import type { FileOutput } from '#ground/operation/contract.ts'
import { renderDocument, type DocumentPart, type PaperDocument } from '#ground/paper/document.ts'
import { showMeeting, type printMeeting } from './contract.ts'
import { viewMeeting } from './view.ts'

type View = z.output<(typeof showMeeting)['output']>
type Item = View['items'][number]

/** 次第 before and in the meeting, 議事録 after it, on A4. */
export async function print(act: Act, input: z.output<(typeof printMeeting)['input']>): Promise<FileOutput> {
  const view = showMeeting.output.parse(await viewMeeting(act, input.meetingId))
  if (input.what === 'minutes' && view.state !== 'closed' && view.state !== 'approved') {
    refuse('conflict', '議事録は、閉会してから印刷できます。')
  }
  const entry = await act.tx
    .selectFrom('ledger_entry')
    .select('entry_id')
    .where('subject_kind', '=', 'council-meeting')
    .where('subject_id', '=', input.meetingId)
    .orderBy('entry_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const paper = input.what === 'agenda' ? agendaPaper(view) : minutesPaper(view, entry?.entry_id ?? '')
  const name = `${view.councilName}${view.label ?? ''}_${input.what === 'agenda' ? '次第' : '議事録'}`
  return {
    fileName: `${name.replaceAll(/[\\/:*?"<>|]/g, '_')}.pdf`,
    contentType: 'application/pdf',
    body: await renderDocument(paper, { at: act.at }),
  }
}

const nameOf = (view: View): string => `${view.councilName}${view.label === null ? '(案)' : ` ${view.label}`}`

const whenAndWhere = (view: View): DocumentPart => ({
  kind: 'facts',
  rows:
    view.way === 'written'
      ? [{ label: '書面議決', value: `回答期限 ${formatDate(view.answerBy ?? view.heldOn)}` }]
      : [
          { label: '日時', value: `${formatDate(view.heldOn)} ${clock(view.beginsAt)}から` },
          { label: '場所', value: view.place },
        ],
})

/** 13:30 → 午後1時30分. */
export function clock(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const half = hour < 12 ? '午前' : '午後'
  return `${half}${hour % 12}時${minute === 0 ? '' : `${minute}分`}`
}

const clausesOf = (view: View): string[] => {
  const labels = view.cites.map((cite) => `${cite.documentMark} ${cite.label}`)
  return labels.length === 0 ? [] : [`根拠条文　${[...new Set(labels)].join('、')}`]
}

/** What is laid on the table: 次第. Pure. */
export function agendaPaper(view: View): PaperDocument {
  const kinds = ['議決', '協議', '報告'] as const
  const listed = kinds.flatMap((kind) => {
    const items = view.items.filter((item) => item.kind === kind)
    return items.length === 0 ? [] : [{ kind, items }]
  })
  const papers = view.files.map((file) => {
    const item = view.items.find((each) => each.itemId === file.itemId)
    return { mark: '・', text: file.name, note: item === undefined ? '' : `${item.place} ${item.title}` }
  })
  let number = 1
  const opening = { mark: String(number++), text: '開会', note: '' }
  const middle = listed.flatMap(({ kind, items }): DocumentPart[] => [
    { kind: 'list', items: [{ mark: String(number++), text: `${kind}事項`, note: '' }] },
    {
      kind: 'list',
      items: items.map((item, index) => ({
        mark: `　(${index + 1})`,
        text: item.title,
        note: [item.detail, ...(item.changedAfterCall ? ['※ 招集の後に改めた議題'] : [])]
          .filter((line) => line !== '')
          .join('\n'),
      })),
    },
  ])
  return {
    title: `${nameOf(view)} 次第`,
    mark: '',
    parts: [
      whenAndWhere(view),
      { kind: 'heading', level: 1, text: '次第' },
      ...(view.way === 'room' ? [{ kind: 'list', items: [opening] } as const] : []),
      ...middle,
      ...(view.way === 'room'
        ? [{ kind: 'list', items: [{ mark: String(number++), text: '閉会', note: '' }] } as const]
        : []),
      ...(papers.length === 0
        ? []
        : [
            { kind: 'heading', level: 1, text: '配付資料' } as const,
            { kind: 'list', items: papers } as const,
          ]),
      { kind: 'heading', level: 1, text: '構成員' },
      memberTable(view, false),
      { kind: 'heading', level: 1, text: '議事の決まり' },
      { kind: 'text', text: view.rules.sentences.join('') },
      { kind: 'text', text: `(${view.rules.basis})` },
    ],
    footer: clausesOf(view),
  }
}

const roleWord = { chair: '議長', 'vice-chair': '副議長', member: '委員' } as const
const attendanceWord = { present: '出席', deputy: '代理', written: '書面', absent: '欠席' } as const

function memberTable(view: View, attendance: boolean): DocumentPart {
  const columns = [
    { head: '', width: 1.2 },
    { head: '職', width: 4 },
    { head: '氏名', width: 2.4 },
    ...(attendance ? [{ head: '出欠', width: 2.8 }] : []),
  ]
  return {
    kind: 'table',
    columns,
    rows: [
      ...view.members.map((member) => [
        roleWord[member.role],
        member.seat,
        member.name,
        ...(attendance
          ? [
              member.attendance === null
                ? ''
                : `${attendanceWord[member.attendance]}${member.deputy === null ? '' : `(${member.deputy.name})`}`,
            ]
          : []),
      ]),
      ...view.vacant.map((seat) => [roleWord[seat.role], seat.word, '(空席)', ...(attendance ? ['―'] : [])]),
    ],
  }
}

/** What was said and resolved: 議事録. Pure. */
export function minutesPaper(view: View, receipt: string): PaperDocument {
  const draft = view.state !== 'approved'
  return {
    title: `${nameOf(view)} 議事録`,
    mark: draft ? '(議長の確認前)' : '',
    parts: [
      whenAndWhere(view),
      { kind: 'facts', rows: [{ label: '議長', value: view.chair?.name ?? '―' }] },
      { kind: 'heading', level: 1, text: '出席者' },
      memberTable(view, true),
      { kind: 'text', text: view.way === 'room' ? view.quorum.reason : '' },
      { kind: 'heading', level: 1, text: '議題と結果' },
      ...view.items.flatMap((item) => resultOf(view, item)),
      { kind: 'heading', level: 1, text: '議事の経過' },
      { kind: 'text', text: view.minutes === '' ? '(記載なし)' : view.minutes },
      {
        kind: 'signature',
        rows: draft
          ? [
              { label: '確認年月日', value: '　　　　年　　月　　日' },
              { label: '議長', value: '' },
            ]
          : [
              { label: '確認年月日', value: view.approvedAt === null ? '' : formatInstant(view.approvedAt) },
              { label: '議長', value: view.approvedBy ?? '' },
            ],
      },
    ],
    footer: [
      ...clausesOf(view),
      ...(receipt === '' ? [] : [`記録簿　　${receipt}`]),
      ...(draft ? [] : [`議事録の照合値　${view.minutesHash}`]),
    ],
  }
}

const choiceWord = { for: '賛成', against: '反対', abstain: '棄権' } as const

function resultOf(view: View, item: Item): DocumentPart[] {
  const rows = [
    { label: '区分', value: `${item.kind}事項` },
    ...(item.detail === '' ? [] : [{ label: '内容', value: item.detail }]),
    ...(item.subject === null ? [] : [{ label: '対象', value: item.subject.label }]),
    ...(item.concerned.length === 0
      ? []
      : [{ label: '除斥', value: item.concerned.map((one) => one.name).join('、') }]),
    {
      label: '結果',
      value: [item.outcome ?? '', item.number ?? ''].filter((part) => part !== '').join('　'),
    },
    ...(item.outcomeReason === null
      ? []
      : [{ label: item.tally === null ? '備考' : '表決', value: item.outcomeReason }]),
    ...(item.amendment === null ? [] : [{ label: '修正', value: item.amendment }]),
    ...(view.rules.namesVotes && item.ballots.length > 0
      ? [
          {
            label: '賛否',
            value: (['for', 'against', 'abstain'] as const)
              .flatMap((choice) => {
                const names = item.ballots
                  .filter((ballot) => ballot.choice === choice && !ballot.void)
                  .map((ballot) => ballot.name)
                return names.length === 0 ? [] : [`${choiceWord[choice]}: ${names.join('、')}`]
              })
              .join('\n'),
          },
        ]
      : []),
    ...(item.outcome === '可決' || item.outcome === '修正可決'
      ? [{ label: '照合値', value: item.contentHash }]
      : []),
  ]
  return [
    { kind: 'heading', level: 2, text: `議題${item.place}　${item.title}` },
    { kind: 'facts', rows },
  ]
}
