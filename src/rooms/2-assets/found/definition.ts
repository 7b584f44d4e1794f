import { clause } from '#engine/citation.ts'
import type { ProcedureDefinition } from '#engine/procedure/definition.ts'
import * as field from '#engine/procedure/form-fields.ts'
import { permit } from '#engine/procedure/permit.ts'
import { decidedBy } from '#engine/procedure/route-definition.ts'

const condition = {
  whole: '異常なし',
  damaged: '破損・不具合あり',
  opened: '中身を見られたおそれあり',
} as const

const notMissing = ({ number, label }: { readonly number: string; readonly label: string }): string =>
  `${number} ${label} は、紛失・不足として記録されていません。番号を確かめてください。`

/** 発見の確認: what was missing is here again; before it is used the manager has seen it. */
export function foundOf(
  of: 'medium' | 'device',
  said: { readonly key: string; readonly label: string; readonly formNumber: string },
): ProcedureDefinition {
  const { key, label, formNumber } = said
  return permit({
    key,
    name: `${label}の発見の確認`,
    purpose: `紛失・不足として記録された${label}が見つかったときに、使う前に受ける確認です。`,
    formNumber,
    verb: ['確認', '差止め'],
    form: [
      field.part(`見つかった${label}`, field.lines('things', `見つかった${label}`, of)),
      field.part(
        '見つかったときの様子',
        field.day('on', '見つかった日'),
        field.text('where', '見つかった場所'),
        field.choice('condition', '状態', condition),
        field.longText('purpose', '経緯'),
      ),
    ],
    check: ({ on }, { today, entries }) => [
      ...entries
        .filter(({ values }) => values['whereabouts'] !== 'lost')
        .map((entry) => ({ at: 'things', message: notMissing(entry) })),
      ...(typeof on === 'string' && on > today ? [{ at: 'on', message: '今日までの日にしてください' }] : []),
    ],
    slots: [
      clause(
        'report',
        '紛失などの事故の報告と対処を定める条文',
        ['event-response'],
        '紛失+報告 盗難+報告 紛失+届',
      ),
    ],
    route: [decidedBy('sec-manager', '確認')],
    validity: { lasts: 'once' },
    effects: {
      grant: (_facts, line) =>
        line.values['whereabouts'] === 'lost'
          ? { does: 'note', values: { whereabouts: 'in-place' } }
          : { refused: notMissing(line) },
    },
  })
}

/** 記録媒体の発見の確認. */
export const mediumFound = foundOf('medium', {
  key: 'medium-found',
  label: '記録媒体',
  formNumber: '様式第59号',
})
