import type { ProcedureKind } from '#engine/procedure/contract.ts'
import type { ApplicationState } from '#engine/procedure/states.ts'
import type { TFunction } from 'i18next'
import type { ChipMeaning } from '../../parts/chip-meanings.ts'

/** The look of each state. */
export const stateMeanings: Readonly<Record<ApplicationState, ChipMeaning>> = {
  draft: 'note',
  waiting: 'waiting',
  'sent-back': 'check',
  'pulled-back': 'note',
  withdrawn: 'outside',
  refused: 'refused',
  granted: 'done',
  'in-use': 'running',
  done: 'done',
  lapsed: 'outside',
  revoked: 'refused',
}

/** The state in the procedure's own verbs: 許可待ち, 不許可, 許可済み, 持出し中. */
export function stateWord(t: TFunction, state: ApplicationState, kind: ProcedureKind | undefined): string {
  return t(`caseFile.states.${state}`, { word: ownWord(t, state, kind) })
}

function ownWord(t: TFunction, state: ApplicationState, kind: ProcedureKind | undefined): string {
  if (state === 'refused') return kind?.refusalWord ?? t('caseFile.anyRefusal')
  if (state === 'in-use') {
    return kind?.afterwards.find((each) => each.act === 'start')?.word ?? t('caseFile.anyUse')
  }
  return kind?.grantWord ?? t('caseFile.anyDecision')
}
