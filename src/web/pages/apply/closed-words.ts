import type { ProcedureKind } from '#engine/procedure/contract.ts'
import type { TFunction } from 'i18next'

/** Why nothing can be filed, as a sentence. */
export function closedWords(t: TFunction, closed: NonNullable<ProcedureKind['closed']>): string {
  switch (closed.why) {
    case 'ended':
      return t('apply.closed.ended')
    case 'unbound':
      return t('apply.closed.unbound')
    case 'unconfirmed':
      return t('apply.closed.unconfirmed', { clauses: closed.clauses.join('、') })
    case 'role':
      return t('apply.closed.role', { roles: closed.roles.join('、') })
  }
}
