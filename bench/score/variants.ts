// The same six provisions in several layouts: all must say the same.
import type { ExtractedText } from '#policy/norms/extract-file.ts'
import type { Norm, Role } from '#policy/norms/types.ts'

/** One of the six provisions as it shows in what was read; null where it was not found. */
type Says = string | null

const all = (norms: readonly Norm[], test: (n: Norm) => boolean): Norm | undefined => norms.find(test)

/**
 * What a text says of the six provisions, in words that do not depend on its layout, its role words or on how many
 * sentences it needs. `office` names what a role word of that text stands for in the order of rank.
 */
export function sixOf({ extraction }: ExtractedText): readonly Says[] {
  const { norms } = extraction
  const said = (n: Norm | undefined, ...parts: (string | null)[]): Says =>
    n === undefined ? null : parts.map((p) => p ?? '–').join(' ')
  const carry = all(norms, (n) => /持ち?出[すし]/.test(n.text) && n.approval !== null)
  const carried = all(
    norms,
    (n) =>
      /(?:記録|保管)/.test(n.text) &&
      n.record !== null &&
      !/廃棄|破壊/.test(n.text) &&
      n !== carry &&
      n.trigger.type !== 'periodic',
  )
  const own = all(norms, (n) => /私物/.test(n.text) && n.modality === 'prohibition')
  const ownPermit = all(
    norms,
    (n) =>
      n.modality !== 'prohibition' &&
      n !== carry &&
      !/例外|要領によらない|廃棄|持ち出/.test(n.text) &&
      /(?:認め|許可|承認)/.test(n.text) &&
      /(?:業務|校務)上必要|認めたもの/.test(n.text),
  )
  const ownException = own !== undefined && /(?:許可|承認)を得た場合を除く/.test(own.text) ? own : undefined
  const list = all(norms, (n) => /台帳|リスト/.test(n.text) && n.trigger.cadence !== null)
  const dispose = norms.filter((n) => /廃棄/.test(n.text) && n.approval !== null)
  const disposal = all(
    norms,
    (n) => n.record !== null && /(?:廃棄|日時|担当者|行った処理|処理内容)/.test(n.text),
  )
  const exception = all(
    norms,
    (n) => n.modality === 'permission' && n.approval !== null && /例外|によらない/.test(n.text),
  )
  const urgent = all(norms, (n) => n.deadline === '事後速やかに')
  const apart = all(norms, (n) => n.modality === 'prohibition' && /兼/.test(n.text))
  // Who is who in this text: the manager permits carrying out, the top permits exceptions.
  const named = (roles: readonly Role[] | undefined) => new Set(roles?.map((r) => r.word))
  const managers = named(carry?.approval?.approver)
  const top = named(exception?.approval?.approver)
  const party = (r: Role) =>
    managers.has(r.word) ? 'manager' : top.has(r.word) ? 'top' : (r.office ?? r.word)
  const who = (n: Norm | undefined) =>
    n === undefined ? null : `${n.subject.join}:${n.subject.roles.map(party).toSorted().join('+')}`
  // Where a text names nobody, whoever does it is meant.
  const anybody = (n: Norm | undefined, office: string) =>
    n === undefined || n.subject.roles.length === 0 ? office : n.subject.roles.map(party).join('+')
  const permits = (n: Norm | undefined) => n?.approval?.approver.map(party).join('+') ?? null
  return [
    said(
      carry,
      who(carry),
      permits(carry),
      carry?.modality ?? null,
      carry?.targetClass === 'C2+' ? 'C2+' : null,
      String(carry?.approval?.when),
    ),
    said(carried, who(carried), carried?.modality ?? null, 'record'),
    own === undefined
      ? null
      : ownPermit !== undefined || ownException !== undefined
        ? `prohibition of ${anybody(own, 'staff')} unless permitted`
        : 'prohibition',
    said(list, who(list), list?.modality ?? null, list?.trigger.type ?? null, list?.trigger.cadence ?? null),
    dispose.length === 0 || disposal === undefined
      ? null
      : `permit by ${permits(dispose[0])} of ${anybody(dispose[0], 'actor:disposer')} and record`,
    exception === undefined || urgent === undefined
      ? null
      : `exception of ${who(exception)} permitted by ${permits(exception)}, report afterwards`,
    said(apart, who(apart), apart?.modality ?? null),
  ]
}
