import type { ProcedureKind } from '#engine/procedure/contract.ts'
import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ClauseLinks } from '../../parts/clause-link.tsx'
import { FieldGroup, FieldPair } from '../../parts/form-field.tsx'
import { clausesOfSlots } from '../case/clauses.ts'
import { FormFieldOf } from './form-field-of.tsx'
import { pairs } from './pairs.ts'
import type { Filling } from './use-draft.ts'

/** The numbered groups of a form. A group of one field of the same name is that field, with the number on it. */
export function FormGroups({ kind, filling }: { kind: ProcedureKind; filling: Filling }): ReactNode {
  const { t } = useTranslation()
  const asked = kind.groups.flatMap((group) => {
    const fields = kind.fields.filter((field) => field.group === group.key && field.gone !== true)
    // a group of which nothing is asked for any more is not shown
    return fields.length === 0 ? [] : [{ ...group, fields }]
  })
  return asked.map(({ key, label, fields }, index) => {
    const legend = t('apply.group', { number: index + 1, label })
    const last = index === asked.length - 1
    const [only] = fields
    if (only !== undefined && fields.length === 1 && only.label === label) {
      return (
        <div
          key={key}
          className={`mb-6 pb-6 [&_legend]:text-[1.125rem] ${last ? '' : 'border-b border-solid-gray-300'}`}
        >
          <FormFieldOf field={only} label={legend} filling={filling} />
        </div>
      )
    }
    const dated = fields.some((field) => field.type === 'date')
    return (
      <FieldGroup
        key={key}
        legend={legend}
        last={last}
        {...(dated && kind.parameters.length > 0 ? { note: <Parameters kind={kind} /> } : {})}
      >
        {pairs(fields).map((pair) =>
          pair.length === 2 ? (
            <FieldPair key={pair[0]?.key}>
              {pair.map((field) => (
                <FormFieldOf key={field.key} field={field} label={field.label} filling={filling} />
              ))}
            </FieldPair>
          ) : (
            <Fragment key={pair[0]?.key}>
              {pair.map((field) => (
                <FormFieldOf key={field.key} field={field} label={field.label} filling={filling} />
              ))}
            </Fragment>
          ),
        )}
      </FieldGroup>
    )
  })
}

/** The numbers the city has set for this kind, with the clause that leaves them open. */
function Parameters({ kind }: { kind: ProcedureKind }): ReactNode {
  const { t } = useTranslation()
  return kind.parameters.map(({ key, label, value, unit, slot }) => (
    <span key={key} className="mr-3">
      {t('apply.parameter', { label, value, unit })}{' '}
      <ClauseLinks clauses={clausesOfSlots(kind.cites, [slot])} />
    </span>
  ))
}
